import Almanac
import Testing

struct DuePhraseTests {
    @Test(arguments: [
        "trước ngày 25 hàng tháng", "trước ngày 25 hằng tháng", "Định kỳ trước ngày 25 hàng tháng",
        "TRƯỚC NGÀY 25 HẰNG THÁNG",
        "trước ngày 25 mỗi tháng", "trước ngày 25 của tháng", "hàng tháng, trước ngày 25", "trước ngày 25 hàng tháng.",
        "trước  ngày25 hàng tháng", "trướcngày 25 hàngtháng", "trước ngày 25", "trước ngày 25 trong tháng",
        "tr\u{01B0}\u{01A1}\u{0301}c nga\u{0300}y 25 ha\u{0300}ng tha\u{0301}ng", "before the 25th of every month",
        "trước 0 giờ ngày 25 hàng tháng",
    ])
    func `reads the monthly day in every spelling`(phrase: String) throws {
        #expect(try DuePhrase.parse(phrase) == .monthly(days: [25], boundary: .before))
    }

    @Test(arguments: [
        "trước các ngày 20/3, 20/6, 20/9 và 20/12", "trước các ngày 20/03, 20/06, 20/09 và 20/12",
        "trước các ngày: 20/3; 20/6; 20/9; 20/12", "trước ngày 20 tháng cuối quý",
        "trước ngày 20 của tháng cuối mỗi quý",
        "trước ngày 20 các tháng 3, 6, 9 và 12",
        "trước các ngày 20 tháng 3, 20 tháng 6, 20 tháng 9 và 20 tháng 12 hằng năm",
        "Hàng quý, trước các ngày 20/3, 20/6, 20/9, 20/12", "trước ngày 20/3, ngày 20/6, ngày 20/9 và ngày 20/12",
        "trước các ngày 20.3, 20.6, 20.9 và 20.12", "trước ngày 20 tháng 3, tháng 6, tháng 9 và tháng 12",
    ])
    func `reads the four quarterly dates in every spelling`(phrase: String) throws {
        let dates = [3, 6, 9, 12].map { MonthDay(clamping: 20, month: $0) }
        #expect(try DuePhrase.parse(phrase) == .yearly(dates: dates, boundary: .before))
    }

    @Test(arguments: [
        "chậm nhất ngày 15/4/2022", "chậm nhất là ngày 15/04/2022", "muộn nhất ngày 15-4-2022", "hạn cuối 15.4.2022",
        "hạn chót: ngày 15 tháng 4 năm 2022", "đến hết ngày 15/4/2022", "ngày 15 tháng 4 năm 2022", "15/4/2022",
        "hết ngày 15/4/2022",
        "không quá ngày 15/4/2022", "2022-04-15", "ngày 15 tháng 4/2022", "chậm nhất thứ Sáu, ngày 15/4/2022",
        "trước 24 giờ 00 ngày 15/4/2022", "by 15 April 2022", "chậm nhất ngày 15/4/22", "ngày 15/4 năm 2022",
    ])
    func `reads the single inclusive date in every spelling`(phrase: String) throws {
        #expect(try DuePhrase.parse(phrase) == .dates(days: [day(2022, 4, 15)], boundary: .through))
    }

