import Almanac
import Casework
import Definition
import Foundation
import Notation
import Testing

@testable import Post

struct PreviewPageTests {
    private func content(mails count: Int = 2, unitName: String = "Báo An Giang") throws -> PreviewContent {
        let scratch = try Scratch()
        let letter = Notice.Enclosure(
            template: "cong-van-don-doc", fileName: "Công văn.html", fields: ["letter": ExampleFields.all["letter"]])
        var content = PreviewContent(
            siteTitle: "An Giang 2021", planReference: "Kế hoạch (chưa cấp số) ngày 05/3/2021",
            from: Day(iso: "2021-01-01")!,
            to: Day(iso: "2021-12-31")!, zone: .vietnam)
        content.mails = try (0..<count).map { number in
            let notice = Notice(
                key: "k\(number)", kind: number == 0 ? .reminder : .letter, at: morning,
                to: [Mailbox(name: unitName, address: "hoa@example.vn")],
                template: "digest", fields: fields(["unit": .string(unitName)]),
                entries: [
                    .init(kind: .reminder, unit: UnitCode("bao-an-giang"), obligation: "articles", period: "2021-03")
                ],
                enclosures: number == 1 ? [letter] : [])
            return PreviewContent.Mail(notice: notice, message: try outbox(in: scratch).render(notice))
        }
        content.periods = [
            PreviewContent.Period(
                obligation: "articles", title: "Bài viết \(unitName)", period: "2021-03", periodName: "tháng 3/2021",
                units: [UnitCode("bao-an-giang"), UnitCode("dai")],
                lastDay: Day(iso: "2021-03-24")!, reading: "trước ngày 25/3/2021", state: "đang mở"),
            PreviewContent.Period(
                obligation: "report", title: "Báo cáo", period: "2021", periodName: "năm 2021",
                units: [UnitCode("dai")], lastDay: nil,
                reading: nil, state: "chờ"),
        ]
        content.warnings = ["Tháng 7 không có chủ đề <\(unitName)>"]
        content.holiday = { $0 == Day(iso: "2021-04-30") ? "Ngày Chiến thắng \(unitName)" : nil }
        content.commemorations = [(Day(iso: "2021-04-21")!, "Giỗ Tổ \(unitName)")]
        content.unitNames = [UnitCode("bao-an-giang"): unitName]
        return content
    }

    /// What an HTML parser of Python sees: is every element closed, what is loaded, which text stands where.
    private func parsed(_ html: String) throws -> JSON {
        let script = """
            import sys, json
            from html.parser import HTMLParser
            void = {'meta', 'br', 'hr', 'img', 'link', 'input'}
            class Page(HTMLParser):
                def __init__(self):
                    super().__init__(); self.open = []; self.wrong = []; self.loads = []; self.tags = {}; self.links = []; self.ids = []; self.rows = 0
                def handle_starttag(self, tag, attrs):
                    self.tags[tag] = self.tags.get(tag, 0) + 1
                    for name, value in attrs:
                        if name in ('src', 'background', 'data') or name.startswith('on'): self.loads.append(name)
                        if name == 'href': self.links.append(value)
                        if name == 'id': self.ids.append(value)
                    if tag not in void: self.open.append(tag)
                def handle_endtag(self, tag):
                    if not self.open or self.open.pop() != tag: self.wrong.append(tag)
            page = Page(); page.feed(open(sys.argv[1], encoding='utf-8').read())
            print(json.dumps({'wrong': page.wrong + page.open, 'loads': page.loads, 'tags': page.tags, 'links': page.links, 'ids': page.ids}))
            """
        return try python(script, reading: Array(html.utf8), in: Scratch())
    }

    @Test func `the page is well formed, loads nothing and needs no script`() throws {
        let page = try parsed(PreviewPage(content()).html)
        #expect(page["wrong"] == [])
        #expect(page["loads"] == [])
        #expect(page["tags"]["script"].isNull)
        #expect(page["tags"]["details"] == 2)
        #expect(page["tags"]["iframe"].isNull)
        #expect(page["tags"]["blockquote"] == 1)
        #expect(page["tags"]["caption"] == 12)
        #expect(page["links"] == ["#d-2021-03-17"])
        #expect(page["ids"] == ["d-2021-03-17"])
    }

    @Test func `names with marks change nothing in its structure`() throws {
        let plain = try parsed(PreviewPage(content()).html)
        let marked = try parsed(PreviewPage(content(unitName: "<script src=x>&\"'</details></td>")).html)
        #expect(marked == plain)
    }

    @Test func `due days, holidays, commemorations and mails are marked`() throws {
        let html = try PreviewPage(content()).html
        for words in [
            "<td class=\"due\" title=\"Hạn cuối: Bài viết Báo An Giang\">24<",
            "<td class=\"free\" title=\"Ngày Chiến thắng Báo An Giang\">30<",
            "title=\"Giỗ Tổ Báo An Giang\">21<span class=\"marks\">★", "✉2</a>",
            "<td>thứ Tư 24/3/2021</td><td>Báo An Giang</td>", "<td>chưa định ngày</td><td>dai</td>",
            "<li>Tháng 7 không có chủ đề &lt;Báo An Giang&gt;</li>",
            "<td>trước ngày 25/3/2021</td><td>2</td><td>đang mở</td>",
        ] { #expect(html.contains(words), "\(words)") }
    }

    @Test func `an empty preview is a page as well`() throws {
        let empty = PreviewContent(
            siteTitle: "x", planReference: "", from: Day(iso: "2021-03-01")!, to: Day(iso: "2021-03-31")!,
            zone: .vietnam)
        #expect(try parsed(PreviewPage(empty).html)["wrong"] == [])
    }

    @Test func `beyond a thousand mails only their lines are shown`() throws {
        var content = try content(mails: 1)
        content.mails = Array(repeating: content.mails[0], count: PreviewPage.mostTexts + 5)
        let html = PreviewPage(content).html
        #expect(html.ranges(of: "<details").count == PreviewPage.mostTexts)
        #expect(html.ranges(of: "class=\"mail\"><span class=\"time\">").count == 5)
    }
}
