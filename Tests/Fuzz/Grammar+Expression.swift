import Almanac
import Expression
import Notation

/// Programs of the expression language, each with an input behind `inputMark`.
extension Grammar {
    /// Between a program and its input.
    static let inputMark = " <<< "

    static func expression(_ random: inout Randomness) -> String {
        let program =
            random.isOne(in: 10)
            ? random.run(of: expressionWords, atMost: 30, joinedBy: random.isOne(in: 2) ? " " : "")
            : expression(&random, depth: 0)
        return program + inputMark + jsonText(&random, depth: random.below(4))
    }

    static func expression(_ random: inout Randomness, depth: Int) -> String {
        var writer = ProgramWriter(random: random)
        let text = writer.pipe(depth)
        random = writer.random
        return text
    }

    /// `map/1`, `keys/0`, …; also those that only the language's own definitions should call.
    static let functions: [(name: String, arity: Int)] = {
        let names = try? Program(parsing: "builtins").first(on: .null, at: Instant(milliseconds: 0))
        let told: [(name: String, arity: Int)] = (names?.asArray ?? []).compactMap { name in
            let parts = (name.asString ?? "").split(separator: "/")
            return parts.count == 2 ? Int(parts[1]).map { (String(parts[0]), $0) } : nil
        }
        let untold = ["_sort_by", "_group_by", "_unique_by", "_min_by", "_max_by", "_indices", "_replaced"]
        return told + untold.map { ($0, 1) } + ["_captured", "_scanned", "_streamed", "_fromdate"].map { ($0, 0) }
            + ["_test", "_matches", "_limit", "_skip"].map { ($0, 2) }
    }()

    static let expressionWords =
        functions.map(\.name) + numbers + [
            "|", ",", "//", "?//", "=", "|=", "+=", "//=", "and", "or", "not", "==", "!=", "<", "<=", "+", "-", "*",
            "/", "%", ".",
            "..", ".a", ".[", "]", "[", "]?", ".[]", "(", ")", "{", "}", ":", ";", "$x", "$__loc__", "$ENV", "as",
            "$x |", "def f:",
            "def f(g):", "f", "reduce", "foreach", "if", "then", "elif", "else", "end", "try", "catch", "label $l |",
            "break $l",
            "\"", "\\(", "\"\\(.)\"", "@base64", "@base64d", "@json", "@sh", "@csv", "@uri", "@html", "@text", "@tsv",
            "?", "#", "\n",
            "import", "include", "limit(3; ", "repeat(", "range(1e9)", "\"x\" * 1e9", "null", "true", "infinite", "nan",
            "-",
        ]
}

/// Writes programs that mostly can be read.
struct ProgramWriter {
    var random: Randomness
    private var variables = ["$__loc__", "$ENV"]
    private var labels: [String] = []
    private var filters: [(name: String, arity: Int)] = []

    init(random: Randomness) { self.random = random }

    private static let deepest = 6

    mutating func pipe(_ depth: Int) -> String {
        let stages = 1 + random.below(depth == 0 ? 5 : 3)
        let text = (0..<stages).map { _ in term(depth + 1) }.joined(separator: " | ")
        // What doubles, doubles again.
        return depth <= 1 && random.isOne(in: 12)
            ? Array(repeating: text, count: 2 + random.below(40)).joined(separator: " | ") : text
    }

    private mutating func term(_ depth: Int) -> String {
        guard depth < ProgramWriter.deepest else { return atom(depth) }
        switch random.below(34) {
        case 0...5: return atom(depth)
        case 6: return "[\(pipe(depth))]"
        case 7: return object(depth)
        case 8, 9: return "(\(pipe(depth)) \(random.pick(operators)) \(pipe(depth)))"
        case 10: return "(\(path(depth)) \(random.pick(updates)) \(pipe(depth)))"
        case 11: return "if \(pipe(depth)) then \(pipe(depth))\(random.isOne(in: 2) ? " else \(pipe(depth))" : "") end"
        case 12: return "(try \(term(depth + 1)) catch \(term(depth + 1)))"
        case 13: return "(\(pipe(depth)))?"
        case 14, 15: return binding(depth)
        case 16: return loop("reduce", depth)
        case 17: return loop("foreach", depth)
        case 18: return definition(depth)
        case 19: return label(depth)
        case 20: return string(depth)
        case 21: return "-(\(pipe(depth)))"
        case 22: return "\(path(depth))[\(pipe(depth))]\(random.isOne(in: 3) ? "?" : "")"
        case 23: return "\(path(depth))[\(atom(depth)):\(atom(depth))]"
        case 24: return pattern(depth)
        case 25: return bounded(depth)
        case 26: return date(depth)
        default: return call(depth)
        }
    }

