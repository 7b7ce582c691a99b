import Almanac
import Casework
import Definition
import Foundation
import Notation
import Papers
import Testing

@testable import Post

struct OutboxTests {
    @Test func `a notice becomes one mail that Python reads`() throws {
        let scratch = try Scratch()
        let path = try outbox(in: scratch).deliver(notice())
        #expect(path.hasPrefix("\(scratch.path)/outbox/2021-03-17/0800-reminder-bao-an-giang-"))
        #expect(path.hasSuffix(".eml"))
        let read = try readByPython(Array(Data(contentsOf: URL(fileURLWithPath: path))), in: scratch)
        #expect(
            read["subject"]
                == "[Nhắc việc] Bài viết điển hình tiên tiến tháng 3/2021, hạn hết thứ Tư 24/3/2021 – Báo An Giang")
        #expect(read["from"] == [["Ban Thi đua - Khen thưởng, Sở Nội vụ tỉnh An Giang", "thidua@angiang.gov.vn"]])
        #expect(read["to"] == [["Nguyễn Thị Hoa", "hoa@baoangiang.com.vn"]])
        #expect(read["defects"] == [])
        let first = read["plain"].asString?.split(separator: "\n\n").first?.replacing("\n", with: " ")
        #expect(
            first
                == "Kính gửi Nguyễn Thị Hoa, Báo An Giang: đề nghị Báo An Giang gửi *02 bài viết, 01 video-clip* về Sở Nội vụ (Ban Thi đua - Khen thưởng) *trước ngày 25/3/2021, tức hết thứ Tư 24/3/2021*, theo Kế hoạch (chưa cấp số) ngày 05/3/2021 của Ủy ban nhân dân tỉnh An Giang."
        )
    }

    @Test func `the same notice again leaves the same one file`() throws {
        let scratch = try Scratch()
        let first = try outbox(in: scratch).deliver(notice())
        let bytes = try Data(contentsOf: URL(fileURLWithPath: first))
        let second = try outbox(in: scratch).deliver(notice())
        #expect(first == second)
        #expect(try Data(contentsOf: URL(fileURLWithPath: second)) == bytes)
        #expect(try scratch.files.count == 1)
    }

    @Test func `another key is another file and another identity`() throws {
        let scratch = try Scratch()
        let outbox = outbox(in: scratch)
        #expect(outbox.fileName(of: notice(key: "a")) != outbox.fileName(of: notice(key: "b")))
        #expect(try outbox.render(notice(key: "a")).id != outbox.render(notice(key: "b")).id)
    }

    @Test func `rendering writes nothing`() throws {
        let scratch = try Scratch()
        _ = try outbox(in: scratch).render(notice())
        #expect(try scratch.files == [])
    }

    @Test func `a notice to nobody, or to what is no address, is refused and nothing is written`() throws {
        let scratch = try Scratch()
        #expect(throws: MessageError.nobodyToReach) { try outbox(in: scratch).deliver(notice(to: [])) }
        #expect(throws: MessageError.notAnAddress("a@b\nBcc: c@d")) {
            try outbox(in: scratch).deliver(notice(to: [Mailbox(name: "x", address: "a@b\nBcc: c@d")]))
        }
        #expect(throws: TemplateError.noSuchTemplate("poster")) {
            try outbox(in: scratch).deliver(notice(template: "poster"))
        }
        #expect(try scratch.files == [])
    }

    @Test func `a unit name with marks breaks neither page nor mail`() throws {
        let scratch = try Scratch()
        let name = "Công ty <b>A & \"B\"</b> *C* _D_ [x](http://e)"
        let message = try outbox(in: scratch).render(notice(fields: fields(["unit": .string(name)])))
        #expect(message.html.contains("Công ty &lt;b&gt;A &amp; &quot;B&quot;&lt;/b&gt; *C* _D_ [x](http://e)"))
        #expect(!message.html.contains("<b>A"))
        #expect(message.text.replacing(/\s+/, with: " ").contains(name))
    }

    @Test func `an official letter is enclosed, complete but for number, date and signature`() throws {
        let scratch = try Scratch()
        let letter = Notice.Enclosure(
            template: "cong-van-don-doc", fileName: "Công văn đôn đốc",
            fields: ["letter": ExampleFields.all["letter"]])
        let mail = notice(kind: .letter, enclosures: [letter])
        let path = try outbox(in: scratch).deliver(mail)
        let read = try readByPython(Array(Data(contentsOf: URL(fileURLWithPath: path))), in: scratch)
        #expect(read["attachments"][0][0] == "Công văn đôn đốc.docx")
        #expect(read["attachments"][0][1] == .string(WordTemplate.mediaType))
        let data = try #require(Data(base64Encoded: read["attachments"][0][2].asString ?? ""))
        let lines = try WordDocument([UInt8](data)).lines
        #expect(lines[0].hasPrefix("ỦY BAN NHÂN DÂN TỈNH AN GIANG / SỞ NỘI VỤ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
        // It lies beside the mail, for who has no mail program, and is not written over.
        let place = "outbox/2021-03-17/Công văn đôn đốc.docx"
        #expect(try scratch.files.contains(place))
        try scratch.write("người đang sửa", to: place)
        try outbox(in: scratch).deliver(mail)
        #expect(try scratch.text(place) == "người đang sửa")
    }

    @Test func `a letter for which the office has its own words and no form is a page, as before`() throws {
        let scratch = try Scratch()
        try scratch.write("Subject: x\nLayout: letter\n\nLời của Sở.\n", to: "templates/cong-van-don-doc.md")
        let templates = try TemplateFolder(language: "vi", folder: "\(scratch.path)/templates")
        let letter = Notice.Enclosure(
            template: "cong-van-don-doc", fileName: "cong-van.html", fields: ["letter": ExampleFields.all["letter"]])
        let message = try Outbox(folder: scratch.path, settings: settings, templates: templates)
            .render(notice(kind: .letter, enclosures: [letter]))
        #expect(message.attachments.map(\.fileName) == ["cong-van.html"])
        let html = String(decoding: message.attachments[0].bytes, as: UTF8.self)
        for words in [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ỦY BAN NHÂN DÂN TỈNH AN GIANG",
            "SỞ NỘI VỤ", "Số: <span class=\"blank\"></span>/SNV-TĐKT",
            "An Giang, ngày <span class=\"blank\"></span> tháng",
            "V/v đôn đốc gửi bài viết điển hình tiên tiến tháng 3/2021", "Lời của Sở.",
            "Kính gửi: Đài Phát thanh - Truyền hình An Giang.", "Nơi nhận:", "- Như trên;", "- Lưu: VT, TĐKT.",
            "GIÁM ĐỐC",
        ] { #expect(html.contains(words), "\(words)") }
    }

    @Test(arguments: BuiltInTemplates.names, ["vi", "en"])
    func `every built-in template fills in from the example`(name: String, language: String) throws {
        let scratch = try Scratch()
        let template = try TemplateFolder(language: language).template(named: name)
        #expect(template.faults == [])
        let message = try outbox(in: scratch, language: language).render(notice(template: name))
        #expect(!message.subject.isEmpty)
        for text in [message.subject, message.text, message.html] {
            #expect(
                !text.contains("{{") && !text.contains("xqv") && !text.contains("  –") && !text.contains(" ,"),
                "\(text)")
        }
    }

    @Test func `a site's own template stands over the built-in one`() throws {
        let scratch = try Scratch()
        try scratch.write("Subject: Của tỉnh {{count}}\n\nXin chào {{recipient.name}}\n", to: "templates/digest.md")
        let templates = try TemplateFolder(language: "vi", folder: "\(scratch.path)/templates")
        let message = try Outbox(folder: scratch.path, settings: settings, templates: templates).render(notice())
        #expect(message.subject == "Của tỉnh 01")
        #expect(message.text == "Xin chào Nguyễn Thị Hoa\n")
        #expect(templates.names.contains("receipt"))
    }

    @Test func `the unit is greeted where all matters are of one, and only once`() throws {
        let scratch = try Scratch()
        func greeting(_ fields: JSON) throws -> String {
            try String(outbox(in: scratch).render(notice(fields: fields)).text.prefix { $0 != ":" }).replacing(
                "\n", with: " ")
        }
        var given = fields([:], entries: 2)
        given["recipient"] = ["name": "Nguyễn Thị Hoa"]
        #expect(try greeting(given) == "Kính gửi Nguyễn Thị Hoa, Báo An Giang")
        given["recipient"] = ["name": "Phóng viên đầu mối, Báo An Giang"]
        #expect(try greeting(given) == "Kính gửi Phóng viên đầu mối, Báo An Giang")
        given["recipient"] = ["name": "Báo An Giang"]
        #expect(try greeting(given) == "Kính gửi Báo An Giang")
        given["entries"] = [given["entries"][0], fields(["unit": "Đài PT-TH"])["entries"][0]]
        #expect(try greeting(given) == "Kính gửi Báo An Giang")
        given["recipient"] = ["name": "Hội đồng"]
        #expect(try greeting(given) == "Kính gửi Hội đồng")
    }

    @Test func `the most urgent matter is told first`() {
        let entries: [JSON] = [
            ["title": "c", "daysLeft": 5], ["title": "a", "daysLate": 5], ["title": "e"],
            ["title": "b", "daysLate": 0], ["title": "d", "daysLeft": 5],
        ]
        #expect(NoticeFields.mostUrgentFirst(entries).map { $0["title"] } == ["a", "b", "c", "d", "e"])
    }

    @Test(arguments: [
        (500, "500 byte"), (12_345, "12 KB"), (3 << 20, "3 MB"), (300 << 20, "300 MB"), (2 << 30, "2 GB"),
    ])
    func `sizes are told as people read them`(bytes: Int, expected: String) throws {
        var given = ExampleFields.all
        given["receipt"]["files"] = [["name": "x.mp4", "size": .integer(bytes), "sha256": "ab", "problem": nil]]
        #expect(
            try outbox(in: Scratch()).render(notice(template: "receipt", fields: given)).text.contains(
                "- x.mp4, \(expected); SHA-256: ab"))
    }

    @Test func `a Party body is asked, and never told that it is late`() throws {
        let request = fields([
            "isRequest": true, "isOverdue": true, "isReminder": false, "daysLeft": nil, "daysLate": 3,
        ])
        let message = try outbox(in: Scratch()).render(notice(kind: .overdue, fields: request))
        #expect(message.subject.hasPrefix("[Kính đề nghị]"))
        #expect(message.text.contains("kính đề nghị"))
        for word in ["quá hạn", "Quá hạn", "chậm", "khẩn trương"] {
            #expect(!message.text.contains(word) && !message.subject.contains(word))
        }
    }

    @Test func `a template in another encoding is told, not guessed`() throws {
        let scratch = try Scratch()
        try scratch.write(Array("Subject: Th".utf8) + [0xF4, 0x6E, 0x67] + Array("\n\nx\n".utf8), to: "digest.md")
        #expect(try TemplateFolder.diagnostics(folder: scratch.path).map(\.code) == ["not-utf8"])
    }

    @Test func `a wrong template of the site is told with its place`() throws {
        let scratch = try Scratch()
        try scratch.write("Subject: x\n\n{{#entries}}\n", to: "templates/digest.md")
        let told = try TemplateFolder.diagnostics(folder: "\(scratch.path)/templates")
        #expect(
            told.map(\.line) == ["templates/digest.md:3:1: error: {{#entries}} is never closed; write {{/entries}}"])
        #expect(throws: TemplateFaults.self) { try TemplateFolder(language: "vi", folder: "\(scratch.path)/templates") }
        try scratch.write("Subject: Của tỉnh\n\nXin chào\n", to: "templates/notice.md")
        let mended = try TemplateFolder.read(language: "vi", folder: "\(scratch.path)/templates").templates
        let outbox = Outbox(folder: scratch.path, settings: settings, templates: mended)
        #expect(try outbox.render(notice(template: "notice")).subject == "Của tỉnh")
        #expect(try outbox.render(notice()).subject.hasPrefix("[Nhắc việc]"))
    }
}
