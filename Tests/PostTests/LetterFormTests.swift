import Definition
import Foundation
import Notation
import Papers
import TestKit
import Testing

@testable import Post

/// The Word forms of letters, filled. `DONDOC_REWRITE=1` writes the texts anew: a person reads the difference.
@Suite struct `a letter in Word` {
    private static let names = BuiltInTemplates.forms.keys.sorted()

    /// What a workflow may give an invitation and a submission.
    private static let given: JSON = [
        "event": "Hội nghị biểu dương điển hình tiên tiến năm 2021", "time": "08 giờ 00, thứ Năm, ngày 20/5/2021",
        "place": "Hội trường UBND tỉnh An Giang", "chair": "Lãnh đạo Ủy ban nhân dân tỉnh", "note": nil,
        "content": "Hội đồng đã bình chọn 02 cá nhân theo danh sách kèm theo.",
        "chosen": [
            ["words": "Nguyễn Văn A (cá nhân)", "field": "nông nghiệp", "unitNames": ["UBND xã Hòa Hiệp"]],
            ["words": "Trần Thị B (cá nhân)", "field": nil, "unitNames": ["UBND xã Tân Bình", "UBND xã Tân Lập"]],
        ],
    ]

    private static func filled(
        _ name: String, _ changes: JSON = [:], at templates: TemplateFolder? = nil
    ) throws -> [UInt8] {
        var fields = ExampleFields.all
        fields["fields"] = given
        for (key, value) in changes.asObject ?? Members() {
            fields[key] = .object((fields[key].asObject ?? Members()).merging(value.asObject ?? Members()))
        }
        let form = try #require((templates ?? TemplateFolder(language: "vi")).form(named: name))
        return try form.filled(with: NoticeFields.worded(fields, of: notice()))
    }

    @Test(arguments: names)
    func `says what it said when a person read it`(name: String) throws {
        let text = try WordDocument(Self.filled(name)).lines.joined(separator: "\n") + "\n"
        let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Letters/\(name).txt")
        if ProcessInfo.processInfo.environment["DONDOC_REWRITE"] != nil { try Data(text.utf8).write(to: golden) }
        #expect(try String(contentsOf: golden, encoding: .utf8) == text)
        #expect(!text.contains("{{"))
    }

    @Test(arguments: names)
    func `is the same bytes each time, and has no field that its letters lack`(name: String) throws {
        #expect(try Self.filled(name) == Self.filled(name))
        let form = try #require(TemplateFolder(language: "vi").form(named: name))
        #expect(form.faults == [])
    }

    @Test(arguments: [
        ("cong-van-don-doc", Reference.Kind.draft), ("cong-van-bao-cao", .coverLetter),
        ("cong-van-gioi-thieu", .coverLetter),
        ("bao-cao-tong-hop", .coverLetter), ("to-trinh", .coverLetter), ("to-trinh", .ownLetter),
        ("giay-moi", .ownLetter),
    ])
    func `fits the use that workflows make of it`(name: String, use: Reference.Kind) {
        #expect(TemplateFolder(language: "vi").faults(of: name, as: use) == [])
    }

    @Test func `made for another use is told at check, with its paragraph`() {
        let told = TemplateFolder(language: "vi").faults(of: "bao-cao-tong-hop", as: .draft).map(\.line)
        #expect(told == [])
        let wrong = TemplateFolder(language: "vi").faults(of: "giay-moi", as: .draft).map(\.line)
        #expect(wrong.contains { $0.contains("in paragraph") && $0.contains("\"fields.event\"") })
    }

    @Test func `holds what others wrote as text`() throws {
        let names: JSON = ["Công ty <w:b/> & \"Con\"", "{{letter.place}}", "a\u{1}\u{202E}b"]
        let lines = try WordDocument(Self.filled("cong-van-don-doc", ["letter": ["kinhGui": names]])).lines
        #expect(lines.contains("- Công ty <w:b/> & \"Con\";"))
        #expect(lines.contains("- {{letter.place}};"))
        #expect(lines.contains("- ab."))
    }

    @Test func `names the annex where its addressees would fill the page`() throws {
        let many = JSON.array((1...16).map { .string("UBND xã \($0)") })
        let lines = try WordDocument(Self.filled("cong-van-don-doc", ["letter": ["kinhGui": many]])).lines
        #expect(lines.contains("Kính gửi: Các cơ quan, đơn vị có tên tại Phụ lục kèm theo."))
    }

