import Almanac
import Engine
import Storage

/// What must hold after every run, whatever has happened. Each invariant stands in a file of its own and answers with a
/// sentence for each thing that does not hold.
extension World {
    func examine() throws {
        guard let life, let store = life.store else { return fail("the daemon is not running at the end") }
        if let difference = try twin.difference(from: Tables(of: life.process)) {
            fail("at the end the store is not what was committed: \(difference)")
        }
        let reading = try Reading(of: life.process)
        var found = try wholeStore(reading)
        found += try acknowledgedFacts(reading)
        found += try noticesOnce(reading)
        found += try wakeUpsOnce(reading)
        found += try eventsHeard(reading)
        found += try scheduleInstants(reading)
        found += try namedDays(reading)
        found += try freshRecount(store)
        found += try journalReplay(store, reading)
        for sentence in found { fail(sentence) }
    }
}
