import Almanac
import Definition
import Drafting
import Notation
import Testing

/// What people wrote who brought plans of their own: days in words, facts of the past, lines that a column broke.
@Suite struct `a draft of somebody's own plan` {
    private func plan(_ body: String, to recipients: String = "- Lưu: VT.") -> Draft {
        let text = """
            ỦY BAN NHÂN DÂN TỈNH ĐỒNG SEN
            Số: 57/KH-UBND
            Đồng Sen, ngày 12 tháng 02 năm 2024
            KẾ HOẠCH
            Thi đua năm 2024
            I. TỔ CHỨC THỰC HIỆN
            \(body)
            Nơi nhận:
            \(recipients)
            """
        return DraftReader.read(PlanText(text), file: "plan.txt")
    }

    /// `due | first actor -> recipient | kind min`.
    private static func shown(_ duty: Draft.Duty) -> String {
        let items = duty.items.map {
            $0.isOptional ? "\($0.kind) optional" : "\($0.kind) \($0.min)\($0.max.map { "-\($0)" } ?? "")"
        }
        return
            "\(duty.due) | \(duty.actors.first ?? "?") -> \(duty.recipient ?? "?") | \(items.joined(separator: ", "))"
    }

    @Test(arguments: [
        (
            "Văn phòng Sở gửi báo cáo vào thứ Sáu cuối cùng của mỗi tháng.",
            ["thứ Sáu cuối cùng của mỗi tháng | Văn phòng Sở -> ? | report 1"]
        ),
        (
            "Phòng Tổ chức báo cáo Giám đốc vào ngày làm việc cuối cùng của mỗi tháng.",
            ["ngày làm việc cuối cùng của mỗi tháng | Phòng Tổ chức -> Giám đốc | report 1"]
        ),
        (
            "Thanh tra Sở gửi kế hoạch về Sở Nội vụ chậm nhất ngày mười lăm tháng ba năm 2024.",
            ["chậm nhất ngày mười lăm tháng ba năm 2024 | Thanh tra Sở -> Sở Nội vụ | plan 1"]
        ),
        (
            "Báo Đồng Sen đăng tải tối thiểu hai tin, bài mỗi tuần về phong trào.",
            ["mỗi tuần | Báo Đồng Sen -> ? | article 2"]
        ),
        (
            "Thanh tra Sở gửi tối thiểu năm tin, bài về Văn phòng Sở trước ngày 20/12/2024.",
            ["trước ngày 20/12/2024 | Thanh tra Sở -> Văn phòng Sở | article 5"]
        ),
        (
            "Sở Nội vụ gửi hai bài viết về Văn phòng Sở trước ngày 20/12/2024.",
            ["trước ngày 20/12/2024 | Sở Nội vụ -> Văn phòng Sở | article 2"]
        ),
        (
            "Mỗi huyện giới thiệu từ mười hai đến hai mươi lăm gương điển hình về Sở Nội vụ trước ngày 20/12/2024.",
            ["trước ngày 20/12/2024 | huyện -> Sở Nội vụ | nomination 12-25"]
        ),
        (
            "Mỗi xã, thị trấn đăng ký ít nhất 02 mô hình “Dân vận khéo” (trong đó có\n01 mô hình lĩnh vực kinh tế), gửi Phòng Nội vụ trước ngày 31/3 hằng\nnăm.",
            ["trước ngày 31/3 hằng năm | xã, thị trấn -> Phòng Nội vụ | nomination 2"]
        ),
        (
            "Định kỳ hằng quý (trước ngày 20 của tháng cuối quý), Sở Nội vụ báo cáo UBND tỉnh.",
            ["Định kỳ hằng quý (trước ngày 20 của tháng cuối quý) | Sở Nội vụ -> UBND tỉnh | report 1"]
        ),
        (
            "Đồng chí Nguyễn Văn B, Phó Chủ tịch UBND tỉnh chủ trì họp giao ban vào ngày 10 hằng tháng.",
            ["ngày 10 hằng tháng | Phó Chủ tịch UBND tỉnh -> ? | document 1"]
        ),
        (
            "Sở Nội vụ sau 05 ngày làm việc kể từ ngày kết thúc hội nghị gửi biên bản về Văn phòng Sở.",
            ["none | Sở Nội vụ -> Văn phòng Sở | event 1"]
        ),
        (
            "Trong quá trình triển khai nếu có khó khăn, các đơn vị kịp thời báo cáo UBND tỉnh (qua Sở Nội vụ) xem xét.",
            ["none | đơn vị -> Sở Nội vụ | report optional"]
        ),
    ])
    func `reads what the sentence says`(sentence: String, duties: [String]) {
        #expect(plan("1.1. \(sentence)").obligations.map(Self.shown) == duties)
    }

    /// Past facts that name their year, with the rest of the sentence.
    @Test(arguments: [
        "Năm 2022, trước ngày 30/11/2022 Văn phòng Sở đã gửi báo cáo tổng kết.",
        "Năm 2023, toàn huyện có 25 mô hình; trước ngày 30/11/2023 các xã đã gửi báo cáo tổng kết.",
        "Năm 2023, các xã đã gửi 25 bài viết về Sở Nội vụ.",
    ])
    func `asks nobody for what was done before`(sentence: String) {
        #expect(plan("1. \(sentence)").obligations.isEmpty)
    }

