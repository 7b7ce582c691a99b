package import Almanac
package import Definition
import Engine
import Foundation
package import Notation
package import Storage

/// A letter that was drafted: it waits for number, date and signature ("chờ ký") until a person has recorded them.
package struct DraftedLetter: Codable, Equatable, Sendable {
    /// What people name it by, and its file: `cong-van-don-doc-articles-2021-03`.
    package let name: String
    package let template: String
    /// Trích yếu: `đôn đốc gửi bài viết điển hình tiên tiến`.
    package let about: String
    /// Who writes, as it was called then.
    package let agency: String
    /// What it is about; nil: something of a workflow's own.
    package let collection: String?
    /// Whom it presses.
    package let units: [UnitCode]
    package let draftedAt: Instant
    package internal(set) var issued: Issue?

    /// What the clerk gives it.
    package struct Issue: Codable, Equatable, Sendable {
        /// `123/SNV-TĐKT`
        package let symbol: String
        package let day: Day
    }

    static let kind = "letter"

    /// What such a document is called (Decree 30/2020/NĐ-CP, Article 7).
    package var documentKind: String {
        let kinds = [
            ("cong-van", "Công văn"), ("bao-cao", "Báo cáo"), ("giay-moi", "Giấy mời"), ("to-trinh", "Tờ trình"),
        ]
        return kinds.first { template.hasPrefix($0.0) }?.1 ?? "Văn bản"
    }

    /// `Công văn số 123/SNV-TĐKT ngày 30/3/2021 của Sở Nội vụ`; nil while it waits.
    package var citation: String? {
        issued.map { "\(documentKind) số \($0.symbol) ngày \($0.day.vietnamese) của \(agency)" }
    }

    package func facts(in zone: Zone) -> JSON {
        [
            "letter": .string(name), "template": .string(template), "about": .string(about), "agency": .string(agency),
            "collection": JSON(collection), "units": .array(units.map { .string($0.text) }),
            "draftedAt": .string(draftedAt.rfc3339(in: zone)), "state": issued == nil ? "awaiting-signature" : "issued",
            "symbol": JSON(issued?.symbol), "date": JSON(issued?.day.iso),
        ]
    }

    /// All of a site, in the order of their drafting.
    package static func all(in store: (any Store)?) throws -> [DraftedLetter] {
        try (store?.records(kind: kind, parent: nil, openOnly: false) ?? []).map { try Sitting.decoded($0.body) }
            .sorted { ($0.draftedAt, $0.name) < ($1.draftedAt, $1.name) }
    }

    /// For people, Vietnamese first.
    package static func table(_ letters: [DraftedLetter], in zone: Zone) -> [[String]] {
        [["Văn bản", "Trích yếu", "Cơ quan", "Dự thảo", "Tình trạng"]]
            + letters.map { letter in
                [
                    letter.name, letter.about, letter.agency, zone.day(of: letter.draftedAt).vietnamese,
                    letter.issued.map { "số \($0.symbol) ngày \($0.day.vietnamese)" } ?? "chờ ký",
                ]
            }
    }
}
