import Almanac
import CaseKit
import Casework
import Definition
import Directory
import Engine
import Foundation
import Notation
import Storage
import TestKit
import Testing

@Suite struct `ten years of a small site` {
    private static let weekly = """
        document: { dsl: '1.0.3', namespace: mau, name: weekly, version: '1.0.0' }
        schedule: { cron: '0 6 * * 1' }
        do: [{ rest: { wait: P1D } }, { tell: { set: { done: true } } }]

        """

    /// The tables in which something comes and goes, and what lies in each.
    private func sizes(_ year: Year) throws -> [String: Int] {
        let store = year.store
        let instances = try store.instances(phase: nil, atMost: 100_000)
        return [
            "instances": instances.count,
            "journal": try instances.reduce(0) { $0 + (try store.journal(of: $1.id).count) },
            "events": try store.events(type: nil, since: Year.instant("2000-01-01"), atMost: 100_000).count,
            "outgoing": try store.outgoing(queuedIn: Year.instant("2000-01-01")..<Year.instant("2100-01-01")).count,
            "digests": try store.records(kind: "digest", parent: nil, openOnly: false).count,
        ]
    }

    @Test func `end with tables no larger than after three, and with every report that was ever due`() throws {
        let folder = try TemporaryFolder()
        var spans = KeptSpans()
        spans.instances = CivilDuration(months: 12)
        spans.events = CivilDuration(months: 12)
        spans.outgoing = CivilDuration(months: 12)
        let archive = Archive(folder: folder.path + "/archive")
        let plan = SampleSite.plan().replacing("to: 2021-12-31", with: "to: 2031-12-31")
        let year = try Year(
            plan: plan, workflows: ["weekly.yaml": Self.weekly], upkeep: Upkeep(spans: spans, archive: archive))
        var after: [Int: [String: Int]] = [:]
        var first: JSON?
        for number in 2021...2030 {
            for month in 1...12 {
                let prefix = "\(number)-\(month < 10 ? "0" : "")\(month)"
                try year.submit("bao-an-giang", "\(prefix)-1.docx", "\(prefix)-2.docx", at: "\(prefix)-10T09:00")
            }
            try year.play(until: "\(number + 1)-02-01")
            after[number] = try sizes(year)
            if number == 2021 { first = try overview(year, 2021) }
        }
        let (third, tenth) = (try #require(after[2023]), try #require(after[2030]))
        for (table, count) in third {
            #expect(count > 0, "nothing ever lay in \(table)")
            #expect(tenth[table] ?? 0 <= count + count / 10, "\(table): \(count), then \(tenth[table] ?? 0)")
        }
        #expect(try overview(year, 2021) == first)
        for number in 2021...2030 { #expect(try overview(year, number).asArray?.count == 12) }
        let day = Day(iso: "2021-03-25")!
        let old = try Why(
            unit: UnitCode("dai-pt-th"), day: day, of: year.office, in: year.store, archive: archive,
            at: Year.instant("2031-02-01"))
        #expect(!old.mails.isEmpty, "why a mail left ten years ago is still answered")
        #expect(
            try Why(unit: UnitCode("dai-pt-th"), day: day, of: year.office, in: year.store, at: year.rehearsal.now)
                .mails.isEmpty)
    }

    private func overview(_ year: Year, _ number: Int) throws -> JSON {
        let all = try PeriodOverview(
            in: year.store, from: Day(iso: "\(number)-01-01")!, to: Day(iso: "\(number)-12-31")!)
        return .array(all.rows.map { $0.json(in: .vietnam) })
    }
}
