import Almanac
import Casework
import Definition
import Engine
import Foundation
import Notation
import Post
import Storage

extension CommandTable {
    static let caseworkCommands =
        [status, submit, record, attach, documents, select, recipients] + Commands.Verb.allCases.map(command)

    private static let unitOptions: [Command.Option] = [
        .init("unit", "CODE", "the unit, as in units.csv"),
        .init("obligation", "NAME", "which duty, where there are several"),
        .init("period", "LABEL", "which period: 2021-03, 2022-Q1, 2022"), .init("by", "NAME", "who does it"),
        .init("reason", "TEXT", "why"), Arguments.format,
    ]

    private static let contentOptions: [Command.Option] = [
        .init(
            "exemplar", "TEXT", "who is put forward, once for each: \"cá nhân: Nguyễn Văn A; lĩnh vực; cấp công nhận\""),
        .init("host", "TEXT", "of which report it is a section: \"45/BC-UBND; 20/12/2022; mục III\""),
    ]

    private static let status = Command(
        name: "status", synopsis: "SITE [--as-of DATE]", summary: "who owes what, who is late, what is unscheduled",
        options: [
            .init("as-of", "DATE", "what lateness is measured against: the end of that day; now when it is left out"),
            Arguments.format,
        ]
    ) { arguments in
        let path = try arguments.only("the site's folder")
        let office = try OpenSite.read(path).1
        let asOf =
            try arguments.day("as-of").map { office.settings.zone.start(of: $0.advanced(by: 1)) } ?? WallClock.now
        let status = try Status(of: office, in: try Database.reader(of: office, in: path), at: asOf)
        let condition = try SiteCondition(of: office, in: path, at: WallClock.now)
        if try arguments.wantsJSON {
            Terminal.put(JSON.object((status.json.asObject ?? Members()).merging(condition.json)).text)
        } else {
            Terminal.put(TextTable(status.table).text)
            for line in condition.lines { Terminal.put(line) }
            if let quotas = status.quotaTable {
                Terminal.put("\nChỉ tiêu (quotas):\n\(TextTable(quotas).text)")
            }
            if !status.chain.isEmpty { Terminal.put("\n\(status.chain.text)") }
        }
        return .done
    }

    private static let recipients = Command(
        name: "recipients", synopsis: "SITE [--as-of DATE]",
        summary: "Nơi nhận: whom the plan goes to, and in how many copies",
        options: [.init("as-of", "DATE", "units as of that day; of the plan's when it is left out"), Arguments.format]
    ) { arguments in
        let office = try OpenSite.read(try arguments.only("the site's folder")).1
        let list = DistributionList(of: office, on: try arguments.day("as-of"))
        Terminal.put(try arguments.wantsJSON ? list.json.text : TextTable(list.table).text)
        return .done
    }

    private static let submit = Command(
        name: "submit", synopsis: "SITE --unit CODE [--for CODE,…] [--obligation NAME] FILE…",
        summary: "hands in files for a unit, as the inbox would",
        options: unitOptions + [
            .init("for", "CODE,…", "units for which the unit sends it (nộp thay): one bundle for all of them"),
            .init("nil", nil, "không phát sinh: answered, with nothing to send"),
        ] + contentOptions + documentOptions
    ) { arguments in
        try handIn(arguments, channel: "command", at: nil)
    }

    private static let record = Command(
        name: "record", synopsis: "SITE --unit CODE --at INSTANT [FILE…]",
        summary: "enters what came by telephone, chat or on paper",
        options: unitOptions + [
            .init("at", "INSTANT", "when it was received, RFC 3339 or 2021-03-23T14:30"),
            .init("items", "KIND=N,…", "what was received"),
            .init("nil", nil, "không phát sinh"),
        ] + contentOptions + documentOptions
    ) { arguments in
        guard let at = arguments.value("at") else {
            throw CommandError.usage("record needs --at, the instant of receipt")
        }
        return try handIn(arguments, channel: "ghi nhận hộ", at: at)
    }

    private static func handIn(_ arguments: Arguments, channel: String, at text: String?) throws -> ExitCode {
        guard let path = arguments.positional.first else { throw CommandError.usage("the site's folder is missing") }
        let commanding = try Commanding(site: path)
        var data = try selection(arguments)
        data["channel"] = .string(channel)
        if let text {
            data["receivedAt"] = .string(
                try instant(text, in: commanding.office.settings.zone).rfc3339(in: commanding.office.settings.zone))
        }
        data["document"] = try documentMark(arguments)
        data["isNil"] = arguments.has("nil") ? true : .null
        if text == nil, let codes = arguments.value("for") {
            data["units"] = .array(
                codes.split(separator: ",").map { .string($0.trimmingCharacters(in: .whitespaces)) })
        }
        let files =
            try shelve(Array(arguments.positional.dropFirst()), of: commanding)
            + declared(arguments.value("items"), in: commanding.office)
        data["files"] = .array(files)
        try addContent(to: &data, arguments)
        guard arguments.has("nil") || !files.isEmpty || arguments.has("exemplar") else {
            throw CommandError.usage(
                "name the files, or say --nil (không phát sinh)\(text == nil ? "" : ", or --items article=2")")
        }
        let event = CloudEvent(
            id: Commanding.newID(), source: "/command", type: EventType.submissionReceived.rawValue,
            subject: arguments.value("unit"),
            time: WallClock.now, data: data)
        let receipt = try commanding.give(event)
        if try arguments.wantsJSON || receipt["code"].isNull { return try tell(receipt, arguments) }
        Terminal.put(ReceiptWords(receipt).text)
        return .done
    }

