import Almanac
import Foundation
import Notation
import TestKit
import Testing

/// The acceptance cases of groups A-D, H and I that are told nowhere else, through the command line.
@Suite struct `acceptance on the command line` {
    private static let anGiang = DondocProcess.root.appending(path: "workflows/an-giang-2021").path

    private func check(_ plan: String) throws -> (code: Int32, out: String) {
        let folder = try TemporaryFolder()
        try SampleSite.write(into: folder, plan: plan)
        let result = try DondocProcess.run(["check", folder.path])
        return (result.code, result.out)
    }

    @Test func `A08 a duty without any due rule is an error that names it and its line`() throws {
        let silent = SampleSite.plan().replacing("    due: trước ngày 25 hàng tháng\n", with: "")
        let result = try check(silent)
        #expect(result.code == 1)
        #expect(
            result.out.contains("plan.yaml:11:3: error:"),
            "\(result.out)")
        #expect(result.out.contains("due: none"))
        let spoken = SampleSite.plan().replacing("due: trước ngày 25 hàng tháng", with: "due: none")
        #expect(try check(spoken).code == 0)
    }

    @Test func `A09 a date that the administrator set is told as such in the reminder`() throws {
        let folder = try TemporaryFolder()
        try SampleSite.write(into: folder, plan: SampleSite.plan(articles: "    origin: admin-set"))
        let result = try DondocProcess.run([
            "preview", folder.path, "--from", "2021-03-01", "--to", "2021-03-31", "--out", "\(folder.path)/out",
        ])
        #expect(result.code == 0, "\(result.error)")
        let mail = try #require(try folder.files.first { $0.contains("reminder-bao-an-giang") })
        #expect(try Mail.text(of: "\(folder.path)/\(mail)").contains("hạn do quản trị viên đặt"))
    }

    @Test func `A10 a duty whose day comes from elsewhere is unscheduled until it is set`() throws {
        let folder = try TemporaryFolder()
        let more = """
              half-year:
                title: Báo cáo 6 tháng
                from: { units: [bao-an-giang] }
                to: so-noi-vu
                items: [{ kind: report, min: 1 }]
                due: 06 tháng, năm
                origin: inherited
            """
        try SampleSite.write(into: folder, plan: SampleSite.plan(more: more))
        let preview = try DondocProcess.run(["preview", folder.path, "--format", "json"])
        let notices = try JSON(parsing: preview.out)["notices"].asArray ?? []
        #expect(!notices.contains { $0["obligation"] == "half-year" })
        let status = try DondocProcess.run(["status", folder.path, "--format", "json"])
        #expect(try JSON(parsing: status.out)["unscheduled"] == ["half-year"])
        try folder.write(
            SampleSite.plan(more: more.replacing("06 tháng, năm", with: "chậm nhất ngày 15/6/2021")), to: "plan.yaml")
        let later = try JSON(parsing: try DondocProcess.run(["preview", folder.path, "--format", "json"]).out)
        #expect(
            (later["periods"].asArray ?? []).contains {
                $0["obligation"] == "half-year" && $0["lastDay"] == "2021-06-15"
            })
    }

    @Test(arguments: ["25/13", "trước ngày 30/2"])
    func `A18 a day that does not exist is told with its line, and nothing is scheduled`(phrase: String) throws {
        let plan = SampleSite.plan().replacing("due: trước ngày 25 hàng tháng", with: "due: \(phrase)")
        let result = try check(plan)
        #expect(result.code == 1)
        #expect(result.out.contains("plan.yaml:19:"), "\(result.out)")
    }

    @Test func `A20 a phrase that contradicts its structured rule is warned of`() throws {
        let both = "due: { phrase: trước ngày 25 hàng tháng, by: { day: 25 }, every: month }"
        let result = try check(SampleSite.plan().replacing("due: trước ngày 25 hàng tháng", with: both))
        #expect(result.out.contains("warning:"), "\(result.out)")
        #expect(result.out.contains("trước"))
        #expect(result.code == 0)
    }

    @Test(arguments: [("2020-09-02", "2020-09-03"), ("2021-09-02", "2021-09-06"), ("2023-04-28", "2023-05-04")])
    func `B20 B21 the working day after a holiday`(day: String, next: String) throws {
        let result = try DondocProcess.run(
            [
                "due", "trong vòng 1 ngày làm việc kể từ ngày ban hành", "--issued", day, "--from", day, "--to",
                "2024-01-01", "--format", "json",
            ])
        #expect(try JSON(parsing: result.out)["periods"][0]["lastDay"] == JSON(next), "\(result.error)")
    }

    @Test func `C04 Tết 2030 is Vietnam's, a day before China's`() throws {
        #expect(
            try DondocProcess.run(["lunar", "--to-solar", "1/1/2030", "--format", "json"]).out.contains("2030-02-02"))
    }

    @Test func `C09 anniversaries are counted, and the slip about Labour Day is warned of`() throws {
        let folder = try TemporaryFolder()
        let result = try DondocProcess.run(["preview", Self.anGiang, "--out", folder.path])
        #expect(result.error.contains("Labour Day dates from 1886"))
        let mail = try #require(
            try folder.files.first { $0.contains("2021-05-04") && $0.contains("distribution-bao-an-giang") })
        #expect(try Mail.text(of: "\(folder.path)/\(mail)").contains("kỷ niệm 131 năm"))
    }

    @Test func `D04 D05 July has only the year's themes, August and September share theirs`() throws {
        let folder = try TemporaryFolder()
        _ = try DondocProcess.run(["preview", Self.anGiang, "--out", folder.path])
        func reminder(_ day: String) throws -> String {
            let mail = try #require(try folder.files.first { $0.contains(day) && $0.contains("reminder-bao-an-giang") })
            return try Mail.text(of: "\(folder.path)/\(mail)")
        }
        let july = try reminder("2021-07-16")
        #expect(july.components(separatedBy: "Gợi ý chủ đề trong năm").count == 5)
        #expect(!july.contains("Gợi ý chủ đề:"))
        #expect(july.contains("thứ Bảy 24/7/2021"))
        let shared = "Chủ tịch Tôn Đức Thắng"
        #expect(try reminder("2021-08-17").contains(shared))
        #expect(try reminder("2021-09-17").contains(shared))
    }

    @Test func `D10 a large clip in the shared folder is accepted with its hash`() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "drop inbox/dai-pt-th/clip.mp4 from \(folder.path)/clip.mp4 at 2021-03-10T09:00\n", to: "script")
        try Data(count: 30 << 20).write(to: folder.url.appending(path: "clip.mp4"))
        let result = try DondocProcess.run([
            "preview", Self.anGiang, "--submissions", "\(folder.path)/script", "--from", "2021-03-10", "--to",
            "2021-03-10", "--format", "json",
        ])
        let receipt = try JSON(parsing: result.out)["notices"].asArray?.first { $0["kind"] == "receipt" }
        #expect(receipt?["unit"] == "dai-pt-th")
    }

    @Test func `H06 a file name typed on a Mac is the same name`() throws {
        let folder = try TemporaryFolder()
        try folder.write("một", to: "a")
        try folder.write("hai", to: "b")
        let name = "bài viết.docx"
        let script = """
            drop inbox/bao-an-giang/\(name.decomposedStringWithCanonicalMapping) from \(folder.path)/a at 2021-03-10T09:00
            drop inbox/bao-an-giang/\(name.precomposedStringWithCanonicalMapping) from \(folder.path)/b at 2021-03-11T09:00
            """
        try folder.write(script, to: "script")
        let result = try DondocProcess.run([
            "rehearse", Self.anGiang, "--script", "\(folder.path)/script", "--out", "\(folder.path)/run", "--to",
            "2021-03-12",
        ])
        #expect(result.code == 0, "\(result.error)")
        #expect(result.out.contains("01 bài viết  "), "the second is a new version of the first")
    }

    @Test func `H08 H12 what must not be opened goes to quarantine with its reason`() throws {
        let folder = try TemporaryFolder()
        let script = """
            drop inbox/bao-an-giang/trong.docx from \(folder.path)/empty at 2021-03-10T09:00
            drop inbox/bao-an-giang/cai-dat.exe at 2021-03-10T09:01
            drop inbox/bao-an-giang/MẬT.docx at 2021-03-10T09:02
            """
        try folder.write("", to: "empty")
        try folder.write(script, to: "script")
        _ = try DondocProcess.run([
            "rehearse", Self.anGiang, "--script", "\(folder.path)/script", "--out", "\(folder.path)/run", "--to",
            "2021-03-12",
        ])
        let held = try folder.files.filter { $0.hasPrefix("run/quarantine/") && !$0.hasSuffix(".reason.txt") }
        #expect(
            held.map { URL(filePath: $0).lastPathComponent.precomposedStringWithCanonicalMapping } == [
                "MẬT.docx", "cai-dat.exe", "trong.docx",
            ])
        for file in held { #expect(!(try folder.text(of: "\(file).reason.txt").isEmpty)) }
    }

    @Test func `I08 the letter at the last rung is whole but for number, day and signature`() throws {
        let folder = try TemporaryFolder()
        _ = try DondocProcess.run(["preview", Self.anGiang, "--out", folder.path])
        let mail = try #require(try folder.files.first { $0.contains("2021-03-31") && $0.contains("letter") })
        let letter = try Mail.attachment(of: "\(folder.path)/\(mail)")
        for words in [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số:", "V/v đôn đốc", "Kính gửi", "Báo An Giang", "PHỤ LỤC",
            "Nơi nhận",
        ] {
            #expect(letter.contains(words), "\(words)")
        }
    }

    @Test func `I13 a reminder says what, to whom, by when in both readings, and whom to ask`() throws {
        let folder = try TemporaryFolder()
        _ = try DondocProcess.run(["preview", Self.anGiang, "--out", folder.path])
        let mail = try #require(
            try folder.files.first { $0.contains("2021-03-17") && $0.contains("reminder-bao-an-giang") })
        let text = try Mail.text(of: "\(folder.path)/\(mail)")
        for words in [
            "Kế hoạch (chưa cấp số) ngày 05/3/2021 của UBND tỉnh An Giang",
            "trước ngày 25/3/2021, tức hết thứ Tư 24/3/2021", "02 bài viết",
            "articles/2021-03/bao-an-giang", "điện thoại (0296) 000 0000", "Hỏi đáp",
        ] {
            #expect(text.contains(words), "\(words) in \(text)")
        }
    }
}

