import Foundation
import Notation
import TestKit
import Testing

@Suite struct `the command draft` {
    private static let plan = """
        ỦY BAN NHÂN DÂN HUYỆN TRI TÔN
        Số: 9/KH-UBND
        Tri Tôn, ngày 03 tháng 02 năm 2021
        **KẾ HOẠCH**
        Thi đua năm 2021
        Ủy ban nhân dân huyện ban hành kế hoạch như sau:
        I. TỔ CHỨC THỰC HIỆN
        1. UBND các xã, thị trấn
        - Trước ngày 20 hằng tháng gửi 02 bài viết về Phòng Nội vụ; kịp thời phản ánh về Phòng Nội vụ.
        Nơi nhận:
        - Lưu: VT.

        """

    private func draft(
        _ arguments: String..., plan: String = plan, in folder: TemporaryFolder
    ) throws -> DondocProcess.Result {
        try folder.write(plan, to: "plan.txt")
        return try DondocProcess.run(["draft"] + arguments, in: folder.path)
    }

    @Test func `writes plan yaml on standard output, and findings beside it`() throws {
        let result = try draft("plan.txt", in: TemporaryFolder())
        #expect(result.code == 0)
        #expect(result.out.contains("due: Trước ngày 20 hằng tháng\n"), "\(result.out)")
        #expect(result.out.contains("symbol: '9/KH-UBND'\nissued: 2021-02-03\n"), "\(result.out)")
        #expect(result.error.contains("plan.txt:9:1: warning: "), "\(result.error)")
        #expect(result.error.contains("1 obligations, 1 of them with a date"), "\(result.error)")
    }

    @Test func `tells its obligations and findings as JSON`() throws {
        let json = try JSON(parsing: try draft("plan.txt", "--format", "json", in: TemporaryFolder()).out)
        let duty = try #require(json["obligations"].asArray?.first)
        #expect(duty["line"].asInteger == 9 && duty["origin"].asString == "stated")
        #expect(duty["due"].asString == "Trước ngày 20 hằng tháng")
        #expect(duty["items"].asArray?.first?["min"].asInteger == 2)
        #expect(json["findings"].asArray?.contains { $0["code"].asString == "outside-recipients" } == true)
    }

    @Test func `makes a site that checks without errors, and writes over nothing`() throws {
        let folder = try TemporaryFolder()
        #expect(try draft("plan.txt", "--out", "site", in: folder).code == 0)
        let check = try DondocProcess.run(["check", "site"], in: folder.path)
        #expect(check.code == 0 && check.error.contains("4 files: 0 errors"), "\(check.out)")
        let again = try draft("plan.txt", "--out", "site", in: folder)
        #expect(again.code == 2 && again.error.contains("site is not empty"))
    }

    @Test(arguments: [
        ("%PDF-1.4", "is a PDF; save it as .docx or as plain text"), ("PK\u{3}\u{4}", "is no ZIP archive"),
        ("{\\rtf1}", "is an RTF file"),
        ("KẾ HOẠCH\u{0}\u{1}", "is a binary file"),
    ])
    func `says what it cannot read`(text: String, sentence: String) throws {
        let result = try draft("plan.txt", plan: text, in: TemporaryFolder())
        #expect(result.code == 1 && result.error.contains(sentence), "\(result.error)")
    }

    @Test func `is used wrongly without a file, or with one that is not there`() throws {
        let folder = try TemporaryFolder()
        #expect(try draft(in: folder).code == 2)
        #expect(try draft("other.txt", in: folder).code == 2)
        #expect(try draft("plan.txt", plan: "không có gì", in: folder).code == 1)
    }
}
