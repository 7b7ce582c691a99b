package import Almanac
import Foundation
package import Notation

/// The report of which a duty is a section: "lồng ghép vào báo cáo sơ kết, tổng kết (lập thành mục riêng trong báo cáo)".
package struct HostReport: Hashable, Sendable, Codable {
    package let symbol: String
    package let date: Day
    /// The section's title or number.
    package let section: String

    package init(symbol: String, date: Day, section: String) {
        self.symbol = symbol
        self.date = date
        self.section = section
    }

    /// `45/BC-UBND; 20/12/2022; mục III. Công tác tuyên truyền`
    /// - Throws: one Vietnamese sentence: without number, date and section nobody can find it again.
    package init(declaration text: String) throws(ExemplarFault) {
        let parts = text.split(separator: ";", maxSplits: 2, omittingEmptySubsequences: false)
            .map {
                $0.split(whereSeparator: \.isWhitespace).joined(separator: " ").precomposedStringWithCanonicalMapping
            }
        guard parts.count == 3, !parts[0].isEmpty, !parts[2].isEmpty, text.count <= 600 else {
            throw ExemplarFault(
                description:
                    "mục trong báo cáo cần đủ số, ngày của báo cáo và tên mục; hãy viết: 45/BC-UBND; 20/12/2022; mục III"
            )
        }
        let numbers = parts[1].split(separator: "/").compactMap { Int($0) }
        let day =
            Day(iso: parts[1])
            ?? (numbers.count == 3 ? Day(year: numbers[2], month: numbers[1], day: numbers[0]) : nil)
        guard let day else {
            throw ExemplarFault(
                description: "“\(parts[1].prefix(40))” không phải ngày của báo cáo; hãy viết 20/12/2022")
        }
        self.init(symbol: parts[0], date: day, section: parts[2])
    }

    /// `mục “III” trong báo cáo số 45/BC-UBND ngày 20/12/2022`
    var words: String { "“\(section)” trong báo cáo số \(symbol) ngày \(date.vietnamese)" }

    package var json: JSON { ["symbol": .string(symbol), "date": .string(date.iso), "section": .string(section)] }
}