    /// What is said about the files: exemplars, and the report of which they are a section.
    private static func addContent(to data: inout JSON, _ arguments: Arguments) throws(CommandError) {
        do throws(ExemplarFault) {
            var exemplars: [JSON] = []
            for text in arguments.values("exemplar") { exemplars.append(try Exemplar(declaration: text).json) }
            if !exemplars.isEmpty { data["exemplars"] = .array(exemplars) }
            if let text = arguments.value("host") { data["host"] = try HostReport(declaration: text).json }
        } catch {
            throw .usage("\(error)")
        }
    }

    static func shelve(_ paths: [String], of commanding: Commanding) throws -> [JSON] {
        let settings = commanding.office.settings
        let state = "\(commanding.path)/\(settings.state)"
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        let shelf = try FileShelf(folder: "\(state)/files", largest: settings.largestFile)
        return try paths.map { path in
            do {
                return try FileDrop.shelve(path, on: shelf, settings: settings)
            } catch {
                throw CommandError.failed("\(path): \(error)")
            }
        }
    }

    /// `article=2,video=1`: things that came without a file.
    private static func declared(_ text: String?, in office: Office) throws(CommandError) -> [JSON] {
        var files: [JSON] = []
        for part in (text ?? "").split(separator: ",") {
            let words = part.split(separator: "=").map(String.init)
            guard words.count == 2, let count = Int(words[1]), (1...100).contains(count) else {
                throw .usage("--items takes KIND=N, such as article=2, not \"\(part)\"")
            }
            guard office.knowsItems(of: words[0]) else {
                throw .usage("no duty here asks for items of the kind \"\(words[0])\"")
            }
            let media = ["video", "audio"].contains(words[0]) ? words[0] : "document"
            for _ in 1...count {
                let name = "ghi nhận \(Commanding.newID())"
                files.append([
                    "name": .string(name), "sha256": .string(Storage.Digest.sha256(name)), "size": 0,
                    "kind": .string(media), "isRecorded": true,
                ])
            }
        }
        return files
    }

    private static func command(_ verb: Commands.Verb) -> Command {
        let summaries: [Commands.Verb: String] = [
            .accept: "accepts what a unit has sent", .return: "sends it back with a reason", .waive: "lets a unit off",
            .extend: "gives a unit more time",
        ]
        let more: [Command.Option] =
            verb == .extend
            ? [
                .init("until", "DATE", "the new last day"),
                .init("late", nil, "the deadline has passed already (gia hạn sau hạn)"),
            ] : []
        return Command(
            name: verb.rawValue, synopsis: "SITE --unit CODE [--obligation NAME] [--period LABEL]",
            summary: summaries[verb] ?? "",
            options: unitOptions + more
        ) { arguments in
            let commanding = try Commanding(site: try arguments.only("the site's folder"))
            var data = try selection(arguments)
            data["until"] = JSON(arguments.value("until"))
            data["late"] = .bool(arguments.has("late"))
            data["reason"] = JSON(arguments.value("reason"))
            if verb == .extend, try arguments.day("until") == nil {
                throw CommandError.usage("extend needs --until, the new last day")
            }
            if verb == .return || verb == .waive, arguments.value("reason") == nil {
                throw CommandError.usage("\(verb.rawValue) needs --reason: the unit is told it")
            }
            let event = CloudEvent(
                id: Commanding.newID(), source: "/command", type: verb.eventType, subject: arguments.value("unit"),
                time: WallClock.now, data: data)
            return try tell(try commanding.give(event), arguments)
        }
    }

    static func selection(_ arguments: Arguments) throws(CommandError) -> JSON {
        guard let unit = arguments.value("unit") else { throw .usage("name the unit with --unit, as in units.csv") }
        return [
            "unit": .string(unit), "obligation": JSON(arguments.value("obligation")),
            "period": JSON(arguments.value("period")),
            "by": JSON(arguments.value("by")),
        ]
    }

    static func tell(_ answer: JSON, _ arguments: Arguments) throws -> ExitCode {
        if try arguments.wantsJSON {
            Terminal.put(answer.text)
        } else {
            let facts = answer.asObject?.filter { !$0.1.isNull && $0.1 != "" && $0.1.asArray == nil } ?? []
            Terminal.put(facts.map { "\($0.0): \($0.1.asString ?? $0.1.text)" }.joined(separator: "\n"))
        }
        return .done
    }

    private static func instant(_ text: String, in zone: Zone) throws(CommandError) -> Instant {
        if let instant = Instant(rfc3339: text) { return instant }
        let parts = text.split(separator: "T").map(String.init)
        guard parts.count == 2, let day = Day(iso: parts[0]), let time = TimeOfDay(parts[1]) else {
            throw .usage("\"\(text)\" is not an instant such as 2021-03-23T14:30")
        }
        return zone.instant(of: day, at: time)
    }
}
