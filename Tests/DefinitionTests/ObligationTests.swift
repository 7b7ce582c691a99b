import Almanac
import Definition
import Notation
import Testing

private func due(_ yaml: String) -> (rule: DueRule?, phrase: String?, told: [String]) {
    let text = "due: \(yaml)\nfrom: { units: [a] }\nto: b\n"
    guard let tree = LocatedTree.parsing(SourceText(file: "t.yaml", text: text)).tree else {
        return (nil, nil, ["no YAML"])
    }
    let (rule, diagnostics) = ObligationRule.read(json: tree.root.json, code: "test")
    return (rule?.due, rule?.duePhrase, diagnostics.map(\.code))
}

private let first = MonthDay(month: 3, day: 20)!
private let second = MonthDay(month: 6, day: 20)!

@Suite struct DueClauseTests {
    @Test(arguments: [
        ("{ before: { day: 25 }, every: month }", DueRule.monthly(days: [25], boundary: .before)),
        ("{ by: { day: 25 }, every: month }", .monthly(days: [25], boundary: .through)),
        ("{ by: { day: 15, month: 4, year: 2022 } }", .dates(days: [Day(iso: "2022-04-15")!], boundary: .through)),
        (
            "{ before: [{ day: 20, month: 3 }, { day: 20, month: 6 }], every: year }",
            .yearly(dates: [first, second], boundary: .before)
        ),
        ("{ before: { day: 20, month: 3 }, every: year }", .yearly(dates: [first], boundary: .before)),
        ("{ endOf: month }", .endOf(span: .month, boundary: .through)),
        ("{ endOf: quarter, every: quarter }", .endOf(span: .quarter, boundary: .through)),
        ("{ endOf: year }", .endOf(span: .year, boundary: .through)),
        ("{ endOf: { month: 11 }, every: year }", .endOf(span: .monthOfYear(month: 11), boundary: .through)),
        ("{ within: { workingDays: 10 }, since: issued }", .within(count: 10, unit: .workingDays, since: .issued)),
        ("{ within: { days: 30 }, since: issued }", .within(count: 30, unit: .calendarDays, since: .issued)),
        (
            "{ within: { workingDays: 2 }, since: { day: 14, month: 4, year: 2022 } }",
            .within(count: 2, unit: .workingDays, since: .day(date: Day(iso: "2022-04-14")!))
        ),
        ("none", .none), ("thường xuyên", .none), ("trước ngày 25 hàng tháng", .monthly(days: [25], boundary: .before)),
        ("{ phrase: cuối năm }", .endOf(span: .year, boundary: .through)),
    ])
    func `a clause is read into its rule`(yaml: String, rule: DueRule) {
        #expect(due(yaml).told == [])
        #expect(due(yaml).rule == rule)
    }

    @Test func `the plan's own words are kept, and a structured rule is put into words`() {
        #expect(due("trước  ngày 25 hàng tháng").phrase == "trước  ngày 25 hàng tháng")
        #expect(due("{ before: { day: 25 }, every: month }").phrase == "trước ngày 25 hằng tháng")
        #expect(
            due("{ phrase: trước ngày 25 hàng tháng, before: { day: 25 }, every: month }").phrase
                == "trước ngày 25 hàng tháng")
    }

    @Test func `words and rule that differ are told, and the rule holds until a person mends one`() {
        let clause = "phrase: trước ngày 25 hàng tháng, by: { day: 25 }, every: month"
        #expect(due("{ \(clause) }").told == ["due-contradiction"])
        #expect(due("{ \(clause) }").rule == .monthly(days: [25], boundary: .through))
        #expect(due("{ \(clause), confirmed: true }").told == [])
        #expect(
            due("{ phrase: trước ngày 25 hàng tháng, before: { day: 24 }, every: month }").told == ["due-contradiction"]
        )
        #expect(due("{ phrase: trước ngày 25 hàng tháng, before: { day: 25 }, every: month }").told == [])
    }
}

@Suite struct ObligationTests {
    private let base: JSON = ["from": ["units": ["a", "b"]], "to": "c", "due": "none"]

    @Test func `what is left out has its default`() throws {
        let rule = try #require(ObligationRule.read(json: base, code: "w/t").rule)
        #expect(rule.code == "w/t")
        #expect(rule.from == Selector(units: [UnitCode("a"), UnitCode("b")]))
        #expect(rule.to == UnitCode("c"))
        #expect(rule.remind == [5, 3, 1])
        #expect(rule.escalate.isEmpty)
        #expect(rule.policy == .asWritten)
        #expect(rule.origin == .stated)
        #expect(rule.acceptance == .automatic)
        #expect(rule.until == .settled)
        #expect(rule.opens == nil)
    }

