import Engine
import Almanac
import CaseKit
import Casework
import Definition
import Foundation
import Notation
import TestKit
import Testing

@testable import Post

/// The calendars that people subscribe to, as Debian's icalendar reads them.
@Suite struct `a calendar to subscribe to` {
    private static let themes = """
        themes:
          - code: dang
            months: [2]
            title: Mừng Đảng, mừng Xuân
            days:
              - { name: Ngày thành lập Đảng, solar: 3/2 }
              - { name: Giỗ Tổ Hùng Vương, lunar: 10/3 }
        """

    private func feeds(_ year: Year) throws -> CalendarFeeds {
        try CalendarFeeds(of: year.office, in: year.store, at: year.rehearsal.now)
    }

    private func events(_ file: CalendarFile) throws -> [String: JSON] {
        let script = """
            import icalendar, json, sys
            calendar = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())
            print(json.dumps({str(e['uid']): {'start': e['dtstart'].dt.isoformat(), 'summary': str(e['summary']),
                'sequence': int(e['sequence']), 'status': str(e.get('status', '')), 'errors': len(e.errors),
                'stamp': e['dtstamp'].dt.isoformat()} for e in calendar.walk('vevent')}))
            """
        let read = try python(script, reading: file.bytes, in: Scratch())
        return Dictionary(uniqueKeysWithValues: (read.asObject ?? Members()).map { ($0.0, $0.1) })
    }

    private func own(_ year: Year, _ unit: String = "bao-an-giang") throws -> [String: JSON] {
        try events(try feeds(year).file(of: UnitCode(unit), on: year.office.settings.zone.day(of: year.rehearsal.now)))
    }

    private static let march = "articles/2021-03/bao-an-giang@tinh.example.vn"

    @Test func `has the days of the whole plan before they are opened, and they stay the same events`() throws {
        let year = try Year().play(until: "2021-01-02")
        let ahead = try own(year)
        #expect(ahead.keys.filter { $0.hasPrefix("articles/") }.count == 12)
        #expect(ahead[Self.march]?["start"] == "2021-03-24" && ahead[Self.march]?["sequence"] == 0)
        try year.play(until: "2021-03-02")
        let opened = try own(year)
        #expect(Set(opened.keys) == Set(ahead.keys))
        #expect(opened[Self.march] == ahead[Self.march])
        #expect(opened.values.allSatisfy { $0["errors"] == 0 })
    }

    @Test func `grows in sequence when a day moves, and cancels what is owed no longer`() throws {
        let year = try Year().play(until: "2021-03-02")
        try year.command(
            .extend, "bao-an-giang", at: "2021-03-22T09:00",
            ["obligation": "articles", "period": "2021-03", "until": "2021-03-29"])
        let moved = try own(year)
        #expect(moved[Self.march]?["start"] == "2021-03-29" && moved[Self.march]?["sequence"] == 1)
        // The other unit keeps the common day: the office sees both.
        let all = try events(try feeds(year).file)
        #expect(all["articles/2021-03@tinh.example.vn"]?["start"] == "2021-03-24")
        #expect(all[Self.march]?["start"] == "2021-03-29")
        _ = try year.send(
            "dondoc.command.change.v1", ["obligation": "articles", "period": "2021-03", "due": "2021-03-31"],
            at: "2021-03-23T09:00")
        #expect(try own(year)[Self.march]?["sequence"] == 2)
        #expect(try events(try feeds(year).file)["articles/2021-03@tinh.example.vn"]?["sequence"] == 1)
        try year.command(
            .waive, "bao-an-giang", at: "2021-03-23T10:00",
            ["obligation": "articles", "period": "2021-03", "reason": "nghỉ"])
        let gone = try own(year)[Self.march]
        #expect(gone?["status"] == "CANCELLED" && gone?["sequence"] == 3)
    }

    @Test func `says what is done, and the office's counts its units`() throws {
        let year = try Year().play(until: "2021-03-02")
        try year.submit("bao-an-giang", "a.docx", "b.docx", at: "2021-03-10T09:00")
        #expect(try own(year)[Self.march]?["summary"].asString?.hasPrefix("Đã xong: ") == true)
        let summary = try events(try feeds(year).file)["articles/2021-03@tinh.example.vn"]?["summary"]
        #expect(summary == "Hạn: Bài viết điển hình tiên tiến, tháng 3/2021 – 02 đơn vị")
    }

    @Test func `has the plan's days to remember, the lunar ones in each year where they fall`() throws {
        let plan = SampleSite.plan().replacing("to: 2021-12-31", with: "to: 2022-12-31") + Self.themes
        let year = try Year(plan: plan).play(until: "2021-01-02")
        let days = try own(year).values.filter { $0["summary"] == "Giỗ Tổ Hùng Vương" }.compactMap {
            $0["start"].asString
        }
        #expect(days.sorted() == ["2021-04-21", "2022-04-10"])
    }

    @Test func `is written for each unit, whole, and again only when it has changed`() throws {
        let year = try Year().play(until: "2021-03-02")
        let scratch = try Scratch()
        let day = Day(iso: "2021-03-02")!
        #expect(try feeds(year).write(to: "\(scratch.path)/calendars", on: day) == 3)
        #expect(
            try scratch.files == [
                "calendars/office.ics", "calendars/units/bao-an-giang.ics", "calendars/units/dai-pt-th.ics",
            ])
        #expect(try feeds(year).write(to: "\(scratch.path)/calendars", on: day) == 0)
        try year.submit("bao-an-giang", "a.docx", "b.docx", at: "2021-03-10T09:00")
        #expect(try feeds(year).write(to: "\(scratch.path)/calendars", on: day) == 1)
    }
}
