import Notation

extension Grammar {
    static func yaml(_ random: inout Randomness) -> String {
        switch random.below(6) {
        case 0: return random.run(of: yamlWords + characters, atMost: 60)
        case 1: return nested(&random)
        default: return written((try? JSON(parsing: jsonText(&random))) ?? .null, &random)
        }
    }

    /// Deep, or wide by aliases of aliases.
    private static func nested(_ random: inout Randomness) -> String {
        let depth = random.below(160)
        switch random.below(4) {
        case 0: return String(repeating: "[", count: depth) + String(repeating: "]", count: random.below(160))
        case 1: return String(repeating: "- ", count: depth) + "x"
        case 2: return (0..<depth).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        default:
            let width = 1 + random.below(10)
            return (0..<random.below(24)).map { level in
                let items = (0..<width).map { _ in level == 0 ? "x" : "*a\(level - 1)" }.joined(separator: ", ")
                return "a\(level): &a\(level) [\(items)]\n"
            }.joined()
        }
    }

    static func written(_ json: JSON, _ random: inout Randomness) -> String {
        var writer = YAMLWriter(random: random)
        let text = writer.document(json)
        random = writer.random
        return text
    }

    static let yamlWords = [
        ": ", "- ", "? ", "# ", "--- ", "...\n", "{", "}", "[", "]", ", ", "&a ", "*a", "*b", "!!str ", "!!int ",
        "!!x ", "! ",
        "!<tag:yaml.org,2002:str> ", "%YAML 1.2\n", "%TAG ! tag:x:\n", "<<: ", "<<: *a", "<<: [*a, *a]", "|\n", ">-\n",
        "|2+\n",
        ">9\n", "'", "''", "\"", "\\n", "\\x41", "\\u0110", "\\U0001F44D", "\\\n", "\\ ", "~", "null", "0x1F", "0o17",
        ".inf",
        "-.INF", ".nan", "1e3", "007", "yes", "\n", "\r", "\r\n", "\n\n", "\n  ", "\n    ", "\n\t", "\u{85}",
        "\u{2028}",
        "\u{FEFF}", "a: b", "a: {b: [c, d]}\n", "key:\n", "@", "`", "x-a: 1\n",
    ]
}

/// Writes a value in every manner that YAML allows, and in some that it does not.
struct YAMLWriter {
    var random: Randomness
    private var lineEnd = "\n"
    private var anchors = 0

    init(random: Randomness) { self.random = random }

    mutating func document(_ json: JSON) -> String {
        lineEnd = random.pick(["\n", "\n", "\n", "\r\n", "\r", "\u{85}", "\u{2028}"])
        let start =
            random.isOne(in: 12) ? random.pick(["---", "%YAML 1.2\(lineEnd)---", "\u{FEFF}", "# x"]) + lineEnd : ""
        return start + block(json, indent: 0) + (random.isOne(in: 4) ? "" : lineEnd)
    }

    private mutating func block(_ json: JSON, indent: Int) -> String {
        if random.isOne(in: 6) { return flow(json) }
        let lead = newLine + String(repeating: " ", count: indent)
        switch json {
        case .array(let values) where !values.isEmpty:
            return values.map { "\(property())- " + block($0, indent: indent + 2) }.joined(separator: lead)
        case .object(let members) where !members.isEmpty:
            return members.map { key, value in
                let inner = indent + 1 + random.below(4)
                let isNested = (value.asArray?.isEmpty == false || value.asObject?.isEmpty == false)
                let gap = isNested && !random.isOne(in: 30) ? newLine + String(repeating: " ", count: inner) : ""
                return "\(self.key(key)): \(gap.isEmpty ? property() : "")\(gap)\(block(value, indent: inner))"
            }.joined(separator: lead)
        case .string(let text): return scalar(text, indent: indent + 1)
        default: return flow(json)
        }
    }

    private var newLine: String {
        mutating get {
            let end = random.isOne(in: 60) ? random.pick(["\n", "\r", "\r\n", "\n\n", " # x\n"]) : lineEnd
            return random.isOne(in: 40) ? end + random.pick(["\t", " ", "  # lời\n", "\n"]) : end
        }
    }

    /// An anchor, an alias or a tag in front of a value.
    private mutating func property() -> String {
        guard random.isOne(in: 24) else { return "" }
        anchors += 1
        return random.pick(["&a\(anchors) ", "&a ", "!!map ", "!!seq ", "!!str ", "*a \(lineEnd)", "!x "])
    }

    private mutating func key(_ text: String) -> String {
        if random.isOne(in: 40) { return random.pick(["<<", "? a", "*a", "[a]", "{a: b}", "''", "\"\(text)\""]) }
        return plain(text) ? text : Grammar.quoted(text)
    }

    private func plain(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (97...122).contains($0 | 0x20) || $0 == 45 }
    }

    private mutating func flow(_ json: JSON) -> String {
        switch json {
        case .array(let values): return "[" + values.map { flow($0) }.joined(separator: random.pick([", ", ","])) + "]"
        case .object(let members):
            return "{" + members.map { "\(key($0)): \(flow($1))" }.joined(separator: ", ") + "}"
        case .string(let text): return plain(text) && random.isOne(in: 2) ? text : quoted(text)
        default: return json.text
        }
    }

    private mutating func quoted(_ text: String) -> String {
        random.isOne(in: 2) ? Grammar.quoted(text) : "'" + text.replacing("'", with: "''") + "'"
    }

    private mutating func scalar(_ text: String, indent: Int) -> String {
        switch random.below(8) {
        case 0, 1:
            let lead = lineEnd + String(repeating: " ", count: indent)
            let header = random.pick(["|", ">", "|-", ">-", ">+", "|1", "|2-"])
            return header + lead
                + text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).joined(separator: lead)
        case 2, 3, 4: return quoted(text)
        case 5:
            // Folded over several lines.
            let words = text.split(separator: " ", omittingEmptySubsequences: false)
            return "\"" + words.joined(separator: random.pick([" ", lineEnd + String(repeating: " ", count: indent)]))
                + "\""
        default: return text
        }
    }
}
