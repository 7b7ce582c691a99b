import Almanac
import Casework
import Definition
import Directory
import Engine
import Foundation
import Notation

extension CommandTable {
    static let unitCommands = [units, handover]

    private static let units = Command(
        name: "units", synopsis: "import|list|diff|merge|split|dissolve SITE [FILE | UNIT…]",
        summary: "the directory: the official list, who is there on a day, mergers with every effect shown first",
        options: [
            .init("as-of", "DATE", "list: that day, today when it is left out; import: only what held then"),
            .init("level", "LEVEL", "list: province, district or commune; merge: of the new unit"),
            .init("under", "CODE", "list: only units below this one"),
            .init("code", "OFFICIAL", "list: who bears this code of the statistics office"),
            .init("from", "DATE", "diff, import: the first day"), .init("to", "DATE", "diff, import: the last day"),
            .init("successors", "FILE", "import: a successor table; may be given several times"),
            .init("province", "CODE", "import: one province by its official code, and what followed it"),
            .init("dry-run", nil, "import: says what it would do, and writes nothing"),
            .init("into", "CODE", "merge: the unit that goes on; split: those that it becomes, A,B or A=NAME,B=NAME"),
            .init("name", "TEXT", "merge: its name"),
            .init("parent", "CODE", "merge: the unit above it"),
            .init("official", "OFFICIAL", "merge: its code of the statistics office"),
            .init("mailbox", "ADDRESS", "merge: its mailbox"),
            .init("lead", "CODE", "split: who takes over what is open"),
            .init(
                "day", "DATE",
                "merge, split, dissolve: the first day on which it is so; import: of the successor tables"),
            .init("apply", nil, "merge, split, dissolve: writes it; without this it is only shown"), Arguments.format,
        ]
    ) { arguments in
        guard arguments.positional.count > 1, let verb = arguments.positional.first else {
            throw CommandError.usage("say what to do and with which site: dondoc units list SITE")
        }
        let rest = Array(arguments.positional.dropFirst(2))
        let site = arguments.positional[1]
        switch verb {
        case "list": return try list(try SiteDirectory(path: site), arguments)
        case "diff": return try diff(try SiteDirectory(path: site), arguments)
        case "import": return try UnitImporting(site: try SiteDirectory(path: site)).run(rest, arguments)
        case "merge", "split", "dissolve": return try UnitEventing(path: site).run(verb, rest, arguments)
        default:
            let verbs = ["import", "list", "diff", "merge", "split", "dissolve"]
            let near = Diagnostic.suggestion(for: verb, among: verbs).map { ", \($0)" } ?? ""
            throw CommandError.usage("dondoc units has no verb \"\(verb)\"\(near); dondoc units --help tells more")
        }
    }

    private static func list(_ site: SiteDirectory, _ arguments: Arguments) throws -> ExitCode {
        let day = try arguments.day("as-of") ?? Zone.vietnam.day(of: WallClock.now)
        let tree = site.tree
        var found = site.tree.codes.compactMap { tree.unit($0, on: day) }
        if let text = arguments.value("level") {
            guard let level = Level(rawValue: text) else { throw CommandError.usage("there is no level \"\(text)\"") }
            found = found.filter { $0.level == level }
        }
        if let text = arguments.value("under") {
            var selector = Selector()
            selector.under = tree.knows(UnitCode(text)) ? UnitCode(text) : tree.unit(official: text, on: day)?.code
            guard selector.under != nil else { throw CommandError.failed("no unit \"\(text)\" holds on \(day.iso)") }
            let below = Set(tree.units(matching: selector, on: day).map(\.code))
            found = found.filter { below.contains($0.code) }
        }
        if let code = arguments.value("code") { found = found.filter { $0.officialCode == code } }
        if try arguments.wantsJSON {
            let answer: JSON = ["asOf": .string(day.iso), "units": .array(found.map { facts(of: $0, tree) })]
            Terminal.put(answer.text)
        } else {
            let head = ["Mã (key)", "Mã TK (official)", "Tên", "Cấp", "Trực thuộc", "Từ", "Đến"]
            let rows = found.map { unit in
                [
                    unit.code.text, unit.officialCode ?? "–", unit.name, unit.level?.rawValue ?? "–",
                    unit.parent.flatMap { tree.unit($0, on: day)?.name } ?? "–", unit.from?.vietnamese ?? "–",
                    unit.to?.vietnamese ?? "–",
                ]
            }
            Terminal.put(TextTable([head] + rows).text)
            Terminal.say("\(found.count) đơn vị (units), \(day.vietnamese)")
        }
        return .done
    }

    private static func facts(of unit: OrganisationUnit, _ tree: UnitTree) -> JSON {
        [
            "code": .string(unit.code.text), "official": JSON(unit.officialCode), "name": .string(unit.name),
            "level": JSON(unit.level?.rawValue), "kind": .string(unit.kind), "parent": JSON(unit.parent?.text),
            "clusters": .array(unit.clusters.map { .string($0) }), "mailbox": JSON(unit.mailbox),
            "from": JSON(unit.from?.iso), "to": JSON(unit.to?.iso),
            "predecessors": .array(tree.predecessors(of: unit.code).map { .string($0.old.text) }),
            "successors": .array(tree.successors(of: unit.code).compactMap(\.new).map { .string($0.text) }),
        ]
    }

