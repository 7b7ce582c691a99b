import Almanac
import Definition
import Notation
import Testing

private func site(_ text: String) -> SiteSettings? {
    SiteFile.read(
        SourceText(file: "site.yaml", text: "site: s\ntitle: t\nsender: { name: n, address: a@b.vn }\n" + text)
    ).settings
}

private func plan(_ text: String) -> (plan: PlanFile?, diagnostics: [Diagnostic]) {
    let head = """
        plan: an-giang-2021
        title: Kế hoạch năm 2021
        issuer: ubnd-tinh
        symbol: 31/KH-UBND
        issued: 13/01/2021
        validity: { from: 2021-01-01, to: 2021-12-31 }

        """
    return PlanDocument.read(SourceText(file: "plan.yaml", text: head + text))
}

@Suite struct SiteFileTests {
    @Test func `a short site has the usual settings`() throws {
        let settings = try #require(site(""))
        #expect(settings.zone == .vietnam)
        #expect(settings.language == "vi")
        #expect(settings.noticesAt == TimeOfDay(minutes: 480))
        #expect(settings.largestFile == 500 << 20)
        #expect(settings.outbox == "outbox")
        #expect(settings.missedRuns == .latest)
        #expect(settings.holdAbove == 500)
        #expect(settings.keep.instances == CivilDuration(months: 24))
        #expect(settings.keep.outgoing == CivilDuration(months: 60))
        #expect(settings.sender == Sender(name: "n", address: "a@b.vn"))
    }

    @Test func `a site says everything of its own`() throws {
        let text = """
            site: an-giang
            title: Sở Nội vụ An Giang
            timezone: UTC
            language: en
            workingHours: { from: 7:00, to: '16:30' }
            noticesAt: 09:15
            sender: { name: Sở Nội vụ, address: vanthu@sonoivu.vn, phone: 0296 3852, unit: so-noi-vu }
            state: data/state
            outbox: ./mail/out
            missedRuns: skip
            catchUp: { hold: 0 }
            keep: { instances: P1Y, outgoing: P18M }
            largestFile: 2 GB
            heartbeat: { url: "https://hc.example.vn/abc", every: 6h }
            """
        let settings = try #require(SiteFile.read(SourceText(file: "site.yaml", text: text)).settings)
        #expect(settings.zone == .utc)
        #expect(settings.hours == WorkingHours(opens: TimeOfDay(minutes: 420), closes: TimeOfDay(minutes: 990)))
        #expect(settings.noticesAt == TimeOfDay(minutes: 555))
        #expect(settings.sender.phone == "0296 3852")
        #expect(settings.sender.unit == UnitCode("so-noi-vu"))
        #expect(settings.state == "data/state")
        #expect(settings.outbox == "mail/out")
        #expect(settings.missedRuns == .skip)
        #expect(settings.holdAbove == 0)
        #expect(settings.keep.instances == CivilDuration(months: 12))
        #expect(settings.keep.events == CivilDuration(months: 24))
        #expect(settings.keep.outgoing == CivilDuration(months: 18))
        #expect(settings.largestFile == 2 << 30)
        #expect(settings.heartbeat == HeartbeatSettings(url: "https://hc.example.vn/abc", hours: 6))
    }

    @Test(arguments: [
        ("url: 'http://hc.example.vn/a'", "bad-address"), ("url: 'http://localhost.evil.vn/a'", "bad-address"),
        ("url: 'https://a b'", "bad-address"), ("url: 'https://hc.vn', every: 30m", "bad-span"),
        ("url: 'https://hc.vn', every: 25h", "bad-span"), ("every: 1h", "missing-property"),
    ])
    func `a heartbeat calls a safe address, at most once an hour`(written: String, code: String) {
        let text = "site: s\ntitle: t\nsender: { name: n, address: a@b.vn }\nheartbeat: { \(written) }\n"
        let told = SiteFile.read(SourceText(file: "site.yaml", text: text)).diagnostics
        #expect(told.map(\.code).contains(code), "\(told.map(\.line))")
    }

    @Test(arguments: [("500 MB", 500 << 20), ("10kb", 10 << 10), ("1048576", 1_048_576), ("'7 B'", 7)])
    func `sizes are text or bytes`(written: String, bytes: Int) {
        #expect(site("largestFile: \(written)\n")?.largestFile == bytes)
    }

    @Test(arguments: ["../x", "/x", "a/../../x", "~/x", "..", ".", "'a\\b'"])
    func `no folder leaves the site`(path: String) {
        #expect(site("outbox: \(path)\n") == nil)
    }
}

