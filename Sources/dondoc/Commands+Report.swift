import Definition
import Almanac
import Casework
import Engine
import Foundation
import Notation
import Storage

extension CommandTable {
    static let reportCommands = [report]

    private static let report = Command(
        name: "report", synopsis: "SITE --period LABEL | --year YEAR [--csv FILE]",
        summary: "facts for scoring: on time, late days, returned, extended, quotas; points from the site's score.csv",
        options: [
            .init("period", "LABEL", "which period: 2021-03, 2022-Q1, 2022"),
            .init("year", "YEAR", "all periods of that year"),
            .init(
                "as-of", "DATE", "what \"not yet\" is measured against: the end of that day; now when it is left out"),
            .init("csv", "FILE", "writes the sheet as comma-separated values"), Arguments.format,
        ]
    ) { arguments in
        let path = try arguments.only("the site's folder")
        let office = try OpenSite.read(path).1
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
            of: office, in: try Database.reader(of: office, in: path), period: arguments.value("period"), year: year,
            at: asOf)
        if let file = arguments.value("csv") {
            do {
                try Data(FactText(sheet.cells).text.utf8).write(to: URL(filePath: file), options: .atomic)
            } catch {
                throw CommandError.environment("\(file) cannot be written: \(error.localizedDescription)")
            }
        }
        if try arguments.wantsJSON {
            var answer: JSON = ["asOf": .string(asOf.rfc3339(in: office.settings.zone))]
            answer["period"] = JSON(arguments.value("period"))
            answer["year"] = year.map { .integer($0) } ?? nil
            answer["units"] = sheet.json
            Terminal.put(answer.text)
        } else {
            Terminal.put(TextTable(sheet.cells.map { $0.map(\.words) }).text)
        }
        if let file = arguments.value("csv") { Terminal.say("\(file): \(sheet.rows.count) units") }
        return .done
    }
}
