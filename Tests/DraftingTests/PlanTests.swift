import Almanac
import Definition
import Drafting
import Notation
import Papers
import TestKit
import Testing

@Suite struct `a draft of a plan` {
    private func draft(_ text: String) -> Draft {
        Self.drafts[text] ?? DraftReader.read(PlanText(text), file: "plan.txt")
    }

    /// Each of the texts is read once.
    private static let drafts = Dictionary(
        uniqueKeysWithValues: cases.map { ($0.text, DraftReader.read(PlanText($0.text), file: "plan.txt")) })

    /// `line | due | first actor -> recipient | kind min-max`.
    private static func shown(_ duty: Draft.Duty) -> String {
        let items = duty.items.map { "\($0.kind) \($0.min)\($0.max.map { "-\($0)" } ?? "")" }.joined(separator: ", ")
        return "\(duty.line) | \(duty.due) | \(duty.actors.first ?? "?") -> \(duty.recipient ?? "?") | \(items)"
    }

    private static let cases: [(name: String, text: String, duties: [String])] = [
        (
            "province", PlanTexts.province,
            [
                "24 | trước ngày 15/6 và trước ngày 15/12 | Sở Nông nghiệp và Phát triển nông thôn -> Sở Nội vụ | report 1",
                "25 | trong quý IV/2024 | Sở Nông nghiệp và Phát triển nông thôn -> ? | document 1",
                "27 | trong thời hạn 15 ngày làm việc kể từ ngày nhận đủ hồ sơ | Sở Nội vụ -> ? | dossier 1",
                "28 | trước ngày 31/12/2024 | Sở Nội vụ -> Chủ tịch UBND tỉnh | document 1",
                "30 | trước ngày 30/3/2024 | UBND các huyện, thị xã, thành phố -> Sở Nông nghiệp và Phát triển nông thôn | plan 1",
                "31 | chậm nhất là ngày 10 tháng 11 năm 2024 | huyện, thị xã, thành phố -> Sở Nội vụ | nomination 2, nomination-2 0-5",
                "33 | Hằng quý | Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh -> Sở Nội vụ | document 1",
                "34 | mỗi tháng | Báo Bình Định -> ? | article 4",
            ]
        ),
        (
            "union", PlanTexts.union,
            [
                "11 | mỗi quý | công đoàn cơ sở -> ? | nomination 1", "13 | trước ngày 20/4/2023 | ? -> ? | article 1",
                "14 | trước ngày 20/10/2023 | ? -> ? | article 1",
                "17 | trước 16 giờ 00 thứ Năm hằng tuần | Liên đoàn Lao động các huyện, thành phố, thị xã -> Ban Tuyên giáo Liên đoàn Lao động tỉnh | list 1",
                "18 | 17 giờ 00 ngày 30/9/2023 | Liên đoàn Lao động các huyện, thành phố, thị xã -> ? | dossier 1",
                "20 | cuối mỗi quý | Ban Tuyên giáo -> Ban Thường vụ | report 1",
                "21 | tháng | Ban Tuyên giáo -> ? | article 2",
            ]
        ),
        (
            "district", PlanTexts.district,
            [
                "13 | Trước ngày 28/02/2021 | Phòng Nội vụ -> ? | plan 1", "14 | none | Phòng Nội vụ -> ? | event 1",
                "15 | Chậm nhất 10/6/2021 | UBND các xã, thị trấn -> Phòng Nội vụ | report 1",
                "18 | hằng tháng | Phòng Nội vụ -> UBND huyện | report 1",
                "19 | trước ngày 25 của tháng cuối quý | Thủ trưởng các phòng -> Phòng Nội vụ | report 1",
                "20 | muộn nhất ngày 31/5 hằng năm | trường học -> Phòng Giáo dục và Đào tạo | list 1",
            ]
        ),
        (
            "party", PlanTexts.party,
            [
                "15 | chậm nhất ngày 30/9/2022 | chi -> Ban Tuyên giáo Huyện ủy | report 1",
                "16 | none | chi -> ? | nomination 1-3, nomination-2 2-5",
                "17 | trong tháng 10/2022 | Ban Tuyên giáo Huyện ủy -> ? | event 1",
                "20 | định kỳ hằng tháng | Ban Dân vận Huyện ủy -> Ban Tuyên giáo Huyện ủy | report 1",
            ]
        ),
        (
            "school", PlanTexts.school,
            [
                "11 | trước ngày 15 tháng 10 năm 2023 | phòng Giáo dục và Đào tạo -> Văn phòng Sở | list 1",
                "14 | trước ngày 31/01/2024 | ? -> ? | dossier 1",
                "14 | trước ngày 15/4/2024 | ? -> ? | dossier 1", "14 | none | trường -> ? | dossier 0-10",
                "16 | trước ngày 28 | trường -> ? | article 1, video 1",
                "18 | none | Văn phòng Sở -> Sở Nội vụ | report 1",
                "19 | chậm nhất ngày 20/01/2024 | khối thi đua -> Văn phòng Sở | document 1",
                "19 | trước ngày 10/6/2024 | khối thi đua -> Văn phòng Sở | document 1",
            ]
        ),
        (
            "commune", PlanTexts.commune,
            [
                "10 | none | ấp -> ? | nomination 1",
                "12 | trước ngày 28/02/2026 | Ban quản lý các ấp -> ? | document 1",
                "14 | none | Phòng Văn hóa - Xã hội -> ? | document 1",
                "17 | Định kỳ trước ngày 20 hằng tháng | ấp -> Phòng Văn hóa - Xã hội | report 1",
                "17 | trước ngày 25 hằng tháng | Phòng Văn hóa - Xã hội -> UBND tỉnh | report 1",
                "18 | trước ngày 10/6/2026 | Phòng Văn hóa - Xã hội -> Chủ tịch UBND xã | report 1",
                "18 | trước ngày 10/12/2026 | Phòng Văn hóa - Xã hội -> Chủ tịch UBND xã | report 1",
            ]
        ),
        (
            "military", PlanTexts.military,
            [
                "12 | đến hết ngày 15/8/2022 | ? -> ? | article 1", "14 | none | cơ quan -> ? | article 3-5",
                "14 | none | Ban Chỉ huy quân sự huyện, thành phố -> ? | article 0-10",
                "15 | trước ngày 10/9/2022 | Ban Tuyên huấn -> Thủ trưởng Bộ Chỉ huy | report 1",
                "16 | hằng tuần vào thứ Sáu | cơ quan -> Ban Tuyên huấn | report 1",
            ]
        ),
        (
            "women", PlanTexts.women,
            [
                "17 | trước ngày 31 tháng 01 | Hội LHPN các huyện, thị xã, thành phố -> Ban Tuyên giáo Hội LHPN tỉnh | plan 1",
                "19 | Mỗi quý | Hội LHPN các huyện, thị xã, thành phố -> Cổng thông tin điện tử Hội LHPN tỉnh | article 3, video 1",
                "20 | trước ngày 05/6 | Hội LHPN các huyện, thị xã, thành phố -> ? | report 1",
                "20 | trước ngày 05/11 hằng năm | Hội LHPN các huyện, thị xã, thành phố -> ? | report 1",
                "22 | chậm nhất sau 05 ngày làm việc kể từ ngày nhận được bài viết | Ban Tuyên giáo -> ? | article 1",
                "23 | trước tháng 12 hàng năm | Văn phòng Hội -> Ban Thường vụ | document 1",
                "25 | trong tháng 10/2022 | ? -> ? | plan 1", "26 | none | ? -> ? | document 1",
                "27 | trước ngày 30/9/2026 | ? -> ? | report 1",
            ]
        ),
        (
            "ministry", PlanTexts.ministry,
            [
                "10 | Trước 15/5/2025 | Phòng Nghiệp vụ -> ? | document 1",
                "11 | none | Phòng Nghiệp vụ -> ? | document 1",
                "12 | Trước ngày 10 tháng cuối quý | Sở Văn hóa, Thể thao và Du lịch các tỉnh, thành phố -> Cục | report 1",
                "14 | định kỳ thứ Hai hằng tuần | Văn phòng Cục -> Lãnh đạo Cục | report 1",
                "15 | trước 17 giờ 00 ngày 20/4/2025 | phòng -> Phòng Kế hoạch - Tài chính | plan 1",
                "16 | chậm nhất 30/4/2025 | Sở Văn hóa, Thể thao và Du lịch các tỉnh, thành phố trực thuộc Trung ương -> Cục | list 1",
                "17 | không quá 03 ngày kể từ khi nhận được tài liệu | Trung tâm Thông tin -> ? | document 1",
            ]
        ),
    ]