    private static func diff(_ site: SiteDirectory, _ arguments: Arguments) throws -> ExitCode {
        guard let from = try arguments.day("from"), let to = try arguments.day("to"), from <= to else {
            throw CommandError.usage("units diff needs --from and --to, two days in order")
        }
        let changes = site.tree.changes(after: from, through: to)
        if try arguments.wantsJSON {
            let list = changes.map { UnitChangeWords(change: $0, tree: site.tree).json }
            let answer: JSON = ["from": .string(from.iso), "to": .string(to.iso), "changes": .array(list)]
            Terminal.put(answer.text)
        } else {
            for change in changes { Terminal.put(UnitChangeWords(change: change, tree: site.tree).line) }
            Terminal.say("\(changes.count) thay đổi (changes), \(from.vietnamese) – \(to.vietnamese)")
        }
        return .done
    }

    private static let handover = Command(
        name: "handover", synopsis: "SITE UNIT --to UNIT",
        summary: "names who goes on with what an ended unit has left open",
        options: [
            .init("to", "UNIT", "who takes over, as in units.csv"), .init("cancel", nil, "nobody does: needs --reason"),
            .init("reason", "TEXT", "why"), .init("by", "NAME", "who decides"), Arguments.format,
        ]
    ) { arguments in
        guard arguments.positional.count == 2 else {
            throw CommandError.usage("name the site and the unit that has ended: dondoc handover SITE UNIT --to UNIT")
        }
        guard arguments.has("cancel") != (arguments.value("to") != nil) else {
            throw CommandError.usage("say --to UNIT, or --cancel with --reason")
        }
        guard !arguments.has("cancel") || arguments.value("reason")?.isEmpty == false else {
            throw CommandError.usage("--cancel needs --reason: it is kept with what is cancelled")
        }
        let commanding = try Commanding(site: arguments.positional[0])
        let unit = arguments.positional[1]
        let data: JSON = [
            "unit": .string(unit), "to": JSON(arguments.value("to")), "reason": JSON(arguments.value("reason")),
            "by": JSON(arguments.value("by")),
        ]
        return try tell(
            try commanding.give(
                CloudEvent(
                    id: Commanding.newID(), source: "/command", type: Handover.command, subject: unit,
                    time: WallClock.now, data: data)), arguments)
    }
}

/// One change of the directory in words.
private struct UnitChangeWords {
    let change: UnitChange
    let tree: UnitTree

    private var heirs: [UnitCode] {
        change.kind == .ended
            ? tree.successors(of: change.unit.code).filter { $0.day == change.day }.compactMap(\.new) : []
    }

    private func name(_ code: UnitCode) -> String {
        "\(code) \((tree.unit(code, on: change.day) ?? tree.versions(of: code).last)?.name ?? "")"
    }

    var line: String {
        let unit = change.unit
        let what: String =
            switch change.kind {
            case .began: "bắt đầu (began)"
            case .ended: "kết thúc (ended)" + (heirs.isEmpty ? "" : " → \(heirs.map(name).joined(separator: ", "))")
            case .renamed(let old): "đổi tên (renamed), trước là \(old)"
            case .reparented(let old): "trực thuộc \(unit.parent.map(name) ?? "–"), trước là \(old.map(name) ?? "–")"
            case .levelChanged(let old): "cấp \(unit.level?.rawValue ?? "–"), trước là \(old?.rawValue ?? "–")"
            case .mailboxChanged(let old): "hộp thư \(unit.mailbox ?? "–"), trước là \(old ?? "–")"
            case .officialChanged(let old): "mã thống kê \(unit.officialCode ?? "–"), trước là \(old ?? "–")"
            }
        return "\(change.day.vietnamese)  \(unit.code) \(unit.name): \(what)"
    }

    var json: JSON {
        let values: (from: JSON, to: JSON) =
            switch change.kind {
            case .began, .ended: (nil, nil)
            case .renamed(let old): (.string(old), .string(change.unit.name))
            case .reparented(let old): (JSON(old?.text), JSON(change.unit.parent?.text))
            case .levelChanged(let old): (JSON(old?.rawValue), JSON(change.unit.level?.rawValue))
            case .mailboxChanged(let old): (JSON(old), JSON(change.unit.mailbox))
            case .officialChanged(let old): (JSON(old), JSON(change.unit.officialCode))
            }
        return [
            "day": .string(change.day.iso), "unit": .string(change.unit.code.text), "name": .string(change.unit.name),
            "change": .string(change.kind.word), "from": values.from, "to": values.to,
            "successors": .array(heirs.map { .string($0.text) }),
        ]
    }
}
