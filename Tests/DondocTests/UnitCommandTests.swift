import Foundation
import Notation
import TestKit
import Testing

@Suite struct `The commands about units` {
    private static let site = """
        site: tan-bien
        title: Tân Biên
        sender: { name: Sở Nội vụ, address: snv@tayninh.example.vn, unit: so-noi-vu }

        """

    private static let units = """
        code,name,level,kind,parent,mailbox,from,to
        72,Tỉnh Tây Ninh,province,people-committee,,ubnd@tayninh.example.vn,,
        so-noi-vu,Sở Nội vụ,,department,72,snv@tayninh.example.vn,,
        25486,Thị trấn Tân Biên,commune,people-committee,72,tt@tayninh.example.vn,,
        25495,Xã Tân Bình,commune,people-committee,72,tanbinh@tayninh.example.vn,,
        25501,Xã Thạnh Tây,commune,people-committee,72,thanhtay@tayninh.example.vn,,

        """

    private static let plan = """
        plan: tan-bien
        title: Kế hoạch năm 2026
        issuer: "72"
        symbol: 38/KH-UBND
        issued: 2026-01-02
        validity: { from: 2026-01-01, to: 2099-12-31 }
        obligations:
          reports:
            title: Báo cáo
            from: { units: ["25486", "25495", so-noi-vu] }
            to: "25501"
            items: [{ kind: report, min: 1 }]
            due: chậm nhất ngày 31/12/2098

        """

