import Almanac
import Casework
import Definition
import Engine
import Foundation
import Interpreter
import Notation
import Storage

extension CommandTable {
    static let instanceCommands =
        [start, list, show, replay]
        + [
            ("suspend", "holds an instance; what arrives waits"), ("resume", "lets a suspended instance go on"),
            ("cancel", "ends an instance"), ("retry", "runs the failed task of a faulted instance again"),
        ].map { control(InstanceCommands.Verb(rawValue: $0.0) ?? .cancel, $0.1) }

    private static let site = Command.Option("site", "DIR", "the site's folder; the current one when it is left out")

    private static let start = Command(
        name: "start", synopsis: "WORKFLOW [--input FILE or -]",
        summary: "starts an instance of a workflow of the site",
        options: [
            site, .init("input", "FILE", "the input, JSON"),
            .init("version", "VERSION", "the newest when it is left out"), Arguments.format,
        ]
    ) { arguments in
        let name = try arguments.only("the workflow's name")
        let data: JSON = [
            "workflow": .string(name), "version": .string(arguments.value("version") ?? "latest"),
            "input": try readInput(arguments.value("input")),
        ]
        return try send(.start, data, arguments)
    }

    private static func control(_ verb: InstanceCommands.Verb, _ summary: String) -> Command {
        Command(
            name: verb.rawValue, synopsis: "ID", summary: summary,
            options: [site, .init("reason", "TEXT", "why"), Arguments.format]
        ) { arguments in
            guard let id = Int(try arguments.only("the instance's number")) else {
                throw CommandError.usage("an instance is named by its number")
            }
            return try send(verb, ["id": .integer(id), "reason": JSON(arguments.value("reason"))], arguments)
        }
    }

    private static func send(_ verb: InstanceCommands.Verb, _ data: JSON, _ arguments: Arguments) throws -> ExitCode {
        let event = CloudEvent(
            id: Commanding.newID(), source: "/command", type: verb.eventType, time: WallClock.now, data: data)
        let answer = try Commanding(site: arguments.value("site") ?? ".").give(event)
        Terminal.put(try arguments.wantsJSON ? answer.text : "instance \(answer["id"].text)")
        return .done
    }

    private static let list = Command(
        name: "list", synopsis: "[--phase PHASE]", summary: "the instances, newest first",
        options: [
            site, .init("phase", "PHASE", "pending, running, waiting, suspended, cancelled, faulted or completed"),
            .init("limit", "N", "at most that many; 100"), Arguments.format,
        ]
    ) { arguments in
        let phases = ["pending", "running", "waiting", "suspended", "cancelled", "faulted", "completed"]
        if let phase = arguments.value("phase"), !phases.contains(phase) {
            throw CommandError.usage("--phase takes one of \(phases.joined(separator: ", ")), not \"\(phase)\"")
        }
        if let limit = arguments.value("limit"), Int(limit).map({ $0 < 1 }) ?? true {
            throw CommandError.usage("--limit takes a number from 1, not \"\(limit)\"")
        }
        let (office, store) = try reader(arguments)
        let rows =
            try store?.instances(
                phase: arguments.value("phase"), atMost: arguments.value("limit").flatMap { Int($0) } ?? 100) ?? []
        if try arguments.wantsJSON {
            Terminal.put(JSON.array(rows.map { $0.json(in: office.settings.zone) }).text)
        } else {
            let table = rows.map { row in
                [
                    String(row.id), row.name, row.version, row.phase, row.subject ?? "",
                    row.startedAt.rfc3339(in: office.settings.zone),
                    String(row.definition.prefix(12)),
                ]
            }
            Terminal.put(
                TextTable([["ID", "WORKFLOW", "VERSION", "PHASE", "SUBJECT", "STARTED", "DEFINITION"]] + table).text)
        }
        return .done
    }

    private static let show = Command(
        name: "show", synopsis: "ID", summary: "one instance with its journal", options: [site, Arguments.format]
    ) { arguments in
        let (office, _, row, entries) = try instance(arguments)
        var facts = row.json(in: office.settings.zone)
        let journal = entries.map { entry -> JSON in
            [
                "at": .string(entry.at.rfc3339(in: office.settings.zone)),
                "stimulus": (try? JSON(encoding: Stimulus(stored: JSON(parsing: entry.stimulus))))
                    ?? .string(entry.stimulus),
            ]
        }
        facts["journal"] = .array(journal)
        Terminal.put(try arguments.wantsJSON ? facts.text : facts.prettyText)
        return .done
    }

    private static let replay = Command(
        name: "replay", synopsis: "ID", summary: "folds an instance's journal again; it must reach the same state",
        options: [site, Arguments.format]
    ) { arguments in
        let (office, store, row, journal) = try instance(arguments)
        let path = arguments.value("site") ?? "."
        let isSame = try Replay(
            of: row, journal: journal, in: store, functions: SiteFolder.functions, zone: office.settings.zone,
            secrets: try OpenSite.markers(of: SiteFolder(path: path, catalog: OpenSite.catalog(of: path)).library)
        ).reachesTheSameState
        if try arguments.wantsJSON {
            Terminal.put(JSON.object(Members([("id", .integer(Int(row.id))), ("same", .bool(isSame))])).text)
        } else {
            Terminal.put(
                isSame ? "the journal leads to the same state, byte for byte" : "the journal leads to another state")
        }
        return isSame ? .done : .failed
    }

    private static func reader(_ arguments: Arguments) throws -> (Office, (any Store)?) {
        let path = arguments.value("site") ?? "."
        let office = try OpenSite.read(path).1
        return (office, try Database.reader(of: office, in: path))
    }

    /// With its journal; also one that has left the store for the archive.
    private static func instance(
        _ arguments: Arguments
    ) throws -> (Office, any Store, InstanceRow, [JournalRow]) {
        let (office, store) = try reader(arguments)
        let word = try arguments.only("the instance's number")
        guard let store, let id = Int64(word) else { throw CommandError.failed("there is no instance \(word)") }
        if let row = try store.instance(id) { return (office, store, row, try store.journal(of: id)) }
        let site = arguments.value("site") ?? "."
        guard let kept = try Archive(folder: "\(site)/\(office.settings.state)/archive").instance(id) else {
            throw CommandError.failed("there is no instance \(word)")
        }
        return (office, store, kept.row, kept.journal)
    }
}

extension InstanceRow {
    func json(in zone: Zone) -> JSON {
        [
            "id": .integer(Int(id)), "namespace": .string(namespace), "name": .string(name),
            "version": .string(version),
            "definition": .string(definition), "phase": .string(phase), "subject": JSON(subject),
            "startedAt": .string(startedAt.rfc3339(in: zone)), "endedAt": JSON(endedAt?.rfc3339(in: zone)),
            "result": result.flatMap { try? JSON(parsing: $0) } ?? .null,
        ]
    }
}
