import Storage
import Almanac
import Foundation
import Definition
import Post
import Casework
import Engine
import Interpreter
import Notation

/// What a person decides after a stop, and about work that runs.
extension CommandTable {
    static let recoveryCommands = [approve, change, migrate]

    private static let approve = Command(
        name: "approve", synopsis: "SITE [--discard]",
        summary: "lets mails go that are held after a stop (duyệt gửi thư đang giữ)",
        options: [.init("discard", nil, "gives them up instead (bỏ, không gửi)"), Arguments.format]
    ) { arguments in
        let commanding = try Commanding(site: try arguments.only("the site's folder"))
        let event = CloudEvent(
            id: Commanding.newID(), source: "/command", type: Desk.approval, subject: "notices", time: WallClock.now,
            data: ["discard": .bool(arguments.has("discard"))])
        return try tell(try commanding.give(event), arguments)
    }
}

/// Work that runs, changed: each shows who is affected, and does it with `--apply`.
extension CommandTable {
    private static let applying = Command.Option("apply", nil, "does it; without it nothing is changed")

    private static let change = Command(
        name: "change", synopsis: "SITE OBLIGATION/PERIOD [--due DATE] [--remind 5,3,1] [--escalate RUNGS] [--apply]",
        summary:
            "changes the deadline or the ladder of a period that runs; shows who is affected (điều chỉnh kỳ đang mở)",
        options: [
            .init("due", "DATE", "the new last day; the plan's own is kept for scoring"),
            .init("remind", "5,3,1", "working days before; \"none\" for none"),
            .init("escalate", "RUNGS", "as in plan.yaml: [{ after: 1, to: [contact, head] }]; [] for none"),
            .init("units", "CODE,…", "only these; all of the period when it is left out"), applying, Arguments.format,
        ]
    ) { arguments in
        let words = arguments.positional
        let parts = words.count == 2 ? words[1].split(separator: "/").map(String.init) : []
        // A duty that stands in a workflow is named workflow/task.
        guard parts.count >= 2, let period = parts.last else {
            throw CommandError.usage("change needs the site's folder and a period such as articles/2021-03")
        }
        let commanding = try Commanding(site: words[0])
        var data: JSON = [
            "obligation": .string(parts.dropLast().joined(separator: "/")), "period": .string(period),
            "due": JSON(try arguments.day("due")?.iso),
        ]
        if let text = arguments.value("remind") { data["remind"] = try reminders(text) }
        if let text = arguments.value("escalate") { data["escalate"] = try rungs(text, of: commanding) }
        if let codes = arguments.value("units") {
            data["units"] = .array(
                codes.split(separator: ",").map { .string($0.trimmingCharacters(in: .whitespaces)) })
        }
        let office = commanding.office
        let store = try Database.startedReader(of: office, in: commanding.path)
        let effects: [Amendment.Effect]
        do {
            effects = try Amendment(data).effects(of: office, in: store, at: WallClock.now)
        } catch let refusal as Refusal {
            throw CommandError.failed(refusal.sentence)
        }
        if arguments.has("apply") { _ = try commanding.give(order(Amendments.command, of: words[1], data)) }
        let zone = office.settings.zone
        if try arguments.wantsJSON {
            Terminal.put(
                JSON.object(
                    Members([
                        ("applied", .bool(arguments.has("apply"))),
                        ("units", .array(effects.map { $0.json(in: zone) })),
                    ])
                ).text)
        } else {
            Terminal.put(TextTable([Amendment.Effect.head] + effects.map { $0.row(in: zone) }).text)
            tellWhetherApplied(arguments)
        }
        return .done
    }