    /// A sentence, and the words of the mark that it gets.
    @Test(arguments: [
        (
            "Các xã đã đăng ký gửi báo cáo về Sở Nội vụ trước ngày 20/12/2024.", "“đã đăng ký”: có thể kể việc đã làm",
            "trước ngày 20/12/2024"
        ),
        (
            "Các xã gửi báo cáo về Sở Nội vụ trước ngày 20/12/2022.", "đã qua trước khi có kế hoạch này",
            "trước ngày 20/12/2022"
        ),
        ("Sở Nội vụ tổ chức sơ kết vào quý III năm 2024.", "“quý III năm 2024”: nêu quý, không nêu ngày", "none"),
        (
            "Sở Nội vụ tổ chức sơ kết vào quý III/2024, tổng kết vào quý IV năm 2024.", "“quý IV năm 2024”: nêu quý",
            "none"
        ),
        (
            "Các xã giới thiệu mô hình về UBND cấp huyện trước ngày 10/9/2024.", "“UBND cấp huyện” là một cấp",
            "trước ngày 10/9/2024"
        ),
        ("Sở Nội vụ gửi báo cáo vào thứ Sáu tuần cuối tháng.", "“thứ Sáu tuần cuối tháng”: chưa đọc được", "none"),
        (
            "Sở Nội vụ gửi báo cáo chậm nhất ngày làm việc thứ 5 của tháng.",
            "“ngày làm việc thứ 5 của tháng”: chưa đọc được", "none"
        ),
        (
            "Sở Nội vụ gửi báo cáo vào ngày làm việc cuối cùng của tháng 11/2024.",
            "“ngày làm việc cuối cùng của tháng 11/2024”", "none"
        ),
        ("Sở Nội vụ gửi báo cáo trước ngày ba mươi mốt tháng tư.", "“trước ngày ba mươi mốt tháng tư”", "none"),
        (
            "Sở Nội vụ gửi báo cáo trước ngày mười, hai mươi hằng tháng.", "“trước ngày mười, hai mươi hằng tháng”",
            "none"
        ),
        ("Sở Nội vụ gửi báo cáo trước ngày 10 tháng 3 âm lịch.", "“trước ngày 10 tháng 3 âm lịch”", "none"),
        (
            "Sở Nội vụ gửi báo cáo trước mùng mười tháng giêng.", "“tháng giêng” thường là tháng âm lịch",
            "trước mùng mười tháng giêng"
        ),
    ])
    func `marks what a person must look at`(sentence: String, mark: String, due: String) throws {
        let duties = plan("1. \(sentence)").obligations
        #expect(duties.map(\.due) == [due])
        #expect(duties.first?.doubts.contains { $0.contains(mark) } == true, "\(duties.first?.doubts ?? [])")
    }

    @Test func `says nothing of a lacking number where it is written in words`() throws {
        let duty = try #require(
            plan("1. Sở Nội vụ gửi tối thiểu mười hai bài viết về Văn phòng Sở.").obligations.first)
        #expect(duty.items.map(\.min) == [12] && !duty.doubts.contains("câu không nêu số lượng"))
    }

    @Test(arguments: [
        "Sở Nội vụ tăng cường đầu tư hồ sơ, trong năm báo cáo UBND tỉnh.",
        "Sở Nội vụ báo cáo UBND tỉnh một số giải pháp; hằng năm hồ sơ gửi về Sở Nội vụ.",
    ])
    func `takes no word for a number that is none`(sentence: String) {
        #expect(plan("1. \(sentence)").obligations.flatMap(\.items).allSatisfy { $0.min == 1 && $0.max == nil })
    }

    @Test func `counts a level that receives among nobody who owes`() {
        let draft = plan(
            "1. UBND các huyện gửi kế hoạch về Sở Nội vụ trước ngày 15/3/2024.\n2. Các xã gửi hồ sơ về UBND cấp huyện trước ngày 10/9/2024."
        )
        #expect(draft.obligations.map(\.from) == ["{ level: district }", "{ level: commune }"])
        #expect(draft.units.filter { $0.level == .district }.count == 1)
    }

    @Test func `keeps a heading apart from the paragraph under it`() {
        let draft = plan(
            "1. Các sở, ban, ngành tỉnh; UBND các huyện, thành phố\n06 tháng, năm gửi báo cáo về Sở Nội vụ trước ngày 20/12/2024."
        )
        #expect(draft.obligations.map(\.line) == [8])
    }

    @Test func `parts two recipients on one line, and knows the station by its short name`() {
        let draft = plan(
            "1. Báo Đồng Sen, Đài Phát thanh - Truyền hình tỉnh gửi 02 bài viết về Sở Nội vụ trước ngày 20/12/2024.",
            to: "- Báo Đồng Sen; Đài PT-TH tỉnh;\n- Sở Nội vụ (để theo dõi; b/c);\n- Lưu: VT; NC.")
        #expect(
            draft.header.recipients.map(\.text) == [
                "Báo Đồng Sen", "Đài PT-TH tỉnh", "Sở Nội vụ (để theo dõi; b/c)", "Lưu: VT; NC",
            ])
        #expect(draft.header.recipients[1].selector == "{ units: [dai-phat-thanh-truyen-hinh] }")
        #expect(!draft.findings.contains { $0.code == "outside-recipients" })
    }
}
