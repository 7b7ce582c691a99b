package import Almanac
import Definition
import Notation

/// A document of the chain. Its issuer, its symbol and its day together tell it from others: the plans of An Biên and of
/// Kiên Giang are both "62/KH-UBND ngày 07/4/2020".
struct ChainDocument: Hashable, Codable {
    var issuer: String
    var issuerName: String
    /// Nil while it has no number.
    var symbol: String?
    var date: Day?
    var title: String?

    /// For the registry, and for administrators: `ubnd-tinh, 62/KH-UBND, 07/4/2020`.
    var key: String { told(by: issuer) }

    /// The same with the issuer's name: `UBND tỉnh Hoa Mai, 31/KH-UBND, 04/3/2024`.
    var label: String { told(by: issuerName) }

    private func told(by issuer: String) -> String {
        "\(issuer), \(symbol ?? "chưa cấp số"), \(date?.vietnamese ?? "chưa có ngày")"
    }

    /// `Kế hoạch số 62/KH-UBND ngày 07/4/2020 của UBND huyện An Biên`.
    var words: String {
        let number = symbol.map { "số \($0)" } ?? "(chưa cấp số)"
        return "Kế hoạch \(number)\(date.map { " ngày \($0.vietnamese)" } ?? "") của \(issuerName)"
    }

    var json: JSON {
        [
            "issuer": .string(issuer), "issuerName": .string(issuerName), "symbol": JSON(symbol),
            "date": JSON(date?.iso), "title": JSON(title), "words": .string(words),
        ]
    }
}

extension ChainDocument {
    /// The office's own plan, at the head of the chain.
    init(_ plan: PlanFile, in office: Office) {
        self.init(
            issuer: plan.issuer.text, issuerName: office.unitName(plan.issuer, on: plan.issued ?? plan.validFrom),
            symbol: plan.symbol, date: plan.issued, title: plan.title)
    }

    /// As a workflow hands it on; nil when it names no issuer.
    init?(_ json: JSON, in office: Office, on day: Day) {
        guard let issuer = json["issuer"].asString else { return nil }
        self.init(
            issuer: issuer, issuerName: json["issuerName"].asString ?? office.unitName(UnitCode(issuer), on: day),
            symbol: json["symbol"].asString, date: json["date"].asString.flatMap { Day(iso: $0) },
            title: json["title"].asString)
    }

    /// What a unit has sent as its plan, by what was said with it, else by the names of the files.
    init(of assignment: Assignment, at received: Day) {
        // What came last counts: a plan may be corrected under another number or day.
        let pieces = assignment.pieces.filter { !$0.isSuperseded }.sorted { $0.receivedAt > $1.receivedAt }
        let marks = [assignment.document].compactMap { $0 } + pieces.map { DocumentMark(fileName: $0.name) }
        self.init(
            issuer: assignment.unit.text, issuerName: assignment.unitName,
            symbol: marks.lazy.compactMap(\.symbol).first,
            // A plan whose day nobody has told counts from the day on which it came.
            date: marks.lazy.compactMap(\.date).first ?? received, title: marks.lazy.compactMap(\.title).first)
    }
}

/// Number and day of a document, as far as they are told.
package struct DocumentMark: Hashable, Sendable, Codable {
    package var symbol: String?
    package var date: Day?
    package var title: String?

    package init(symbol: String? = nil, date: Day? = nil, title: String? = nil) {
        self.symbol = symbol
        self.date = date
        self.title = title
    }

    /// `45-KH-UBND ngay 22-4-2022.docx`: a slash cannot stand in a file's name, so other marks do.
    init(fileName: String) {
        if let found = fileName.firstMatch(of: /(\d{1,5})[-_. ]+(KH|CTr|QĐ|QD|CV|BC)[-_. ]+([A-ZĐ]{2,12})/) {
            symbol = "\(found.1)/\(found.2 == "QD" ? "QĐ" : found.2)-\(found.3)"
        }
        if let found = fileName.firstMatch(of: /(\d{4})-(\d{2})-(\d{2})/) {
            date = Day(iso: String(found.0))
        } else if let found = fileName.firstMatch(of: /(\d{1,2})[-_.](\d{1,2})[-_.](\d{4})/),
            let day = Int(found.1), let month = Int(found.2), let year = Int(found.3)
        {
            date = Day(year: year, month: month, day: day)
        }
    }
}
