import Almanac
import Storage

/// Measures out what leaves in lanes: marks it as being sent in the turn that hands it out, and takes the reports.
///
/// In each lane the first that has not ended has an instant, and the others stand behind it without one: so nothing
/// overtakes, and a turn reads only what may leave. Belongs to a desk and to those that are made after it in the same
/// process.
final class Courier {
    let postage: Postage
    private var meter: PaceMeter
    private var lanes: [String: PaceMeter] = [:]
    /// Handed out by this process, and not reported yet.
    private var underWay: Set<String>
    /// Nothing leaves before: the relays are away.
    private var pausedUntil: Instant?
    private var setbacks = 0
    /// Beyond that those are forgotten that do not count any more.
    private var mostLanes = Courier.fewLanes
    private static let fewLanes = 10_000
    private static let fact = "postage"

    /// - Parameter underWay: what this process has handed out for an earlier desk.
    init(_ postage: Postage, underWay: Set<String>) {
        self.postage = postage
        self.underWay = underWay
        meter = PaceMeter(postage.pace)
    }

    /// Takes up what the last process left.
    /// - Parameter ended: is told of those that have come to a bad end.
    func open(in sitting: Sitting, ended: (OutgoingRow) throws -> Void) throws {
        let store = try sitting.store
        if let mark = try store.fact(Courier.fact).flatMap({ Int64($0) }) {
            // A clock that was set back would hold everything up.
            let latest = sitting.now.milliseconds * 1000 + postage.pace.span.components.seconds * 1_000_000
            meter = PaceMeter(postage.pace, from: min(mark, latest))
        }
        let inDoubt = try store.outgoing(state: .sending, atMost: Int(Int32.max)).filter { !underWay.contains($0.key) }
        let trace = inDoubt.isEmpty ? { _ in .none } : postage.traces()
        for row in inDoubt {
            switch trace(Release(row)) {
            case .none: try take(.notBegun, of: row, in: sitting, ended: ended)
            case .begun:
                try take(.uncertain("the program ended while it was sent"), of: row, in: sitting, ended: ended)
            case .ended(let report): try take(report, of: row, in: sitting, ended: ended)
            }
        }
        for row in try store.outgoing(state: .queued, atMost: Int(Int32.max))
        where row.kind == postage.kind && row.lane == nil {
            // From a time in which nothing was measured out: at the end of one lane.
            let dueAt = try place(in: Courier.common, at: sitting.now, on: store)
            try store.put(outgoing: row.key, in: Courier.common, at: dueAt, attempts: 0, note: nil)
        }
    }

    private static let common = ""

    /// The instant of one that comes to the end of that lane now; nil: another stands before it.
    func place(in lane: String, at now: Instant, on store: any Store) throws -> Instant? {
        try store.firstOutgoing(in: lane) == nil ? lanes[lane]?.next(from: now) ?? now : nil
    }

    /// Marks those that leave with this turn.
    func handOut(in sitting: Sitting) throws -> [Release] {
        let (now, store) = (sitting.now, try sitting.store)
        guard pausedUntil.map({ $0 <= now }) ?? true, postage.opens(now) <= now else { return [] }
        let room = min(postage.atOnce - underWay.count, meter.free(at: now))
        guard room > 0 else { return [] }
        let rows = try store.outgoing(dueBy: now, atMost: room)
        for row in rows {
            try store.mark(outgoing: row.key, state: .sending, at: now, note: row.note)
            underWay.insert(row.key)
            meter.take(at: now)
            if let pace = postage.lanePace, let lane = row.lane {
                lanes[lane, default: PaceMeter(pace)].take(at: now)
            }
        }
        if !rows.isEmpty { try store.set(fact: Courier.fact, to: String(meter.mark)) }
        if lanes.count > mostLanes {
            lanes = lanes.filter { !$0.value.isIdle(at: now) }
            mostLanes = max(Courier.fewLanes, lanes.count * 2)
        }
        return rows.map(Release.init)
    }

    /// When the next may leave; nil: nothing waits, or a report will come first.
    func next(after now: Instant, on store: any Store) throws -> Instant? {
        guard underWay.count < postage.atOnce, let due = try store.nextOutgoing() else { return nil }
        return postage.opens(max(meter.next(from: max(due, now)), pausedUntil ?? due))
    }

    /// - Parameter ended: is told when it has come to a bad end.
    func take(
        _ report: Report, of row: OutgoingRow, in sitting: Sitting, ended: (OutgoingRow) throws -> Void
    ) throws {
        underWay.remove(row.key)
        let (now, store) = (sitting.now, try sitting.store)
        func end(_ state: OutgoingRow.State, _ note: String?) throws {
            try store.mark(outgoing: row.key, state: state, at: now, note: note)
            var row = row
            (row.state, row.note) = (state, note)
            if state != .sent { try ended(row) }
            try advance(row.lane, at: now, on: store)
        }
        func again(at instant: Instant, attempts: Int, _ note: String?) throws {
            try store.put(outgoing: row.key, in: row.lane, at: instant, attempts: attempts, note: note)
        }
        switch (row.state, report) {
        case (.unconfirmed, .sent(let note)): try end(.sent, note)
        case (.sending, .sent(let note)):
            (setbacks, pausedUntil) = (0, nil)
            try end(.sent, note)
        case (.sending, .failed(let reason)): try end(.failed, reason)
        case (.sending, .notBegun): try again(at: now, attempts: row.attempts, row.note)
        case (.sending, .uncertain(let words)) where !postage.isRepeated(Release(row)): try end(.unconfirmed, words)
        case (.sending, .later(let words, _)), (.sending, .uncertain(let words)):
            if case .later(_, isForAll: true) = report { pause(at: now) }
            guard let wait = Retrial.wait(after: row.attempts + 1) else {
                return try end(.failed, "tried \(row.attempts + 1) times: \(words)")
            }
            try again(at: now.advanced(by: wait), attempts: row.attempts + 1, words)
        default: break
        }
    }

    /// Several come back from the same trouble: it counts once.
    private func pause(at now: Instant) {
        guard pausedUntil.map({ $0 <= now }) ?? true else { return }
        setbacks += 1
        pausedUntil = now.advanced(by: Retrial.pause(after: setbacks))
    }

    private func advance(_ lane: String?, at now: Instant, on store: any Store) throws {
        guard let lane, let next = try store.firstOutgoing(in: lane), next.state == .queued, next.dueAt == nil else {
            return
        }
        try store.put(
            outgoing: next.key, in: lane, at: lanes[lane]?.next(from: now) ?? now, attempts: next.attempts,
            note: next.note)
    }
}

extension Release {
    init(_ row: OutgoingRow) { self.init(key: row.key, kind: row.kind, body: row.body) }
}
