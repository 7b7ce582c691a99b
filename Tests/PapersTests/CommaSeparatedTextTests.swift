import Almanac
import Papers
import Testing

@Suite struct `a CSV for a spreadsheet` {
    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+84 91", "'+84 91"), ("-5", "-5"), ("-5,2", "-5,2"), ("+84", "+84"), ("-", "'-"),
        ("- gạch đầu dòng", "'- gạch đầu dòng"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"), ("\r=1", "'\r=1"),
        ("＝1", "'＝1"), ("-1-1", "'-1-1"), ("a=1", "a=1"), ("", ""), ("-1.000,5", "'-1.000,5"),
    ])
    func `lets no text become a formula`(text: String, expected: String) {
        #expect(FormulaGuard.neutralised(text) == expected)
    }

    @Test func `is UTF-8 with its mark, quotes and line ends as Excel wants them`() {
        let rows: [[SheetCell]] = [
            [.text("Đơn vị"), .text("Ghi \"chú\""), .text("a,b")],
            [.day(Day(clamping: 5, month: 2, year: 2021)), .number(-3), .empty],
            [.text("=cmd|' /C calc'!A0"), .number(0.5), .text("hai\ndòng")],
            [.text("=HYPERLINK(\"http://x\")"), .text("a;b"), .text(" a")],
        ]
        let text = String(decoding: CommaSeparatedText.bytes(rows), as: UTF8.self)
        #expect(
            text
                == "\u{FEFF}Đơn vị,\"Ghi \"\"chú\"\"\",\"a,b\"\r\n05/02/2021,-3,\r\n'=cmd|' /C calc'!A0,0.5,\"hai\ndòng\"\r\n"
                + "\"'=HYPERLINK(\"\"http://x\"\")\",\"a;b\",\" a\"\r\n"
        )
    }
}