    @Test(
        arguments: [
            ("cuối tháng", .endOf(span: .month, boundary: .through)),
            ("vào cuối mỗi tháng", .endOf(span: .month, boundary: .through)),
            ("cuối tháng 11 hằng năm", .endOf(span: .monthOfYear(month: 11), boundary: .through)),
            ("Cuối tháng 11 hàng năm", .endOf(span: .monthOfYear(month: 11), boundary: .through)),
            ("hết tháng 11 hằng năm", .endOf(span: .monthOfYear(month: 11), boundary: .through)),
            ("trong tháng 11 hằng năm", .endOf(span: .monthOfYear(month: 11), boundary: .through)),
            ("cuối quý", .endOf(span: .quarter, boundary: .through)),
            ("ngày cuối cùng của quý", .endOf(span: .quarter, boundary: .through)),
            ("cuối năm", .endOf(span: .year, boundary: .through)),
            ("đến hết năm", .endOf(span: .year, boundary: .through)),
            ("trước cuối quý", .endOf(span: .quarter, boundary: .before)),
            ("cuối năm 2020", .dates(days: [day(2020, 12, 31)], boundary: .through)),
            ("cuối quý I/2022", .dates(days: [day(2022, 3, 31)], boundary: .through)),
            ("cuối quý 2 năm 2022", .dates(days: [day(2022, 6, 30)], boundary: .through)),
            ("đến hết tháng 02/2024", .dates(days: [day(2024, 2, 29)], boundary: .through)),
            ("cuối 6 tháng đầu năm", .endOf(span: .monthOfYear(month: 6), boundary: .through)),
            ("đầu tháng", .monthly(days: [1], boundary: .through)),
            ("giữa tháng", .monthly(days: [15], boundary: .through)),
            ("giữa năm", .yearly(dates: [MonthDay(clamping: 30, month: 6)], boundary: .through)),
            ("trước tháng 11 hằng năm", .yearly(dates: [MonthDay(clamping: 1, month: 11)], boundary: .before)),
            ("end of every month", .endOf(span: .month, boundary: .through)),
        ] as [(String, DueRule)])
    func `reads the ends, beginnings and middles of periods`(phrase: String, rule: DueRule) throws {
        #expect(try DuePhrase.parse(phrase) == rule)
    }

    @Test(
        arguments: [
            ("ngày 31 hàng tháng", .monthly(days: [31], boundary: .through)),
            ("các ngày 10 và 25 hàng tháng", .monthly(days: [10, 25], boundary: .through)),
            ("trước 17h30 ngày 15/4/2022", .dates(days: [day(2022, 4, 15)], boundary: clock(17, 30))),
            (
                "trước 09 giờ 00, các ngày 02/02/2022, 04/02/2022",
                .dates(days: [day(2022, 2, 2), day(2022, 2, 4)], boundary: clock(9, 0))
            ),
            (
                "trước 9 giờ các ngày 02 và 04/02/2022",
                .dates(days: [day(2022, 2, 2), day(2022, 2, 4)], boundary: clock(9, 0))
            ),
            ("trước 17:30 ngày 25 hằng tháng", .monthly(days: [25], boundary: clock(17, 30))),
            ("trước 16 giờ hằng ngày", .daily(boundary: clock(16, 0))),
            ("thứ Sáu hàng tuần", .weekly(weekday: 5, boundary: .through)),
            ("trước thứ 6 hằng tuần", .weekly(weekday: 5, boundary: .before)),
            ("Chủ nhật hằng tuần", .weekly(weekday: 7, boundary: .through)),
            ("trước ngày 15/12 hằng năm", .yearly(dates: [MonthDay(clamping: 15, month: 12)], boundary: .before)),
            ("20/6 và 20/12/2022", .dates(days: [day(2022, 6, 20), day(2022, 12, 20)], boundary: .through)),
            ("20/6 và 20/12 trong năm 2022", .dates(days: [day(2022, 6, 20), day(2022, 12, 20)], boundary: .through)),
            ("trước 9 giờ 5 phút ngày 15/4/2022", .dates(days: [day(2022, 4, 15)], boundary: clock(9, 5))),
            ("trước 17 giờ 15/4/2022", .dates(days: [day(2022, 4, 15)], boundary: clock(17, 0))),
            ("hạn chót trước ngày 25 hằng tháng", .monthly(days: [25], boundary: .before)),
            ("ngày 29/2 hằng năm", .yearly(dates: [MonthDay(clamping: 29, month: 2)], boundary: .through)),
            ("thứ Hai đầu tuần", .weekly(weekday: 1, boundary: .through)),
        ] as [(String, DueRule)])
    func `reads days, times and weekdays`(phrase: String, rule: DueRule) throws {
        #expect(try DuePhrase.parse(phrase) == rule)
    }

