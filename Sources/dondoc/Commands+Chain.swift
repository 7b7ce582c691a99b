import Almanac
import Casework
import Definition
import Engine
import Foundation
import Notation
import Storage

extension CommandTable {
    /// Number and day of a document that is handed in.
    static let documentOptions: [Command.Option] = [
        .init("symbol", "SYMBOL", "the document's number and symbol: 45/KH-UBND"),
        .init("date", "DATE", "the document's day"), .init("title", "TEXT", "what it is about"),
    ]

    static func documentMark(_ arguments: Arguments) throws -> JSON {
        let date = try arguments.day("date")
        let (symbol, title) = (arguments.value("symbol"), arguments.value("title"))
        guard symbol != nil || date != nil || title != nil else { return .null }
        return ["symbol": JSON(symbol), "date": JSON(date?.iso), "title": JSON(title)]
    }

    static let attach = Command(
        name: "attach", synopsis: "SITE --unit CODE [--obligation NAME] [--reason TEXT]",
        summary: "attaches the units below one that has not issued its plan to the plan above (giao trực tiếp)",
        options: [
            .init("unit", "CODE", "the unit whose plan is missing"),
            .init("obligation", "NAME", "which cascade, where there are several"), .init("by", "NAME", "who does it"),
            .init("reason", "TEXT", "why"), Arguments.format,
        ]
    ) { arguments in
        let commanding = try Commanding(site: try arguments.only("the site's folder"))
        var data = try selection(arguments)
        data["reason"] = JSON(arguments.value("reason"))
        let event = CloudEvent(
            id: Commanding.newID(), source: "/command", type: Cascade.attachCommand, subject: arguments.value("unit"),
            time: WallClock.now, data: data)
        return try tell(try commanding.give(event), arguments)
    }

    static let documents = Command(
        name: "documents", synopsis: "SITE [SYMBOL] [--issuer CODE]",
        summary: "the documents of the chain: the plan, what it implements, what has been issued below it",
        options: [.init("issuer", "NAME", "whose, where several have that symbol"), Arguments.format]
    ) { arguments in
        guard let path = arguments.positional.first, arguments.positional.count <= 2 else {
            throw CommandError.usage("documents takes the site's folder, and perhaps a symbol such as 62/KH-UBND")
        }
        let office = try OpenSite.read(path).1
        let symbol = arguments.positional.dropFirst().first
        let all = try DocumentList(of: office, in: try Database.reader(of: office, in: path))
        let found = all.matching(symbol: symbol, issuer: arguments.value("issuer"))
        if try arguments.wantsJSON {
            let list: JSON = ["documents": .array(found.map(\.json))]
            Terminal.put(list.text)
        } else {
            Terminal.put(TextTable(DocumentList.table(found)).text)
        }
        guard let symbol else { return .done }
        if found.isEmpty { throw CommandError.failed("no document has the symbol \"\(symbol)\"") }
        if found.count > 1 {
            throw CommandError.failed(
                "\(found.count) documents have the symbol \"\(symbol)\": say whose with --issuer")
        }
        return .done
    }
}
