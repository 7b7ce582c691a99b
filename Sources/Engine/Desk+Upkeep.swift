import Almanac
import Definition
import Interpreter
import Notation
import Storage

/// What ended longer ago than the site keeps it leaves the store for the archive: at night, a piece at a time.
///
/// The ledger, the audit trail, the definitions and the casework's own facts stay: they answer what was owed, and why.
extension Desk {
    func openUpkeep(in sitting: Sitting) throws {
        guard let upkeep else { return }
        try sitting.wake(Upkeep.owner, at: nextUpkeep(upkeep, after: sitting.now))
    }

    func keepHouse(nominal: Instant, in sitting: Sitting) throws {
        guard let upkeep else { return }
        var night = try self.night ?? Upkeep.Night(hearers: hearers())
        let spans = upkeep.spans
        let instances = try store.endedInstances(
            before: spans.instances.before(sitting.now, in: zone), atMost: Upkeep.most)
        let events = try outwornEvents(before: spans.events.before(sitting.now, in: zone), &night)
        let before = spans.outgoing.before(sitting.now, in: zone)
        let outgoing = try store.settledOutgoing(before: before, atMost: Upkeep.most)
        let records = try functions.flatMap { try $0.outworn(before: before, atMost: Upkeep.most, in: sitting) }
        // On disk before any of it leaves the store.
        try upkeep.archive.keep(
            instances.map { .instance($0, journal: try store.journal(of: $0.id)) }
                + events.map { .event($0.event, recordedAt: $0.at) } + outgoing.map { .outgoing($0) }
                + records.map { .record($0, at: before) })
        for row in instances {
            // One that went over from another version may have taken events under that.
            try store.removeRecords(kind: Desk.consumed, parent: String(row.id))
            try store.remove(instance: row.id)
            executions.forget(row.id)
        }
        for event in events { try store.remove(event: event.place) }
        for row in outgoing { try store.remove(outgoing: row.key) }
        for row in records { try sitting.remove(row.kind, row.key) }
        let isMore =
            [instances.count, outgoing.count, records.count].contains { $0 >= Upkeep.most } || !night.isOver
        self.night = isMore ? night : nil
        try sitting.wake(
            Upkeep.owner,
            at: isMore ? sitting.now.advanced(by: Upkeep.pause) : nextUpkeep(upkeep, after: sitting.now))
        let counts = [
            (instances.count, "instances"), (events.count, "events"), (outgoing.count, "outgoing"),
            (records.count, "records"),
        ]
        let words = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        try sitting.enter(
            Upkeep.owner, nominal: nominal, .done, words.isEmpty ? "nothing to archive" : "archived \(words)")
    }

    /// The first quiet hour at which something will have been kept long enough.
    private func nextUpkeep(_ upkeep: Upkeep, after now: Instant) throws -> Instant {
        let age = try store.oldest()
        let spans = [
            (age.end, upkeep.spans.instances), (age.event, upkeep.spans.events), (age.outgoing, upkeep.spans.outgoing),
        ]
        // What is not there yet cannot be old before something that begins now.
        let first = spans.map { $0.1.after($0.0 ?? now, in: zone) }.min() ?? now
        let day = zone.day(of: max(first, now))
        let hour = zone.instant(of: day, at: Upkeep.quietHour)
        return hour > max(first, now) ? hour : zone.instant(of: day.advanced(by: 1), at: Upkeep.quietHour)
    }

    /// Events that no instance can be offered any more, of the next that are old enough.
    private func outwornEvents(before instant: Instant, _ night: inout Upkeep.Night) throws -> [RecordedEvent] {
        let looked = try store.events(before: instant, after: night.seen, atMost: Upkeep.most)
        night.seen = looked.last ?? night.seen
        night.isOver = looked.count < Upkeep.most
        return looked.filter { event in !night.hearers.contains { $0.mayBeOffered(event) } }
    }

    /// Whoever began before an event may still be offered it, under each definition that listens at all.
    private func hearers() throws -> [Upkeep.Hearer] {
        try store.definitionHashes().compactMap { hash in
            guard let types = try heardTypes(hash), let place = try store.firstBeginning(under: hash) else {
                return nil
            }
            return Upkeep.Hearer(types: types, after: place)
        }
    }

    private func heardTypes(_ hash: String) throws -> EventTypes? {
        if let known = definitions[hash] { return known.heardTypes }
        // What can no longer be read may listen to anything.
        guard let workflow = try keptWorkflow(hash) else { return .all }
        return workflow.heardTypes
    }
}
