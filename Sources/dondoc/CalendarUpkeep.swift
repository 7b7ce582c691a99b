import Definition
import Almanac
import Casework
import Dispatch
import Engine
import Foundation
import Post
import Storage
import Synchronization

/// Keeps the calendars in `outbox/calendars/` as the store has them: after turns, at most once an hour.
final class CalendarUpkeep: Sendable {
    private struct State {
        var office: Office
        var last: Instant?
        var isPlanned = false
    }

    private let path: String
    private let database: Database
    private let state: Mutex<State>
    private let queue = DispatchQueue(label: "dondoc.calendars", qos: .utility)

    /// In seconds.
    private static let pause = 3600

    init(of office: Office, in path: String, _ database: Database) {
        self.path = path
        self.database = database
        state = Mutex(State(office: office))
    }

    /// The site was read again.
    func reload(_ office: Office) { state.withLock { $0.office = office } }

    /// A turn is on disk. The first one writes, then those in which something happened; one that comes within the hour is
    /// made up for at its end.
    func look(after turn: Turn) {
        let delay: Int? = state.withLock { state in
            guard !state.isPlanned, state.last == nil || !turn.events.isEmpty else { return nil }
            state.isPlanned = true
            guard let last = state.last else { return 0 }
            return max(0, CalendarUpkeep.pause - Int(turn.at.milliseconds(since: last) / 1000))
        }
        guard let delay else { return }
        queue.asyncAfter(deadline: .now() + .seconds(delay)) { self.write(at: WallClock.now) }
    }

    private func write(at now: Instant) {
        let office = state.withLock { state in
            (state.isPlanned, state.last) = (false, now)
            return state.office
        }
        do {
            try CalendarUpkeep.write(of: office, from: try database.reader(), in: path, at: now)
        } catch {
            Terminal.complain("the calendars cannot be written: \(error)")
        }
    }

    /// - Returns: how many were written.
    @discardableResult
    static func write(of office: Office, from store: (any Store)?, in path: String, at now: Instant) throws -> Int {
        try CalendarFeeds(of: office, in: store, at: now).write(
            to: "\(path)/\(office.settings.outbox)/calendars", on: office.settings.zone.day(of: now))
    }
}