    @Test(
        arguments: [
            ("chậm nhất ngày mười lăm tháng ba năm 2024", .dates(days: [day(2024, 3, 15)], boundary: .through)),
            ("trước ngày ba mươi mốt tháng mười hai năm 2024", .dates(days: [day(2024, 12, 31)], boundary: .before)),
            ("mùng một tháng giêng", .yearly(dates: [MonthDay(clamping: 1, month: 1)], boundary: .through)),
            ("mồng Tám tháng Ba hằng năm", .yearly(dates: [MonthDay(clamping: 8, month: 3)], boundary: .through)),
            ("ngày hai mươi tư tháng chạp", .yearly(dates: [MonthDay(clamping: 24, month: 12)], boundary: .through)),
            ("ngày năm tháng năm năm 2024", .dates(days: [day(2024, 5, 5)], boundary: .through)),
            ("ngày 10 tháng mười một", .yearly(dates: [MonthDay(clamping: 10, month: 11)], boundary: .through)),
            ("trước ngày hai mươi lăm hằng tháng", .monthly(days: [25], boundary: .before)),
            ("các ngày mười và hai mươi lăm hằng tháng", .monthly(days: [10, 25], boundary: .through)),
            ("cuối tháng ba hằng năm", .endOf(span: .monthOfYear(month: 3), boundary: .through)),
            ("6 tháng, năm", .unscheduled(every: [.halfYear, .year])),
        ] as [(String, DueRule)])
    func `reads days and months in words`(phrase: String, rule: DueRule) throws {
        #expect(try DuePhrase.parse(phrase) == rule)
    }

    @Test(
        arguments: [
            ("thứ Sáu cuối cùng của mỗi tháng", .last, .weekday(number: 5), .month),
            ("hằng tháng, vào thứ 6 cuối cùng", .last, .weekday(number: 5), .month),
            ("thứ Hai đầu tiên của quý", .first, .weekday(number: 1), .quarter),
            ("Chủ nhật cuối tháng 11 hằng năm", .last, .weekday(number: 7), .monthOfYear(month: 11)),
            ("ngày làm việc cuối cùng của mỗi tháng", .last, .workingDay, .month),
            ("ngày làm việc cuối quý", .last, .workingDay, .quarter),
            ("ngày làm việc cuối cùng của tháng cuối quý", .last, .workingDay, .quarter),
            ("ngày làm việc cuối cùng của mỗi năm", .last, .workingDay, .year),
            ("ngày làm việc đầu tiên của quý II", .first, .workingDay, .monthOfYear(month: 4)),
        ] as [(String, DueRule.Edge, DueRule.DayKind, DueRule.Span)])
    func `reads the first and the last day of a kind`(
        phrase: String, edge: DueRule.Edge, kind: DueRule.DayKind, span: DueRule.Span
    ) throws {
        #expect(try DuePhrase.parse(phrase) == .edge(edge: edge, kind: kind, span: span, boundary: .through))
    }

    @Test(arguments: [
        "ngày làm việc cuối cùng của tuần", "ngày làm việc cuối cùng của tháng 11/2024", "thứ Sáu cuối cùng",
        "thứ Sáu cuối cùng của tháng 13", "hằng quý, thứ Sáu cuối cùng của tháng", "ngày ba mươi mốt tháng tư",
        "ngày làm việc thứ 5 của tháng", "thứ Sáu cuối cùng của mỗi tháng, trước ngày 20",
    ])
    func `makes no rule of a day that it cannot find`(phrase: String) {
        #expect(throws: DuePhraseError.self) { try DuePhrase.parse(phrase) }
    }

