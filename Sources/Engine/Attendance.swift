import Almanac
import Foundation
import Storage

/// How a desk has been attended, as the store knows it: how many turns there were, and when wake-ups were looked at last.
///
/// Told from it are a gap, a clock that went back, and a store that is older than what is known beside it.
struct Attendance {
    private(set) var turns: Int
    /// Nil: never.
    private(set) var last: Instant?
    /// Since a gap no notice has left yet: what was made up for at night leaves in the morning.
    private(set) var isCatchingUp: Bool

    /// What was due for longer than this, in milliseconds, was missed.
    private static let longestDelay: Int64 = 15 * 60_000
    /// A clock may be corrected by this much, in milliseconds, without a word.
    private static let smallestJump: Int64 = 60_000

    init(in store: any Store) throws {
        turns = try store.fact("turns").flatMap { Int($0) } ?? 0
        last = try store.fact("lastTurn").flatMap { Int64($0) }.map { Instant(milliseconds: $0) }
        isCatchingUp = try store.fact("catchingUp") == "1"
    }

    /// Since when the desk was wanted and not there; nil where nothing has waited for long.
    ///
    /// A desk that sleeps because nothing is due is not away, however long it sleeps.
    func missing(since due: Instant?, at now: Instant) -> Instant? {
        guard let due else { return nil }
        let wanted = last.map { max($0, due) } ?? due
        return now.milliseconds(since: wanted) > Attendance.longestDelay ? wanted : nil
    }

    /// In milliseconds. What was asked for with an instant before the last turn, such as a period that was over when the
    /// site began, could not be handled before.
    func lateness(of nominal: Instant, at now: Instant) -> Int64 {
        last.map { max(0, now.milliseconds(since: max($0, nominal))) } ?? 0
    }

    /// The instant of the last turn, where the clock has gone back behind it.
    func clockWentBack(at now: Instant) -> Instant? {
        last.flatMap { $0.milliseconds(since: now) > Attendance.smallestJump ? $0 : nil }
    }

    /// A gap is made up for until the first notices have left that followed from wake-ups.
    mutating func catchUp(after missing: Instant?, with notices: Int, in store: any Store) throws {
        let goesOn = missing != nil || (isCatchingUp && notices == 0)
        guard goesOn != isCatchingUp else { return }
        isCatchingUp = goesOn
        try store.set(fact: "catchingUp", to: goesOn ? "1" : "")
    }

    /// One turn more.
    /// - Parameter looked: whether wake-ups were looked at; a command that is given while no daemon runs does not.
    mutating func count(at now: Instant, after known: Int, looked: Bool, in store: any Store) throws {
        turns = max(turns, known) + 1
        try store.set(fact: "turns", to: String(turns))
        guard looked || last.map({ now < $0 }) ?? false else { return }
        last = now
        try store.set(fact: "lastTurn", to: String(now.milliseconds))
    }
}