    private let operators = [",", ",", "+", "-", "*", "/", "%", "//", "==", "!=", "<", ">=", "and", "or", ", ., "]
    private let updates = ["=", "|=", "+=", "-=", "*=", "/=", "%=", "//="]

    private mutating func atom(_ depth: Int) -> String {
        switch random.below(16) {
        case 0...3: return "."
        case 4: return ".."
        case 5: return ".[]"
        case 6: return random.pick([".a", ".b?", ".\"k0\"", ".[0]", ".[-1]", ".[]?", ".[1:]", ".a.b.c"])
        case 7, 8: return random.pick(Grammar.numbers)
        case 9:
            return random.pick([
                "null", "true", "false", "[]", "{}", "empty", "nan", "infinite", "now", "error", "input",
            ])
        case 10, 11:
            return Grammar.quoted(random.run(of: Grammar.characters + ["ab", "aaaa", "%Y-%m-%d", "1"], atMost: 10))
        case 12 where !variables.isEmpty: return random.pick(variables)
        case 13 where !labels.isEmpty: return "break \(random.pick(labels))"
        case 14 where !filters.isEmpty: return call(to: random.pick(filters), depth)
        case 15: return random.pick(["@json", "@text", "@base64", "@base64d", "@uri", "@csv", "@tsv", "@html", "@sh"])
        default:
            return random.pick([
                "length", "keys", "tojson", "add", "type", "tostring", "reverse", "sort", "[., .]", "{a: .}",
            ])
        }
    }

    private mutating func path(_ depth: Int) -> String {
        random.pick([
            ".", ".a", ".[]", "..", ".[0]", ".a[]?", "(.a, .b)", ".[1:3]", "getpath([\"a\",0])", "first(.[])", ".a.b",
            "\(term(depth + 2))",
        ])
    }

    private mutating func object(_ depth: Int) -> String {
        let members = (0..<random.count(atMost: 5)).map { index in
            random.pick([
                "a: \(term(depth + 1))", "k\(index): \(atom(depth))", "(\(term(depth + 1))): 1", "\"x\\(.)\": 2", "a",
                "@base64 \"x\": .", "$__loc__",
            ])
        }
        return "{\(members.joined(separator: ", "))}"
    }

    private mutating func binding(_ depth: Int) -> String {
        let source = term(depth + 1)
        let pattern = random.pick([
            "$x", "$x", "[$x, $y]", "{a: $x}", "{$x, b: [$y]}", "[$x] ?// $x", "{\"a\": $x} ?// [$x]",
            "{(\"a\", \"b\"): $x}",
        ])
        variables.append("$x")
        defer { variables.removeLast() }
        return "(\(source) as \(pattern) | \(pipe(depth)))"
    }

    private mutating func loop(_ word: String, _ depth: Int) -> String {
        let source = random.pick(["range(\(random.pick(["3", "10", "40", "100", "1e9"])))", ".[]", term(depth + 2)])
        variables.append("$x")
        defer { variables.removeLast() }
        let third = word == "foreach" && random.isOne(in: 2) ? "; \(term(depth + 1))" : ""
        return "(\(word) \(source) as $x (\(atom(depth)); \(pipe(depth + 1))\(third)))"
    }

    private mutating func definition(_ depth: Int) -> String {
        let name = "f\(filters.count)"
        let arity = random.below(3)
        let parameters = ["g", "$y"].prefix(arity)
        let kept = filters
        filters += [(name, arity)] + (arity > 0 ? [("g", 0)] : [])
        let body = pipe(depth + 1)
        filters = kept + [(name, arity)]
        defer { filters = kept }
        return "(def \(name)\(arity > 0 ? "(\(parameters.joined(separator: "; ")))" : ""): \(body); \(pipe(depth)))"
    }

