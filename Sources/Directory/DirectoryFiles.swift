import Almanac
import Definition
package import Notation

/// Reads `units.csv`, `roles.csv` and `successors.csv`: all problems are told at once, each at its line and column.
package enum DirectoryFiles {
    /// More than this in one file are not listed.
    package static let mostProblems = 1000

    /// More rows with one code are not read: each of its units looks through them.
    package static let mostVersions = 500

    static let unitColumns = [
        "code", "official", "name", "level", "kind", "parent", "clusters", "mailbox", "phone", "from", "to",
    ]
    private static let roleColumns = ["unit", "post", "name", "mailbox", "phone", "cluster", "from", "to"]

    /// The text of a file as it was found on disk; nil, with the place of the first wrong byte, when it is not UTF-8.
    package static func source(file: String, bytes: [UInt8]) -> (SourceText?, [Diagnostic]) {
        if let text = String(validating: bytes, as: UTF8.self) { return (SourceText(file: file, text: text), []) }
        var valid = String()
        var decoder = UTF8()
        var rest = bytes.makeIterator()
        while case .scalarValue(let scalar) = decoder.decode(&rest) { valid.unicodeScalars.append(scalar) }
        let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        let mark = SourceText(file: file, text: valid).mark(atUTF8: valid.utf8.count)
        let problem = Diagnostic(
            file: file, mark: mark, code: "not-utf8",
            message: isWide ? "this file is UTF-16, not UTF-8" : "this byte is not UTF-8",
            hint: "in Excel: Save As, \"CSV UTF-8 (Comma delimited)\"")
        return (nil, [problem])
    }

    /// The rows without a mistake of their own, in the order of the file, and everything that is wrong.
    package static func units(_ source: SourceText) -> ([OrganisationUnit], [Diagnostic]) {
        let read = read(source)
        return (read.sound, read.problems)
    }

    /// All that has a code, also in rows with mistakes: what other files may name without being told of these as well.
    package static func namedUnits(_ source: SourceText) -> [OrganisationUnit] {
        let read = read(source)
        return read.sound + read.broken
    }

    private static func read(
        _ source: SourceText
    ) -> (sound: [OrganisationUnit], broken: [OrganisationUnit], problems: [Diagnostic]) {
        let table = NamedRows(source, columns: unitColumns, required: ["code", "name"])
        var problems = table.problems
        var units: [LocatedUnit] = []
        var broken: [OrganisationUnit] = []
        var versions: [UnitCode: Int] = [:]
        for var row in table.rows {
            let unit = unit(&row)
            versions[unit.code, default: 0] += 1
            if let count = versions[unit.code], count > mostVersions {
                guard count == mostVersions + 1 else { continue }
                row.problem(
                    "too-many-versions", "code", "the code \"\(unit.code)\" is on more than \(mostVersions) rows",
                    hint: "give each unit a code of its own; the rest is not read")
            }
            problems += row.problems
            if !row.problems.contains(where: { $0.severity == .error }) {
                units.append(LocatedUnit(unit: unit, row: row))
            } else if !unit.code.text.isEmpty {
                broken.append(unit)
            }
        }
        problems += UnitRelations(units, broken: Set(broken.map(\.code))).problems
        return (units.map(\.unit), broken, told(problems, in: source.file))
    }

    /// - Parameter units: the units that the posts belong to.
    package static func roles(_ source: SourceText, units: UnitTree) -> ([RoleHolder], [Diagnostic]) {
        let table = NamedRows(source, columns: roleColumns, required: ["unit", "post", "name"])
        var problems = table.problems
        var roles: [RoleHolder] = []
        var lines: [RoleHolder: Int] = [:]
        var suggestions = CodeSuggestions(among: units.codes)
        for var row in table.rows {
            let role = role(&row, units: units, &suggestions)
            if let line = lines[role] {
                row.problem("duplicate-row", "unit", "this row is on line \(line) already", hint: "remove one of them")
            } else {
                lines[role] = row.start.line
            }
            problems += row.problems
            if !row.problems.contains(where: { $0.severity == .error }) { roles.append(role) }
        }
        return (roles, told(problems, in: source.file))
    }

    private static func unit(_ row: inout NamedRow) -> OrganisationUnit {
        let span = row.span()
        let code = row.word("code", row.required("code"))
        var clusters: [String] = []
        for part in (row.text("clusters") ?? "").split(whereSeparator: { ";|".contains($0) }) {
            let cluster = String(part.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
            if !cluster.isEmpty, !clusters.contains(cluster) { clusters.append(cluster) }
        }
        return OrganisationUnit(
            code: UnitCode(code), name: row.required("name"), level: level(&row),
            kind: row.text("kind").map { row.word("kind", $0) } ?? "",
            parent: row.code("parent"), clusters: clusters, mailbox: row.mailbox(), phone: row.text("phone"),
            from: span.from, to: span.to,
            official: row.text("official").map { row.word("official", $0) })
    }

    private static func level(_ row: inout NamedRow) -> Level? {
        guard let text = row.text("level") else { return nil }
        if let level = Level(rawValue: text.lowercased()) { return level }
        let words: [(Level, [String])] = [
            (.central, ["trung ương", "tw", "state", "national"]),
            (.province, ["tỉnh", "cấp tỉnh", "thành phố trực thuộc trung ương"]),
            (.district, ["huyện", "cấp huyện", "thị xã", "quận", "thành phố"]),
            (.commune, ["xã", "cấp xã", "phường", "thị trấn", "ward", "township"]),
        ]
        let meant = words.first { $0.1.contains(text.lowercased()) }?.0
        let known = Level.allCases.map(\.rawValue)
        row.problem(
            "unknown-level", "level", "there is no level \"\(text)\"",
            hint: meant.map { "write \"\($0.rawValue)\"" } ?? Diagnostic.suggestion(for: text, among: known)
                ?? "the levels are \(known.joined(separator: ", "))")
        return nil
    }

    private static func role(_ row: inout NamedRow, units: UnitTree, _ suggestions: inout CodeSuggestions) -> RoleHolder
    {
        let span = row.span()
        let unit = UnitCode(row.required("unit"))
        if !unit.text.isEmpty, !units.knows(unit) {
            row.problem(
                "unknown-unit", "unit", "there is no unit \"\(unit)\" in units.csv",
                hint: suggestions.nearest(to: unit))
        }
        let post = row.word("post", row.required("post"))
        if !UnitTree.posts.contains(post), post.utf8.count <= 64,
            let hint = Diagnostic.suggestion(for: post, among: UnitTree.posts)
        {
            row.problem(
                "doubtful-post", "post", "\"\(post)\" is taken as a post of the site's own, which no ladder looks for",
                hint: hint, severity: .warning)
        }
        let cluster = row.text("cluster")
        if let cluster, !units.clusters.contains(cluster) {
            row.problem(
                "unknown-cluster", "cluster", "no unit is in the cluster \"\(cluster)\"",
                hint: Diagnostic.suggestion(for: cluster, among: units.clusters.sorted()))
        }
        if UnitTree.clusterPosts.contains(post), cluster == nil {
            row.problem(
                "no-cluster", "cluster",
                post == UnitTree.clusterLead
                    ? "a cluster lead without a cluster leads nobody"
                    : "a council member without a cluster is in charge of nobody",
                hint: "name one of the clusters of units.csv", severity: .warning)
        }
        return RoleHolder(
            unit: unit, post: post, name: row.required("name"), mailbox: row.mailbox(), phone: row.text("phone"),
            cluster: cluster,
            from: span.from, to: span.to)
    }

    static func told(_ problems: [Diagnostic], in file: String) -> [Diagnostic] {
        let ordered = problems.sorted(by: Diagnostic.inOrder)
        guard ordered.count > mostProblems else { return ordered }
        let last = ordered[mostProblems - 1]
        return ordered.prefix(mostProblems) + [
            Diagnostic(
                file: file, mark: last.mark, code: "too-many-problems",
                message: "\(ordered.count - mostProblems) more problems from here on are not listed")
        ] + ordered.dropFirst(mostProblems).filter { $0.code == "too-many-versions" }
    }
}
