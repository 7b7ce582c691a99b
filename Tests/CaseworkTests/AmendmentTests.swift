import Almanac
import CaseKit
import Casework
import Definition
import Engine
import Notation
import Testing

@Suite struct `a period that is changed while it runs` {
    /// The days on which a unit is reminded of, or pressed for, its articles of March.
    private func days(_ year: Year, _ unit: String = "bao-an-giang") -> [String] {
        let told = year.notices.filter { notice in
            notice.entries.contains {
                $0.unit?.text == unit && $0.obligation == "articles" && $0.period == "2021-03"
                    && ($0.kind == .reminder || $0.kind == .overdue)
            }
        }
        return Set(told.map { String(Zone.vietnam.day(of: $0.at).iso.dropFirst(5)) }).sorted()
    }

    private func change(
        _ year: Year, _ order: JSON, at instant: String = "2021-03-18T09:00"
    ) throws -> Reply? {
        var data: JSON = ["obligation": "articles", "period": "2021-03"]
        for (key, value) in order.asObject ?? Members() { data[key] = value }
        return try year.send(Amendments.command, data, at: instant)
    }

    /// Due by the end of 24 March: reminders on the 17th, 19th and 23rd, rungs on the 25th, 29th and 31st.
    @Test(
        arguments: [
            ([:], ["03-17", "03-19", "03-23", "03-25"]),
            // Later: the new deadline's own steps.
            (["due": "2021-03-31"], ["03-17", "03-24", "03-26", "03-30", "04-01"]),
            // Earlier: two steps lie in the past by now, and are not made up for.
            (["due": "2021-03-19"], ["03-17", "03-22"]),
            (["remind": [2]], ["03-17", "03-22", "03-25"]),
            (["remind": []], ["03-17", "03-25"]),
            (["escalate": []], ["03-17", "03-19", "03-23"]),
            (["escalate": [["after": 2, "to": "contact"]]], ["03-17", "03-19", "03-23", "03-26"]),
            (["due": "2021-03-31", "remind": [1], "escalate": []], ["03-17", "03-30"]),
        ] as [(JSON, [String])])
    func `follows its new ladder; what was sent stays sent`(order: JSON, expected: [String]) throws {
        let year = try Year()
        if order != [:] {
            let reply = try change(year, order)
            #expect(
                reply
                    == .done(["did": "change", "collection": "articles/2021-03", "changed": 2, "unchanged": 0]))
        }
        try year.play(until: "2021-04-12")
        #expect(days(year) == expected)
        #expect(try year.assignment("bao-an-giang", "articles/2021-03").original.lastDay.iso == "2021-03-24")
    }

    @Test func `is summed up after its new deadline`() throws {
        func rollup(_ year: Year) -> String? {
            year.lines { $0.kind == .rollup && $0.period == "2021-03" }.first.map { String($0.prefix(5)) }
        }
        let usual = try Year().play(until: "2021-04-12")
        let year = try Year()
        _ = try change(year, ["due": "2021-03-31"])
        try year.play(until: "2021-04-12")
        #expect(rollup(usual) == "03-25")
        #expect(rollup(year) == "04-01")
    }

    @Test func `changes for the units that are named, and for no others`() throws {
        let year = try Year()
        let reply = try change(
            year, ["units": ["bao-an-giang"], "due": "2021-03-31", "remind": [1], "escalate": []])
        #expect(
            reply == .done(["did": "change", "collection": "articles/2021-03", "changed": 1, "unchanged": 0]))
        try year.play(until: "2021-04-12")
        #expect(days(year) == ["03-17", "03-30"])
        #expect(days(year, "dai-pt-th") == ["03-17", "03-19", "03-23", "03-25"])
    }

    @Test func `leaves alone what is settled, and an extension that goes further`() throws {
        let year = try Year()
        try year.submit("dai-pt-th", "a.docx", "b.docx", "c.mp4", at: "2021-03-15T09:00", obligation: "articles")
        try year.command(
            .extend, "bao-an-giang", at: "2021-03-16T09:00",
            ["obligation": "articles", "period": "2021-03", "until": "2021-04-05"])
        let amendment = try Amendment(["obligation": "articles", "period": "2021-03", "due": "2021-03-29"])
        let effects = try amendment.effects(of: year.office, in: year.store, at: year.rehearsal.now)
        #expect(effects.map(\.before.unit.text) == ["bao-an-giang", "dai-pt-th"])
        #expect(effects.map { $0.after == nil } == [true, true])
        #expect(effects[0].reason?.contains("keeps its own extension") == true)
        #expect(effects[1].reason?.contains("settled") == true)
        #expect(
            try change(year, ["due": "2021-03-29"])
                == .done(["did": "change", "collection": "articles/2021-03", "changed": 0, "unchanged": 2]))
        #expect(try year.assignment("bao-an-giang", "articles/2021-03").deadline.lastDay.iso == "2021-04-05")
    }

    @Test func `a new holiday table leaves the new deadline alone`() throws {
        let year = try Year()
        _ = try change(year, ["due": "2021-03-31"])
        try year.change(["holidays.csv": "date,kind,name\n2021-03-26,off,Ngày nghỉ bù\n"])
        try year.play(until: "2021-04-12")
        #expect(days(year) == ["03-17", "03-23", "03-25", "03-30", "04-01"])
        #expect(try year.assignment("bao-an-giang", "articles/2021-03").deadline.lastDay.iso == "2021-03-31")
    }

    @Test(
        arguments: [
            (["period": "2031-03", "due": "2031-03-31"], "there is no period articles/2031-03 that was opened"),
            (["due": "2021-03-17"], "17/3/2021 is over already"),
            (["due": "31/3/2021"], "is no day such as 2021-03-29"),
            ([:], "name what changes"),
            (["units": ["so-y-te"], "remind": [1]], "so-y-te owes nothing in articles/2021-03"),
            (["remind": [5, 5]], "has 5 twice"),
            (["escalate": [["after": 3]]], "lacks \"to\""),
            (["escalate": [["after": 3, "to": "so-xyz"]]], "units.csv has no unit \"so-xyz\""),
        ] as [(JSON, String)])
    func `an order that cannot be carried out is refused with a sentence`(order: JSON, sentence: String) throws {
        let year = try Year()
        guard case .refused(let words) = try change(year, order) else {
            Issue.record("it was carried out")
            return
        }
        #expect(words.contains(sentence), "\(words)")
    }
}
