import Definition
import Casework
import Almanac
import Engine
import Foundation
import Notation
import Storage
import Synchronization

/// What the daemon leaves beside the store after each turn, and says.
final class DaemonLog: Sendable {
    private let site: OpenSite
    private let words: CatchUpWords
    /// The turn of which everything has been said before it was taken.
    private let told: Int?
    private let startedAt: Instant
    private let lateness = Mutex(Lateness())
    private let heartbeat: Heartbeat
    let calendars: CalendarUpkeep

    init(of site: OpenSite, told: Turn?, at now: Instant) {
        self.site = site
        self.told = told?.number
        startedAt = now
        let settings = site.office.settings
        words = CatchUpWords(zone: settings.zone)
        heartbeat = Heartbeat(settings.heartbeat, in: site.state, zone: settings.zone)
        calendars = CalendarUpkeep(of: site.office, in: site.folder.path, site.database)
    }

    @Sendable func note(_ turn: Turn) {
        if turn.number != told {
            for irregularity in turn.irregularities { Terminal.say(words.sentence(irregularity, at: turn.at)) }
        }
        let lateness = lateness.withLock {
            $0.add(turn.lateness)
            return $0
        }
        let state = DaemonState(
            process: ProcessInfo.processInfo.processIdentifier, startedAt: startedAt, lastTurnAt: turn.at,
            turns: turn.number, lateness: lateness, overdueSince: turn.next.flatMap { $0 <= turn.at ? $0 : nil })
        do throws(StoreError) {
            try site.keep(turn)
            try ReplacedFile.write(state.text, to: DaemonState.file(in: site.state))
            try heartbeat.beat(after: turn, process: state.process)
        } catch {
            Terminal.complain(error.message)
        }
        calendars.look(after: turn)
    }
}

/// `state/daemon.json`: how the daemon fared, as of its last turn.
struct DaemonState: Codable {
    let process: Int32
    let startedAt: Instant
    let lastTurnAt: Instant
    /// Of the store, not of this process alone.
    let turns: Int
    /// Since it was started.
    let lateness: Lateness
    /// The earliest wake-up that this turn left for the next although it was due.
    let overdueSince: Instant?

    static func file(in state: String) -> String { "\(state)/daemon.json" }

    var text: String {
        get throws(StoreError) {
            do { return try JSON.text(encoding: self) } catch { throw StoreError(code: 0, message: "\(error)") }
        }
    }

    /// - Returns: nil where no daemon has run.
    static func last(in state: String) -> DaemonState? {
        FileManager.default.contents(atPath: file(in: state)).flatMap { try? JSON(parsing: Array($0)).decoded() }
    }

    var isRunning: Bool { kill(process, 0) == 0 || errno == EPERM }
}
