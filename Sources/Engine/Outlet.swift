/// Where releases go: mails into the outbox, packages into folders. Outside the desk, after the commit.
///
/// A release may come again after a crash, under the same key: doing it twice must come to the same.
package protocol Outlet: AnyObject, Sendable {
    func deliver(_ release: Release) -> Report
}
