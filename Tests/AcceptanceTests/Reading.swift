import Almanac
import CaseKit
import Casework
import Definition
import Foundation
import Notation
import Post
import Storage
import TestKit
import Testing

/// A day that the test's author knows to exist.
func day(_ iso: String) -> Day { Day(iso: iso)! }

/// A phrase as the program reads it.
struct Due {
    let rule: DueRule

    init(_ phrase: String) throws { rule = try DuePhrase.parse(phrase) }

    func between(
        _ first: String, _ last: String, policy: RestDayPolicy = .asWritten, calendar: WorkCalendar = .builtIn,
        issued: String? = nil
    ) -> [Deadline] {
        let context = DueContext(calendar: calendar, policy: policy, issued: issued.map(day))
        return rule.deadlines(from: day(first), to: day(last), in: context)
    }

    /// The one deadline of that month.
    func only(in month: String, issued: String? = nil) throws -> Deadline {
        let first = day("\(month)-01")
        let found = between(first.iso, first.adding(months: 1).advanced(by: -1).iso, issued: issued)
        try #require(found.count == 1, "\(found.map(\.lastDay.iso))")
        return found[0]
    }

    /// The last days as written, moved to the next working day and to the one before; each is over at its midnight.
    func policies(_ written: String) throws -> [String] {
        try [RestDayPolicy.asWritten, .next, .previous].map { policy in
            let near = between(day(written).advanced(by: -12).iso, day(written).advanced(by: 12).iso, policy: policy)
            let moved = try #require(near.first { $0.writtenLastDay == day(written) })
            #expect(moved.dueBefore == Zone.vietnam.start(of: moved.lastDay.advanced(by: 1)))
            return moved.lastDay.iso
        }
    }
}

/// A site that is only read.
struct Checked {
    let site: SiteFolder
    private let folder: TemporaryFolder

    init(plan: String) throws {
        folder = try TemporaryFolder()
        try SampleSite.write(into: folder, plan: plan)
        site = SiteFolder(path: folder.path)
    }

    /// `plan.yaml:11:3: error: …`, each with its hint.
    var problems: [String] {
        site.diagnostics.map {
            "\($0.line) \($0.hint ?? "")".replacing("\(folder.path)/", with: "")
        }
    }
}

extension Case {
    /// The sample's settings, with somebody who looks after the site.
    static let administered =
        SampleSite.site.trimmingCharacters(in: .newlines)
        + "\nadmin: { name: Quản trị viên, address: quantri@tinh.example.vn }\n"
}

extension SampleSite {
    /// The plan of another year, or of several; `due` in place of its day.
    static func plan(
        of years: ClosedRange<Int>, due: String = "trước ngày 25 hàng tháng", articles: String = ""
    )
        -> String
    {
        plan(articles: articles).replacing("due: trước ngày 25 hàng tháng", with: "due: \(due)")
            .replacing("to: 2021-12-31", with: "to: \(years.upperBound)-12-31")
            .replacing("2021-01-01", with: "\(years.lowerBound)-01-01")
            .replacing("năm 2021", with: "giai đoạn \(years.lowerBound) - \(years.upperBound)")
    }
}

extension Year {
    /// The sample's plan, played through another year.
    static func of(_ year: Int, due: String = "trước ngày 25 hàng tháng", articles: String = "") throws -> Year {
        try Year(plan: SampleSite.plan(of: year...year, due: due, articles: articles), from: "\(year)-01-01")
    }

    /// What is sent to the newspaper between two days: `03-17 08:00 reminder bao-an-giang`.
    func told(_ kinds: Notice.Kind..., from first: String, before end: String) -> [String] {
        lines { notice in
            kinds.contains(notice.kind) && notice.at >= Year.instant(first) && notice.at < Year.instant(end)
                && (notice.unit?.text == "bao-an-giang" || notice.unit == nil)
        }.map { $0.split(separator: " ").prefix(3).joined(separator: " ") }
    }

    /// The mail that a notice becomes, its text in one line.
    func mail(_ notice: Notice) throws -> (subject: String, text: String, enclosures: [String]) {
        let outbox = Outbox(folder: "", settings: office.settings, templates: TemplateFolder(language: "vi"))
        let message = try outbox.render(notice)
        let letters = message.attachments.map { String(decoding: $0.bytes, as: UTF8.self) }
        return (message.subject, message.text.replacing(/\s+/, with: " "), letters)
    }

    /// The periods that have opened, by deadline.
    var periods: [PeriodOverview.Row] {
        get throws { try PeriodOverview(in: store, from: day("1990-01-01"), to: day("2099-12-31")).rows }
    }

    /// Of one unit, what `dondoc status` has in one of its lists.
    func rows(_ list: String, _ unit: String, _ obligation: String? = nil) throws -> [JSON] {
        try (status[list].asArray ?? []).filter {
            $0["unit"] == .string(unit) && (obligation == nil || $0["obligation"] == JSON(obligation))
        }
    }

    /// How many events of that type there have been.
    func events(_ type: String) throws -> Int {
        try store.events(type: type, since: Year.instant("2000-01-01"), atMost: 1000).count
    }
}