    private mutating func label(_ depth: Int) -> String {
        labels.append("$l")
        defer { labels.removeLast() }
        return "(label $l | \(pipe(depth)))"
    }

    private mutating func string(_ depth: Int) -> String {
        "\(random.pick(["", "", "@base64 ", "@sh ", "@json "]))\"a\\(\(term(depth + 1)))b\(random.isOne(in: 2) ? "\\(.)" : "")\""
    }

    private mutating func pattern(_ depth: Int) -> String {
        let parts = [
            "a", "b", ".", "^", "$", "(", ")", "[ab]", "[^a]", "*", "+", "?", "|", "{2,3}", "{0,1000}", "\\\\d",
            "\\\\b", "(?<n>", "(?:", "(?=", "\\\\1", "(a*)*", "(a|aa)+", "[\\\\w]", "ế", "\\\\p{L}",
        ]
        let pattern = "\"\(random.run(of: parts, atMost: 10))\""
        let flags = random.pick(["\"g\"", "\"gi\"", "\"x\"", "null", "\"gn\"", "\"z\""])
        return random.pick([
            "test(\(pattern))", "[match(\(pattern); \(flags))]", "sub(\(pattern); \(atom(depth)); \(flags))",
            "gsub(\(pattern); \"x\\(.)\")", "[scan(\(pattern))]", "split(\(pattern); \(flags))", "capture(\(pattern))",
            "[splits(\(pattern))]",
        ])
    }

    private mutating func date(_ depth: Int) -> String {
        let letters = "YmdeHkIlMSyjaAbBhpPuwUWVGgszZntDFTRrcxXCq%-_0".map { "%\($0)" } + ["-", "T", ":", " ", "/"]
        let usual = ["%Y-%m-%dT%H:%M:%SZ", "%A, %d %B %Y", "%I:%M %p", "%j %U %G-%V", "%s", "%c %z", "%e/%m/%y"]
        let format = Grammar.quoted(random.isOne(in: 2) ? random.pick(usual) : random.run(of: letters, atMost: 8))
        let texts = [
            "2024-02-29T12:00:00Z", "Thursday, 29 February 2024", "11:59 PM", "366 53 9999-53", "1e9", "0000-00-00",
        ]
        return random.pick([
            "(\(random.pick(Grammar.numbers)) | strftime(\(format)))",
            "(now | strftime(\(format)) | strptime(\(format)) | mktime)",
            "(\(Grammar.quoted(random.pick(texts))) | strptime(\(format)) | mktime | todate)",
            "(\(random.pick(Grammar.numbers)) | gmtime | mktime)",
            "([\(random.pick(Grammar.numbers)), 1, 29, \(random.pick(Grammar.numbers)), 0, 1.5] | mktime, strftime(\(format)))",
            "(\(term(depth + 1)) | strftime(\(format)))", "(\(Grammar.quoted(random.pick(texts))) | fromdate)",
        ])
    }

    private mutating func bounded(_ depth: Int) -> String {
        let body = term(depth + 1)
        let end = random.pick([
            "repeat(\(body))", "recurse(\(body))", "range(\(random.pick(Grammar.numbers)))", "while(true; \(body))",
            "limit(\(atom(depth)); \(body))", "until(. == 0; \(body))",
        ])
        return random.pick([
            "[limit(\(1 + random.below(200)); \(end))]", "first(\(end))", "isempty(\(end))", "last(\(end))", end,
        ])
    }

    private mutating func call(_ depth: Int) -> String {
        Grammar.functions.isEmpty ? "." : call(to: random.pick(Grammar.functions), depth)
    }

    private mutating func call(to function: (name: String, arity: Int), _ depth: Int) -> String {
        guard function.arity > 0 else { return function.name }
        let arguments = (0..<function.arity).map { _ in depth < ProgramWriter.deepest ? term(depth + 1) : "." }
        return "\(function.name)(\(arguments.joined(separator: "; ")))"
    }
}
