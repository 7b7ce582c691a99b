import Definition
import Almanac
import CaseKit
import Casework
import Engine
import Foundation
import Notation
import Storage
import TestKit
import Testing

/// Submissions.
extension Case {
    static let groupH: [Case] = [
        Case(
            "H01",
            "The later version is reviewed; the earlier is kept and superseded; the duty is one, and accepted once.",
            h01),
        Case(
            "H02", "What was accepted in time stays so; what comes later is an amendment, and makes nobody late.", h02),
        Case("H04", "The same bytes under two names count once, and the second is flagged.", h04),
        Case("H05", "A person whom two units put forward is kept for both, and a person is asked to decide.", h05),
        Case("H06", "A file name as macOS writes it is the same name as any other.", h06),
        Case("H08", "What is empty, encrypted or a program is not taken; the unit is told why.", h08),
        Case("H09", "Who answers between the step and the mail is not written to.", h09),
        Case("H10", "A district's bundle satisfies its ten communes, each of them told who sent it.", h10),
        Case("H12", "What is marked secret is neither kept nor passed on, and the sender is told the way for it.", h12),
        Case("H13", "A telephone submission counts from when it was received, and names who recorded it.", h13),
        Case(
            "H14",
            "Which instant counts is the site's policy, and the receipt says where it is another than the arrival.",
            h14),
    ]

    private static func h01() throws {
        try ByMail.versions()
        let year = try reports().play(until: "2022-06-01")
        let versions: [(at: String, bytes: String)] = [("2022-06-10T09:00", "một"), ("2022-06-15T09:00", "hai")]
        for version in versions { try year.send("bao-cao.docx", version.bytes, at: version.at) }
        #expect(try year.report.stage == .submitted)
        try year.command(.accept, "bao-an-giang", at: "2022-06-16T09:00", quarter)
        let report = try year.report
        #expect(report.stage == .accepted && report.pieces.map(\.isSuperseded) == [true, false])
        #expect(report.received("report") == 1 && report.completedAt == Year.instant("2022-06-15T09:00"))
        #expect(report.pieces.map(\.sha256) == versions.map { Storage.Digest.sha256($0.bytes) })
        #expect(try year.rows("assignments", "bao-an-giang", "articles").count { $0["period"] == "2022-Q2" } == 1)
    }

