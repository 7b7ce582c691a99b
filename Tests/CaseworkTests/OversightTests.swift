import Almanac
import CaseKit
import Casework
import Definition
import Notation
import TestKit
import Testing

@Suite struct `the administrator's reports` {
    private let admin = "quantri@tinh.example.vn"

    private func matters(_ year: Year, titled title: String) -> [(day: String, matter: JSON)] {
        year.notices.filter { $0.to[0].address == admin }.flatMap { notice in
            (notice.fields["matters"].asArray ?? []).filter { $0["title"].asString == title }
                .map { (Zone.vietnam.day(of: notice.at).iso, $0) }
        }
    }

    private func weeks(_ year: Year) -> [(day: String, matter: JSON)] { matters(year, titled: "Hệ thống vẫn chạy") }

    @Test func `come each Monday, also when nothing has happened, and after the holidays`() throws {
        let year = try Year(admin: admin).play(until: "2021-03-02")
        // 10 to 16 February was Tết.
        #expect(
            weeks(year).map(\.day) == [
                "2021-01-04", "2021-01-11", "2021-01-18", "2021-01-25", "2021-02-01", "2021-02-08", "2021-02-17",
                "2021-02-22", "2021-03-01",
            ])
        let tet = try #require(weeks(year).first { $0.day == "2021-02-17" }?.matter)
        #expect(
            tet["periodName"] == "từ 08/02/2021 đến hết 16/02/2021"
                || tet["periodName"] == "từ 08/2/2021 đến hết 16/2/2021")
        #expect(tet["items"].asArray?.first == "Thư: đã gửi 1, đang chờ 0, không tới hoặc chưa rõ 0")
    }

    @Test func `say what did not arrive, what is held back, what waits to be signed, and how the machine fares`() throws
    {
        let year = try Year(admin: admin, mail: Year.MailServerRules(refused: ["bao@tinh.example.vn"]))
        try year.send(
            "dondoc.file.quarantined.v1",
            ["unit": "bao-an-giang", "name": "a.exe", "code": "executable", "reason": "tệp chạy được"],
            at: "2021-03-30T10:00")
        try year.send(
            "dondoc.site.condition.v1", ["freeBytes": .integer(35 << 30), "backedUpAt": "2021-03-28T02:00:00+07:00"],
            at: "2021-04-01T10:00")
        try year.play(until: "2021-04-06")
        let week = try #require(weeks(year).last)
        #expect(week.day == "2021-04-05")
        let items = (week.matter["items"].asArray ?? []).compactMap(\.asString)
        #expect(week.matter["subject"].asString?.contains("1 tệp bị giữ lại") == true)
        for words in [
            "tệp bị giữ lại: 1", "Văn bản chờ ký: 03 (", "cong-van-don-doc-articles-2021-03)",
            "Nhiệm vụ chưa có ngày: không có",
            "Lịch nghỉ: chính thức đến hết năm 2022", "Sao lưu gần nhất: 28/3/2021 (8 ngày trước)",
            "Đĩa còn trống: 35 GB",
        ] { #expect(items.contains { $0.contains(words) }, "\(words) in \(items)") }
        let morning = matters(year, titled: "Tệp bị giữ lại")
        #expect(morning.map(\.day) == ["2021-03-31"])
        #expect(morning.first?.matter["items"] == ["30/3/2021, Báo An Giang, a.exe, tệp chạy được"])
    }

    @Test func `tell each file once, and of a secret one not even its name`() throws {
        let year = try Year(admin: admin)
        for (time, code, name) in [
            ("2021-03-08T10:00", "secret", "ke-hoach-mat.docx"), ("2021-03-09T07:00", "macro", "b.docm"),
            ("2021-03-09T09:00", "macro", "c.docm"),
        ] {
            try year.send(
                "dondoc.file.quarantined.v1", ["unit": "x-la", "name": .string(name), "code": .string(code)], at: time)
        }
        try year.play(until: "2021-03-12")
        let told = matters(year, titled: "Tệp bị giữ lại")
        #expect(told.map(\.day) == ["2021-03-09", "2021-03-10"])
        #expect(told.map { $0.matter["items"].asArray?.count } == [2, 1])
        #expect(!told.contains { $0.matter.text.contains("ke-hoach-mat") })
    }

    @Test func `go to nobody where the site names none`() throws {
        let year = try Year().play(until: "2021-03-02")
        #expect(!year.notices.contains { $0.template == "matters" })
    }
}
