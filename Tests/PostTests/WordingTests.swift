import Casework
import Notation
import Papers
import Testing

@testable import Post

/// What the built-in templates promise to people, and what they must not claim.
struct WordingTests {
    private func words(_ template: String, _ fields: JSON, _ language: String = "vi") throws -> (String, String) {
        let message = try outbox(in: Scratch(), language: language).render(notice(template: template, fields: fields))
        return (message.subject, message.text.replacing(/\s+/, with: " "))
    }

    @Test(arguments: [
        ("vi", "Thời hạn", "Mã tra cứu", "thư mục nộp", "chủ đề", "quá hạn 3 ngày"),
        ("en", "Due", "Reference", "folder", "theme", "3 working days overdue"),
    ])
    func `a superior is told who, what, when and how late, and nothing that only the sender needs`(
        language: String, due: String, code: String, folder: String, theme: String, late: String
    ) throws {
        let told: JSON = ["isEscalation": true, "isReminder": false, "daysLeft": nil, "daysLate": 3]
        let (_, text) = try words("digest", fields(told), language)
        for word in [due, late, "Trần Văn Bình", "Báo An Giang"] { #expect(text.contains(word), "\(word)") }
        for word in [code, folder, theme, "articles/2021-03"] { #expect(!text.contains(word), "\(word)") }
    }

    @Test(arguments: ["vi", "en"])
    func `a theme's days have their names`(language: String) throws {
        #expect(try words("digest", fields([:]), language).1.contains("(Ngày thành lập Đoàn, 26/3/2021)"))
    }

    @Test(arguments: ["vi", "en"])
    func `a plan's notice names the line of the document and what is owed`(language: String) throws {
        var given = ExampleFields.all
        let (_, whole) = try words("distribution", given, language)
        for word in ["“UBND các huyện, thị xã, thành phố”", "trước ngày 25 hàng tháng", "02 bài viết"] {
            #expect(whole.contains(word), "\(word)")
        }
        given["distribution"]["duties"] = []
        for name in ["hasDuties", "hasDates"] { given["distribution"][name] = false }
        given["distribution"]["addressee"] = nil
        let (_, bare) = try words("distribution", given, language)
        for word in ["“UBND", "bài viết", "nhắc", "reminded"] { #expect(!bare.contains(word), "\(word)") }
        #expect(bare.contains("thidua@angiang.gov.vn"))
    }

    @Test(arguments: ["rollup", "tong-hop-thang"], ["vi", "en"])
    func `a roll-up says where the files are, or that there is nothing to introduce`(
        template: String, language: String
    ) throws {
        var given = ExampleFields.all
        let nothing = language == "vi" ? "Chưa có nội dung nào" : "Nothing has been accepted"
        let (_, whole) = try words(template, given, language)
        #expect(whole.contains("packages/articles/2021-03/v1") && !whole.contains(nothing))
        given["rollup"]["folder"] = nil
        given["rollup"]["hasIntroduced"] = false
        let (_, empty) = try words(template, given, language)
        #expect(!empty.contains("packages/") && empty.contains(nothing))
    }

    /// The enclosed letter as it is read.
    private func letter(_ template: String, _ fields: JSON = ExampleFields.all) throws -> String {
        let letter = Notice.Enclosure(template: template, fileName: "thu", fields: fields)
        let message = try outbox(in: Scratch()).render(notice(enclosures: [letter]))
        return try WordDocument(message.attachments[0].bytes).lines.joined(separator: "\n")
    }

    @Test func `the letter that introduces has no counts of the office's own`() throws {
        let page = try letter("cong-van-gioi-thieu")
        #expect(page.contains("giới thiệu") && !page.contains("trên tổng số"))
    }

    @Test func `the letter that presses leaves a blank for the new day, and names the contact that it has`() throws {
        let page = try letter("cong-van-don-doc")
        #expect(page.contains("trước ngày …/…/…;"))
        #expect(page.contains("thidua@angiang.gov.vn"))
        var mute = ExampleFields.all
        mute["letter"]["contact"] = .null
        #expect(try !letter("cong-van-don-doc", mute).contains("đề nghị liên hệ"))
    }

    @Test func `the letter upward says as of which day the results are, where the period is no span of time`() throws {
        #expect(try letter("cong-van-bao-cao").contains("” (tháng 3/2021)"))
        var once = ExampleFields.all
        once["rollup"]["periodName"] = "ngày 25/3/2021"
        once["rollup"]["asOf"] = "ngày 18/11/2021"
        let page = try letter("cong-van-bao-cao", once)
        #expect(page.contains("(kết quả tính đến ngày 18/11/2021)") && !page.contains("(ngày 25/3/2021)"))
    }

    @Test(
        arguments: ["rollup", "tong-hop-thang"], [("vi", "Không còn đơn vị nào thiếu"), ("en", "No unit is missing")])
    func `nobody is said to be missing only when nobody is, on any level`(
        template: String, told: (language: String, words: String)
    ) throws {
        for (own, below, isSaid) in [(0, 0, true), (1, 0, false), (0, 4, false)] {
            var given = ExampleFields.all
            if own == 0 { given["rollup"]["missing"] = [] }
            given["rollup"]["sum"]["missing"] = .integer(below)
            #expect(try words(template, given, told.language).1.contains(told.words) == isSaid)
        }
    }

    @Test(arguments: ["vi", "en"])
    func `a mail cites its plan once, and apart where one thing rests on another`(language: String) throws {
        let own = "Kế hoạch số 45/KH-UBND của UBND huyện Châu Phú"
        var given = fields(["basis": .string(own)], entries: 2)
        #expect(try words("digest", given, language).1.contains(": \(own)"))
        given = fields([:], entries: 2)
        given["reference"] = .string(own)
        let text = try words("digest", given, language).1
        #expect(text.contains(own) && !text.contains("(chưa cấp số)"))
    }

    @Test(arguments: ["vi", "en"])
    func `who has chosen no folder or a wrong one is shown the duties with their folders`(language: String) throws {
        var unclear = ExampleFields.all
        unclear["receipt"]["isUnclear"] = true
        let line = "Bài viết điển hình tiên tiến: inbox/bao-an-giang/articles"
        #expect(try words("receipt", unclear, language).1.contains(line))
        var wrong = ExampleFields.all
        wrong["fields"]["folders"] = unclear["receipt"]["choices"]
        #expect(try words("notice", wrong, language).1.contains(line))
    }

    @Test(arguments: [("vi", "đã đủ", "tiếp tục gửi"), ("en", "complete", "Thank you")])
    func `a receipt is named by its duty, and without a date it thanks`(
        language: String, complete: String, thanks: String
    ) throws {
        var given = ExampleFields.all
        let (subject, text) = try words("receipt", given, language)
        #expect(subject.contains("Bài viết điển hình tiên tiến tháng 3/2021 – Báo An Giang"))
        #expect(!subject.contains("articles/") && text.contains("articles/2021-03/bao-an-giang"))
        #expect(text.contains(complete))
        given["receipt"]["isComplete"] = false
        given["receipt"]["isUndated"] = true
        let undated = try words("receipt", given, language).1
        #expect(!undated.contains(complete) && undated.contains(thanks))
    }

    @Test func `what is sent back goes into the folder again, not into a reply`() throws {
        let (_, text) = try words("returned", ExampleFields.all)
        #expect(text.contains("vào thư mục nộp") && !text.contains("trả lời thư"))
        #expect(try !words("returned", ExampleFields.all, "en").1.contains("reply"))
    }

    @Test(arguments: ["vi", "en"])
    func `themes have their month and year in the subject, under the workflow's own subject too`(
        language: String
    ) throws {
        var given = ExampleFields.all
        #expect(try words("themes", given, language).0.hasPrefix("Thông báo (tháng 4/2021)"))
        given["subject"] = nil
        #expect(try words("themes", given, language).0.contains("] tháng 4/2021 –"))
    }
}