    private static let migrate = Command(
        name: "migrate", synopsis: "SITE WORKFLOW --to VERSION [--instance ID] [--apply]",
        summary:
            "lets running instances go on with another version of their workflow, where it fits; shows which (chuyển phiên bản)",
        options: [
            .init("to", "VERSION", "the version of the site's document"),
            .init("instance", "ID", "only this one; all that run when it is left out"), applying, Arguments.format,
        ]
    ) { arguments in
        guard arguments.positional.count == 2, let version = arguments.value("to") else {
            throw CommandError.usage("migrate needs the site's folder, the workflow's name and --to")
        }
        let (path, name) = (arguments.positional[0], arguments.positional[1])
        let id = arguments.value("instance").flatMap { Int64($0) }
        guard id != nil || !arguments.has("instance") else {
            throw CommandError.usage("an instance is named by its number")
        }
        let (folder, office) = try OpenSite.read(path)
        guard let entry = folder.library.entry(namespace: nil, name: name, version: version) else {
            throw CommandError.failed("there is no workflow \"\(name)\" of version \(version) in \(path)")
        }
        let store = try Database.startedReader(of: office, in: path)
        var surroundings = Surroundings()
        surroundings.zone = office.settings.zone
        surroundings.secrets = try OpenSite.markers(of: folder.library)
        let migrations: [Migration]
        do {
            migrations = try Migration.candidates(for: entry, only: id, in: store).map {
                try Migration(
                    of: $0, to: entry.workflow, in: store, functions: SiteFolder.functions, with: surroundings)
            }
        } catch let refusal as Refusal {
            throw CommandError.failed(refusal.sentence)
        }
        if arguments.has("apply") {
            let data: JSON = [
                "workflow": .string(name), "namespace": .string(entry.workflow.name.namespace),
                "version": .string(entry.workflow.name.version), "id": id.map { .integer(Int($0)) } ?? .null,
            ]
            _ = try Commanding(site: path).give(order(Desk.migration, of: name, data))
        }
        if try arguments.wantsJSON {
            let instances = migrations.map { migration -> JSON in
                [
                    "id": .integer(Int(migration.row.id)), "version": .string(migration.row.version),
                    "fits": .bool(migration.obstacle == nil), "reason": JSON(migration.obstacle),
                ]
            }
            Terminal.put(
                JSON.object(Members([("applied", .bool(arguments.has("apply"))), ("instances", .array(instances))]))
                    .text)
        } else {
            let head = ["ID", "VERSION", "SUBJECT", "→ \(entry.workflow.name.version)"]
            let table = migrations.map {
                [
                    String($0.row.id), $0.row.version, $0.row.subject ?? "",
                    $0.obstacle.map { "không khớp (does not fit): \($0)" } ?? "khớp (fits)",
                ]
            }
            Terminal.put(TextTable([head] + table).text)
            tellWhetherApplied(arguments)
        }
        return .done
    }

    private static func order(_ type: String, of subject: String, _ data: JSON) -> CloudEvent {
        CloudEvent(
            id: Commanding.newID(), source: "/command", type: type, subject: subject, time: WallClock.now, data: data)
    }

    private static func tellWhetherApplied(_ arguments: Arguments) {
        Terminal.say(
            arguments.has("apply")
                ? "đã thực hiện (done)"
                : "chưa thay đổi gì; thêm --apply để thực hiện (nothing was changed; --apply does it)")
    }

    private static func reminders(_ text: String) throws(CommandError) -> JSON {
        guard text != "none" else { return [] }
        let days = text.split(separator: ",", omittingEmptySubsequences: false).map {
            Int($0.trimmingCharacters(in: .whitespaces))
        }
        guard !days.contains(nil) else {
            throw .usage("--remind takes working days such as 5,3,1, or none, not \"\(text)\"")
        }
        return .array(days.compactMap { $0.map { .integer($0) } })
    }

    /// In the plan's own form; the templates that it names must be there.
    private static func rungs(_ text: String, of commanding: Commanding) throws -> JSON {
        let (tree, problems) = LocatedTree.parsing(SourceText(file: "--escalate", text: text))
        guard let json = tree?.root.json, problems.isEmpty else {
            throw CommandError.usage(problems.first?.line ?? "--escalate is empty")
        }
        let names = try OpenSite.templates(of: commanding.office, in: commanding.path).letterNames
        for rung in json.asArray ?? [] {
            guard let draft = rung["draft"].asString, !names.contains(draft) else { continue }
            let near = Diagnostic.suggestion(for: draft, among: names) ?? "there are \(names.joined(separator: ", "))"
            throw CommandError.failed("there is no template \"\(draft)\"; \(near)")
        }
        return json
    }
}
