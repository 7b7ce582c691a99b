import Definition
package import Almanac
package import Notation

/// One row of an official successor table: codes as the statistics office gave them before and after.
package struct OfficialSuccession: Hashable, Sendable {
    package var old: String
    package var new: String
    package var transfer: Succession.Transfer
    /// Nil where the table leaves it to the list of units: the day on which the old one ended.
    package var day: Day?
}

/// Reads successor tables: `old_code,new_code,transfer`, or a district a row with the list of its successors.
package struct OfficialSuccessions: Sendable {
    package private(set) var rows: [OfficialSuccession] = []
    package private(set) var problems: [Diagnostic] = []

    package init(_ table: CellTable, day: Day? = nil) {
        if let (header, places) = table.header([["old_code", "old", "mã cũ"], ["new_code", "new", "mã mới"]]) {
            readPairs(table, header, places, day)
        } else if let (header, places) = table.header([["old_district_code"], ["successors"]]) {
            for row in table.body(below: header) {
                guard let code = table.cell(row, places[0]), let list = table.cell(row, places[1]) else { continue }
                let old = OfficialList.padded(code, .district)
                let codes = list.split(separator: ";").compactMap { $0.split(separator: " ").first.map(String.init) }
                for new in codes {
                    rows.append(
                        OfficialSuccession(old: old, new: new, transfer: codes.count > 1 ? .part : .whole, day: day))
                }
            }
        } else {
            problems.append(
                table.problem(
                    "unknown-layout", at: 0, "this is no table of successors",
                    hint: "its first line names old_code,new_code,transfer"))
        }
    }

    private mutating func readPairs(_ table: CellTable, _ header: Int, _ places: [Int], _ day: Day?) {
        let transfer = table.place(of: ["transfer", "hình thức"], in: header)
        let days = table.place(of: ["day", "date", "ngày", "effective_date"], in: header)
        let names = [["old_name", "tên cũ"], ["new_name", "tên mới"]].map { table.place(of: $0, in: header) }
        for row in table.body(below: header) {
            guard let old = table.cell(row, places[0]), let new = table.cell(row, places[1]) else { continue }
            guard let kind = kind(table, row, transfer) else { continue }
            let text = table.cell(row, days)
            let own = text.flatMap { Day(iso: $0) }
            if let text, own == nil {
                problems.append(
                    table.problem(
                        "bad-date", at: row, column: days, "\"\(text)\" is not a date",
                        hint: "write the year first: 2025-07-01"))
                continue
            }
            rows.append(
                OfficialSuccession(
                    old: Self.padded(old, table.cell(row, names[0])), new: Self.padded(new, table.cell(row, names[1])),
                    transfer: kind, day: own ?? day))
        }
    }

    /// How many digits a code has that a spreadsheet took for a number, only the name beside it tells.
    private static func padded(_ code: String, _ name: String?) -> String {
        let word = name?.lowercased() ?? ""
        let isCommune = ["xã ", "phường ", "thị trấn ", "đặc khu "].contains { word.hasPrefix($0) }
        // Four digits are a commune's: no other level has so many.
        if isCommune || code.utf8.count == 4 { return OfficialList.padded(code, .commune) }
        if word.hasPrefix("tỉnh ") { return OfficialList.padded(code, .province) }
        return ["huyện ", "quận ", "thị xã "].contains { word.hasPrefix($0) }
            ? OfficialList.padded(code, .district) : code
    }

    private mutating func kind(_ table: CellTable, _ row: Int, _ place: Int?) -> Succession.Transfer? {
        guard let text = table.cell(row, place) else { return .whole }
        switch text.lowercased() {
        case "whole", "toàn bộ": return .whole
        case "part", "một phần": return .part
        case "area", "area_only", "area-only", "diện tích": return .area
        default:
            problems.append(
                table.problem(
                    "unknown-transfer", at: row, column: place, "there is no transfer \"\(text)\"",
                    hint: "write whole, part or area"))
            return nil
        }
    }
}
