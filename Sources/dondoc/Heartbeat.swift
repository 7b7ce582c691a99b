import Almanac
import Definition
import Dispatch
import Engine
import Foundation
import Notation
import Storage
import Synchronization
import Transport

/// Shows others that the daemon lives: `state/heartbeat` after a turn, and an address that is called.
///
/// Only what a turn has committed counts: a daemon that runs and cannot write does not beat.
final class Heartbeat: Sendable {
    private struct Last {
        var written: Instant?
        var called: Instant?
        var isCalling = false
        var failure: String?
    }

    private let settings: HeartbeatSettings?
    private let file: String
    private let zone: Zone
    private let last = Mutex(Last())

    /// At most one file in so many milliseconds, however many turns there are.
    private static let pause: Int64 = 5 * 60_000
    /// A turn may come a little before its hour.
    private static let slack: Int64 = 60_000
    /// How often a daemon that has nothing to do takes a turn all the same.
    static let idle = DispatchTimeInterval.seconds(3600)

    init(_ settings: HeartbeatSettings?, in state: String, zone: Zone) {
        self.settings = settings
        self.zone = zone
        file = "\(state)/heartbeat"
    }

    /// A turn is on disk.
    func beat(after turn: Turn, process: Int32) throws(StoreError) {
        let (writes, calls) = last.withLock { last in
            let writes = last.written.map { turn.at.milliseconds(since: $0) >= Heartbeat.pause } ?? true
            if writes { last.written = turn.at }
            let hours = Int64(settings?.hours ?? 0)
            let isDue =
                last.called.map { turn.at.milliseconds(since: $0) >= hours * 3_600_000 - Heartbeat.slack } ?? true
            let calls = settings != nil && isDue && !last.isCalling
            if calls { (last.called, last.isCalling) = (turn.at, true) }
            return (writes, calls)
        }
        if calls, let settings { DispatchQueue.global(qos: .utility).async { self.call(settings.url) } }
        guard writes else { return }
        let facts: JSON = [
            "at": .string(turn.at.rfc3339(in: zone)), "process": .integer(Int(process)), "turns": .integer(turn.number),
            "next": JSON(turn.next?.rfc3339(in: zone)),
        ]
        try ReplacedFile.write(facts.text + "\n", to: file)
    }

    /// Who watches sees that nothing has come; here it is told once, until it works again.
    private func call(_ url: String) {
        var failure: String?
        do throws(TransportError) {
            let exchange = HTTPExchange(answersWithin: .seconds(20), bodyLimit: 1 << 20)
            let answer = try exchange.send(HTTPRequest(method: "GET", url: url))
            if !(200...299).contains(answer.status) { failure = "status \(answer.status)" }
        } catch {
            failure = error.sentence
        }
        let isNews = last.withLock { last in
            let isNews = last.failure == nil && failure != nil
            (last.failure, last.isCalling) = (failure, false)
            return isNews
        }
        if isNews, let failure { Terminal.complain("the heartbeat's address cannot be reached: \(failure)") }
    }
}
