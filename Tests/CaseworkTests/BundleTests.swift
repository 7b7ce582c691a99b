import Definition
import Almanac
import CaseKit
import Casework
import Engine
import Notation
import Storage
import TestKit
import Testing

@Suite struct `sent for others` {
    private func year() throws -> Year {
        try TraVinh.year(TraVinh.plan(more: TraVinh.reports), units: TraVinh.units(communes: 10)).play(
            until: "2023-02-01")
    }

    @Test(arguments: [
        ("huyen-2", ["xa-1"], "không phải cấp trên"), ("huyen-1", ["xa-1", "xa-99"], "there is no unit \"xa-99\""),
        ("huyen-1", ["xa-1", "xa-1"], "names each unit once"), ("xa-1", ["xa-1"], "không phải cấp trên"),
    ])
    func `a bundle that is not right is refused as a whole`(sender: String, units: [String], told: String) throws {
        let year = try year()
        let reply = try year.submit(
            sender, "bo.docx", at: "2023-03-10T09:00", obligation: "reports",
            more: ["units": .array(units.map { .string($0) })])
        guard case .refused(let sentence)? = reply else { Issue.record("taken"); return }
        #expect(sentence.contains(told))
        #expect(try year.assignment("xa-1", "reports/2023-Q1").pieces.isEmpty)
    }

    @Test func `what lies in the folder of a unit within that of its superior is sent for it`() throws {
        let year = try year()
        try year.submit(
            "xa-3", "bao-cao.docx", at: "2023-03-10T09:00", obligation: "reports",
            more: ["sender": "huyen-1", "period": "2023-Q1", "channel": "folder"])
        #expect(try year.assignment("xa-3", "reports/2023-Q1").stage == .accepted)
        let receipt = try #require(year.notices.last { $0.kind == .receipt })
        #expect(receipt.unit?.text == "xa-3" && receipt.fields["receipt"]["isBundle"] == true)
        #expect(receipt.fields["receipt"]["by"] == "UBND huyện 1")
    }

    @Test func `a bundle of nothing to report answers for all`() throws {
        let year = try year()
        try year.submit(
            "huyen-1", at: "2023-03-10T09:00", obligation: "reports",
            more: ["units": ["xa-1", "xa-2"], "period": "2023-Q1", "isNil": true])
        #expect(try ["xa-1", "xa-2"].allSatisfy { try year.assignment($0, "reports/2023-Q1").isNil })
    }
}

@Suite struct `sections and versions` {
    private func year(_ items: String, _ more: String = "", due: String = "chậm nhất ngày 30/11/2023") throws -> Year {
        let plan = TraVinh.plan(
            more: """
                  section:
                    title: Mục trong báo cáo tổng kết
                    from: { units: [xa-1] }
                    to: so-noi-vu
                    items: [\(items)]
                    due: \(due)
                    accept: person
                \(more)
                """)
        return try TraVinh.year(plan).play(until: "2023-11-01")
    }

    private func receipt(_ year: Year) throws -> JSON {
        try #require(year.notices.last { $0.kind == .receipt }).fields["receipt"]
    }

    @Test func `a section is accepted with its report's number, day and title; a report of its own with a note`()
        throws
    {
        let year = try year("{ kind: section, min: 1 }")
        try year.submit(
            "xa-1", "tong-ket.docx", at: "2023-11-20T09:00", obligation: "section",
            more: ["host": try HostReport(declaration: "45/BC-UBND; 20/11/2023; mục III. Tuyên truyền").json])
        #expect(
            try receipt(year)["host"] == "mục “mục III. Tuyên truyền” trong báo cáo số 45/BC-UBND ngày 20/11/2023")
        #expect(try year.assignment("xa-1", "section/2023-11-30").stage == .submitted)
        try year.submit("xa-1", "rieng.docx", at: "2023-11-21T09:00", obligation: "section")
        #expect(try receipt(year)["host"] == "tiếp nhận dưới dạng báo cáo riêng, không lồng ghép")
    }

    @Test(arguments: ["45/BC-UBND", "45/BC-UBND; 31/11/2023; III", "; 20/11/2023; III", "45/BC-UBND; 20/11/2023; "])
    func `a section without number, day or title is refused`(text: String) {
        #expect(throws: ExemplarFault.self) { try HostReport(declaration: text) }
    }

    private static let period: JSON = ["obligation": "section", "period": "2023-11-30", "reason": "chưa ký"]

    /// First version in time, returned, completed after the deadline.
    @Test(arguments: [
        ("", "2023-12-05T09:00", true), ("    onTimeBy: first", "2023-12-05T09:00", false),
        // Returned on Wednesday 29 November: the fifth working day after is Wednesday 6 December.
        ("    onTimeBy: first", "2023-12-06T23:00", false), ("    onTimeBy: first", "2023-12-07T00:00", true),
        ("    onTimeBy: first\n    correction: 2", "2023-12-05T09:00", true),
    ])
    func `which version's instant counts is the duty's policy`(policy: String, completed: String, isLate: Bool) throws {
        let year = try year("{ kind: report, min: 1 }", policy)
        try year.submit("xa-1", "v1.docx", at: "2023-11-28T09:00", obligation: "section")
        try year.command(.return, "xa-1", at: "2023-11-29T09:00", Self.period)
        try year.submit("xa-1", "v2.docx", at: completed, obligation: "section")
        try year.command(.accept, "xa-1", at: "2023-12-08T09:00", Self.period)
        let assignment = try year.assignment("xa-1", "section/2023-11-30")
        #expect(assignment.stage == .accepted)
        #expect(assignment.cameLate == isLate)
    }

    @Test func `a submission that makes no sense is refused, and the desk goes on`() throws {
        let year = try year("{ kind: report, min: 1 }")
        let reply = try year.submit(
            "xa-1", "a.docx", at: "2023-11-20T09:00", more: ["exemplars": [["type": "robot", "name": "A"]]])
        guard case .refused? = reply else { Issue.record("taken"); return }
        #expect(try year.assignment("xa-1", "section/2023-11-30").stage == .open)
    }
}
