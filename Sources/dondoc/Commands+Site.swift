import Almanac
import Casework
import Definition
import Foundation
import Notation
import Post

extension CommandTable {
    static let siteCommands = [initialise, preview, rehearse, run]

    private static let run = Command(
        name: "run", synopsis: "SITE [--dry-run]",
        summary: "the daemon: schedules, file drop, commands; stops on SIGTERM, reloads on SIGHUP",
        options: [
            .init("dry-run", nil, "only tells what would be made up for, and whether mails would be held"),
            OpenSite.storeOption,
            .init("lease", "SECONDS", "a node that gives no sign of life for so long is replaced by another; 10"),
        ]
    ) { arguments in
        let lease = arguments.value("lease").map { Int($0) } ?? Running.usualLease
        guard let lease, (1...3600).contains(lease) else {
            throw CommandError.usage("--lease takes a number of seconds from 1 to 3600")
        }
        let running = Running(
            path: try arguments.only("the site's folder"), store: arguments.value("store"), lease: lease)
        guard arguments.has("dry-run") else { return try running.run() }
        return try running.tellCatchUp()
    }

    private static let initialise = Command(
        name: "init", synopsis: "DIR", summary: "makes a new site that checks clean", options: []
    ) { arguments in
        let folder = try arguments.only("the new folder")
        try NewSite(folder: folder).write()
        Terminal.put("\(folder): a new site; look at its files, then: dondoc check \(folder)")
        return .done
    }

    private static let range: [Command.Option] = [
        .init("from", "DATE", "the first day; the plan's own when it is left out"), .init("to", "DATE", "the last day"),
    ]

    private static let preview = Command(
        name: "preview", synopsis: "SITE --from DATE --to DATE [--out DIR]",
        summary: "plays the site on a virtual clock, changing nothing",
        options: range + [
            .init("out", "DIR", "writes the mails and a page to look at"),
            .init("submissions", "FILE", "a script of what units send"), Arguments.format,
        ]
    ) { arguments in
        let path = try arguments.only("the site's folder")
        let (site, office) = try OpenSite.read(path)
        let (from, to) = try days(arguments, office)
        let script = try arguments.value("submissions").map { try readScript($0, zone: office.settings.zone) }
        let previewing = Previewing(
            site: site, office: office, from: from, to: to, keepsMails: arguments.has("out"))
        let result = try previewing.play(script)
        let zone = office.settings.zone
        if try arguments.wantsJSON {
            result.writeJSON(in: zone, Terminal.putPart)
        } else {
            for line in result.timeline(in: zone) { Terminal.put(line) }
            for warning in result.warnings { Terminal.say("warning: \(warning)") }
            Terminal.say("\(result.notices.count) notices, \(result.periods.count) periods, \(from.iso) to \(to.iso)")
        }
        if let folder = arguments.value("out") {
            let page = try PreviewFolder(folder: folder, office: office, from: from, to: to).write(result)
            Terminal.say("look at \(page)")
        }
        return .done
    }

    private static let rehearse = Command(
        name: "rehearse", synopsis: "SITE --out DIR [--script FILE]",
        summary: "plays a copy of the site on a virtual clock, with real files, store and mails",
        options: range + [
            .init("out", "DIR", "where the copy lives"), .init("script", "FILE", "what units do; see Tests/Stories"),
        ]
    ) { arguments in
        let path = try arguments.only("the site's folder")
        guard let folder = arguments.value("out") else {
            throw CommandError.usage("rehearse needs --out, a folder for the copy")
        }
        let (site, office) = try OpenSite.read(path)
        let (from, to) = try days(arguments, office)
        let script = try arguments.value("script").map { try readScript($0, zone: office.settings.zone) }
        let result = try Rehearsing(site: site, office: office, folder: folder).play(script, from: from, to: to)
        Terminal.put(TextTable(result.status.table).text)
        let sent = result.sent.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.value) \($0.key.rawValue)" }
        Terminal.put("\nĐã gửi (sent): \(sent.joined(separator: ", "))")
        return .done
    }

    private static func days(_ arguments: Arguments, _ office: Office) throws(CommandError) -> (Day, Day) {
        guard let from = try arguments.day("from") ?? office.plan?.validFrom,
            let to = try arguments.day("to") ?? office.plan?.validTo
        else {
            throw .usage("the site has no plan: give --from and --to")
        }
        guard from <= to else { throw .usage("--from \(from.iso) is later than --to \(to.iso)") }
        guard to.number - from.number < 366 * 50 else { throw .usage("at most fifty years can be played") }
        return (from, to)
    }
}

extension CommandTable {
    fileprivate static func readScript(_ path: String, zone: Zone) throws -> Script {
        try Script(try readText(path), zone: zone, beside: URL(filePath: path).deletingLastPathComponent().path)
    }
}
