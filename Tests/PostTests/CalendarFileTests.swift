import Almanac
import Casework
import Foundation
import Notation
import Testing

@testable import Post

struct CalendarFileTests {
    private let due = Notice.DueDay(
        code: "articles/2021-03/bao-an-giang", title: "Bài viết điển hình tiên tiến; gương, \"mẫu\", tháng 3/2021",
        unit: "Báo An Giang – cơ quan của Đảng bộ, chính quyền và nhân dân tỉnh", lastDay: Day(iso: "2021-03-24")!,
        reading: "trước ngày 25/3/2021, tức hết thứ Tư 24/3/2021", revision: 2)

    /// What Debian's icalendar finds in it.
    private func read(_ bytes: [UInt8]) throws -> JSON {
        let script = """
            import icalendar, json, sys
            raw = open(sys.argv[1], 'rb').read()
            calendar = icalendar.Calendar.from_ical(raw)
            print(json.dumps({
                'method': str(calendar['method']), 'version': str(calendar['version']),
                'name': str(calendar['x-wr-calname']),
                'events': [{'uid': str(e['uid']), 'start': e['dtstart'].dt.isoformat(), 'end': e['dtend'].dt.isoformat(),
                    'summary': str(e['summary']), 'description': str(e['description']), 'sequence': int(e['sequence']),
                    'stamp': e['dtstamp'].dt.isoformat(), 'errors': e.errors} for e in calendar.walk('vevent')],
                'longest': max(len(line) for line in raw.split(b'\\r\\n')),
                'bare': raw.replace(b'\\r\\n', b'').count(b'\\n')}))
            """
        return try python(script, reading: bytes, in: Scratch())
    }

    @Test func `is what calendar programs read`() throws {
        let event = CalendarFile.Event(of: due, at: morning, in: "angiang.gov.vn")
        let read = try read(CalendarFile(name: "An Giang 2021", events: [event, event]).bytes)
        #expect(read["method"] == "PUBLISH")
        #expect(read["version"] == "2.0")
        #expect(read["name"] == "An Giang 2021")
        #expect((read["longest"].asInteger ?? 99) <= 75)
        #expect(read["bare"] == 0)
        #expect(read["events"].asArray?.count == 2)
        let first = read["events"][0]
        #expect(first["uid"] == "articles/2021-03/bao-an-giang@angiang.gov.vn")
        #expect(first["start"] == "2021-03-24")
        #expect(first["end"] == "2021-03-25")
        #expect(first["sequence"] == 2)
        #expect(first["stamp"] == "2021-03-17T01:00:00+00:00")
        #expect(first["summary"].asString == "Hạn: \(due.title) – \(due.unit)")
        #expect(
            first["description"].asString == "\(due.reading)\nMã tra cứu: articles/2021-03/bao-an-giang")
        #expect(first["errors"] == [])
    }

    @Test(arguments: [
        "a\\b;c,d", "dòng một\nEND:VEVENT\r\nBEGIN:VEVENT", String(repeating: "ưỡệ", count: 90), "a\u{0}\u{7}b",
    ])
    func `a text breaks out of nothing`(text: String) throws {
        let event = CalendarFile.Event(
            id: "x", day: Day(iso: "2021-03-24")!, summary: text, description: text, revision: 0, at: morning)
        let read = try read(CalendarFile(name: text, events: [event]).bytes)
        #expect(read["events"].asArray?.count == 1)
        let expected = text.replacing("\r\n", with: "\n").replacing("\u{0}", with: "").replacing("\u{7}", with: "")
        #expect(read["events"][0]["summary"].asString == expected)
        #expect((read["longest"].asInteger ?? 99) <= 75)
    }

    @Test func `comes with a reminder`() throws {
        let scratch = try Scratch()
        let mail = Notice(
            key: "k", kind: .reminder, at: morning, to: [Mailbox(name: "Báo", address: "bao@angiang.vn")],
            template: "digest", fields: notice().fields, dueDays: [due])
        let read = try readByPython(outbox(in: scratch).render(mail).bytes, in: scratch)
        #expect(read["attachments"][0][0] == "han-nop.ics")
        #expect(read["attachments"][0][1] == "text/calendar")
        let bytes = try #require(Data(base64Encoded: read["attachments"][0][2].asString ?? ""))
        #expect(try self.read([UInt8](bytes))["events"][0]["start"] == "2021-03-24")
        #expect(read["defects"] == [])
    }
}
