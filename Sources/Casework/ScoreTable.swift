import Definition
import Directory
package import Notation

/// `score.csv`: the site's own points for facts. The program counts; what a fact is worth, only the council says.
package struct ScoreTable: Sendable {
    package private(set) var rules: [Rule] = []
    package private(set) var problems: [Diagnostic] = []

    /// So many points each time that a fact holds for a unit.
    package struct Rule: Equatable, Sendable {
        package let fact: ScoreFact
        package let points: Points
        /// Only for this duty; nil: for all.
        package let obligation: String?
        /// Only for the units of this cluster; nil: for all.
        package let cluster: String?
    }

    private static let columns = [
        "fact": "fact", "tiêu chí": "fact", "points": "points", "điểm": "points", "obligation": "obligation",
        "nhiệm vụ": "obligation", "cluster": "cluster", "khối": "cluster", "cụm": "cluster",
    ]

    package init() {}

    /// Reads the table; what is wrong is gathered, each at its place.
    package init(_ source: SourceText, obligations: [String], clusters: Set<String>) {
        let table = CSVTable(source)
        problems = table.problems
        func problem(_ code: String, _ mark: SourceMark, _ message: String, _ hint: String?) {
            problems.append(Diagnostic(file: source.file, mark: mark, code: code, message: message, hint: hint))
        }
        guard let header = table.rows.first else {
            problem("no-header", .start, "this file is empty", "its first line is: fact,points,obligation,cluster")
            return
        }
        var names: [String?] = []
        for field in header {
            let name = ScoreTable.columns[field.text.lowercased()]
            if name == nil || names.contains(name) {
                problem(
                    "unknown-column", field.mark, "there is no column \"\(field.text)\", or it is there twice",
                    "the columns are fact, points, obligation, cluster")
            }
            names.append(name)
        }
        for name in ["fact", "points"] where !names.contains(name) {
            problem("missing-column", header[0].mark, "the column \"\(name)\" is missing", nil)
        }
        guard problems.isEmpty else { return }
        for row in table.rows.dropFirst() {
            func field(_ name: String) -> (text: String, mark: SourceMark) {
                names.firstIndex(of: name).flatMap { $0 < row.count ? (row[$0].text, row[$0].mark) : nil }
                    ?? ("", row[0].mark)
            }
            let (fact, points) = (field("fact"), field("points"))
            let (obligation, cluster) = (field("obligation"), field("cluster"))
            guard let known = ScoreFact(words: fact.text) else {
                problem(
                    "unknown-fact", fact.mark, "there is no fact \"\(fact.text)\"",
                    Diagnostic.suggestion(for: fact.text, among: ScoreFact.allCases.map(\.rawValue))
                        ?? "the facts are \(ScoreFact.allCases.map(\.rawValue).joined(separator: ", "))")
                continue
            }
            guard let worth = Points(text: points.text) else {
                problem(
                    "bad-points", points.mark, "\"\(points.text)\" is no number of points", "such as 10, -0.5 or 0,25")
                continue
            }
            if !obligation.text.isEmpty, !obligations.contains(obligation.text) {
                problem(
                    "unknown-obligation", obligation.mark, "plan.yaml has no obligation \"\(obligation.text)\"",
                    Diagnostic.suggestion(for: obligation.text, among: obligations))
            }
            if !cluster.text.isEmpty, !clusters.contains(cluster.text) {
                problem(
                    "unknown-cluster", cluster.mark, "no unit of units.csv is in the cluster \"\(cluster.text)\"",
                    Diagnostic.suggestion(for: cluster.text, among: clusters.sorted()))
            }
            rules.append(
                Rule(
                    fact: known, points: worth, obligation: obligation.text.isEmpty ? nil : obligation.text,
                    cluster: cluster.text.isEmpty ? nil : cluster.text))
        }
    }
}

/// Something that is counted for a unit.
package enum ScoreFact: String, Sendable, CaseIterable {
    case owed, onTime, late, lateDay, missing, returned, extended, quotaMet, quotaShort, `nil`, waived

    package var vietnamese: String {
        switch self {
        case .owed: "đầu việc"
        case .onTime: "đúng hạn"
        case .late: "quá hạn"
        case .lateDay: "ngày quá hạn"
        case .missing: "chưa gửi"
        case .returned: "trả lại"
        case .extended: "gia hạn"
        case .quotaMet: "đạt chỉ tiêu"
        case .quotaShort: "thiếu chỉ tiêu"
        case .nil: "không phát sinh"
        case .waived: "miễn"
        }
    }

    init?(words: String) {
        let text = words.lowercased()
        guard let meant = ScoreFact.allCases.first(where: { [$0.rawValue.lowercased(), $0.vietnamese].contains(text) })
        else { return nil }
        self = meant
    }
}

/// Points to the thousandth, exact: sums of halves and tenths are what people get by hand.
package struct Points: Hashable, Sendable, CustomStringConvertible {
    package var thousandths = 0

    package init(thousandths: Int = 0) { self.thousandths = thousandths }

    /// `10`, `-0.5`, `0,25`.
    init?(text: String) {
        let isNegative = text.hasPrefix("-")
        let parts = text.dropFirst(isNegative ? 1 : 0).split(omittingEmptySubsequences: false) { ".,".contains($0) }
        let isPlain = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
        guard isPlain, (1...2).contains(parts.count), parts[0].count <= 6, let whole = Int(parts[0]) else { return nil }
        var fraction = 0
        if parts.count == 2 {
            guard parts[1].count <= 3, let digits = Int(parts[1] + String(repeating: "0", count: 3 - parts[1].count))
            else { return nil }
            fraction = digits
        }
        thousandths = (whole * 1000 + fraction) * (isNegative ? -1 : 1)
    }

    package var description: String {
        let (whole, rest) = abs(thousandths).quotientAndRemainder(dividingBy: 1000)
        guard rest > 0 else { return "\(thousandths < 0 ? "-" : "")\(whole)" }
        var digits = String(String(1000 + rest).dropFirst())
        while digits.last == "0" { digits.removeLast() }
        return "\(thousandths < 0 ? "-" : "")\(whole).\(digits)"
    }

    package static func * (points: Points, count: Int) -> Points { Points(thousandths: points.thousandths * count) }
    static func += (sum: inout Points, points: Points) { sum.thousandths += points.thousandths }
}
