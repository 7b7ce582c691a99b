import Almanac
import Dispatch
import Foundation
import Notation

/// Plays a desk in real time: one serial queue, one timer, armed for the earliest wake-up and nothing else.
package actor Daemon: Service {
    package nonisolated let unownedExecutor: UnownedSerialExecutor
    private let executor: QueueExecutor
    private let deliveries: Deliveries
    private let timer: any DispatchSourceTimer
    private let committed: @Sendable (Turn) -> Void
    private let failed: @Sendable (any Error) -> Void
    private var desk: Desk
    private var waiting: [(Arrival, (@Sendable (Reply?) -> Void)?)] = []
    /// What has become of releases, and the desk has not been told yet.
    private var reports: [Arrival] = []
    private var isStopping = false
    private var idle: CheckedContinuation<Void, Never>?

    /// - Parameters:
    ///   - committed: is told of each turn once it is on disk.
    ///   - failed: the store refused a commit; restarting is safe, going on is not.
    package init(
        desk: sending Desk, outlet: any Outlet, committed: @escaping @Sendable (Turn) -> Void = { _ in },
        failed: @escaping @Sendable (any Error) -> Void
    ) {
        let queue = DispatchQueue(label: "dondoc.desk")
        executor = QueueExecutor(queue: queue)
        unownedExecutor = executor.asUnownedSerialExecutor()
        timer = DispatchSource.makeTimerSource(queue: queue)
        self.desk = desk
        deliveries = Deliveries(outlet: outlet)
        self.committed = committed
        self.failed = failed
    }

    package func start() {
        timer.setEventHandler { [weak self] in self?.assumeIsolated { $0.takeTurn() } }
        timer.activate()
        takeTurn()
    }

    /// - Parameter committed: called once the arrival is on disk, with the reply to a command.
    package func receive(_ arrival: Arrival, committed: (@Sendable (Reply?) -> Void)? = nil) {
        guard !isStopping else { return }
        waiting.append((arrival, committed))
        // One turn takes all that waits by then.
        if waiting.count == 1 { timer.schedule(deadline: .now()) }
    }

    /// Goes on with new definitions for what is still to begin; what runs keeps the ones it began with.
    package func reload(library: Library, functions: [any StepFunction]) {
        desk = desk.renewed(library: library, functions: functions)
        takeTurn()
    }

    /// The wall clock was set, or the machine slept: looks again.
    package func lookAgain() { takeTurn() }

    /// Takes no more, lets what is being delivered end, then returns. Tolerates being called twice.
    package func stop() async {
        isStopping = true
        timer.cancel()
        deliveries.holdPosts()
        if !reports.isEmpty { takeTurn() }
        guard deliveries.areUnderWay else { return }
        await withCheckedContinuation { idle = $0 }
    }

    private func takeTurn() {
        let reports = reports
        self.reports = []
        let arrivals = isStopping ? [] : waiting
        if !isStopping { waiting = [] }
        do {
            let turn = try desk.turn(
                at: WallClock.now, arrivals: reports + arrivals.map(\.0), atMost: isStopping ? 0 : 10_000)
            committed(turn)
            for (arrival, committed) in arrivals { committed?(arrival.replyKey.flatMap { turn.replies[$0] }) }
            for key in turn.abandoned { deliveries.abandon(key) }
            deliver(turn.released)
            deliveries.post(turn.posted) { reports in Task { await self.delivered(reports) } }
            if !isStopping, let next = turn.next { timer.schedule(wallDeadline: next.wallTime) }
        } catch {
            failed(error)
        }
    }

    private func deliver(_ releases: [Release]) {
        guard !isStopping else { return }
        deliveries.start(releases) { reports in Task { await self.delivered(reports) } }
    }

    private func delivered(_ reports: [(key: String, report: Report)]) {
        deliveries.ended(reports)
        self.reports += reports.map { .reported(key: $0.key, $0.report) }
        // One turn takes all that have come by then: mails end one by one, and a commit for each would hold them up.
        guard isStopping else { return timer.schedule(deadline: .now()) }
        takeTurn()
        if !deliveries.areUnderWay {
            idle?.resume()
            idle = nil
        }
    }
}

extension Arrival {
    /// Under which key a turn answers this arrival.
    var replyKey: String? {
        switch self {
        case .event(let event): event.id
        case .start(let reply, _, _, _, _), .stimulus(let reply, _, _): reply
        case .reported: nil
        }
    }
}
