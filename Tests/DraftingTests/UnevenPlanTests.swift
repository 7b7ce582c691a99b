import Almanac
import Definition
import Drafting
import Foundation
import Notation
import Papers
import Testing

/// What stands in plans that are written by hand, converted or scanned: slips, columns, tables of other shapes.
@Suite struct `a draft of an uneven plan` {
    private func draft(_ text: String) -> Draft { DraftReader.read(PlanText(text), file: "plan.txt") }

    private func plan(_ body: String, issuer: String = "ỦY BAN NHÂN DÂN HUYỆN ĐỒNG PHÚ", year: Int = 2024) -> Draft {
        draft(
            """
            \(issuer)
            Số: 31/KH-UBND
            KẾ HOẠCH
            Thi đua năm \(year)
            Ủy ban nhân dân ban hành kế hoạch như sau:
            I. TỔ CHỨC THỰC HIỆN
            \(body)
            Nơi nhận:
            - Lưu: VT.
            """)
    }

    @Test(arguments: [
        ("plan.txt", Array("%PDF-1.7\n1 0 obj".utf8), "the file is a PDF; save it as .docx or as plain text"),
        ("plan.txt", Array("\u{FEFF}\n%PDF-1.4".utf8), "the file is a PDF; save it as .docx or as plain text"),
        ("Plan.PDF", Array("KẾ HOẠCH".utf8), "the file is a PDF; save it as .docx or as plain text"),
        ("plan.txt", [0x4B, 0x00, 0x1E, 0x48], "the file is a binary file; save it as .docx or as plain text"),
        ("plan.txt", [0x89, 0x50, 0x4E, 0x47], "the file is a picture; save it as .docx or as plain text"),
        ("plan.doc", Array("x".utf8), "the file is an old .doc; save it as .docx or as plain text"),
        ("plan.txt", [0xFF, 0xFE, 0x4B, 0x00], "the file is text in UTF-16; save it as .docx or as plain text"),
        ("plan.txt", [0x4B, 0xBE], "the file is not UTF-8; save it as .docx or as plain text in UTF-8"),
    ])
    func `refuses what is no text in one sentence`(name: String, bytes: [UInt8], sentence: String) {
        let error = #expect(throws: PaperError.self) { try PlanText(file: name, bytes: bytes) }
        #expect(error?.sentence == sentence)
    }

    @Test func `takes text in UTF-8, whatever ends its lines`() throws {
        let text = try PlanText(file: "plan.txt", bytes: Array("\u{FEFF}KẾ HOẠCH\r\n\tThi đua\u{C}\n".utf8))
        #expect(text.lines.map(\.text).prefix(2) == ["KẾ HOẠCH", "Thi đua"])
    }
}
