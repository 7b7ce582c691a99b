import Notation
import Testing

@testable import Directory

private func table(_ text: String) -> CSVTable { CSVTable(SourceText(file: "units.csv", text: text)) }

@Suite struct `A table` {
    @Test(arguments: [
        ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
        ("a,b\r\nc,d", [["a", "b"], ["c", "d"]]),
        ("a;b\rc,d;e\r\"f\rg\";h\n", [["a", "b"], ["c,d", "e"], ["f g", "h"]]),
        ("\u{FEFF}a;b\r\nc;d,e\r\n", [["a", "b"], ["c", "d,e"]]),
        ("a,b\nc;d,\"e;f\"\n", [["a", "b"], ["c;d", "e;f"]]),
        ("\"a\",\"b \"\"c\"\"\"\n\"d,e\",\"f\ng\"\n", [["a", "b \"c\""], ["d,e", "f g"]]),
        ("\n\na;b\n;;\n  ;\nc;d\n", [["a", "b"], ["c", "d"]]),
        ("a,b\n\"\",\n,c\n", [["a", "b"], ["", "c"]]),
        (" a  b ,c\n", [["a b", "c"]]),
        ("a,Tie\u{302}\u{301}ng\n", [["a", "Tiếng"]]),
        ("", []), ("\u{FEFF}", []), ("\r\n\r\n", []),
    ])
    func `is read as it was meant`(text: String, rows: [[String]]) {
        let read = table(text)
        #expect(read.rows.map { $0.map(\.text) } == rows)
        #expect(read.rows.allSatisfy { $0.allSatisfy { field in field.text.unicodeScalars.count <= 40 } })
        #expect(read.problems == [])
    }

    @Test func `composes what was typed in pieces`() {
        #expect(table("Tie\u{302}\u{301}ng,b\n").rows[0][0].text.unicodeScalars.count == 5)
    }

    @Test func `knows the place of each field, in characters and not in bytes`() {
        let rows = table("\u{FEFF}mã,tên\r\nxã-1,\"Xã \"\"Một\"\"\",x\r\n\"a\nb\",c\r\nd,e").rows
        let marks = rows.map { $0.map(\.mark) }
        #expect(marks[0] == [SourceMark(line: 1, column: 1, width: 2), SourceMark(line: 1, column: 4, width: 3)])
        #expect(
            marks[1] == [
                SourceMark(line: 2, column: 1, width: 4), SourceMark(line: 2, column: 6, width: 12),
                SourceMark(line: 2, column: 19, width: 1),
            ])
        #expect(marks[2] == [SourceMark(line: 3, column: 1), SourceMark(line: 4, column: 4, width: 1)])
        #expect(marks[3] == [SourceMark(line: 5, column: 1), SourceMark(line: 5, column: 3)])
    }

    @Test(arguments: ["\n", "\r\n", "\r"]) func `counts lines by any line end`(end: String) {
        let rows = table(["a", "b", "\"c", "d\",e", "f"].joined(separator: end)).rows
        #expect(rows.map(\.[0].mark.line) == [1, 2, 3, 5])
        #expect(rows[2][1].mark == SourceMark(line: 4, column: 4))
    }

    @Test(arguments: [
        ("a,b\nc,\"d\n", "open-quote", 2, 3), ("a,b\nc,\"d\"e\n", "text-after-quote", 2, 3),
        ("a,b\nThị trấn \"Ba\",c\n", "stray-quote", 2, 1),
    ])
    func `a misplaced quote is told where it stands`(text: String, code: String, line: Int, column: Int) {
        let problems = table(text).problems
        #expect(problems.map(\.code) == [code])
        #expect(problems.map { [$0.mark.line, $0.mark.column] } == [[line, column]])
    }

    @Test func `has limits`() {
        let field = String(repeating: "x", count: CSVTable.largestField)
        #expect(table("a,\(field)").problems.isEmpty)
        #expect(table("a,\(field)x").problems.map(\.code) == ["field-too-long"])
        #expect(table(String(repeating: "x,\n", count: CSVTable.mostRows + 1)).problems.isEmpty)
        let tooMany = table(String(repeating: "x,\n", count: CSVTable.mostRows + 2))
        #expect(
            tooMany.problems.map(\.code) == ["too-many-rows"] && tooMany.problems[0].mark.line == CSVTable.mostRows + 2)
        #expect(tooMany.rows.count == CSVTable.mostRows + 1)
        #expect(
            table(String(repeating: "x", count: CSVTable.largestFile + 1)).problems.map(\.code) == ["file-too-large"])
    }
}
