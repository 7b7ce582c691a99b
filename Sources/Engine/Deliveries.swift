import Dispatch
import Foundation
import Notation

/// What is on its way out, beside the desk: files one after the other, calls and mails side by side.
///
/// Belongs to the actor that starts it; only the work itself happens elsewhere.
final class Deliveries {
    private let outlet: any Outlet
    private let queue = DispatchQueue(label: "dondoc.outlet")
    /// Calls wait for others' answers, and may hang: they go beside the mails, and this many at a time.
    private let calls = OperationQueue()
    private static let mostCalls = 16
    /// The calls that are being made, by key.
    private var callsOut: [String: Abandonment] = [:]
    private var othersOut: Set<String> = []
    /// What leaves in measured steps, a few at a time.
    private let posts = OperationQueue()
    private static let mostPosts = 4
    private(set) var posted: Set<String> = []
    private var postsAbandonment = Abandonment()

    init(outlet: any Outlet) {
        self.outlet = outlet
        calls.maxConcurrentOperationCount = Deliveries.mostCalls
        posts.maxConcurrentOperationCount = Deliveries.mostPosts
    }

    var areUnderWay: Bool { !callsOut.isEmpty || !othersOut.isEmpty || !posted.isEmpty }
    /// How many calls could be made at once now.
    var freeCalls: Int { max(0, Deliveries.mostCalls - callsOut.count) }
    /// Whether mails and the like are under way.
    var isSending: Bool { !othersOut.isEmpty }

    /// - Parameter done: is told what became of them; then `ended` is to be called.
    func start(_ releases: [Release], done: @escaping @Sendable ([(key: String, report: Report)]) -> Void) {
        let others = releases.filter { $0.kind != OutsideCall.kind }
        if !others.isEmpty {
            for release in others { othersOut.insert(release.key) }
            let work = work(for: others, unless: Abandonment(), done)
            queue.async(execute: work)
        }
        for call in releases where call.kind == OutsideCall.kind {
            let abandonment = Abandonment()
            callsOut[call.key] = abandonment
            calls.addOperation(work(for: [call], unless: abandonment, done))
        }
    }

    /// Each is reported as soon as it has ended.
    func post(_ releases: [Release], done: @escaping @Sendable ([(key: String, report: Report)]) -> Void) {
        for release in releases {
            posted.insert(release.key)
            posts.addOperation { [outlet, abandonment = postsAbandonment] in
                let report = abandonment.isDeclared ? .notBegun : outlet.deliver(release, unless: abandonment)
                done([(release.key, report)])
            }
        }
    }

    /// None of those is begun any more that were to leave in measured steps.
    func holdPosts() {
        postsAbandonment.declare()
        postsAbandonment = Abandonment()
    }

    /// Nobody waits for the answer to that call any more.
    func abandon(_ key: String) { callsOut[key]?.declare() }

    func ended(_ reports: [(key: String, report: Report)]) {
        for report in reports {
            callsOut[report.key] = nil
            othersOut.remove(report.key)
            posted.remove(report.key)
        }
    }

    private func work(
        for releases: [Release], unless abandonment: Abandonment,
        _ done: @escaping @Sendable ([(key: String, report: Report)]) -> Void
    ) -> @Sendable () -> Void {
        { [outlet] in
            done(
                releases.map { release in
                    let report =
                        abandonment.isDeclared
                        ? Report.failed("abandoned before it began") : outlet.deliver(release, unless: abandonment)
                    return (release.key, report)
                })
        }
    }
}
