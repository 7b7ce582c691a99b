import Notation
import Testing

@Suite struct `A source text` {
    private static let text = "một\nhai\r\nba\rbốn\u{85}\u{2028}\n\r\r\n"

    @Test func `ends its lines at LF, CR and both together`() {
        let source = SourceText(file: "a", text: Self.text)
        #expect(
            (1...8).map { source.line($0).map(String.init) } == [
                "một", "hai", "ba", "bốn\u{85}\u{2028}", "", "", "", nil,
            ])
        #expect(source.line(0) == nil)
        #expect(SourceText(file: "a", text: "").line(1) == "")
        #expect((1...3).map { SourceText(file: "a", text: "a\r").line($0) } == ["a", "", nil])
        #expect(SourceText(file: "a", text: "a\r").mark(atUTF8: 2) == SourceMark(line: 2, column: 1))
    }

    @Test func `quotes no more of a long line than what stands around the place`() {
        let line = String(repeating: "ế", count: 1000) + "!" + String(repeating: "x", count: 1000)
        let source = SourceText(file: "a", text: "first\n\(line)\nlast")
        let mark = SourceMark(line: 2, column: 1001)
        let told = Diagnostic(file: "a", mark: mark, code: "c", message: "m").rendered(in: source).split(
            separator: "\n")
        #expect(told[0] == "a:2:1001: error: m")
        let quoted = told[1].dropFirst("  2 | ".count)
        #expect(quoted.first == "…" && quoted.last == "…" && quoted.count == 242)
        let caret = told[2].dropFirst("    | ".count)
        #expect(quoted.dropFirst(caret.count - 1).first == "!")
        let end = Diagnostic(file: "a", mark: SourceMark(line: 3, column: 5), code: "c", message: "m")
        #expect(end.rendered(in: source).hasSuffix("\n  3 | last\n    |     ^"))
    }

    @Test func `knows the place of each character in the same way by bytes and by scalars`() {
        let source = SourceText(file: "a", text: Self.text)
        let lines = SourceLines(Array(Self.text.unicodeScalars))
        var bytes = 0
        for (index, scalar) in Self.text.unicodeScalars.enumerated() {
            #expect(source.mark(atUTF8: bytes) == lines.mark(at: index))
            bytes += String(scalar).utf8.count
        }
        #expect(source.mark(atUTF8: bytes) == SourceMark(line: 7, column: 1))
        #expect(source.mark(atUTF8: 7) == SourceMark(line: 2, column: 2))
        #expect(lines.mark(at: 99) == SourceMark(line: 7, column: 1))
        #expect(lines.mark(at: 9) == SourceMark(line: 3, column: 1))
    }
}
