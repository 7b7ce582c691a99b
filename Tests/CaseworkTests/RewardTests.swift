import CaseKit
import Almanac
import Casework
import Definition
import Engine
import Notation
import Storage
import TestKit
import Testing

/// "Không khen thưởng với cơ quan, tổ chức, đơn vị đã giải thể sau sắp xếp tổ chức bộ máy" (Thông tư 15/2025/TT-BNV).
@Suite struct `proposals for reward` {
    private static let note =
        "không đề nghị khen thưởng: UBND xã Tân Bình đã kết thúc hoạt động từ ngày 01/7/2025 do sắp xếp tổ chức bộ máy (Thông tư 15/2025/TT-BNV)"

    private func site(due: String, _ call: String, isReward: Bool = true) throws -> Year {
        let workflow = """
            document: { dsl: '1.0.3', namespace: mau, name: rewards, version: '1.0.0' }
            do:
              - collect: { call: collect, with: { obligation: nominations } }
              - propose: { \(call)\(isReward ? ", reward: true" : "") } }
              - tell: { emit: { event: { with: { source: /test, type: test.done, data: '${ . }' } } } }

            """
        return try Year(
            plan: TanBien.plan(due: due, more: "    until: due\n    workflow: rewards"),
            workflows: [
                "site.yaml": TanBien.site, "roles.csv": TanBien.roles, "units.csv": TanBien.after,
                "successors.csv": TanBien.events, "rewards.yaml": workflow,
            ], from: "2025-01-02")
    }

    private static let select = "call: select, with: { of: '${ . }', min: 1"

    /// Before the reform Tân Bình puts itself and a person forward; after it, Tân Biên itself and Trà Vong.
    private func nominate(_ year: Year, from day: String) throws {
        let tanBinh = [
            TraVinh.exemplar("Ủy ban nhân dân xã Tân Bình", "collective"), TraVinh.exemplar("Nguyễn Văn A"),
        ]
        try year.nominate("25495", tanBinh[0], tanBinh[1], at: "\(day)T09:00", of: "nominations")
    }

    private func choose(_ year: Year, _ numbers: [Int], at instant: String) throws -> Reply? {
        try year.send(
            Select.command,
            [
                "obligation": "nominations", "choose": .array(numbers.map { .integer($0) }),
                "minutes": ["name": "bien-ban.pdf", "sha256": .string(Storage.Digest.sha256("biên bản"))],
            ], at: instant)
    }

    private func done(_ year: Year) throws -> JSON? {
        try year.store.events(type: "test.done", since: Year.instant("2025-01-01"), atMost: 9).last?.data
    }

    @Test func `K09 a unit that has ended is left out with a note, a person whom it put forward is not`() throws {
        let year = try site(due: "chậm nhất ngày 15/7/2025", Self.select)
        try nominate(year, from: "2025-06-10")
        // Xã Trà Vong ended as well, and another unit bears its name since.
        try year.nominate(
            "25486-2025", TraVinh.exemplar("Xã Tân Biên", "collective"), TraVinh.exemplar("Xã Trà Vong", "collective"),
            at: "2025-07-08T09:00", of: "nominations")
        try year.play(until: "2025-07-17")
        let asked = try #require(year.notices.last { $0.template == "select" })
        let names = (asked.fields["select"]["candidates"].asArray ?? []).compactMap { $0["name"].asString }
        #expect(Set(names) == ["Nguyễn Văn A (cá nhân)", "Xã Tân Biên (tập thể)", "Xã Trà Vong (tập thể)"])
        #expect(asked.fields["select"]["excluded"] == [["note": .string(Self.note)]])
        let list = try SelectionList(in: year.store, named: [:])
        #expect(list.lines.contains("    – \(Self.note)"))
        guard case .done? = try choose(year, [1], at: "2025-07-17T09:00") else {
            Issue.record("refused")
            return
        }
        let excluded = try #require(try done(year)?["excluded"][0])
        #expect(excluded["unit"] == "25495" && excluded["endedOn"] == "2025-07-01")
        #expect(excluded["note"] == .string(Self.note))
    }

    @Test(arguments: [("2025-06-30T15:00", true), ("2025-07-02T09:00", false)])
    func `K09 who could be chosen before the unit ended is refused afterwards`(at: String, isTaken: Bool) throws {
        let year = try site(due: "chậm nhất ngày 15/6/2025", Self.select)
        try nominate(year, from: "2025-06-10")
        try year.play(until: "2025-06-20")
        let reply = try choose(year, [1], at: at)
        #expect(isTaken ? { if case .done? = reply { true } else { false } }() : reply == .refused(Self.note))
    }

    @Test(arguments: [
        ("chậm nhất ngày 15/6/2025", true, 0), ("chậm nhất ngày 15/7/2025", true, 10),
        ("chậm nhất ngày 15/7/2025", false, 0),
    ])
    func `K09 a roll-up that proposes rewards leaves them out, and says so`(
        due: String, isReward: Bool, count: Int
    ) throws {
        let year = try site(
            due: due, "call: rollup, with: { of: '${ . }', template: rollup, to: { units: [\"72\"] }",
            isReward: isReward)
        try nominate(year, from: "2025-06-10")
        try year.play(until: "2025-07-17")
        let rollup = try #require(year.notices.first { $0.template == "rollup" }).fields["rollup"]
        #expect(rollup["excluded"].asArray?.count == count)
        let rows = (rollup["rows"].asArray ?? []).compactMap { $0["unit"].asString }
        #expect(rows.contains("UBND xã Tân Bình") == (count == 0))
        #expect(try done(year)?["excluded"].asArray?.count == count)
    }

    @Test func `K09 a score list that proposes rewards leaves them out, and says so`() throws {
        let year = try site(due: "chậm nhất ngày 15/7/2025", "call: score, with: { of: '${ . }'")
        try nominate(year, from: "2025-06-10")
        try year.play(until: "2025-07-17")
        let answer = try #require(try done(year))
        let units = (answer["units"].asArray ?? []).compactMap { $0["unit"].asString }
        #expect(units.allSatisfy { $0.hasSuffix("-2025") } && !units.isEmpty, "\(units)")
        #expect((answer["excluded"].asArray ?? []).contains { $0["note"] == .string(Self.note) })
        let all = try ScoreSheet(of: year.office, in: year.store, ScoreSheet.Scope(year: 2025), at: year.rehearsal.now)
        #expect(
            all.rows.contains { $0.unit == UnitCode("25495") } && all.excluded.isEmpty, "facts alone leave nobody out")
    }
}
