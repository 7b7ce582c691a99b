import Definition
import Almanac
import Casework
import Engine
import Foundation
import Notation
import Papers
import Storage

extension CommandTable {
    static let reportCommands = [report]

    private static let report = Command(
        name: "report", synopsis: "SITE --period LABEL | --year YEAR [--csv FILE] [--xlsx FILE]",
        summary: "facts for scoring: on time, late days, returned, extended, quotas; points from the site's score.csv",
        options: [
            .init("period", "LABEL", "which period: 2021-03, 2022-Q1, 2022"),
            .init("year", "YEAR", "all periods of that year"),
            .init(
                "as-of", "DATE", "what \"not yet\" is measured against: the end of that day; now when it is left out"),
            .init(
                "reward", nil,
                "for proposals of reward: units that have ended are left out and told (Thông tư 15/2025/TT-BNV)"),
            .init("csv", "FILE", "writes the sheet as comma-separated values"),
            .init("xlsx", "FILE", "writes a workbook: the sheet, how points came about, every duty with its days"),
            Arguments.format,
        ]
    ) { arguments in
        let path = try arguments.only("the site's folder")
        let (folder, office) = try OpenSite.read(path)
        if folder.diagnostics.contains(where: { $0.severity == .error && $0.file.hasSuffix("score.csv") }) {
            throw CommandError.failed(
                "score.csv has errors: points that leave out a rule would be wrong; nothing was counted")
        }
        var year: Int?
        if let text = arguments.value("year") {
            guard let number = Int(text), (1900...2200).contains(number) else {
                throw CommandError.usage("--year takes a year such as 2022, not \"\(text)\"")
            }
            year = number
        }
        guard year != nil || arguments.has("period") else {
            throw CommandError.usage("say which facts are meant: --period 2022-Q1, or --year 2022")
        }
        let asOf =
            try arguments.day("as-of").map { office.settings.zone.start(of: $0.advanced(by: 1)) } ?? WallClock.now
        let sheet = try ScoreSheet(
            of: office, in: try Database.reader(of: office, in: path),
            ScoreSheet.Scope(period: arguments.value("period"), year: year), isReward: arguments.has("reward"), at: asOf
        )
        let pages = ScorePages(sheet: sheet)
        try write(pages, arguments)
        if try arguments.wantsJSON {
            var answer = sheet.json
            answer["period"] = JSON(arguments.value("period"))
            answer["year"] = year.map { .integer($0) } ?? nil
            Terminal.put(answer.text)
        } else {
            Terminal.put(TextTable(pages.units.table.map { $0.map(\.text) }).text)
            for excluded in sheet.excluded { Terminal.put("– \(excluded.note)") }
        }
        for file in ["csv", "xlsx"].compactMap({ arguments.value($0) }) {
            Terminal.say("\(file): \(sheet.rows.count) units")
        }
        return .done
    }

    private static func write(_ pages: ScorePages, _ arguments: Arguments) throws(CommandError) {
        if let file = arguments.value("csv") {
            do {
                try Data(CommaSeparatedText.bytes(pages.units.table)).write(to: URL(filePath: file), options: .atomic)
            } catch {
                throw .environment("\(file) cannot be written: \(error.localizedDescription)")
            }
        }
        if let file = arguments.value("xlsx") {
            do throws(PaperError) {
                try WorkbookFile.write(pages.all, to: file, on: Zone.vietnam.day(of: WallClock.now))
            } catch {
                throw .environment(error.sentence)
            }
        }
    }
}
