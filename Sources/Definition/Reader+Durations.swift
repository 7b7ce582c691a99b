import Almanac
import Notation

extension Reader {
    /// A span, written out (`PT30S`, `{ days: 1 }`) or computed (`${ … }`).
    func delay(_ key: String, in fields: Fields, _ scope: Scope) -> Delay? {
        fields[key].flatMap { delay($0, member(key, of: fields.owner), scope) }
    }

    func delay(_ node: Node, _ owner: String, _ scope: Scope) -> Delay? {
        if isExpression(node) { return program(node, owner, scope).map { .computed($0) } }
        return duration(node, owner).map { .fixed($0) }
    }

    /// A span that is written out.
    func duration(_ key: String, in fields: Fields) -> CivilDuration? {
        fields[key].flatMap { duration($0, member(key, of: fields.owner)) }
    }

    func duration(_ node: Node, _ owner: String) -> CivilDuration? {
        if node.entries != nil { return durationParts(node, owner) }
        guard let text = node.string else {
            tellType(
                node, of: owner, wanted: "a duration",
                hint: "write it as ISO 8601, \"PT30S\", or as a mapping, { seconds: 30 }")
            return nil
        }
        if let offset = Reader.offset(of: "${", in: text) {
            problems.error(
                "bad-duration", at: tree.mark(in: node, at: offset, width: 2),
                "an expression cannot stand inside a duration",
                hint: "make the whole an expression: ${ \"PT\\(.x)S\" }")
            return nil
        }
        if text.hasPrefix("-"), CivilDuration(iso8601: String(text.dropFirst())) != nil {
            problems.error(
                "negative-duration", at: node.mark, "\(owner) is negative: \(quoted(text))", hint: "leave out the \"-\""
            )
            return nil
        }
        guard let duration = CivilDuration(iso8601: text) else {
            problems.error(
                "bad-duration", at: node.mark, "\(quoted(text)) is no duration",
                hint: durationHint(text)
                    ?? "write it as ISO 8601: \"P1DT12H\" is a day and 12 hours, \"PT90S\" are 90 seconds")
            return nil
        }
        if duration.isNegative {
            problems.error("negative-duration", at: node.mark, "\(owner) is negative: \(quoted(text))")
            return nil
        }
        return duration
    }

    /// The usual slips: `30S`, `P30S`, `pt30s`, `30`.
    private func durationHint(_ text: String) -> String? {
        let upper = text.uppercased()
        let attempts = [upper, "P" + upper, "PT" + upper, upper.hasPrefix("P") ? "PT" + upper.dropFirst() : upper]
        return attempts.first { $0 != text && CivilDuration(iso8601: $0) != nil }.map { "did you mean \"\($0)\"?" }
    }

    private func durationParts(_ node: Node, _ owner: String) -> CivilDuration? {
        let units = ["days", "hours", "minutes", "seconds", "milliseconds"]
        guard let fields = fields(node, of: owner, units) else { return nil }
        if node.entries?.isEmpty == true {
            problems.error("bad-duration", at: node.mark, "\(owner) is empty", hint: "for example { minutes: 5 }")
            return nil
        }
        var duration = CivilDuration()
        let sizes: [(String, Int64)] = [
            ("hours", 3_600_000), ("minutes", 60_000), ("seconds", 1000), ("milliseconds", 1),
        ]
        var isWhole = true
        for unit in units where fields.has(unit) {
            guard let node = fields[unit] else { continue }
            if isExpression(node) {
                problems.error(
                    "bad-duration", at: node.mark, "an expression cannot stand for the \(unit) of a duration",
                    hint: "make the whole an expression that yields ISO 8601: ${ \"PT\\(.x)S\" }")
                isWhole = false
                continue
            }
            if let value = node.scalar?.value.asInteger, value < 0 {
                problems.error("negative-duration", at: node.mark, "\(member(unit, of: owner)) is negative")
                isWhole = false
                continue
            }
            guard let value = integer(node, member(unit, of: owner), 0...1_000_000_000_000) else {
                isWhole = false
                continue
            }
            if unit == "days" { duration.days = value }
            if let size = sizes.first(where: { $0.0 == unit })?.1 { duration.milliseconds += Int64(value) * size }
        }
        return isWhole ? duration : nil
    }

    func timeout(_ key: String, in fields: Fields, _ scope: Scope) -> Timeout? {
        guard let node = fields[key] else { return nil }
        let owner = member(key, of: fields.owner)
        if node.string != nil {
            return reference(node, owner, to: "use.timeouts", among: shared.timeouts).map { .named($0) }
        }
        return timeoutDefinition(node, owner, scope).map { .after($0) }
    }

    func timeoutDefinition(_ node: Node, _ owner: String, _ scope: Scope) -> Delay? {
        self.fields(node, of: owner, ["after"], required: ["after"]).flatMap { delay("after", in: $0, scope) }
    }
}