    @Test(arguments: cases)
    func `finds each duty with its day, its people and its number`(
        _ plan: (name: String, text: String, duties: [String])
    ) {
        let found = Set(draft(plan.text).obligations.map(Self.shown))
        for duty in plan.duties { #expect(found.contains(duty), "\(plan.name)") }
        #expect(found.subtracting(plan.duties).isEmpty, "\(plan.name)")
    }

    @Test(arguments: cases)
    func `quotes the plan exactly and takes its days from the quote`(
        _ plan: (name: String, text: String, duties: [String])
    ) {
        let text = PlanText(plan.text).lines.map(\.text).filter { !$0.isEmpty }.joined(separator: " ")
        for duty in draft(plan.text).obligations {
            #expect(text.contains(duty.quote), "\(duty.quote)")
            #expect(duty.due == "none" || duty.quote.contains(duty.due), "\(duty.due)")
        }
    }

    @Test(arguments: cases)
    func `is a plan that the check can read`(_ plan: (name: String, text: String, duties: [String])) {
        for (name, text) in DraftSite.files(of: draft(plan.text), source: "plan.txt") {
            let source = SourceText(file: name, text: text)
            let problems =
                name == "plan.yaml" ? PlanDocument.read(source).1 : name == "site.yaml" ? SiteFile.read(source).1 : []
            #expect(problems.filter { $0.severity == .error }.isEmpty)
        }
    }

    @Test(arguments: [
        (PlanTexts.province, "UBND tỉnh Bình Định", "45/KH-UBND", "2024-03-08", "2024-01-01...2024-12-31"),
        (PlanTexts.union, "Liên đoàn Lao động tỉnh Nghệ An", "12/KH-LĐLĐ", "2023-01-15", "2023-01-01...2023-12-31"),
        (PlanTexts.district, "UBND huyện Đông Anh", "101/KH-UBND", "2021-02-05", "2021-02-01...2021-12-31"),
        (PlanTexts.party, "Huyện ủy Thăng Bình", "55-KH/HU", "2022-08-20", "2022-01-01...2022-12-31"),
        (PlanTexts.school, "Sở Giáo dục và Đào tạo", "–", "–", "2023-01-01...2024-12-31"),
        (PlanTexts.commune, "UBND xã Hòa Hiệp", "17/KH-UBND", "2026-01-20", "2026-01-01...2026-12-31"),
    ])
    func `has the facts of the first page`(
        text: String, issuer: String, symbol: String, issued: String, validity: String
    ) {
        let header = draft(text).header
        #expect(header.issuer?.name == issuer)
        #expect(header.symbol ?? "–" == symbol)
        #expect(header.issued?.iso ?? "–" == issued)
        #expect(header.validity.map { "\($0.from.iso)...\($0.to.iso)" } == validity)
    }

    @Test func `tells plans carried out from laws that are only grounds`() {
        let parents = draft(PlanTexts.province).header.parents
        #expect(parents.map(\.symbol) == ["98/2023/NĐ-CP", "587/QĐ-TTg"])
        #expect(parents.map(\.isLaw) == [true, false])
        #expect(parents.map(\.issuer) == ["Chính phủ", "Thủ tướng Chính phủ"])
        #expect(parents.map { $0.date?.iso } == ["2023-12-31", "2022-05-18"])
    }

    @Test func `asks the Party and the Front, and orders the others`() {
        let duties = draft(PlanTexts.province).obligations
        #expect(duties.filter(\.isRequest).map(\.line) == [33])
    }

    @Test func `makes no date of a count from something that has no day`() throws {
        let duty = try #require(draft(PlanTexts.school).obligations.first { $0.line == 18 })
        #expect(duty.due == "none" && duty.rule.isNone)
        #expect(duty.doubts.contains { $0.contains("trong vòng 05 ngày làm việc kể từ ngày kết thúc đợt xét") })
    }

    /// Words with dates or recurrences that ask nothing of anybody.
    @Test(arguments: [
        "Phấn đấu đến năm 2025 có 80% đơn vị đạt chuẩn.", "Báo cáo số liệu tính đến hết ngày 31/10/2024.",
        "Kết quả thi đua đạt được trước ngày 31/12/2020 là rất quan trọng.",
        "Ngày 15/5/2016, Bộ Chính trị ban hành Chỉ thị số 05-CT/TW.",
        "Tuyên truyền trước, trong và sau ngày bầu cử 23/5/2021.",
        "Thông qua những việc làm cụ thể hàng ngày, nâng cao nhận thức.",
        "Kinh phí được bố trí trong dự toán ngân sách hằng năm.",
        "Chào mừng kỷ niệm 30 năm ngày thành lập (11/6/1991 - 11/6/2021).",
        "Nếu có khó khăn, các đơn vị phản ánh về Sở Nội vụ.",
        "Tổ chức thi đua chào mừng ngày 30/4 và Quốc tế lao động 01/5.",
        "Đã hoàn thành cấp hồ sơ trước ngày 30/6/2020.", "Không quá 05 cá nhân.",
    ])
    func `invents nothing`(sentence: String) {
        let text =
            "KẾ HOẠCH\nThi đua năm 2021\nỦy ban nhân dân tỉnh ban hành kế hoạch như sau:\nI. NỘI DUNG\n1. Nội dung\n- \(sentence)\nNơi nhận:\n- Lưu: VT."
        let dated = draft(text).obligations.filter { !$0.rule.isNone && !$0.rule.isUnscheduled }
        #expect(dated.isEmpty, "\(dated.map(\.due))")
    }

    /// One sentence, and its due phrase.
    @Test(arguments: [
        ("Các xã gửi báo cáo về Phòng Nội vụ trước ngày 20 hàng tháng.", "trước ngày 20 hàng tháng"),
        ("Các xã gửi báo cáo về Phòng Nội vụ hạn cuối ngày 30/6/2021.", "hạn cuối ngày 30/6/2021"),
        ("Đến hết ngày 15/9/2021, các xã nộp danh sách cho Phòng Nội vụ.", "Đến hết ngày 15/9/2021"),
        ("Hằng tháng, các xã báo cáo về Phòng Nội vụ trước ngày 05 tháng sau.", "trước ngày 05 tháng"),
        ("Các xã nộp báo cáo không muộn hơn ngày 10 tháng 12 năm 2021.", "không muộn hơn ngày 10 tháng 12 năm 2021"),
        ("Các xã hoàn thành xong trước 30/9/2021.", "trước 30/9/2021"),
        ("Cuối quý, các xã báo cáo Phòng Nội vụ.", "Cuối quý"),
        ("Trước ngày 20 hằng tháng, các xã gửi 02 bài về Phòng Nội vụ.", "Trước ngày 20 hằng tháng"),
        ("Trước ngày 20 hằng tháng gửi 02 bài về Phòng Nội vụ đối với các xã.", "Trước ngày 20 hằng tháng"),
        ("Các xã gửi về Phòng Nội vụ trước ngày 20 hằng tháng 02 bài viết.", "trước ngày 20 hằng tháng"),
        ("Các xã gửi về Phòng Nội vụ trước ngày 20 hằng tháng, 02 bài viết.", "trước ngày 20 hằng tháng"),
        ("Các xã gửi bài về Phòng Nội vụ trước các ngày 10, 25 hằng tháng.", "trước các ngày 10, 25 hằng tháng"),
        ("Các xã gửi bài (trước ngày 15/11) về Phòng Nội vụ.", "trước ngày 15/11"),
        (
            "Trong vòng 10 ngày kể từ ngày ban hành Kế hoạch này, các xã gửi kế hoạch về Phòng Nội vụ.",
            "Trong vòng 10 ngày kể từ ngày ban hành Kế hoạch này"
        ),
        ("Các xã báo cáo Phòng Nội vụ vào ngày 25 hằng tháng.", "ngày 25 hằng tháng"),
    ])
    func `reads the ways in which plans say by when`(sentence: String, due: String) {
        let text =
            "KẾ HOẠCH\nThi đua năm 2021\nỦy ban nhân dân huyện ban hành kế hoạch như sau:\nI. NỘI DUNG\n1. Tổ chức\n- \(sentence)\nNơi nhận:\n- Lưu: VT."
        let duties = draft(text).obligations
        #expect(duties.map(\.due) == [due])
    }

    @Test func `has a unit for an issuer that it cannot find`() {
        let draft = draft(
            "KẾ HOẠCH\nThi đua năm 2021\nI. NỘI DUNG\n1. Các xã\n- Gửi báo cáo về Phòng Nội vụ trước ngày 20 hàng tháng."
        )
        #expect(draft.findings.contains { $0.code == "missing-issuer" })
        #expect(draft.units.contains { $0.code == "chua-ro-don-vi" })
    }

    @Test func `survives texts that are no plans`() {
        for text in [
            "", "\n\n", "xin chào", String(repeating: "(", count: 5000), String(repeating: "trước ngày ", count: 3000),
            "I. \n1. \n- \n+ ", "|a|b|\n|-|-|\n|c|",
        ] {
            let draft = draft(text)
            #expect(draft.findings.contains { $0.code == "missing-title" })
        }
    }

    @Test func `reads a Word document, its head laid out in a table and its lists counted`() throws {
        let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
        func paragraph(_ text: String, _ properties: String = "") -> String {
            "<w:p>\(properties.isEmpty ? "" : "<w:pPr>\(properties)</w:pPr>")<w:r><w:t>\(text)</w:t></w:r></w:p>"
        }
        let list = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>"
        let body = [
            "<w:tbl><w:tr><w:tc>\(paragraph("ỦY BAN NHÂN DÂN"))\(paragraph("HUYỆN TRI TÔN"))\(paragraph("Số: 9/KH-UBND"))</w:tc>",
            "<w:tc>\(paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))\(paragraph("Tri Tôn, ngày 03 tháng 02 năm 2021"))</w:tc></w:tr></w:tbl>",
            paragraph("KẾ HOẠCH"), paragraph("Thi đua năm 2021"),
            paragraph("Ủy ban nhân dân huyện ban hành kế hoạch như sau:"),
            paragraph("Phòng Nội vụ", list), paragraph("- Tổng hợp kết quả, báo cáo UBND huyện trước ngày 15/12/2021."),
            paragraph("Nơi nhận:"), paragraph("- Lưu: VT."),
        ].joined()
        let numbering =
            "<w:numbering \(space)><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
        let bytes = Archive.made([
            ("word/document.xml", "<w:document \(space)><w:body>\(body)</w:body></w:document>"),
            ("word/numbering.xml", numbering),
            (
                "word/_rels/document.xml.rels",
                "<Relationships><Relationship Id=\"r1\" Type=\"x/numbering\" Target=\"numbering.xml\"/></Relationships>"
            ),
        ])
        let draft = DraftReader.read(PlanText(try WordDocument(bytes)), file: "plan.docx")
        #expect(draft.header.issuer?.name == "UBND huyện Tri Tôn")
        #expect(draft.header.symbol == "9/KH-UBND" && draft.header.issued?.iso == "2021-02-03")
        #expect(
            draft.obligations.map(Self.shown) == ["10 | trước ngày 15/12/2021 | Phòng Nội vụ -> UBND huyện | report 1"])
        #expect(draft.counted == "đoạn")
    }
}
