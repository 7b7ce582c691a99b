import Almanac
import Casework
import Definition
import Dispatch
import Engine
import Foundation
import Notation
import Post
import Storage
import Synchronization

/// Hands an arrival to a site: to its daemon when one runs, else to the desk in this process.
struct Commanding {
    let path: String
    let office: Office

    init(site path: String) throws(CommandError) {
        self.path = path
        office = try OpenSite.read(path).1
    }

    /// - Throws: `CommandError` with the refusal.
    func give(_ event: CloudEvent) throws -> JSON {
        var event = event
        event.extensions["actor"] = .string(NSUserName())
        switch try reply(to: event) {
        case .done(let value): return value
        case .refused(let sentence): throw CommandError.failed(sentence)
        }
    }

    private func reply(to event: CloudEvent) throws -> Reply {
        let site: OpenSite
        do {
            site = try OpenSite(path: path)
        } catch let error as CommandError where error.code == .environment {
            return try Spool(folder: "\(path)/\(office.settings.state)/spool").ask(event)
        }
        guard case .file(let file) = site.database else { return try reply(to: event, through: site) }
        let desk = site.plan.desk(on: try SQLiteStore(path: file))
        var turn = try desk.turn(at: WallClock.now, arrivals: [.event(event.defused)], atMost: 0)
        let words = CatchUpWords(zone: office.settings.zone)
        for irregularity in turn.irregularities { Terminal.say(words.sentence(irregularity, at: turn.at)) }
        let reply = turn.replies[event.id] ?? .refused("nothing here knows the command \"\(event.type)\"")
        while !turn.released.isEmpty {
            let reports = turn.released.map {
                Arrival.reported(key: $0.key, site.outlet.deliver($0, unless: Abandonment()))
            }
            turn = try desk.turn(at: WallClock.now, arrivals: reports, atMost: 0)
        }
        try site.keep(turn)
        return reply
    }

    /// For as long as the command takes, this process is one more node: it hands the command to the one that leads, or
    /// leads itself when none does.
    private func reply(to event: CloudEvent, through site: OpenSite) throws -> Reply {
        let answer = Mutex<Result<Reply, CommandError>?>(nil)
        let arrived = DispatchSemaphore(value: 0)
        let node = try site.makeService(leaseOf: Running.usualLease) { error in
            answer.withLock { $0 = $0 ?? .failure(.environment("the store refused the command: \(error)")) }
            arrived.signal()
        }
        Task {
            await node.start()
            await node.receive(.event(event.defused)) { reply in
                answer.withLock { $0 = $0 ?? .success(reply ?? .done(.null)) }
                arrived.signal()
            }
        }
        let isInTime = arrived.wait(timeout: .now() + .seconds(Commanding.patience)) == .success
        let stopped = DispatchSemaphore(value: 0)
        Task {
            await node.stop()
            stopped.signal()
        }
        stopped.wait()
        guard isInTime, let answer = answer.withLock({ $0 }) else {
            throw CommandError.environment(
                "no node has answered in \(Commanding.patience) seconds; look at what is there before giving the command again"
            )
        }
        return try answer.get()
    }

    /// Seconds: as long as it may take another node to notice that the leading one is gone, and to lead.
    private static let patience = 30

    /// A name for something that a person does now: unlike any other.
    static func newID() -> String { UUID().uuidString.lowercased() }
}

/// Commands for a running daemon lie in a folder, a CloudEvent a file; the answer is a file beside it.
struct Spool: Sendable {
    let folder: String

    /// How long the one who asks waits, in tenths of a second.
    private static let patience = 150

    func ask(_ event: CloudEvent) throws -> Reply {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let name = Storage.Digest.sha256("\(event.source) \(event.id)")
        try Data(event.json.text.utf8).write(to: URL(filePath: "\(folder)/\(name).json"), options: .atomic)
        let answer = "\(folder)/\(name).reply"
        for _ in 1...Spool.patience {
            if let data = FileManager.default.contents(atPath: answer), let json = try? JSON(parsing: Array(data)) {
                try FileManager.default.removeItem(atPath: answer)
                return Reply(json: json)
            }
            usleep(100_000)
        }
        throw CommandError.environment(
            "the daemon has not answered in 15 seconds; the command lies in \(folder) and will be taken up")
    }

    /// What lies there, in the order of the names.
    func waiting() -> [(name: String, event: CloudEvent)] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().filter { $0.hasSuffix(".json") }.compactMap { name in
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)"),
                let json = try? JSON(parsing: Array(data)),
                let event = try? CloudEvent(json: json)
            else { return nil }
            return (String(name.dropLast(5)), event)
        }
    }

    /// The command is on disk in the store: says so, then takes it off the spool.
    func answer(_ name: String, with reply: Reply?) throws {
        try Data((reply ?? .done(.null)).json.text.utf8).write(
            to: URL(filePath: "\(folder)/\(name).reply"), options: .atomic)
        try FileManager.default.removeItem(atPath: "\(folder)/\(name).json")
    }
}