    @Test func `of the office's own stands over the built-in one, and its mistakes are told by paragraph`() throws {
        let scratch = try Scratch()
        func write(_ body: String, to name: String) throws {
            let document =
                "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>\(body)</w:body></w:document>"
            try scratch.write(Archive.made([("word/document.xml", document)]), to: "templates/\(name).docx")
        }
        func line(_ text: String) -> String { "<w:p><w:r><w:t>\(text)</w:t></w:r></w:p>" }
        let folder = "\(scratch.path)/templates"
        try write(line("Kính gửi: {{#letter.kinhGui}}{{.}}{{/letter.kinhGui}}"), to: "cong-van-don-doc")
        let templates = try TemplateFolder(language: "vi", folder: folder)
        #expect(
            try WordDocument(Self.filled("cong-van-don-doc", at: templates)).lines
                == ["Kính gửi: Đài Phát thanh - Truyền hình An Giang"])
        try write(line("a") + line("Số {{letter.numbr}}") + line("{{#letter.late}}x"), to: "cong-van-don-doc")
        #expect(
            try TemplateFolder.diagnostics(folder: folder).map(\.line) == [
                "templates/cong-van-don-doc.docx:3:1: error: in paragraph 3, “{{#letter.late}}x”: {{#letter.late}} is never closed; write {{/letter.late}}"
            ])
        try write(line("a") + line("Số {{letter.signr}}"), to: "cong-van-don-doc")
        #expect(
            try TemplateFolder.diagnostics(folder: folder).map(\.line) == [
                "templates/cong-van-don-doc.docx:2:4: error: in paragraph 2, “Số {{letter.signr}}”: no notice has a field \"letter.signr\"; did you mean \"letter.signer\"?"
            ])
        try scratch.write("not a document", to: "templates/cong-van-don-doc.docx")
        #expect(try TemplateFolder.diagnostics(folder: folder).map(\.code) == ["not-a-zip"])
    }

    /// Lets LibreOffice write it in another format, beside the file.
    private static func convert(_ file: String, to format: String, into folder: String, in scratch: Scratch) throws {
        let office = "/usr/bin/soffice"
        guard FileManager.default.isExecutableFile(atPath: office) else {
            try Test.cancel("LibreOffice is not installed here: apt-get install libreoffice-writer-nogui")
        }
        let process = Process()
        process.executableURL = URL(filePath: office)
        process.arguments = [
            "-env:UserInstallation=file://\(scratch.path)/profile", "--headless", "--convert-to", format, "--outdir",
            folder,
            file,
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    @Test func `that an office has saved in LibreOffice is filled like the one it began with`() throws {
        let scratch = try Scratch()
        for name in ["cong-van-don-doc", "to-trinh"] {
            try scratch.write(try #require(BuiltInTemplates.document(of: name)), to: "\(name).docx")
            try Self.convert(
                "\(scratch.path)/\(name).docx", to: "docx:MS Word 2007 XML", into: "\(scratch.path)/templates",
                in: scratch)
            let templates = try TemplateFolder(language: "vi", folder: "\(scratch.path)/templates")
            #expect(try WordDocument(Self.filled(name, at: templates)).lines == WordDocument(Self.filled(name)).lines)
        }
    }

    /// `DONDOC_LOOK=FOLDER` keeps the documents for people to look at.
    @Test(arguments: names)
    func `is opened by LibreOffice, on as many A4 pages as it should have`(name: String) throws {
        let look = ProcessInfo.processInfo.environment["DONDOC_LOOK"]
        let scratch = try Scratch()
        let folder = look ?? scratch.path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(Self.filled(name)).write(to: URL(filePath: "\(folder)/\(name).docx"))
        try Self.convert("\(folder)/\(name).docx", to: "pdf", into: folder, in: scratch)
        let pdf = try Data(contentsOf: URL(filePath: "\(folder)/\(name).pdf"))
        let text = String(decoding: pdf, as: Unicode.ASCII.self)
        let pages = text.split(separator: "/Type/Page").dropFirst().count { !$0.hasPrefix("s") }
        #expect(pages == (name == "giay-moi" ? 1 : name == "to-trinh" ? 3 : 2))
        #expect(text.contains(/\/MediaBox\s*\[\s*0 0 595\.\d+ 841\.\d+/))
    }
}
