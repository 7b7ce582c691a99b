import Almanac
import Dispatch
import Foundation
import Interpreter
import Notation
package import Storage

/// One of several nodes on one PostgreSQL database. Each takes work in and carries out what leaves; the one that has the
/// lease takes the turns.
///
/// All that it does is one look, over and over: at its own timers, when something arrives here, when another node has
/// said something. A look that fails because the database or the lease is gone leaves nothing behind: the desk is given
/// up, with all that it remembers, and the next look begins anew on a new connection.
package actor ClusterNode: Service {
    package nonisolated let unownedExecutor: UnownedSerialExecutor
    private let executor: QueueExecutor
    private let queue: DispatchQueue
    private let name: String
    private let address: PostgresAddress
    private let term: Int
    private let deliveries: Deliveries
    private let timer: any DispatchSourceTimer
    /// Comes three times a term, for the lease and the claims to be renewed, or to be taken over from one that is gone.
    private let pulse: any DispatchSourceTimer
    private let stands: @Sendable (Standing) -> Void
    private let committed: @Sendable (Turn) -> Void
    private let failed: @Sendable (any Error) -> Void
    private var plan: DeskPlan

    private var store: PostgresStore?
    private var ear: Ear?
    private var desk: Desk?
    private var standing: Standing?
    private var patience = Patience()
    /// When the desk wants its next turn; a new desk wants it now.
    private var next: Instant?
    /// Somebody watches whether it still commits.
    private var wantsTurn = false
    private var isNewDesk = false
    /// Whether the lease may have become free since it was last asked for.
    private var mayLead = true
    private var isStopping = false
    private var isStopped = false
    private var idle: CheckedContinuation<Void, Never>?
    private var inHand = ArrivalsInHand()
    private var mayClaim = true

    /// - Parameters:
    ///   - name: unlike that of any other node, now and before.
    ///   - term: seconds without a sign of life after which another node takes over.
    ///   - stands: is told whenever it changes.
    ///   - committed: is told of each turn of this node once it is on disk.
    ///   - failed: the database refused something for good; starting anew is safe, going on is not.
    package init(
        name: String, address: PostgresAddress, leaseOf term: Int, plan: DeskPlan, outlet: any Outlet,
        stands: @escaping @Sendable (Standing) -> Void, committed: @escaping @Sendable (Turn) -> Void = { _ in },
        failed: @escaping @Sendable (any Error) -> Void
    ) {
        queue = DispatchQueue(label: "dondoc.desk")
        executor = QueueExecutor(queue: queue)
        unownedExecutor = executor.asUnownedSerialExecutor()
        timer = DispatchSource.makeTimerSource(queue: queue)
        pulse = DispatchSource.makeTimerSource(queue: queue)
        deliveries = Deliveries(outlet: outlet)
        self.name = name
        self.address = address
        self.term = term
        self.plan = plan
        self.stands = stands
        self.committed = committed
        self.failed = failed
    }

    package func start() {
        timer.setEventHandler { [weak self] in self?.assumeIsolated { $0.look() } }
        timer.activate()
        pulse.setEventHandler { [weak self] in self?.assumeIsolated { $0.beat() } }
        let third = DispatchTimeInterval.milliseconds(term * 1000 / 3)
        pulse.schedule(deadline: .now() + third, repeating: third)
        pulse.activate()
        look()
    }

    package func receive(_ arrival: Arrival, committed: (@Sendable (Reply?) -> Void)?) {
        guard !isStopping else { return }
        inHand.take(arrival, committed)
        // One look takes all that has come by then. While the database is away the next try looks anyway.
        if store != nil { lookSoon() }
    }

    package func reload(library: Library, functions: [any StepFunction]) {
        plan.library = library
        plan.functions = functions
        desk = desk?.renewed(library: library, functions: functions)
        isNewDesk = true
        look()
    }

    /// The lease is given back, so that another node goes on at once.
    package func stop() async {
        isStopping = true
        deliveries.holdPosts()
        if deliveries.areUnderWay { await withCheckedContinuation { idle = $0 } }
        look()
        timer.cancel()
        pulse.cancel()
        isStopped = true
        // What cannot be said now, the lease says by running out.
        try? store?.releaseLease()
        leave()
    }

    // MARK: A look

    package func lookAgain() {
        wantsTurn = true
        lookSoon()
    }

    private func lookSoon() { timer.schedule(deadline: .now()) }

    private func beat() {
        guard let store else { return }
        do {
            if deliveries.areUnderWay { try store.renewClaims() }
            if desk != nil { try store.renewLease() }
        } catch {
            return retreat(error)
        }
        mayClaim = true
        mayLead = true
        look()
    }

    private func look() {
        guard !isStopped else { return }
        do {
            let store = try joined()
            if desk == nil, mayLead, !isStopping {
                mayLead = false
                if try store.takeLease() {
                    desk = plan.desk(on: store, underWay: deliveries.posted)
                    isNewDesk = true
                }
            }
            if desk == nil { try standBy(on: store) } else { try lead(on: store) }
            try inHand.tell(from: store)
            try claim(from: store)
            change(to: desk == nil ? .standsBy : .leads)
            patience = Patience()
            if desk != nil, let next { timer.schedule(wallDeadline: next.wallTime) }
            try hear()
        } catch let error as StoreError {
            retreat(error)
        } catch {
            failed(error)
        }
    }

    private func joined() throws(StoreError) -> PostgresStore {
        if let store { return store }
        let opened = try PostgresStore(address)
        try opened.join(as: name, leaseOf: term)
        store = opened
        ear = Ear(on: opened.socket, queue) { [weak self] in self?.assumeIsolated { $0.listen() } }
        mayLead = true
        if !opened.hears {
            pulse.schedule(deadline: .now() + ClusterNode.withoutEars, repeating: ClusterNode.withoutEars)
        }
        return opened
    }

    /// How often a node looks that hears nothing of the others.
    private static let withoutEars = DispatchTimeInterval.milliseconds(250)

    /// Only what others have said makes it look: the answers to its own questions make the socket readable as well.
    private func listen() {
        do { try hear() } catch { retreat(error) }
    }

    private func hear() throws(StoreError) {
        guard let said = try store?.notifications(), !said.isEmpty else { return }
        for words in said where words.hasPrefix(ClusterNode.abandoned) {
            deliveries.abandon(String(words.dropFirst(ClusterNode.abandoned.count)))
        }
        mayClaim = true
        mayLead = true
        lookSoon()
    }

    static let abandoned = "abandoned "

    /// A turn of the desk, when there is anything to take; the database refuses it when the lease is lost.
    private func lead(on store: PostgresStore) throws {
        guard let desk else { return }
        let handedIn = try store.openArrivals(atMost: ClusterNode.mostArrivals)
        let now = WallClock.now
        let isDue = next.map { $0 <= now } ?? false
        guard isNewDesk || wantsTurn || isDue || !handedIn.isEmpty || inHand.hasNew else { return }
        let own = inHand.new
        let arrivals = try own.reports + handedIn.map(Arrival.init(stored:)) + own.arrivals.map(\.arrival)
        let turn = try desk.turn(at: now, arrivals: arrivals, atMost: isStopping ? 0 : 10_000) { sitting in
            try inHand.settle(own, handedIn, in: sitting, on: store)
        }
        inHand.areCommitted(own)
        committed(turn)
        (isNewDesk, wantsTurn) = (false, false)
        mayClaim = mayClaim || !turn.released.isEmpty
        for key in turn.abandoned { deliveries.abandon(key) }
        deliveries.post(turn.posted) { reports in Task { await self.delivered(reports) } }
        next = handedIn.count == ClusterNode.mostArrivals ? now : turn.next
    }

    private static let mostArrivals = 1000

    private func standBy(on store: PostgresStore) throws {
        guard inHand.hasNew else { return }
        let own = inHand.new
        try inHand.handIn(own, to: store)
        inHand.areCommitted(own)
    }

    // MARK: What leaves

    private func claim(from store: PostgresStore) throws {
        guard mayClaim, !isStopping else { return }
        mayClaim = false
        var claimed = try store.claim(.of(kind: OutsideCall.kind), atMost: deliveries.freeCalls)
        if !deliveries.isSending {
            claimed += try store.claim(
                .allBut(kind: OutsideCall.kind), heldBy: Hold.fact, of: Release.notice, atMost: ClusterNode.mostMails)
        }
        guard !claimed.isEmpty else { return }
        let releases = claimed.map(Release.init)
        deliveries.start(releases) { reports in Task { await self.delivered(reports) } }
    }

    /// The rest is left to the other nodes.
    private static let mostMails = 50

    private func delivered(_ reports: [(key: String, report: Report)]) {
        deliveries.ended(reports)
        inHand.take(reports)
        mayClaim = true
        if isStopping { look() } else { lookSoon() }
        if !deliveries.areUnderWay {
            idle?.resume()
            idle = nil
        }
    }

    // MARK: Going away and coming back

    /// The database or the lease is gone: whatever was begun is void, and the next look asks how far it came.
    private func retreat(_ error: StoreError) {
        leave()
        guard error.isPassing else { return failed(error) }
        if !error.isLeaseLost { change(to: .away(error.message)) }
        timer.schedule(deadline: .now() + patience.next())
    }

    private func leave() {
        // Whoever leads next sends them.
        deliveries.holdPosts()
        ear = nil
        desk = nil
        next = nil
        store = nil
        mayClaim = true
    }

    private func change(to new: Standing) {
        guard new != standing else { return }
        standing = new
        stands(new)
    }
}
