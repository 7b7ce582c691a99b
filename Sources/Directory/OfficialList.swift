package import Almanac
package import Definition
package import Notation

/// One dated row of the statistics office's list.
package struct OfficialUnit: Hashable, Sendable {
    package var level: Level
    package var code: String
    package var name: String
    /// The official code of the unit above.
    package var parent: String?
    package var from: Day?
    package var to: Day?
    /// Why it ended, where the list says so: `reform`, `renamed/…`.
    package var endedBy: String?

    func holds(on day: Day) -> Bool { from.map { $0 <= day } ?? true && to.map { day < $0 } ?? true }

    /// A day on which it surely held.
    var someDay: Day { from ?? to.map { $0.advanced(by: -1) } ?? Day(number: 0) }
}

/// Reads the official list in either of its layouts: one dated unit a row, or one commune a row with its district and
/// province beside it, as the statistics office exports it for Excel.
package struct OfficialList: Sendable {
    package private(set) var units: [OfficialUnit] = []
    package private(set) var problems: [Diagnostic] = []
    private var seen: [OfficialUnit: Int] = [:]

    package init(_ table: CellTable) {
        if let (header, places) = table.header([["level", "cấp"], ["code", "mã"], ["full_name", "name", "tên"]]) {
            readDated(table, header, places)
        } else if let (header, places) = table.header([
            OfficialList.provinceCode, ["tỉnh thành phố", "tỉnh / thành phố", "tỉnh/thành phố", "tên tp"],
        ]) {
            readExport(table, header, places)
        } else {
            problems.append(
                table.problem(
                    "unknown-layout", at: 0, "this is no list of units",
                    hint:
                        "its first line names level,code,full_name,parent_code,valid_from,valid_to, or Tỉnh Thành Phố,Mã TP,Quận Huyện,Mã QH,Phường Xã,Mã PX"
                ))
        }
    }

    /// A list without any date holds from a day on; units that are `known` are there already.
    package mutating func begin(on day: Day, except known: Set<String>) {
        guard units.allSatisfy({ $0.from == nil && $0.to == nil }) else { return }
        for place in units.indices where !known.contains(units[place].code) { units[place].from = day }
    }

    private static let provinceCode = ["mã tp", "mã tỉnh", "mã tỉnh/tp"]
    private static let digits: [Level: Int] = [.province: 2, .district: 3, .commune: 5]

    /// A spreadsheet that took a code for a number has dropped its zeros.
    static func padded(_ code: String, _ level: Level) -> String {
        guard code.utf8.allSatisfy({ (48...57).contains($0) }), let count = digits[level] else { return code }
        return String(repeating: "0", count: max(0, count - code.utf8.count)) + code
    }

    private mutating func readDated(_ table: CellTable, _ header: Int, _ places: [Int]) {
        let words: [String: Level] = [
            "province": .province, "district": .district, "commune": .commune, "tỉnh": .province, "huyện": .district,
            "xã": .commune,
        ]
        let parent = table.place(of: ["parent_code", "parent", "mã cha"], in: header)
        let from = table.place(of: ["valid_from", "from", "từ ngày"], in: header)
        let to = table.place(of: ["valid_to", "to", "đến ngày"], in: header)
        let endedBy = table.place(of: ["ended_by"], in: header)
        var below: [(row: Int, parent: String)] = []
        for row in table.body(below: header) {
            guard let code = table.cell(row, places[1]), let name = table.cell(row, places[2]) else {
                let place = table.cell(row, places[1]) == nil ? places[1] : places[2]
                problems.append(
                    table.problem("missing-value", at: row, column: place, "this row has no code or no name"))
                continue
            }
            guard isCode(code, table, row, places[1]), isCode(table.cell(row, parent), table, row, parent) else {
                continue
            }
            guard let level = table.cell(row, places[0]).flatMap({ words[$0.lowercased()] }) else {
                problems.append(
                    table.problem(
                        "unknown-level", at: row, column: places[0],
                        "there is no level \"\(table.cell(row, places[0]) ?? "")\"",
                        hint: "write province, district or commune"))
                continue
            }
            let above = table.cell(row, parent).map { Self.padded($0, $0.utf8.count > 2 ? .district : .province) }
            var unit = OfficialUnit(level: level, code: Self.padded(code, level), name: name, parent: above)
            unit.from = day(table, row, from)
            unit.to = day(table, row, to)
            unit.endedBy = table.cell(row, endedBy)
            add(unit, table, row)
            if let above { below.append((row, above)) }
        }
        tellUnknown(below, table, parent)
    }

    /// Units that stand under one that the list does not have: a part of a list is no mistake, but is said. Each is told once.
    private mutating func tellUnknown(_ below: [(row: Int, parent: String)], _ table: CellTable, _ place: Int?) {
        let listed = Set(units.map(\.code))
        let unknown = Dictionary(grouping: below.filter { !listed.contains($0.parent) }, by: \.parent)
        for (code, rows) in unknown.sorted(by: { $0.value[0].row < $1.value[0].row }) {
            problems.append(
                table.problem(
                    "unknown-parent", at: rows[0].row, column: place,
                    "no row of this list has the code \"\(code)\", under which it has \(rows.count) unit\(rows.count == 1 ? "" : "s")",
                    hint: "add its row; a unit that is new stands under nobody until then", severity: .warning))
        }
    }

    /// What a formula that failed leaves behind (`#N/A`) is none; an empty cell is told elsewhere.
    private mutating func isCode(_ text: String?, _ table: CellTable, _ row: Int, _ place: Int?) -> Bool {
        guard let text, !text.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return true
        }
        problems.append(
            table.problem(
                "bad-code", at: row, column: place, "\"\(text)\" is no code",
                hint: "write the digits that the statistics office gave"))
        return false
    }

    private mutating func day(_ table: CellTable, _ row: Int, _ place: Int?) -> Day? {
        guard let text = table.cell(row, place) else { return nil }
        if let day = Day(iso: text) { return day }
        problems.append(
            table.problem(
                "bad-date", at: row, column: place, "\"\(text)\" is not a date",
                hint: "write the year first: 2025-07-01"))
        return nil
    }

    private mutating func readExport(_ table: CellTable, _ header: Int, _ places: [Int]) {
        let district = table.place(of: ["quận huyện", "quận/huyện", "quận / huyện"], in: header)
        let districtCode = table.place(of: ["mã qh"], in: header)
        let commune = table.place(of: ["phường xã", "phường/xã", "phường / xã", "xã phường"], in: header)
        let communeCode = table.place(of: ["mã px"], in: header)
        var above: Set<String> = []
        for row in table.body(below: header) {
            guard let code = table.cell(row, places[0]), let name = table.cell(row, places[1]) else {
                let place = table.cell(row, places[0]) == nil ? places[0] : places[1]
                problems.append(
                    table.problem("missing-value", at: row, column: place, "this row has no province or no code for it")
                )
                continue
            }
            let codes = [places[0], districtCode, communeCode]
            guard codes.allSatisfy({ isCode(table.cell(row, $0), table, row, $0) }) else { continue }
            let province = Self.padded(code, .province)
            if above.insert(province).inserted {
                add(OfficialUnit(level: .province, code: province, name: name), table, row)
            }
            var parent = province
            if let code = table.cell(row, districtCode), let name = table.cell(row, district) {
                parent = Self.padded(code, .district)
                if above.insert("\(province)/\(parent)").inserted {
                    add(OfficialUnit(level: .district, code: parent, name: name, parent: province), table, row)
                }
            }
            // An island district has no communes: its row ends with the district.
            guard let code = table.cell(row, communeCode), let name = table.cell(row, commune) else { continue }
            let unit = OfficialUnit(level: .commune, code: Self.padded(code, .commune), name: name, parent: parent)
            add(unit, table, row)
        }
    }

    private mutating func add(_ unit: OfficialUnit, _ table: CellTable, _ row: Int) {
        if let from = unit.from, let to = unit.to, from >= to {
            problems.append(
                table.problem(
                    "empty-span", at: row, "\(unit.code) ends on \(to.iso), not after its first day \(from.iso)"))
        } else if let line = seen[unit] {
            problems.append(
                table.problem(
                    "duplicate-row", at: row, "\(unit.code) \(unit.name) is on line \(line) already", severity: .warning
                ))
        } else {
            seen[unit] = table.line(of: row)
            units.append(unit)
        }
    }
}
