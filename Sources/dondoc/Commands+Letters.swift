import Directory
import Definition
import Almanac
import Casework
import Definition
import Engine
import Foundation
import Notation
import Post
import Storage

extension CommandTable {
    static let letterCommands = [letters, issue, calendar, templates]

    private static let letters = Command(
        name: "letters", synopsis: "SITE [--waiting]",
        summary: "the letters that were drafted: which wait to be signed (chờ ký), which have gone out",
        options: [.init("waiting", nil, "only those that wait"), Arguments.format]
    ) { arguments in
        let path = try arguments.only("the site's folder")
        let office = try OpenSite.read(path).1
        let all = try DraftedLetter.all(in: try Database.reader(of: office, in: path))
        let shown = arguments.has("waiting") ? all.filter { $0.issued == nil } : all
        let zone = office.settings.zone
        if try arguments.wantsJSON {
            let list: JSON = ["letters": .array(shown.map { $0.facts(in: zone) })]
            Terminal.put(list.text)
        } else {
            Terminal.put(TextTable(DraftedLetter.table(shown, in: zone)).text)
        }
        return .done
    }

    private static let calendar = Command(
        name: "calendar", synopsis: "SITE [--unit CODE] [--out FILE]",
        summary: "the days by which things are owed, and the plan's commemorations, as an .ics file",
        options: [
            .init("unit", "CODE", "of one unit; of the whole office when it is left out"),
            .init("out", "FILE", "where it is written; standard output when it is left out"),
        ]
    ) { arguments in
        let path = try arguments.only("the site's folder")
        let office = try OpenSite.read(path).1
        let now = WallClock.now
        let feeds = try CalendarFeeds(of: office, in: try Database.reader(of: office, in: path), at: now)
        var file = feeds.file
        if let code = arguments.value("unit") {
            guard office.tree.knows(UnitCode(code)) else {
                let near = Diagnostic.suggestion(for: code, among: office.tree.codes.map(\.text))
                throw CommandError.usage("no unit has the code \"\(code)\"\(near.map { "; \($0)" } ?? "")")
            }
            file = feeds.file(of: UnitCode(code), on: office.settings.zone.day(of: now))
        }
        if let place = arguments.value("out") {
            do {
                try Data(file.bytes).write(to: URL(filePath: place), options: .atomic)
            } catch {
                throw CommandError.environment("\(place) cannot be written: \(error.localizedDescription)")
            }
            Terminal.say("\(place): \(file.events.count) events")
        } else {
            Terminal.putPart(String(decoding: file.bytes, as: UTF8.self))
        }
        return .done
    }

    private static let issue = Command(
        name: "issue", synopsis: "SITE LETTER --symbol SYMBOL --date DATE",
        summary: "records number and date of a letter that has been signed (phát hành); later notices cite it",
        options: [
            .init("symbol", "SYMBOL", "its number and symbol: 123/SNV-TĐKT"),
            .init("date", "DATE", "the day on which it was issued"),
            .init("again", nil, "corrects what was recorded before"), .init("by", "NAME", "who does it"),
            Arguments.format,
        ]
    ) { arguments in
        guard arguments.positional.count == 2 else {
            throw CommandError.usage("issue takes the site's folder and a letter, as dondoc letters names it")
        }
        guard let symbol = arguments.value("symbol"), let day = try arguments.day("date") else {
            throw CommandError.usage("issue needs --symbol and --date, as the clerk has given them")
        }
        let letter = arguments.positional[1]
        let name = letter.hasSuffix(".docx") ? String(letter.dropLast(5)) : letter
        let event = CloudEvent(
            id: Commanding.newID(), source: "/command", type: Letters.issueCommand, subject: name, time: WallClock.now,
            data: [
                "letter": .string(name), "symbol": .string(symbol), "date": .string(day.iso),
                "again": .bool(arguments.has("again")), "by": JSON(arguments.value("by")),
            ])
        return try tell(try Commanding(site: arguments.positional[0]).give(event), arguments)
    }
}