    @Test func `everything that is said is read`() throws {
        var json = base
        json["title"] = "Bài viết"
        json["quote"] = "trước ngày 25"
        json["items"] = [["kind": "article", "min": 2], ["kind": "video", "max": 3, "units": ["a"]]]
        json["ifNotWorkingDay"] = "nextWorkingDay"
        json["origin"] = "admin-set"
        json["opens"] = "P30D"
        json["remind"] = [7, 2]
        json["escalate"] = [
            ["after": 1, "to": ["contact", "head"]], ["after": 3, "to": "superior"],
            ["after": 3, "to": "council-member"],
            ["after": 5, "to": ["collector", "ubnd-tinh"], "draft": "cong-van-don-doc"],
        ]
        json["review"] = "person"
        json["shortfall"] = "overdue"
        json["until"] = "due"
        json["workflow"] = "monthly"
        let (read, diagnostics) = ObligationRule.read(json: json, code: "x")
        #expect(diagnostics == [])
        let rule = try #require(read)
        #expect(
            rule.items == [
                ItemRule(kind: "article", min: 2), ItemRule(kind: "video", min: 1, max: 3, units: [UnitCode("a")]),
            ])
        #expect(rule.policy == .next)
        #expect(rule.origin == .adminSet)
        #expect(rule.opens == CivilDuration(days: 30))
        #expect(rule.remind == [7, 2])
        #expect(
            rule.escalate.map(\.to) == [
                [.role("contact"), .role("head")], [.superior], [.councilMember],
                [.collector, .unit(UnitCode("ubnd-tinh"))],
            ])
        #expect(rule.escalate.last?.draft == "cong-van-don-doc")
        #expect(rule.acceptance == .person)
        #expect(rule.shortfall == .overdue)
        #expect(rule.until == .due)
        #expect(rule.workflow == "monthly")
    }

    @Test func `a collection that is silent about its date is refused`() {
        let (rule, diagnostics) = ObligationRule.read(json: ["from": "a", "to": "b"], code: "x")
        #expect(rule == nil)
        #expect(diagnostics.map(\.code) == ["missing-due"])
        #expect(diagnostics.first?.hint?.contains("due: none") == true)
    }

    @Test func `the collector may be given by the caller`() {
        #expect(
            ObligationRule.read(json: ["from": "a", "due": "none"], code: "x", defaultTo: UnitCode("z")).rule?.to
                == UnitCode("z"))
        #expect(ObligationRule.read(json: ["from": "a", "due": "none"], code: "x").rule == nil)
    }

    @Test func `a computed text is data, even when it looks like an expression`() {
        var json = base
        json["title"] = "${ .x }"
        #expect(ObligationRule.read(json: json, code: "x").rule?.title == "${ .x }")
        json["from"] = ["units": "${ .x }"]
        #expect(ObligationRule.read(json: json, code: "x").diagnostics.map(\.code) == ["bad-code"])
    }

    @Test(arguments: [
        (JSON.string("a"), ["a"]), (JSON.array(["a", 25504]), ["a", "25504"]),
        (JSON.object(Members([("units", "a")])), ["a"]),
    ])
    func `units are named by code, one or several`(json: JSON, codes: [String]) {
        #expect(Selector.read(json: json).selector == Selector(units: codes.map { UnitCode($0) }))
    }

    @Test func `a selector has all its conditions`() throws {
        let json: JSON = [
            "level": "commune", "under": "huyen-tan-bien", "kind": "people-committee", "cluster": "khoi-xa",
            "except": ["x"],
        ]
        let selector = try #require(Selector.read(json: json).selector)
        #expect(selector.level == .commune)
        #expect(selector.under == UnitCode("huyen-tan-bien"))
        #expect(selector.kind == "people-committee")
        #expect(selector.cluster == "khoi-xa")
        #expect(selector.except == [UnitCode("x")])
        #expect(selector.units == nil)
    }

    @Test(arguments: [[:], ["except": ["a"]], [], true, nil, ["units": []]] as [JSON])
    func `a selector that names nobody is refused`(json: JSON) {
        #expect(Selector.read(json: json).selector == nil)
    }
}