@Suite struct PlanDocumentTests {
    @Test func `a plan is read whole`() throws {
        let (read, diagnostics) = plan(
            """
            implements: [{ issuer: Ban TĐKT TW, symbol: 259/BTĐKT-TC, date: 05/01/2021, title: Công văn }]
            recipients: ['Phòng Nội vụ (02b)', { text: UBND các huyện, to: { level: district } }, 'Lưu: VT']
            obligations:
              articles: { from: { units: [bao-an-giang] }, to: so-noi-vu, due: trước ngày 25 hàng tháng }
              care: { from: a, to: b, due: thường xuyên }
            themes:
              - { code: t1, months: [1, 2], title: Xuân, days: [{ name: Đảng, solar: 3/2 }, { name: Tết, lunar: 1/1 }] }
              - { title: Trong năm }
            """)
        #expect(diagnostics == [])
        let plan = try #require(read)
        #expect(plan.code == "an-giang-2021")
        #expect(plan.symbol == "31/KH-UBND")
        #expect(plan.issued == Day(iso: "2021-01-13"))
        #expect(
            plan.parents == [
                DocumentReference(
                    issuer: "Ban TĐKT TW", symbol: "259/BTĐKT-TC", date: Day(iso: "2021-01-05"), title: "Công văn")
            ])
        #expect(plan.recipients.map(\.copies) == [2, 1, 1])
        #expect(plan.recipients.map { $0.selector != nil } == [false, true, false])
        #expect(plan.obligations.map(\.code) == ["articles", "care"])
        #expect(plan.obligations.last?.due == DueRule.none)
        #expect(plan.marks["care"] == SourceMark(line: 11, column: 3, width: 4))
        #expect(plan.themes.map(\.code) == ["t1", "theme-2"])
        #expect(plan.themes.map(\.months) == [[1, 2], []])
        #expect(plan.themes[0].days.map(\.isLunar) == [false, true])
    }

    @Test(arguments: [
        ("(02b) Phòng Nội vụ", 2), ("Phòng Nội vụ (3 bản)", 3), ("Sở (Ban) TĐKT", 1), ("UBND (02)", 1),
        ("A (x) (04b).", 4),
    ])
    func `copies stand in brackets`(text: String, copies: Int) {
        #expect(plan("recipients: ['\(text)']\n").plan?.recipients.first?.copies == copies)
    }

    @Test func `a plan without a number says so, and keeps none`() throws {
        let text = "plan: p\ntitle: t\nissuer: u\nsymbol: Chưa cấp số\nvalidity: { from: 2021-01-01, to: 2021-12-31 }\n"
        let (read, diagnostics) = PlanDocument.read(SourceText(file: "plan.yaml", text: text))
        #expect(try #require(read).symbol == nil)
        #expect(diagnostics.map(\.brief) == ["4:9: unnumbered-plan?"])
    }

    @Test func `slips are warnings, so that the plan can still be activated`() {
        let (read, diagnostics) = plan("implements: [{ issuer: u, symbol: 886/KH-UBND, date: 14/3/2020 }]\n")
        #expect(read != nil)
        #expect(diagnostics.map(\.code) == ["parent-year"])
        #expect(diagnostics.first?.message.contains("thuộc năm 2020") == true)
    }

    @Test func `a deadline that counts from an unknown day of issue is told`() {
        let text = """
            plan: p
            title: t
            issuer: u
            symbol: chưa cấp số
            validity: { from: 2021-01-01, to: 2021-12-31 }
            obligations:
              plans: { from: a, to: b, due: trong vòng 10 ngày làm việc kể từ ngày ban hành }
            """
        let diagnostics = PlanDocument.read(SourceText(file: "plan.yaml", text: text)).diagnostics
        #expect(diagnostics.map(\.brief) == ["4:9: unnumbered-plan?", "7:3: missing-issued?"])
    }

    @Test(arguments: [(2012, 1), (2061, 1), (2021, 0), (2031, 0)])
    func `a lunar day that leaves its month is told for the plan's own years`(year: Int, warnings: Int) {
        let text = """
            plan: p
            title: t
            issuer: u
            symbol: 1/KH
            issued: \(year)-01-01
            validity: { from: \(year)-01-01, to: \(year)-12-31 }
            themes: [{ months: 4, title: Giỗ tổ, days: [{ name: Giỗ tổ Hùng Vương, lunar: 10/3 }] }]
            """
        let diagnostics = PlanDocument.read(SourceText(file: "plan.yaml", text: text)).diagnostics
        #expect(diagnostics.map(\.code) == Array(repeating: "day-outside-months", count: warnings))
    }

    @Test(arguments: [(1975, ["doubtful-year"]), (1886, [])] as [(Int, [String])])
    func `labour day is counted from 1886`(since: Int, told: [String]) {
        let text =
            "themes: [{ months: 5, title: t, days: [{ name: Ngày Quốc tế lao động, solar: 1/5, since: \(since) }] }]\n"
        #expect(plan(text).diagnostics.map(\.code) == told)
    }
}
