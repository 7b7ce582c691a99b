import Almanac
import Testing

struct HolidayFileTests {
    private func read(_ text: String) -> (WorkCalendar, [HolidayFileProblem]) {
        WorkCalendar.read(csv: text, over: .builtIn)
    }

    @Test func `a year in the file is the file's alone, other years stay`() {
        let (calendar, problems) = read(
            """
            date,weekday,kind,name
            2027-02-04,T5,holiday,Tết Đinh Mùi
            2027-02-20,T7,swap_work,"làm bù, 04/02"
            2027-04-16,T6,holiday?,chưa rõ
            """)
        #expect(problems.isEmpty)
        #expect(!calendar.isProvisional(year: 2027))
        #expect(!calendar.isWorkingDay(day(2027, 2, 4)))
        #expect(calendar.holiday(on: day(2027, 2, 4)) == "Tết Đinh Mùi")
        #expect(calendar.isWorkingDay(day(2027, 2, 20)))
        #expect(calendar.isWorkingDay(day(2027, 4, 16)))
        #expect(calendar.isWorkingDay(day(2027, 4, 30)))
        #expect(!calendar.isWorkingDay(day(2026, 4, 30)))
    }

    @Test func `tells what a file forgot`() {
        let (calendar, _) = read("date,kind,name\n2026-11-24,holiday,Ngày Văn hóa Việt Nam\n")
        let missing = calendar.missingHolidays(year: 2026).map(\.day.iso)
        #expect(missing.contains("2026-02-17"))
        #expect(missing.contains("2026-09-02"))
        #expect(WorkCalendar.builtIn.missingHolidays(year: 2026).isEmpty)
        #expect(WorkCalendar.builtIn.missingHolidays(year: 2027).isEmpty)
    }

    @Test func `takes columns in any order, Windows line ends, quotes, blank lines, comments and a byte order mark`() {
        let text =
            "\u{FEFF}Name,Kind,Source,Date\r\n\"Tết \"\"Đinh Mùi\"\"\",holiday,x,2027-02-08\r\n\r\n# ghi chú\r\nBù,substitute,,2027-02-09\r\n"
        let (calendar, problems) = read(text)
        #expect(problems.isEmpty)
        #expect(calendar.holiday(on: day(2027, 2, 8)) == "Tết \"Đinh Mùi\"")
        #expect(calendar.holiday(on: day(2027, 2, 9)) == "Bù")
    }

    @Test(arguments: ["\n", "\r\n", "\r"]) func `takes every kind of line end`(end: String) {
        let (calendar, problems) = read(
            ["date,kind", "2027-02-08,holiday", "2027-02-30,holiday", "2027-02-09,holiday"].joined(separator: end))
        #expect(problems.map(\.line) == [3])
        #expect(!calendar.isWorkingDay(day(2027, 2, 8)))
        #expect(!calendar.isWorkingDay(day(2027, 2, 9)))
    }

    @Test func `reports every bad line and takes the good ones`() {
        let (calendar, problems) = read(
            """
            date,kind,name
            2027-02-30,holiday,Không có
            2027-02-08,feast,Tết
            2027-02-09,holiday,Tết
            2027-02-09,holiday,Tết
            2027-02-10,swap_work,Thứ Tư
            2027-02-11
            """)
        #expect(problems.map(\.line) == [2, 3, 5, 6, 7])
        #expect(problems.map(\.column) == [1, 12, 1, 1, 1])
        #expect(
            problems.map(\.message) == [
                "\"2027-02-30\" is not a day", "\"feast\" is not a kind of day", "2027-02-09 already stands in line 4",
                "2027-02-10 is a thứ Tư, which is worked anyway", "the line lacks its date or its kind",
            ])
        #expect(calendar.holiday(on: day(2027, 2, 9)) == "Tết")
    }

    @Test func `a problem stands at the column of its field, wherever that is`() {
        let (_, problems) = read(
            """
            name,date, kind
            "Tết, Đinh Mùi",2027-02-30,holiday
            Tết, 2027-02-08, feast
            Bù,2027-02-10,swap_work
            """)
        #expect(problems.map { [$0.line, $0.column] } == [[2, 17], [3, 18], [4, 4]])
    }

    @Test(arguments: [
        ("", "the file is empty"), ("day,kind\n", "there is no column \"date\""),
        ("date,name\n", "there is no column \"kind\""),
    ])
    func `refuses a file without its columns`(text: String, message: String) {
        let (calendar, problems) = read(text)
        #expect(problems.map(\.message) == [message])
        #expect(calendar == .builtIn)
    }
}