/// Which issue will tell the cases that are left.
private let left = [
    "H05": "issue 4: the same person nominated by two units", "H10": "issue 4: a bundle for ten communes",
    "H14": "issue 6: the instant of a mail", "I06": "issue 6: bounces",
    "I12": "issue 4: a plan that supersedes another",
    "I14": "issue 6: a limit of mails a minute",
]

@Suite struct `the list of acceptance cases` {
    /// The cases lie beside the checkout; where they do not, their numbers are known.
    private static let numbers: [String] = {
        let groups = [
            "A": [1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 16, 17, 18, 20],
            "B": [1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 16, 17, 18, 20, 21, 22],
            "C": [1, 2, 4, 5, 6, 8, 9, 10], "D": [1, 2, 4, 5, 6, 8, 9, 10], "H": [1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14],
            "I": [1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14],
        ]
        return groups.flatMap { group, numbers in numbers.map { "\(group)\($0 < 10 ? "0" : "")\($0)" } }.sorted()
    }()

    @Test(arguments: numbers)
    func `each is told by a test, or left to a later issue by name`(number: String) throws {
        let told = House.texts.contains { $0.contains(number) }
        #expect(told || left[number] != nil, "\(number) is neither told nor left")
    }

    private enum House {
        static let texts: [String] = {
            let folder = DondocProcess.root.appending(path: "Tests")
            let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
            return names.filter { $0.hasSuffix("Tests.swift") }.compactMap { name in
                guard let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8) else {
                    return nil
                }
                // Only what names a test or a row of its table counts, not the list above.
                return name.hasSuffix("DondocTests/AcceptanceTests.swift")
                    ? text.components(separatedBy: "private let left")[0] : text
            }
        }()
    }
}

/// Reads a mail with Python's parser: not ours.
enum Mail {
    /// Lines joined: where they are broken says nothing.
    static func text(of path: String) throws -> String {
        try python("' '.join(m.get_body(('plain',)).get_content().split())", path)
    }
    static func attachment(of path: String) throws -> String {
        try python(
            "(lambda t: t if isinstance(t, str) else t.decode())(next(m.iter_attachments()).get_content())", path)
    }

    private static func python(_ expression: String, _ path: String) throws -> String {
        let script = """
            import email, sys
            from email import policy
            m = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=policy.default)
            sys.stdout.buffer.write(\(expression).encode())
            """
        return try DondocProcess.run(program: "python3", ["-c", script, path]).out
    }
}
