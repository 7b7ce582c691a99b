import Almanac
import Definition
import Engine
package import Notation
package import Storage

/// Every document that a site knows: its plan, what that implements, and what has been issued below it.
package struct DocumentList {
    package struct Row {
        let document: ChainDocument
        let implements: String?
        /// The same for people, with the issuer's name.
        let basis: String?
        /// `plan`, `parent` or `below`.
        let place: String

        package var json: JSON {
            var json = document.json
            json["key"] = .string(document.key)
            json["implements"] = JSON(implements)
            json["place"] = .string(place)
            return json
        }
    }

    private let rows: [Row]

    package init(of office: Office, in store: (any Store)?) throws {
        var rows: [Row] = []
        if let plan = office.plan {
            let parents = plan.parents.map {
                ChainDocument(
                    issuer: $0.issuer, issuerName: $0.issuer, symbol: $0.symbol, date: $0.date, title: $0.title)
            }
            let own = ChainDocument(plan, in: office)
            rows += parents.map { Row(document: $0, implements: nil, basis: nil, place: "parent") }
            rows.append(
                Row(document: own, implements: parents.first?.key, basis: parents.first?.label, place: "plan"))
        }
        let known = Set(rows.map(\.document.key))
        let registered =
            try store?.records(kind: "document", parent: nil, openOnly: false)
            .map { try Sitting.decoded($0.body) as RegisteredDocument } ?? []
        let labels = Dictionary(
            (rows.map(\.document) + registered.map(\.document)).map { ($0.key, $0.label) }, uniquingKeysWith: { $1 })
        rows += registered.filter { !known.contains($0.document.key) }.map {
            Row(
                document: $0.document, implements: $0.parent, basis: $0.parent.map { labels[$0] ?? $0 }, place: "below")
        }
        self.rows = rows
    }

    /// A symbol alone names nothing: all that have it are told.
    package func matching(symbol: String?, issuer: String?) -> [Row] {
        rows.filter { row in
            (symbol == nil || row.document.symbol == symbol)
                && (issuer == nil || row.document.issuer == issuer || row.document.issuerName == issuer)
        }
    }

    package static func table(_ rows: [Row]) -> [[String]] {
        [["Số, ký hiệu", "Ngày", "Cơ quan ban hành", "Trích yếu", "Căn cứ"]]
            + rows.map { row in
                [
                    row.document.symbol ?? "chưa cấp số", row.document.date?.vietnamese ?? "–", row.document.issuerName,
                    row.document.title ?? "", row.basis ?? "",
                ]
            }
    }
}
