import Definition
import Notation
import Testing

private func tree(_ text: String) -> LocatedTree? {
    LocatedTree.parsing(SourceText(file: "t.yaml", text: text)).tree
}

private func told(_ text: String) -> [String] {
    LocatedTree.parsing(SourceText(file: "t.yaml", text: text)).diagnostics.map(\.brief)
}

@Suite struct LocatedTreeTests {
    @Test(arguments: [
        ("no", "no"), ("yes", "yes"), ("on", "on"), ("off", "off"), ("y", "y"), ("2021-01-01", "2021-01-01"),
        ("12:30:45", "12:30:45"), ("0b11", "0b11"), ("1_000", "1_000"), ("0o8", "0o8"), ("0x", "0x"), ("0x-1", "0x-1"),
        ("+", "+"), (".", "."), ("1e", "1e"), ("1.2.3", "1.2.3"), ("tRUE", "tRUE"), ("'12'", "12"),
        ("\"true\"", "true"),
        ("!!str 12", "12"), ("'null'", "null"), ("''", ""), ("31/KH-UBND", "31/KH-UBND"), ("Đài", "Đài"),
    ])
    func `these scalars are text`(written: String, text: String) {
        #expect(tree("a: \(written)")?.root["a"]?.json == .string(text))
    }

    @Test(arguments: [
        ("12", JSON.integer(12)), ("-12", .integer(-12)), ("+12", .integer(12)), ("007", .integer(7)),
        ("0o17", .integer(15)),
        ("0x1F", .integer(31)), ("1.5", .number(1.5)), (".5", .number(0.5)), ("1.", .number(1)), ("1e3", .number(1000)),
        ("-1.5E-2", .number(-0.015)), ("9223372036854775807", .integer(Int.max)),
        ("9223372036854775808", .number(9223372036854775808)),
        ("true", .bool(true)), ("FALSE", .bool(false)), ("~", .null), ("null", .null), ("", .null),
        (".inf", .number(.infinity)),
        ("!!float 1", .number(1)), ("!!int 0x10", .integer(16)),
    ])
    func `these scalars are values of the core schema`(written: String, value: JSON) {
        #expect(tree("a: \(written)")?.root["a"]?.json == value)
    }

    @Test func `a scalar keeps its words beside its value`() {
        let scalar = tree("a: 007")?.root["a"]?.scalar
        #expect(scalar?.text == "007")
        #expect(scalar?.value == 7)
    }

    @Test func `keys and values have their own places, in characters`() {
        let entries = tree("đơn vị:\n  \"hạn\": 25\n")?.root["đơn vị"]?.entries
        #expect(entries?.first?.keyMark == SourceMark(line: 2, column: 3, width: 5))
        #expect(entries?.first?.value.mark == SourceMark(line: 2, column: 10, width: 2))
    }

    @Test func `entries keep the order of the file`() {
        #expect(tree("{ z: 1, a: 2, m: 3 }")?.root.json.text == #"{"z":1,"a":2,"m":3}"#)
    }

    @Test func `aliases stand for what they name, and merge keys lend what is not there`() {
        let text = """
            base: &base { a: 1, b: 2 }
            other: &other { b: 3, c: 4 }
            one: { <<: *base, b: 9 }
            two: { <<: [*base, *other] }
            three: *base
            quoted: { '<<': 1 }
            """
        #expect(tree(text)?.root["one"]?.json == ["b": 9, "a": 1])
        #expect(tree(text)?.root["two"]?.json == ["a": 1, "b": 2, "c": 4])
        #expect(tree(text)?.root["three"]?.json == ["a": 1, "b": 2])
        #expect(tree(text)?.root["quoted"]?.json == ["<<": 1])
    }

    @Test func `an anchor may be given again, and the last one above counts`() {
        #expect(tree("[&a 1, *a, &a 2, *a]")?.root.json == [1, 1, 2, 2])
    }