    @Test(
        arguments: [
            ("trong vòng 10 ngày làm việc kể từ ngày ban hành", 10, .workingDays, .issued),
            ("trong thời hạn 05 (năm) ngày làm việc, kể từ ngày ban hành Kế hoạch", 5, .workingDays, .issued),
            ("10 ngày làm việc kể từ ngày ban hành KH huyện", 10, .workingDays, .issued),
            ("không quá 10 ngày làm việc kể từ ngày Kế hoạch được ban hành", 10, .workingDays, .issued),
            ("02 ngày làm việc kể từ ngày chốt số liệu", 2, .workingDays, .event(words: "chốt số liệu")),
            ("trong vòng 10 ngày làm việc sau ngày 10/6/2022", 10, .workingDays, .day(date: day(2022, 6, 10))),
            ("10 ngày kể từ ngày 10/6/2022", 10, .calendarDays, .day(date: day(2022, 6, 10))),
            (
                "chậm nhất sau 03 ngày làm việc kể từ khi nhận được văn bản", 3, .workingDays,
                .event(words: "nhận được văn bản")
            ),
            ("trong vòng 02 tuần kể từ ngày ký ban hành", 2, .weeks, .issued),
            ("trong thời hạn 6 tháng kể từ ngày 31/8/2022", 6, .months, .day(date: day(2022, 8, 31))),
            ("10 ngày làm việc", 10, .workingDays, .issued),
            ("10 ngày làm việc kể từbáo cáo", 10, .workingDays, .event(words: "báo cáo")),
            ("within 10 working days of issue", 10, .workingDays, .issued),
        ] as [(String, Int, DueRule.CountedUnit, DueRule.Anchor)])
    func `reads counts from an event`(
        phrase: String, count: Int, unit: DueRule.CountedUnit, since: DueRule.Anchor
    ) throws {
        #expect(try DuePhrase.parse(phrase) == .within(count: count, unit: unit, since: since))
    }

    @Test(
        arguments: [
            ("6 tháng", [.halfYear]), ("06 tháng, năm", [.halfYear, .year]), ("năm", [.year]), ("hàng quý", [.quarter]),
            ("hằng tháng", [.month]), ("hàng quý, 6 tháng, năm", [.quarter, .halfYear, .year]),
            ("06 tháng đầu năm và cả năm", [.halfYear, .year]),
            ("báo cáo hằng năm", [.year]), ("chưa ấn định", []),
        ] as [(String, [PeriodLength])])
    func `leaves a period without a day unscheduled`(phrase: String, lengths: [PeriodLength]) throws {
        #expect(try DuePhrase.parse(phrase) == .unscheduled(every: lengths))
    }

    @Test(arguments: [
        "thường xuyên", "kịp thời", "trong năm", "tùy tình hình", "tuỳ tình hình", "Tùy điều kiện cụ thể", "none",
        "không",
        "thường xuyên, kịp thời", "trong năm 2022", "Khi có yêu cầu", "đột xuất",
    ])
    func `knows the words that set no date`(phrase: String) throws {
        #expect(try DuePhrase.parse(phrase) == DueRule.none)
    }

