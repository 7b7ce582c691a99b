package import Almanac
import Notation
import Storage

/// Coming back after a gap, on an older store, or under a clock that was set.
extension Desk {
    /// Whether something is irregular about the desk's return at that instant.
    package func isIrregular(at now: Instant) throws -> Bool {
        let attendance = try Attendance(in: store)
        return try attendance.missing(since: try nextAwaited(), at: now) != nil
            || attendance.clockWentBack(at: now) != nil || catchUp.knownTurns > attendance.turns
            || Hold.inForce(in: store) != nil || broughtBack() != nil
    }

    /// What the next turn would come to, and the turns after it up to the first in which mails leave, as far as some days
    /// ahead. Nothing of it remains, and this desk is not to be used again.
    package func outlook(at now: Instant) throws -> [Turn] {
        try store.begin()
        defer { store.rollback() }
        // Files are not rolled back.
        upkeep = nil
        let end = now.advanced(by: .seconds(4 * 86_400))
        var turns = [try sit(at: now, arrivals: [], atMost: 10_000)]
        isOpen = true
        while let last = turns.last, last.notices == 0, let next = last.next, next < end, turns.count < Desk.farthest {
            turns.append(try sit(at: max(now, next), arrivals: [], atMost: 10_000))
        }
        return turns
    }

    /// So many turns are looked ahead.
    private static let farthest = 1000

    /// What is wrong with the time since the last turn; a restored store holds what would leave, whatever the number.
    func notice(_ attendance: Attendance, missing: Instant?, in sitting: Sitting) throws {
        if let missing { sitting.irregularities.append(.absent(since: missing)) }
        if let from = attendance.clockWentBack(at: sitting.now) {
            sitting.irregularities.append(.clockWentBack(from: from))
            try note("clock went back", of: "clock", "from \(from.rfc3339(in: zone))", in: sitting)
        }
        let lacking = catchUp.knownTurns - attendance.turns
        if lacking > 0 {
            sitting.irregularities.append(.restored(lacking: lacking))
            try note("store restored", of: "store", "it lacks \(lacking) turns", in: sitting)
        }
        // Also where nothing beside the store knows of its turns, as on another machine.
        let backup = isOpen ? nil : try broughtBack()
        if let backup {
            sitting.irregularities.append(.broughtBack(backup: backup))
            try note("store restored", of: "store", "from the backup of \(backup)", in: sitting)
            try store.set(fact: BroughtBack.fact, to: "")
        }
        guard lacking > 0 || backup != nil, sitting.hold == nil else { return }
        sitting.hold = Hold(since: sitting.now, notices: 0, reason: .restored)
    }

    /// The instant of the backup from which the store was brought back since its last turn.
    private func broughtBack() throws -> String? {
        guard let backup = try store.fact(BroughtBack.fact), !backup.isEmpty else { return nil }
        return backup
    }

    /// At the end of a turn: holds what is too much, and keeps back what is held.
    func keepBack(isCatchingUp: Bool, in sitting: Sitting) throws {
        let before = sitting.heldBefore
        let count = sitting.releases.count { $0.kind == Release.notice } + sitting.noticesInLanes
        sitting.notices = count
        if let new = sitting.hold, before == nil {
            sitting.hold = Hold(since: new.since, notices: count, reason: new.reason)
        } else if before == nil, isCatchingUp, count > catchUp.mostNotices {
            sitting.hold = Hold(since: sitting.now, notices: count, reason: .gap)
        }
        if let hold = sitting.hold {
            sitting.releases.removeAll { $0.kind == Release.notice }
            if before == nil {
                sitting.irregularities.append(.held(hold))
                try note("hold", of: "notices", "\(count) notices wait for approval", in: sitting)
            }
        }
        guard sitting.hold != before else { return }
        try store.set(fact: Hold.fact, to: sitting.hold.map { try Sitting.encoded($0) } ?? "")
    }

    private func note(_ action: String, of subject: String, _ result: String, in sitting: Sitting) throws {
        try sitting.audit(action, of: subject, by: "dondoc", result: result, evidence: .string(result))
    }
}

/// `approve`: a person lets held notices go, or gives them up.
extension Desk {
    package static let approval = "dondoc.command.approve.v1"

    func approve(_ event: CloudEvent, in sitting: Sitting) throws {
        guard sitting.hold != nil else { throw Refusal("nothing is held") }
        // Nobody can have meant what was not there to be seen.
        guard sitting.heldBefore != nil else {
            throw Refusal("notices are held only since this moment: look at dondoc status first, then approve")
        }
        let held = try store.outgoing(state: .queued, atMost: Int(Int32.max)).filter { $0.kind == Release.notice }
        sitting.hold = nil
        sitting.releases.removeAll { $0.kind == Release.notice }
        let isDiscarded = event.data?["discard"] == true
        for row in held {
            if isDiscarded {
                try store.mark(
                    outgoing: row.key, state: .failed, at: sitting.now, note: "discarded by \(event.actor)")
            } else if row.lane == nil {
                sitting.releases.append(Release(row))
            }
        }
        sitting.reply(to: event, ["did": isDiscarded ? "discard" : "approve", "notices": .integer(held.count)])
    }
}
