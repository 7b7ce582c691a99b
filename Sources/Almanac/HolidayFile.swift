/// A line of a `holidays.csv` that cannot be taken, and how to mend it.
package struct HolidayFileProblem: Error, Equatable, Sendable {
    /// From 1; the header is line 1.
    package let line: Int
    /// In Unicode scalars, from 1.
    package let column: Int
    /// One sentence without a full stop, quoting the words.
    package let message: String
    package let hint: String?
}

extension WorkCalendar {
    /// Reads a site's `holidays.csv` over another calendar: a year that the file names is the file's alone.
    ///
    /// Columns `date`, `kind` and, if wanted, `name`, in any order; others are ignored. A line with a problem is left out.
    package static func read(csv text: String, over base: WorkCalendar) -> (WorkCalendar, [HolidayFileProblem]) {
        var rows = CommaSeparatedRows(text)
        guard let header = rows.next() else {
            return (base, [HolidayFileProblem(line: 1, column: 1, message: "the file is empty", hint: columnsHint)])
        }
        let names = header.map { $0.text.lowercased() }
        guard let date = names.firstIndex(of: "date"), let kind = names.firstIndex(of: "kind") else {
            let missing = names.contains("date") ? "kind" : "date"
            return (
                base,
                [
                    HolidayFileProblem(
                        line: 1, column: 1, message: "there is no column \"\(missing)\"", hint: columnsHint)
                ]
            )
        }
        let columns = HolidayColumns(date: date, kind: kind, name: names.firstIndex(of: "name"))
        var years: [Int: HolidayYear] = [:]
        var seen: [Day: Int] = [:]
        var problems: [HolidayFileProblem] = []
        while let row = rows.next() {
            if row.count == 1, row[0].text.isEmpty || row[0].text.hasPrefix("#") { continue }
            do throws(HolidayFileProblem) {
                let (day, kind, name) = try columns.read(row)
                if let line = seen[day] {
                    throw row[date].problem(
                        "\(day.iso) already stands in line \(line)", hint: "leave one of the two out")
                }
                seen[day] = row[date].line
                years[day.year, default: HolidayYear()].mark(day, kind, name: name)
            } catch {
                problems.append(error)
            }
        }
        return (years.reduce(base) { $0.replacing($1.key, by: $1.value) }, problems.sorted { $0.isBefore($1) })
    }

    private static let columnsHint = "the first line names the columns: date,kind,name"
}

extension HolidayFileProblem {
    fileprivate func isBefore(_ other: HolidayFileProblem) -> Bool { (line, column) < (other.line, other.column) }
}

/// Where the three columns stand in a row.
private struct HolidayColumns {
    let date: Int
    let kind: Int
    let name: Int?

    func read(_ row: [CommaSeparatedRows.Field]) throws(HolidayFileProblem) -> (Day, HolidayKind, String) {
        guard row.count > max(date, kind) else {
            throw row[0].problem("the line lacks its date or its kind", hint: "give at least 2027-02-05,holiday")
        }
        guard let day = Day(iso: row[date].text) else {
            throw row[date].problem("\"\(row[date].text)\" is not a day", hint: "write it like 2027-02-05")
        }
        guard let kind = HolidayKind(word: row[kind].text) else {
            throw row[self.kind].problem(
                "\"\(row[self.kind].text)\" is not a kind of day",
                hint: "holiday, substitute, swap_off, swap_work or holiday?")
        }
        if kind == .swapWork, day.weekday <= 5 {
            throw row[date].problem(
                "\(day.iso) is a \(day.vietnameseWeekday), which is worked anyway",
                hint: "swap_work names a Saturday or a Sunday")
        }
        let name = name.flatMap { row.indices.contains($0) ? row[$0].text : nil } ?? ""
        return (day, kind, name.isEmpty ? kind.vietnamese : name)
    }
}

extension HolidayKind {
    /// The words of a holiday table's `kind` column.
    fileprivate init?(word: String) {
        switch word.lowercased().replacing("-", with: "_") {
        case "holiday": self = .holiday
        case "substitute": self = .substitute
        case "swap_off", "swap", "off": self = .swapOff
        case "swap_work", "workday", "work": self = .swapWork
        case "holiday?", "uncertain": self = .uncertain
        default: return nil
        }
    }

    /// What a day without a name is called.
    fileprivate var vietnamese: String {
        switch self {
        case .holiday, .uncertain: "Ngày nghỉ lễ"
        case .substitute: "Nghỉ bù"
        case .swapOff: "Nghỉ hoán đổi"
        case .swapWork: "Làm bù"
        }
    }
}

extension CommaSeparatedRows.Field {
    fileprivate func problem(_ message: String, hint: String?) -> HolidayFileProblem {
        HolidayFileProblem(line: line, column: column, message: message, hint: hint)
    }
}