    private static func h02() throws {
        let year = try reports().play(until: "2022-06-01")
        try year.send("bao-cao.docx", "một", at: "2022-06-17T09:00")
        try year.command(.accept, "bao-an-giang", at: "2022-06-18T09:00", quarter)
        try year.send(
            "bao-cao.docx", "hai", at: "2022-06-25T09:00", more: quarter)
        let report = try year.report
        #expect(report.stage == .accepted && !report.cameLate && report.pieces.count == 2)
        #expect(report.completedAt == Year.instant("2022-06-17T09:00"))
        let receipt = try year.mail(try #require(year.notices.last { $0.kind == .receipt }))
        #expect(receipt.text.contains("bổ sung, thay thế"), "\(receipt.text)")
    }

    private static func h04() throws {
        try ByMail.alike()
        let year = try Year().play(until: "2021-03-01")
        try year.submit("bao-an-giang", "a_1.docx", "a_2.docx", at: "2021-03-17T09:00")
        let assignment = try year.assignment("bao-an-giang", "articles/2021-03")
        #expect(assignment.received("article") == 1)
        let receipt = year.notices.last { $0.kind == .receipt }
        #expect(receipt?.fields["receipt"]["files"][1]["problem"] == "trùng với tệp đã nhận, không tính")
        #expect(try year.mail(try #require(receipt)).text.contains("trùng với tệp đã nhận, không tính"))
    }

    private static func h05() throws {
        try ByMail.exemplars()
        let year = try TraVinh.year().play(until: "2023-02-01")
        try year.nominate("xa-1", TraVinh.exemplar("Nguyễn Văn A"), at: "2023-03-01T09:00")
        let second = try year.nominate("xa-2", TraVinh.exemplar("nguyễn văn a"), at: "2023-03-02T09:00")
        #expect(second["alike"] == ["nguyễn văn a (cá nhân): UBND xã 1"])
        #expect(try year.assignment("xa-1", "exemplars/2023").received("nomination") == 1)
        #expect(try year.assignment("xa-2", "exemplars/2023").received("nomination") == 1)
        try year.play(until: "2023-03-04")
        let told = try #require(year.notices.last { $0.template == "matters" })
        #expect(told.to.map(\.address) == ["chuyenvien@travinh.example.vn"])
        #expect(told.fields["matters"][0]["items"] == ["nguyễn văn a (cá nhân): UBND xã 1, UBND xã 2"])
        // No unit is told of another.
        let receipt = try #require(year.notices.last { $0.kind == .receipt && $0.unit?.text == "xa-2" })
        #expect(receipt.fields["receipt"]["alike"].isNull)
        try year.play(until: "2024-01-03")
        let rollup = try #require(year.notices.first { $0.kind == .rollup && $0.period == "2023" })
        #expect(rollup.fields["rollup"]["alike"][0]["units"] == "UBND xã 1, UBND xã 2")
    }

    private static func h06() throws {
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
            "rehearse", SeedSite.anGiang.path, "--script", "\(folder.path)/script", "--out", "\(folder.path)/run",
            "--to",
            "2021-03-12",
        ])
        #expect(result.code == 0, "\(result.error)")
        #expect(result.out.contains("01 bài viết  "), "the second is a new version of the first")
    }

    private static func h08() throws {
        try ByMail.refusals()
        let folder = try TemporaryFolder()
        let bad: [(name: String, bytes: [UInt8], told: String)] = [
            ("trong.docx", [], "rỗng"), ("kin.zip", Array("PK\u{3}\u{4}".utf8) + [20, 0, 1, 0], "mật khẩu"),
            ("cai-dat.exe", [1], "chương trình"),
        ]
        var script = ""
        for (place, file) in bad.enumerated() {
            try Data(file.bytes).write(to: folder.url.appending(path: file.name))
            script +=
                "drop inbox/bao-an-giang/\(file.name) from \(folder.path)/\(file.name) at 2021-03-10T09:0\(place)\n"
        }
        let site = try PlayedSite(SeedSite.anGiang.name, script: script, until: "2021-03-11")
        let run = try site.rehearsed(until: "2021-03-11")
        let held = try FileManager.default.subpathsOfDirectory(atPath: "\(run)/quarantine")
        for file in bad {
            let kept = try #require(held.first { $0.hasSuffix(file.name) }, "\(file.name) in \(held)")
            let reason = try String(contentsOfFile: "\(run)/quarantine/\(kept).reason.txt", encoding: .utf8)
            #expect(reason.localizedCaseInsensitiveContains(file.told), "\(reason)")
            let mails = try site.mails("2021-03-10", "receipt-bao-an-giang")
            #expect(
                mails.contains { $0.contains(file.name) && $0.localizedCaseInsensitiveContains(file.told) },
                "\(mails)")
        }
    }

    private static func h09() throws {
        try ByMail.betweenStepAndMail()
        // The power comes back in the evening: the rung is taken then, its mail waits for the morning.
        let year = try Year().play(until: "2021-03-24T12:00")
        try year.sleep(until: "2021-03-25T18:00")
        try year.play(until: "2021-03-25T19:00")
        let before = year.notices.count
        try year.submit("bao-an-giang", "bai-1.docx", "bai-2.docx", at: "2021-03-25T19:00")
        try year.play(until: "2021-03-26T12:00")
        let after = year.notices.dropFirst(before)
        #expect(after.filter { $0.unit?.text == "bao-an-giang" }.map(\.kind) == [.receipt])
        #expect(
            after.contains {
                $0.unit?.text == "dai-pt-th" && $0.kind == .overdue && $0.at == Year.instant("2021-03-26T08:00")
            })
    }

    private static func h10() throws {
        try ByMail.substitute()
        let year = try bundles()
        let reply = try year.submit(
            "huyen-1", "bo-bao-cao.docx", at: "2023-03-10T09:00", obligation: "reports",
            more: ["units": ten, "period": "2023-Q1"])
        guard case .done(let facts)? = reply else { Issue.record("refused: \(String(describing: reply))"); return }
        #expect(facts["count"] == 10)
        for number in 1...10 {
            let assignment = try year.assignment("xa-\(number)", "reports/2023-Q1")
            #expect(assignment.stage == .accepted)
            #expect(assignment.pieces.map(\.sender) == [.init("huyen-1")])
        }
        let receipts = year.notices.filter { $0.kind == .receipt && $0.obligation == "reports" }
        #expect(Set(receipts.compactMap { $0.unit?.text }).count == 10)
        #expect(
            receipts.allSatisfy {
                $0.fields["receipt"]["isBundle"] == true && $0.fields["receipt"]["by"] == "Huyện 1"
            })
        // One bundle is no coincidence: nobody is told that ten units sent the same bytes.
        try year.play(until: "2023-03-14")
        #expect(!year.notices.contains { $0.template == "matters" })
        let kept = try year.store.records(kind: "submission", parent: nil, openOnly: false)
        #expect(kept.count == 10 && kept.allSatisfy { $0.body.contains(#""sender":"huyen-1""#) })
    }

    private static func h12() throws {
        try ByMail.secret()
        let script = "drop inbox/bao-an-giang/MẬT danh sách.docx at 2021-03-10T09:02"
        let site = try PlayedSite(SeedSite.anGiang.name, script: script, until: "2021-03-11")
        let run = try site.rehearsed(until: "2021-03-11")
        let files = try FileManager.default.subpathsOfDirectory(atPath: run).map(
            \.precomposedStringWithCanonicalMapping)
        #expect(files.count { $0.hasPrefix("quarantine/") && $0.hasSuffix("MẬT danh sách.docx") } == 1)
        let shelf = files.filter { $0.hasPrefix("state/files/") }
        #expect(shelf.isEmpty && !files.contains { $0.hasPrefix("packages/") }, "\(files)")
        let told = try site.mails("2021-03-10", "receipt")
        #expect(
            told.count == 2
                && told.allSatisfy { $0.contains("theo đường tài liệu mật") && !$0.contains("danh sách") },
            "\(told)")
    }

    private static func h13() throws {
        let year = try Year().play(until: "2021-03-01")
        try year.submit(
            "bao-an-giang", "bai-1.docx", "bai-2.docx", at: "2021-03-26T09:00",
            more: ["receivedAt": "2021-03-24T16:30:00+07:00", "channel": "ghi nhận hộ", "by": "Chuyên viên"])
        let assignment = try year.assignment("bao-an-giang", "articles/2021-03")
        #expect(!assignment.cameLate)
        #expect(assignment.completedAt == Year.instant("2021-03-24T16:30"))
        let receipt = try year.mail(try #require(year.notices.last { $0.kind == .receipt }))
        #expect(
            receipt.text.contains("lúc 16:30") && receipt.text.contains("(ghi nhận hộ, người ghi: Chuyên viên)"),
            "\(receipt.text)")
    }

    private static func h14() throws {
        try ByMail.serverInstant()
        for (more, isLate) in [
            ([:], true), (["receivedAt": "2021-03-24T23:58:00+07:00", "instantOf": "modified"], false),
        ] as [(JSON, Bool)] {
            let year = try Year().play(until: "2021-03-01")
            try year.submit("bao-an-giang", "1.docx", "2.docx", at: "2021-03-25T00:05", more: more)
            #expect(try year.assignment("bao-an-giang", "articles/2021-03").cameLate == isLate)
            let receipt = try year.mail(try #require(year.notices.last { $0.kind == .receipt })).text
            #expect(receipt.contains("theo quy định của đơn vị tiếp nhận") == !isLate, "\(receipt)")
            #expect(receipt.contains(isLate ? "00:05" : "23:58"), "\(receipt)")
        }
    }

    /// A report each quarter, which a person accepts.
    private static func reports() throws -> Year {
        let plan = SampleSite.plan(
            of: 2022...2022, due: "trước các ngày 20/3, 20/6, 20/9 và 20/12", articles: "    accept: person"
        ).replacing("kind: article, min: 2", with: "kind: report, min: 1")
        return try Year(plan: plan, from: "2022-01-01")
    }

    private static let quarter: JSON = ["obligation": "articles", "period": "2022-Q2"]

    private static let ten = JSON.array((1...10).map { .string("xa-\($0)") })

    private static func bundles() throws -> Year {
        try TraVinh.year(TraVinh.plan(more: TraVinh.reports), units: TraVinh.units(communes: 10))
            .play(until: "2023-02-01")
    }
}

extension Year {
    fileprivate func send(_ name: String, _ bytes: String, at instant: String, more: JSON = [:]) throws {
        var all = more
        all["files"] = [
            [
                "name": .string(name), "sha256": .string(Storage.Digest.sha256(bytes)),
                "size": .integer(bytes.utf8.count),
                "kind": "document",
            ]
        ]
        try submit("bao-an-giang", at: instant, more: all)
    }

    fileprivate var report: Assignment { get throws { try assignment("bao-an-giang", "articles/2022-Q2") } }
}