    private func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(Self.site, to: "site.yaml")
        try folder.write(Self.units, to: "units.csv")
        try folder.write(Self.plan, to: "plan.yaml")
        try folder.write("unit,post,name,mailbox\n25501,head,Chủ tịch,ct@tayninh.example.vn\n", to: "roles.csv")
        return folder
    }

    private static let merger = [
        "units", "merge", ".", "--into", "25486-2099", "--name", "Xã Tân Biên", "--official", "25486", "--day",
        "2099-07-01", "25486", "25495", "25501",
    ]

    @Test func `a merger shows every effect first and writes nothing`() throws {
        let folder = try folder()
        // A period has opened: what is owed shows.
        let copy = try TemporaryFolder()
        let played = try DondocProcess.run(
            ["rehearse", ".", "--out", copy.path, "--from", "2026-01-01", "--to", "2026-01-05"], in: folder.path)
        #expect(played.code == 0, "\(played.error)")
        let result = try DondocProcess.run(Self.merger, in: copy.path)
        #expect(result.code == 0, "\(result.error)")
        for part in [
            "Đơn vị kết thúc (units that end): 3", "25486-2099 Xã Tân Biên",
            "sáp nhập (merge) 25495 → 25486-2099 Xã Tân Biên", "25501 head: Chủ tịch <ct@tayninh.example.vn>",
            "tanbinh@tayninh.example.vn", "plan.yaml:10:21: 25486", "plan.yaml:11:9: 25501",
            "reports: 25501 → 25486-2099", "reports/2098-12-31: 25501 → 25486-2099",
            "Đầu việc bàn giao (open assignments handed over): 2\n  reports/2098-12-31/25486, UBND thị trấn Tân Biên",
        ] { #expect(result.out.contains(part), "\(part) is not in \(result.out)") }
        #expect(result.error.contains("--apply"))
        #expect(try copy.text(of: "units.csv") == Self.units)
        #expect(!(try copy.files.contains("successors.csv")))
    }

    @Test func `a merger that is applied checks clean, keeps every row, and can be listed and compared`() throws {
        let folder = try folder()
        let applied = try DondocProcess.run(Self.merger + ["--apply", "--format", "json"], in: folder.path)
        #expect(applied.code == 0, "\(applied.error)")
        let effects = try JSON(parsing: applied.out)
        #expect(effects["applied"] == true && effects["effects"]["rowsBegun"] == ["25486-2099 Xã Tân Biên"])
        #expect(
            try folder.text(of: "successors.csv").hasPrefix(
                "event,day,old,new,transfer,lead\nmerge,2099-07-01,25486,25486-2099,whole,\n"))
        let check = try DondocProcess.run(["check", "."], in: folder.path)
        #expect(check.code == 0, "\(check.out)")
        for (day, count) in [("2099-06-30", 5), ("2099-07-01", 3)] {
            let list = try DondocProcess.run(
                ["units", "list", ".", "--as-of", day, "--format", "json"], in: folder.path)
            #expect(try JSON(parsing: list.out)["units"].asArray?.count == count)
        }
        let one = try DondocProcess.run(
            ["units", "list", ".", "--as-of", "2099-07-01", "--code", "25486", "--format", "json"], in: folder.path)
        #expect(try JSON(parsing: one.out)["units"][0]["predecessors"] == ["25486", "25495", "25501"])
        let diff = try DondocProcess.run(
            ["units", "diff", ".", "--from", "2099-06-30", "--to", "2099-07-01"], in: folder.path)
        #expect(
            diff.out.contains("01/7/2099  25495 Xã Tân Bình: kết thúc (ended) → 25486-2099 Xã Tân Biên"), "\(diff.out)")
        let again = try DondocProcess.run(Self.merger, in: folder.path)
        #expect(
            again.code == 1 && again.error.contains("has gone to another unit on 2099-07-01 already"), "\(again.error)")
    }

    @Test(arguments: [
        (["units"], 2, "say what to do"), (["units", "mrege", "."], 2, "did you mean \"merge\"?"),
        (["units", "merge", ".", "25486", "--day", "2099-07-01"], 2, "--into"),
        (["units", "merge", ".", "--into", "x", "25486", "--day", "2099-07-01"], 1, "give it a name"),
        (
            ["units", "merge", ".", "--into", "x", "--name", "X", "xa-la", "--day", "2099-07-01"], 1,
            "no unit \"xa-la\""
        ),
        (["units", "split", ".", "25486", "25495", "--day", "2099-07-01"], 1, "two units or more"),
        (["units", "diff", "."], 2, "--from and --to"), (["units", "list", "nowhere"], 2, "no site folder"),
        (["units", "import", ".", "roles.csv"], 1, "this is no list of units"),
        (["handover", ".", "25486"], 2, "--to UNIT"), (["handover", ".", "25486", "--to", "25495"], 1, "still holds"),
    ])
    func `what makes no sense is refused in one sentence`(words: [String], code: Int32, expected: String) throws {
        let folder = try folder()
        let result = try DondocProcess.run(words, in: folder.path)
        #expect(result.code == code && result.error.contains(expected), "\(result.code) \(result.error)")
    }

    @Test(arguments: [["25495", "25549=Xã Tân Phú"], ["--into", "25495, 25549=Xã Tân Phú"]])
    func `a split and a dissolution are written as they were ordered`(heirs: [String]) throws {
        let folder = try folder()
        let split = try DondocProcess.run(
            ["units", "split", ".", "25501"] + heirs + ["--lead", "25549", "--day", "2099-07-01", "--apply"],
            in: folder.path)
        #expect(split.code == 0, "\(split.error)")
        let gone = try DondocProcess.run(
            ["units", "dissolve", ".", "25486", "--day", "2099-07-01", "--apply"], in: folder.path)
        #expect(gone.code == 0, "\(gone.error)")
        #expect(
            try folder.text(of: "successors.csv") == """
                event,day,old,new,transfer,lead
                split,2099-07-01,25501,25495,part,
                split,2099-07-01,25501,25549,part,yes
                dissolve,2099-07-01,25486,,,

                """)
        #expect(try DondocProcess.run(["check", "."], in: folder.path).code == 0)
    }

    @Test func `an import says what it would do, and does it when it may`() throws {
        let folder = try folder()
        let list = """
            level,code,full_name,parent_code,valid_from,valid_to
            province,72,Tỉnh Tây Ninh,,,
            commune,25486,Thị trấn Tân Biên,72,,2099-07-01
            commune,25486,Xã Tân Biên,72,2099-07-01,
            commune,25495,Xã Tân Bình,72,,2099-07-01

            """
        try folder.write(list, to: "list.csv")
        try folder.write("old_code,new_code,transfer\n25486,25486,whole\n25495,25486,whole\n", to: "s.csv")
        let words = ["units", "import", ".", "list.csv", "--successors", "s.csv"]
        let dry = try DondocProcess.run(words + ["--dry-run"], in: folder.path)
        #expect(
            dry.code == 0 && dry.out.contains("Thêm (added): 1\n  25486-2099 Xã Tân Biên"), "\(dry.out)\(dry.error)")
        #expect(try folder.text(of: "units.csv") == Self.units)
        let done = try DondocProcess.run(words + ["--format", "json"], in: folder.path)
        #expect(try JSON(parsing: done.out)["events"] == 2)
        #expect(
            try folder.text(of: "units.csv").contains(
                "25495,Xã Tân Bình,commune,people-committee,72,tanbinh@tayninh.example.vn,,2099-07-01"))
        let again = try DondocProcess.run(words, in: folder.path)
        #expect(again.out.contains("Không đổi (unchanged): 4; sự kiện (events): 0"), "\(again.out)")
    }
}
