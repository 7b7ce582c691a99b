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

    /// A sentence, the day, and the words that its mark keeps.
    @Test(arguments: [
        ("Các xã gửi báo cáo về Phòng Nội vụ trước ngày 31/11/2026.", "31/11/2026", "trước ngày 31/11/2026"),
        ("Chậm nhất ngày 30/02, các xã gửi báo cáo về Phòng Nội vụ.", "30/02", "Chậm nhất ngày 30/02"),
        (
            "Các xã hoàn thành trước ngày 31 tháng 4 năm 2026.", "31 tháng 4 năm 2026",
            "trước ngày 31 tháng 4 năm 2026"
        ),
        ("Các xã nộp hồ sơ chậm nhất 29/2/2026.", "29/2/2026", "chậm nhất 29/2/2026"),
        ("Các xã báo cáo Phòng Nội vụ vào ngày 15/13/2026.", "15/13/2026", "ngày 15/13/2026"),
        (
            "Các xã nộp hồ sơ trước các ngày 30/6, 31/9 và 31/12 về Phòng Nội vụ.", "31/9",
            "trước các ngày 30/6, 31/9 và 31/12"
        ),
    ])
    func `keeps a day that does not exist in the mark`(sentence: String, day: String, phrase: String) throws {
        let draft = plan("- \(sentence)")
        let duty = try #require(draft.obligations.first)
        #expect(draft.obligations.count == 1 && duty.due == "none" && duty.rule.isNone)
        #expect(duty.doubts.contains("“\(phrase)”: ngày \(day) không có trong lịch"), "\(duty.doubts)")
        #expect(draft.findings.contains { $0.code == "impossible-day" && $0.message.contains(day) })
    }

    @Test(arguments: [
        "Các xã nộp hồ sơ chậm nhất 29/2/2028.", "Căn cứ Văn bản số 31/11 của huyện, các xã nộp hồ sơ.",
        "Các xã gửi báo cáo trước ngày 29 tháng 2 hằng năm.", "Tăng trưởng đến 31.11% trong năm.",
        "Căn cứ Kế hoạch đến 45/13/KH-UBND của huyện.",
    ])
    func `has no doubt of a day that exists, nor of a number that is no day`(sentence: String) {
        #expect(!plan("- \(sentence)").findings.contains { $0.code == "impossible-day" })
    }

    /// Tables, and `line | due | actor | kind`.
    @Test(arguments: [
        (
            "| TT | Nội dung | Đơn vị | Thời gian |\n|:--|---|:-:|--:|\n| 1 | Gửi danh sách | UBND các xã | Trước ngày 15/5/2024 |",
            "9 | Trước ngày 15/5/2024 | UBND các xã | list"
        ),
        (
            "TT | Nội dung | Đơn vị | Thời gian\n---|---|---|---\n1 | Gửi danh sách | UBND các xã | Trước ngày 15/5/2024",
            "9 | Trước ngày 15/5/2024 | UBND các xã | list"
        ),
        (
            "| Nội dung | Thời gian\n|---|---\n| Gửi danh sách | Trước ngày 15/5/2024",
            "9 | Trước ngày 15/5/2024 | ? | list"
        ),
        (
            "| Ai | Việc | Khi nào |\n|---|---|---|\n| Phòng Nội vụ | Lập **báo cáo** sơ kết | trước ngày 20/6/2024 |",
            "9 | trước ngày 20/6/2024 | Phòng Nội vụ | report"
        ),
        (
            "| Nội dung | Đơn vị | Thời hạn |\n|---|---|---|\n| Gửi 02 tin, bài | Báo Bình Phước | |",
            "9 | none | Báo Bình Phước | article"
        ),
    ])
    func `reads the rows of Markdown tables`(table: String, duty: String) {
        let duties = plan(table).obligations.map {
            "\($0.line) | \($0.due) | \($0.actors.first ?? "?") | \($0.items.map(\.kind).joined(separator: " "))"
        }
        #expect(duties == [duty])
    }

    /// Lists, and the months and titles of their themes.
    @Test(arguments: [
        (
            "- Tháng 3: Ngày Quốc tế Phụ nữ.\n- Tháng 4: Ngày Giải phóng miền Nam. Nêu gương\nngười tốt.",
            ["[3] Ngày Quốc tế Phụ nữ |", "[4] Ngày Giải phóng miền Nam | Nêu gương người tốt."]
        ),
        (
            "**Tháng 5, 6/2024:**\n- Sinh nhật Bác.\n- Gương học sinh.\n\n**Tháng 8 và 9:** Quốc khánh",
            ["[5, 6] Sinh nhật Bác | Gương học sinh.", "[8, 9] Quốc khánh |"]
        ),
        (
            "1. Tháng 1 - 2: Mừng Đảng, mừng Xuân\n+ Trồng cây\n2. Tháng 12 – Quân đội",
            ["[1, 2] Mừng Đảng, mừng Xuân | Trồng cây", "[12] Quân đội |"]
        ),
    ])
    func `reads a list of months as themes, and tells which months are absent`(list: String, themes: [String]) {
        let draft = plan(list)
        let found = draft.themes.map {
            "\($0.months) \($0.title) | \($0.content)".trimmingCharacters(in: .whitespaces)
        }
        #expect(found == themes)
        #expect(draft.findings.contains { $0.code == "absent-months" && $0.message.contains("7") })
    }

    @Test func `takes one month alone for no calendar, and keeps what a month asks`() {
        #expect(plan("- Tháng 3: Ngày Quốc tế Phụ nữ.").themes.isEmpty)
        let draft = plan(
            "- Tháng 3: Ngày Quốc tế Phụ nữ.\n- Tháng 4: UBND các xã gửi báo cáo về Phòng Nội vụ trước ngày 20/4/2024.")
        #expect(draft.themes.map(\.months) == [[3], [4]])
        #expect(draft.obligations.map(\.due) == ["trước ngày 20/4/2024"])
    }

    @Test(arguments: [
        ("gửi báo cáo về UBND huyện và Ban TĐKT tỉnh", "UBND huyện", ["Ban TĐKT tỉnh"]),
        ("gửi báo cáo về Phòng Nội vụ, đồng gửi Sở Nội vụ", "Phòng Nội vụ", ["Sở Nội vụ"]),
        (
            "báo cáo UBND huyện, Phòng Nội vụ và Ban TĐKT tỉnh", "UBND huyện", ["Phòng Nội vụ", "Ban TĐKT tỉnh"]
        ),
        ("gửi báo cáo về Sở Văn hóa, Thể thao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch", []),
        ("gửi báo cáo về UBND huyện và Phòng Nội vụ tổng hợp", "UBND huyện", []),
    ])
    func `marks the second recipient of a duty`(words: String, first: String, others: [String]) throws {
        let duty = try #require(plan("- Các xã \(words) trước ngày 15/12/2024.").obligations.first)
        #expect(duty.recipient == first)
        let told = duty.doubts.filter { $0.hasPrefix("câu nêu thêm nơi nhận") }
        #expect(told.count == others.count)
        for (doubt, other) in zip(told, others) { #expect(doubt.contains("“\(other)”")) }
    }

    @Test(arguments: [
        ("Tùy tình hình gửi tin, bài về Phòng Nội vụ.", "article", true),
        ("Các xã tuỳ tình hình gửi video về Phòng Nội vụ.", "video", true),
        ("Các xã tùy tình hình báo cáo Phòng Nội vụ.", "report", true),
        ("Các xã báo cáo tình hình về Phòng Nội vụ.", "report", false),
    ])
    func `invites to what depends on the circumstances`(sentence: String, kind: String, isOptional: Bool) throws {
        let draft = plan("1. UBND các xã\n- \(sentence)")
        let duty = try #require(draft.obligations.first)
        #expect(duty.items.map(\.kind) == [kind] && duty.items.map(\.isOptional) == [isOptional])
        let yaml = DraftYAML.text(of: draft, source: "plan.txt")
        #expect(yaml.contains("{ kind: \(kind), optional: true }") == isOptional, "\(yaml)")
    }

    @Test(arguments: [
        ("hỉện", "hiện"), ("đựơc", "được"), ("ngừơi", "người"), ("chuỵên", "chuyện"), ("hòan", "hoàn"),
        ("ngòai", "ngoài"), ("qúy", "quý"), ("thúê", "thuế"), ("TỈÊN", "TIỂN"), ("Gịay", "Giạy"), ("hò\u{301}a", "hòa"),
    ])
    func `tells a syllable that Vietnamese does not have`(word: String, meant: String) {
        let findings = plan("- Các xã thực \(word) theo kế hoạch.").findings.filter { $0.code == "ocr-suspect" }
        #expect(findings.map(\.message) == ["“\(word)” có thể là lỗi nhận dạng chữ"])
        #expect(findings.first?.hint == "có phải “\(meant)”?")
    }

    @Test(arguments: [
        "hòa hoà thủy thuỷ quý quỳnh khuỷu ngoài giếng gìn già giữa của mía khuya thuở yến huyện",
        "người được nghiêng loại huỳnh xoáy Búk Đắk Lắk café Krông Pắc Y-Bíh số 5/QĐ-UBND đoàn nghĩa quốc thuê",
    ])
    func `lets sound syllables and foreign words be`(words: String) {
        #expect(!plan("- Các xã \(words).").findings.contains { $0.code == "ocr-suspect" })
    }

    @Test func `reads a verb under a misplaced tone mark, and quotes it as it stands`() throws {
        let duty = try #require(
            plan("- Sở Nội vụ thực hỉện báo cáo UBND tỉnh trước ngày 20/12/2024.").obligations.first)
        #expect(duty.actors == ["Sở Nội vụ"] && duty.quote.contains("thực hỉện"))
    }

    private static let letterheads = [
        """
        ỦY BAN NHÂN DÂN      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        HUYỆN ĐỒNG PHÚ              Độc lập - Tự do - Hạnh phúc
        Số: 31/KH-UBND              Đồng Phú, ngày 12 tháng 01 năm 2024
        """,
        "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHUYỆN ĐỒNG PHÚ\t\tĐộc lập - Tự do - Hạnh phúc\nSố: 31/KH-UBND\tĐồng Phú, ngày 12 tháng 01 năm 2024",
        "| **ỦY BAN NHÂN DÂN**<br>**HUYỆN ĐỒNG PHÚ** | **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**<br/>**Độc lập - Tự do - Hạnh phúc** |\n|---|---|\n| Số: 31/KH-UBND | *Đồng Phú, ngày 12 tháng 01 năm 2024* |",
        "| **ỦY BAN NHÂN DÂN** | **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM** |\n|---|---|\n| **HUYỆN ĐỒNG PHÚ** | **Độc lập - Tự do - Hạnh phúc** |\n| Số: 31/KH-UBND | *Đồng Phú, ngày 12 tháng 01 năm 2024* |",
    ]
    private static let feet = [
        """
        Nơi nhận:                               TM. ỦY BAN NHÂN DÂN
        - UBND tỉnh;                                 CHỦ TỊCH
        - Các xã;
                                                    (Đã ký)
        - Lưu: VT, NV.                              Nguyễn Văn A
        """,
        "Nơi nhận:\tKT. CHỦ TỊCH\n- UBND tỉnh;\tPHÓ CHỦ TỊCH\n- Các xã;\n- Lưu: VT, NV.\tNguyễn Văn A\n\nNguyễn Văn A",
    ]

    @Test(arguments: letterheads, feet)
    func `parts the two columns of the head and of the foot`(head: String, foot: String) {
        let draft = draft(
            "\(head)\n\nKẾ HOẠCH\nThi đua năm 2024\nI. NỘI DUNG\n- Các xã gửi báo cáo về Phòng Nội vụ trước ngày 05/6/2024.\n\n\(foot)\n"
        )
        #expect(draft.header.issuer?.name == "UBND huyện Đồng Phú")
        #expect(draft.header.symbol == "31/KH-UBND" && draft.header.issued?.iso == "2024-01-12")
        #expect(draft.header.title == "Thi đua năm 2024")
        #expect(draft.header.recipients.map(\.text) == ["UBND tỉnh", "Các xã", "Lưu: VT, NV"])
        #expect(draft.obligations.map(\.due) == ["trước ngày 05/6/2024"])
    }

    @Test(arguments: [
        "II. CHỦ ĐỀ TUYÊN TRUYỀN", "III- NỘI DUNG", "2. Chủ đề", "Phần II. Nội dung", "Điều 2. Nội dung", "B. NỘI DUNG",
    ])
    func `ends the title before a heading`(heading: String) {
        let draft = draft(
            "KẾ HOẠCH\nPhát động phong trào thi đua\nnăm 2024\n\(heading)\n- Các xã gửi báo cáo về Phòng Nội vụ trước ngày 05/6/2024.\nNơi nhận:\n- Lưu: VT."
        )
        #expect(draft.header.title == "Phát động phong trào thi đua năm 2024")
        #expect(draft.obligations.map(\.due) == ["trước ngày 05/6/2024"])
    }

    /// The issuer, the year, the department, and its level and parent in units.csv.
    @Test(arguments: [
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ ĐỒNG XOÀI", 2026, "Sở Nội vụ", "province", "–"),
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ ĐÀ NẴNG", 2026, "Sở Nội vụ", "–", "ubnd-thanh-pho"),
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ HUẾ", 2024, "Sở Nội vụ", "province", "–"),
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ HUẾ", 2025, "Sở Nội vụ", "–", "ubnd-thanh-pho"),
        ("PHÒNG NỘI VỤ HUYỆN ĐỒNG PHÚ", 2024, "Sở Nội vụ", "province", "–"),
        ("ỦY BAN NHÂN DÂN HUYỆN ĐỒNG PHÚ", 2024, "Phòng Nội vụ", "–", "ubnd-huyen"),
        ("ỦY BAN NHÂN DÂN XÃ TÂN LẬP", 2024, "Phòng Nội vụ", "district", "–"),
        ("ỦY BAN NHÂN DÂN XÃ TÂN LẬP", 2026, "Phòng Văn hóa - Xã hội", "–", "ubnd-xa"),
        ("ỦY BAN NHÂN DÂN XÃ TÂN LẬP", 2026, "Sở Nội vụ", "province", "–"),
    ])
    func `puts a department under the government that has it`(
        issuer: String, year: Int, department: String, level: String, parent: String
    ) throws {
        let draft = plan("- \(department) tổng hợp báo cáo trước ngày 20/12/\(year).", issuer: issuer, year: year)
        let unit = try #require(draft.units.first { $0.name == department })
        #expect(unit.level?.rawValue ?? "–" == level)
        #expect(unit.parent ?? "–" == parent)
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
