import Almanac
import Casework
import Definition
import Engine
import Foundation
import Notation
import Post
import Storage

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
        let desk = try site.openDesk()
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
                return json["refused"].asString.map { .refused($0) } ?? .done(json["done"])
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
        let json: JSON
        switch reply ?? .done(.null) {
        case .done(let value): json = ["done": value]
        case .refused(let sentence): json = ["refused": .string(sentence)]
        }
        try Data(json.text.utf8).write(to: URL(filePath: "\(folder)/\(name).reply"), options: .atomic)
        try FileManager.default.removeItem(atPath: "\(folder)/\(name).json")
    }
}