    @Test(arguments: [
        ("trước ngày 25/13", 11, 5, "\"25/13\" is a day that does not exist"),
        ("chậm nhất 30/2", 10, 4, "\"30/2\" is a day that does not exist"),
        ("ngày 29/2/2021", 5, 9, "\"29/2/2021\" is a day that does not exist"),
        ("ngày 31 tháng 4", 5, 10, "\"31 tháng 4\" is a day that does not exist"),
        ("ngày 32 hàng tháng", 5, 2, "\"32\" is no day of any month"),
        ("trước các ngày 20/3, 31/6", 21, 4, "\"31/6\" is a day that does not exist"),
        ("trước 25 giờ ngày 15/4/2022", 6, 6, "\"25 giờ\" is no time of day"),
        ("trước ngày lễ", 6, 4, "\"ngày\" is not understood here"),
        ("thứ 9 hằng tuần", 0, 5, "\"thứ 9\" is no day of the week"),
        ("thứ Hai, ngày 15/4/2022", 0, 7, "15/4/2022 is a thứ Sáu, not a thứ Hai"),
        ("ngày 15/4/2022 hằng năm", 5, 9, "\"15/4/2022\" has a year and so does not recur"),
        ("ngày 25 hàng quý", 5, 2, "\"25\" names no month"),
        ("tháng 11 hằng năm", 0, 8, "\"tháng 11\" names no day"),
        ("cuối tháng 13", 0, 13, "\"cuối tháng 13\" does not exist"),
        ("trước", 0, 5, "\"trước\" names no day"), ("", 0, 0, "\"\" says nothing about a day"),
        ("trước ngày 20/3 và chậm nhất 25/6", 19, 9, "\"chậm nhất\" contradicts the word before it"),
        ("20/12 và 15/3/2023", 0, 5, "\"20/12\" and the other days are not written alike"),
        ("cuối năm 0022", 0, 13, "\"cuối năm 0022\" has no year of our time"),
        ("đầu năm 3000", 0, 12, "\"đầu năm 3000\" has no year of our time"),
        ("đầu quý I/9999", 0, 14, "\"đầu quý I/9999\" has no year of our time"),
        ("trước tháng 11 năm 0000", 6, 17, "\"tháng 11 năm 0000\" has no year of our time"),
        ("cuối 6 tháng đầu năm 1899", 0, 25, "\"cuối 6 tháng đầu năm 1899\" has no year of our time"),
        ("ngày 1/1 trong năm 3000", 19, 4, "\"3000\" has no year of our time"),
        ("báo cáo năm 9999", 12, 4, "\"9999\" has no year of our time"),
        ("10 ngày kể từ ngày 10/6/1022", 19, 9, "\"10/6/1022\" has no year of our time"),
        ("cuối quý và cuối năm", 12, 8, "\"cuối năm\" is a second answer to the same question"),
        ("thứ Hai, thứ Năm hằng tuần", 9, 7, "\"thứ Năm\" is a second answer to the same question"),
        ("trước ngày 25 hằng tháng trong năm 2022", 35, 4, "\"2022\" would end a rule that recurs"),
        (
            "trong vòng 10 ngày làm việc, trước ngày 15/4/2022", 11, 16,
            "\"10 ngày làm việc\" is a count and stands by itself, without \"trước\" or another day"
        ),
        ("trướcngày 25/13", 10, 5, "\"25/13\" is a day that does not exist"),
        ("cuốiquývàcuốinăm", 9, 7, "\"cuốinăm\" is a second answer to the same question"),
        ("xin chào", 0, 3, "\"xin\" is not understood here"),
        ("10 ngày kể từ ngày 10/6", 19, 4, "\"10/6\" has no year to count from"),
        ("10 ngày làm việc kể từ ngày mưa", 28, 3, "\"mưa\" is not an event to count from"),
        ("ngày 99999999999999999999", 5, 20, "\"99999999999999999999\" is no day of any month"),
    ])
    func `says where and why a phrase cannot be read`(phrase: String, offset: Int, width: Int, message: String) {
        let error = #expect(throws: DuePhraseError.self) { try DuePhrase.parse(phrase) }
        #expect(error?.message == message)
        #expect(error?.offset == offset)
        #expect(error?.width == width)
    }

    @Test func `offers the end of the month for a day that the month lacks`() {
        let error = #expect(throws: DuePhraseError.self) { try DuePhrase.parse("chậm nhất ngày 30/2") }
        #expect(error?.hint == "write \"cuối tháng 02\" for the last day of that month")
    }

    @Test func `refuses more than a phrase`() {
        let error = #expect(throws: DuePhraseError.self) {
            try DuePhrase.parse(String(repeating: "kịp thời ", count: 200))
        }
        #expect(error?.message == "a due phrase has at most 1000 characters")
    }

    /// Any words in any order: no crash, a place within the text, and a rule that its own words give again.
    @Test(arguments: 1...20) func `survives words thrown together`(seed: Int) throws {
        let words = [
            "trước", "chậm nhất", "hết", "ngày", "các ngày", "25", "31", "20/3", "30/2", "15/4/2022", "2022", "6", "0",
            "tháng", "quý", "năm",
            "tuần", "hằng", "cuối", "đầu", "giữa", "thứ", "Sáu", "và", ",", "(", ")", "/", "giờ", "h", ":", "làm việc",
            "kể từ", "ban hành",
            "trong", "vòng", "chốt số liệu", "không", "thường xuyên", "của", "I", "sau", "month", "every", "before",
        ]
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
        func draw(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        var read = 0
        for _ in 0..<300 {
            let phrase = (0...draw(7)).map { _ in words[draw(words.count)] }.joined(separator: " ")
            do throws(DuePhraseError) {
                let rule = try DuePhrase.parse(phrase)
                read += 1
                let again = try DuePhrase.parse(rule.phrase)
                if again != rule { Issue.record("\(phrase) → \(rule.phrase)") }
            } catch {
                let isWithin = error.offset >= 0 && error.offset + error.width <= phrase.unicodeScalars.count
                if !isWithin || error.message.isEmpty { Issue.record("\(phrase): \(error)") }
            }
        }
        #expect(read > 5)
    }
}
