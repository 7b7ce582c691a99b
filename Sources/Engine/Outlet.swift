package import Notation

/// Where releases go: mails into the outbox, packages into folders. Outside the desk, after the commit.
///
/// A release may come again after a crash, under the same key: doing it twice must come to the same.
package protocol Outlet: AnyObject, Sendable {
    ///
    /// - Parameter abandonment: declared when a call is no longer waited for; what is under way for it may then end early,
    ///   with whatever report.
    func deliver(_ release: Release, unless abandonment: Abandonment) -> Report
}
