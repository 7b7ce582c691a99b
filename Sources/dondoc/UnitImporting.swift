import Almanac
import Directory
import Foundation
import Notation

/// `units import`: the official list into a site's files.
struct UnitImporting {
    let site: SiteDirectory

    /// More of one kind are only counted.
    private static let shown = 20

    func run(_ files: [String], _ arguments: Arguments) throws -> ExitCode {
        guard files.count == 1 else {
            throw CommandError.usage(
                "units import takes one list: dondoc units import SITE FILE, which is CSV or .xlsx")
        }
        let scope = try scope(arguments)
        var list = try UnitTableFile(path: files[0]).first {
            OfficialList($0)
        } isKnown: {
            Self.isKnown($0.problems)
        }
        try refuse(list.problems)
        if let from = try arguments.day("from") {
            let known = site.tree.codes.compactMap { site.tree.unit($0, on: from)?.officialCode }
            list.begin(on: from, except: Set(known))
        }
        var successions: [OfficialSuccession] = []
        for file in arguments.values("successors") {
            let day = try arguments.day("day")
            let read = try UnitTableFile(path: file).first {
                OfficialSuccessions($0, day: day)
            } isKnown: {
                Self.isKnown($0.problems)
            }
            try refuse(read.problems)
            successions += read.rows
        }
        let result = UnitImport(
            list.units, successions, scope: scope, units: site.units.map { CSVSheet($0) }, read: site.read,
            successors: site.successors.map { CSVSheet($0) })
        let units = SourceText(file: "\(site.path)/units.csv", text: result.units.text)
        let hasEvents = !result.successors.rows.isEmpty
        let events = hasEvents ? SourceText(file: "\(site.path)/successors.csv", text: result.successors.text) : nil
        // What would be written is read first: a file that does not check is not written.
        _ = try site.tree(units: units, successors: events)
        let isDry = arguments.has("dry-run")
        if !isDry { try site.write(units: units.text, successors: events?.text) }
        try tell(result.summary, isDry: isDry, arguments)
        return .done
    }

    private func scope(_ arguments: Arguments) throws -> UnitImport.Scope {
        let day = try arguments.day("as-of")
        let (from, to) = (try arguments.day("from"), try arguments.day("to"))
        guard day == nil || (from == nil && to == nil) else {
            throw CommandError.usage("--as-of is one day, --from and --to are two: say one or the other")
        }
        if let from, let to, from > to { throw CommandError.usage("--from \(from.iso) is later than --to \(to.iso)") }
        return UnitImport.Scope(province: arguments.value("province"), from: day ?? from, to: day ?? to)
    }

    private static func isKnown(_ problems: [Diagnostic]) -> Bool {
        !problems.contains { $0.code == "unknown-layout" }
    }

    private func refuse(_ problems: [Diagnostic]) throws(CommandError) {
        Terminal.put(Array(problems.prefix(100)), sources: [:], toError: true)
        if problems.contains(where: { $0.severity == .error }) {
            throw .failed("the list cannot be taken as it is; nothing was done")
        }
    }

    private func tell(_ summary: UnitImport.Summary, isDry: Bool, _ arguments: Arguments) throws {
        if try arguments.wantsJSON {
            func list(_ lines: [String]) -> JSON { .array(lines.map { .string($0) }) }
            let answer: JSON = [
                "written": .bool(!isDry), "added": list(summary.added), "changed": list(summary.changed),
                "unchanged": .integer(summary.unchanged), "events": .integer(summary.events),
                "conflicts": list(summary.conflicts), "contradictory": list(summary.contradictory),
                "unresolved": list(summary.unresolved),
            ]
            Terminal.put(answer.text)
            return
        }
        let groups = [
            ("Thêm (added)", summary.added), ("Sửa (changed)", summary.changed),
            ("Để nguyên vì mã đã thuộc đơn vị khác (left alone)", summary.conflicts),
            ("Bảng kế thừa mâu thuẫn, coi như chia tách (taken as split)", summary.contradictory),
            ("Không khớp đơn vị nào (unresolved successors)", summary.unresolved),
        ]
        for (title, lines) in groups where !lines.isEmpty {
            Terminal.put("\(title): \(lines.count)")
            for line in lines.prefix(Self.shown) { Terminal.put("  \(line)") }
            if lines.count > Self.shown { Terminal.put("  … \(lines.count - Self.shown)") }
        }
        Terminal.put("Không đổi (unchanged): \(summary.unchanged); sự kiện (events): \(summary.events)")
        Terminal.say(
            isDry
                ? "chưa ghi gì (nothing was written)"
                : "đã ghi (written): units.csv, successors.csv; dondoc check \(site.path)")
    }
}