    @Test func `a value made from JSON answers the same JSON`() {
        let json: JSON = ["a": [1, 2.5, nil, true, "x"], "b": [:], "c": []]
        #expect(Node(json: json).json == json)
        #expect(Node(json: json)["a"]?.mark == .start)
    }

    @Test func `windows line ends and a byte order mark change nothing`() {
        let (text, _) = SourceText.reading(bytes: [0xEF, 0xBB, 0xBF] + Array("a: 1\r\nb: 2\r\n".utf8), file: "t.yaml")
        #expect(text.flatMap { LocatedTree.parsing($0).tree }?.root.json == ["a": 1, "b": 2])
        #expect(text.flatMap { LocatedTree.parsing($0).tree }?.root["b"]?.mark.line == 2)
    }

    /// libyaml ends lines at more characters than editors do: U+0085, U+2028, U+2029.
    @Test(arguments: ["\n", "\r\n", "\r"], ["\u{85}", "\u{2028}", "\u{2029}", " "])
    func `lines are counted as editors count them`(end: String, other: String) throws {
        let text = ["a: 1", "b: \"c\(other) d", "  e\"", "f: [1,\(other)", "  {g: @}]"].joined(separator: end)
        #expect(told(text) == ["5:7: yaml-syntax"])
        let sound = try #require(tree(text.replacing("@", with: "h")))
        let g = try #require(sound.root["f"]?.nodes?.last)
        #expect([g.mark.line, g.mark.column] == [5, 3])
    }

    @Test func `the place of a broken byte is the first that is no character`() {
        let (text, problems) = SourceText.reading(bytes: Array("a: Đ\nb: ".utf8) + [0xC3], file: "t.yaml")
        #expect(text == nil)
        #expect(problems.map(\.brief) == ["2:4: not-utf-8"])
    }
}

@Suite struct LimitTests {
    @Test(arguments: [100, 101, 5000, 200_000])
    func `nesting is read a hundred deep and no deeper`(depth: Int) {
        let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        #expect(told(text).first == (depth == 100 ? nil : "1:101: too-deep"))
    }

    @Test func `aliases count as deep as what they stand for`() {
        let lines = (1...60).map { "a\($0): &a\($0) [[*a\($0 - 1)]]" }
        #expect(
            told((["a0: &a0 [x]"] + lines).joined(separator: "\n")).map { $0.split(separator: " ")[1] } == ["too-deep"])
    }

    @Test func `a file of more than four mebibytes is not read`() {
        let line = "- " + String(repeating: "a", count: 1021) + "\n"
        #expect(told(String(repeating: line, count: 4096)).isEmpty)
        #expect(told(String(repeating: line, count: 4097)) == ["1:1: file-too-large"])
    }

    @Test func `a file of very many values is not read`() {
        #expect(told("[" + String(repeating: "1,", count: 500_000) + "]").first?.hasSuffix("too-many-values") == true)
    }

    @Test func `aliases of aliases are stopped before they fill the memory`() {
        let lines =
            ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
            + (1...20).map { level in
                "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ") + "]"
            }
        #expect(told(lines.joined(separator: "\n")).first?.hasSuffix("alias-expansion") == true)
    }

    @Test func `only so many problems are told`() {
        let keys = (0..<2000).map { "bad\($0): 1" }.joined(separator: "\n")
        let diagnostics = SiteFile.read(SourceText(file: "site.yaml", text: keys)).diagnostics
        #expect(diagnostics.count == 201)
        #expect(diagnostics.contains { $0.code == "too-many-problems" })
    }

    @Test func `a very long word is quoted short`() {
        let word = String(repeating: "x", count: 100_000)
        let diagnostics = SiteFile.read(
            SourceText(file: "site.yaml", text: "language: \(word)\n\(word.prefix(900)): 1\n")
        ).diagnostics
        #expect(!diagnostics.isEmpty)
        #expect(diagnostics.allSatisfy { $0.message.count < 300 })
    }
}
