extension Grammar {
    static func phrase(_ random: inout Randomness) -> String {
        if random.isOne(in: 3) {
            return random.run(of: phraseWords, atMost: 24, joinedBy: random.isOne(in: 20) ? "" : " ")
        }
        var parts: [String] = []
        if random.isOne(in: 2) {
            parts.append(random.pick(["trước", "chậm nhất", "đến hết", "hạn chót", "trong", "before", "by", "hết"]))
        }
        if random.isOne(in: 4) {
            let hour = random.isOne(in: 3) ? random.pick(["0", "00", "24"]) : number(&random)
            parts.append("\(hour) giờ \(random.pick(["", "00", "30", "60", "5 phút"]))")
        }
        if !random.isOne(in: 4) { parts.append(named(&random)) }
        while random.isOne(in: 4) { parts.append(random.pick([",", "và", ";"]) + " " + named(&random)) }
        if random.isOne(in: 2) {
            parts.append(random.pick(["hàng", "hằng", "mỗi", "của", "trong"]) + " " + random.pick(periods))
        }
        if random.isOne(in: 6) { parts.append(random.pick(["năm", "trong năm", "/"]) + " " + year(&random)) }
        if random.isOne(in: 8) { parts.insert(random.pick(phraseWords), at: random.below(parts.count + 1)) }
        return parts.joined(separator: " ")
    }

    private static let periods = ["ngày", "tuần", "tháng", "quý", "năm", "6 tháng", "06 tháng đầu năm"]

    private static func number(_ random: inout Randomness) -> String {
        random.isOne(in: 8) ? random.pick(numbers) : String(random.below(random.isOne(in: 3) ? 400 : 32))
    }

    private static func year(_ random: inout Randomness) -> String {
        random.isOne(in: 3)
            ? random.pick([
                "0", "1", "21", "99", "100", "1899", "1900", "2999", "3000", "9999", "10000", "999999", "1000000",
            ])
            : String(2018 + random.below(12))
    }

    private static func named(_ random: inout Randomness) -> String {
        let mark = random.pick(["/", "-", ".", " tháng "])
        switch random.below(12) {
        case 0: return "ngày \(number(&random))"
        case 1: return "ngày \(number(&random))\(mark)\(number(&random))"
        case 2:
            return "\(number(&random))\(mark)\(number(&random))\(mark == " tháng " ? " năm " : mark)\(year(&random))"
        case 3: return "\(year(&random))-\(number(&random))-\(number(&random))"
        case 4: return random.pick(["cuối", "đầu", "giữa", "ngày cuối cùng của", "hết"]) + " " + random.pick(periods)
        case 5:
            return
                "cuối \(random.pick(["tháng", "quý", "năm", "tuần"])) \(number(&random))\(random.pick(["/", " năm ", " "]))\(year(&random))"
        case 6:
            return
                "trong vòng \(number(&random)) \(random.pick(["ngày làm việc", "ngày", "tuần", "tháng", "năm"])) kể từ ngày \(random.pick(["ban hành", "chốt số liệu", "nhận được", "10/6/2022", "31/12/9999"]))"
        case 7:
            return random.pick(["thứ", "thứ"]) + " "
                + random.pick(["hai", "ba", "tư", "năm", "sáu", "bảy", "8", "2", "7", "chín"])
        case 8:
            return "các ngày "
                + (0...random.count(atMost: 12)).map { _ in "\(number(&random))/\(number(&random))" }.joined(
                    separator: ", ")
        case 9: return "ngày \(number(&random)) các tháng \(number(&random)), \(number(&random)) và \(number(&random))"
        case 10: return "ngày \(number(&random)) tháng \(random.pick(["cuối", "đầu", "giữa"])) quý"
        default:
            return random.pick([
                "thường xuyên", "none", "chưa ấn định", "6 tháng", "khi có yêu cầu", "trong năm \(year(&random))",
                "chủ nhật",
            ])
        }
    }

    static let phraseWords: [String] =
        Array(numbers.prefix(16)) + [
            "trước", "chậm nhất", "là", "đến hết", "hết", "hạn chót", "không quá", "trong", "vòng", "trong vòng",
            "ngày", "các",
            "tháng", "quý", "năm", "tuần", "hằng", "hàng", "mỗi", "của", "cuối", "đầu", "giữa", "cùng", "tiên", "kể từ",
            "ban hành", "làm việc", "giờ", "phút", "và", ",", ";", ":", "/", "-", ".", "(", ")", "thứ", "hai", "bảy",
            "chủ nhật",
            "I", "II", "III", "IV", "quý I/2022", "15/4/2022", "2022-04-15", "29/2", "30/2", "31/12/2999", "1/1/1900",
            "17h30",
            "17:30", "0 giờ", "24 giờ", "24 giờ 00", "thường xuyên", "none", "chưa ấn định", "6 tháng", "every",
            "month", "the",
            "25th", "before", "daily", "weekly", "end", "of", "kỳ", "mùng", "báo cáo", "gửi", "năm 2022", "trướcngày",
            "hàngtháng",
            "tha\u{301}ng", "\u{200B}", "(mười)", "lần", "trong năm", "sau", "ngày làm việc", "đến",
        ]

    static func cron(_ random: inout Randomness) -> String {
        switch random.below(8) {
        case 0: return random.run(of: cronWords, atMost: 12, joinedBy: random.isOne(in: 2) ? " " : "")
        case 1:
            return "P"
                + random.run(
                    of: numbers + ["Y", "M", "W", "D", "T", "H", "S", ".", ",", "1Y", "2M", "T5M"], atMost: 10)
        case 2:
            return
                "\(number(&random))-\(number(&random))-\(number(&random))T\(number(&random)):00:00\(random.pick(["Z", "+07:00", "-23:59"]))"
        default:
            var zone = random.isOne(in: 3) ? "CRON_TZ=\(random.pick(zones)) " : ""
            if random.isOne(in: 16) { zone = "CRON_TZ=\(random.run(of: zoneWords, atMost: 8)) " }
            return zone + (0..<5).map { field($0, &random) }.joined(separator: " ")
        }
    }

    private static func field(_ index: Int, _ random: inout Randomness) -> String {
        let (low, high) = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 7)][index]
        func value(_ random: inout Randomness) -> String {
            if random.isOne(in: 20) { return random.pick(cronWords) }
            if index == 4, random.isOne(in: 4) { return random.pick(["MON", "fri", "SUN", "5L", "0L", "7L"]) }
            if index == 3, random.isOne(in: 4) { return random.pick(["JAN", "feb", "DEC"]) }
            return String(low + random.below(high - low + 1))
        }
        switch random.below(8) {
        case 0, 1, 2: return "*"
        case 3: return "*/\(random.below(70))"
        case 4: return "\(value(&random))-\(value(&random))\(random.isOne(in: 2) ? "/\(random.below(40))" : "")"
        case 5: return (0...random.count(atMost: 6)).map { _ in value(&random) }.joined(separator: ",")
        case 6 where index == 2: return random.pick(["L", "?", "31", "30,31", "29"])
        default: return value(&random)
        }
    }

    static let zones = [
        "Asia/Ho_Chi_Minh", "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu",
        "Pacific/Apia", "Africa/Casablanca", "America/St_Johns", "Antarctica/Troll", "GMT+7", "Nowhere/City", "",
        "../etc",
    ]

    private static let zoneWords = [
        "GMT", "UTC", "Etc/", "+", "-", "0", "7", "12", "00", ":", ".", "/", "_", "EST5EDT", "Asia/",
    ]

    static let cronWords: [String] =
        [
            "*", "/", "-", ",", "L", "5L", "?", "#", "W", "@daily", "@yearly", "@reboot", "CRON_TZ=", "*/0", "*/5",
            "60", "00", "MON",
            "JAN", "sun-sat", "6-0", "59", "23", "31", "12", "7", " ", "P1M", "PT0S", "P1Y2M3DT4H5M6.789S",
            "2024-02-29T12:00:00Z",
        ]
        + zones.map { "CRON_TZ=\($0) " } + Array(numbers.suffix(8))
}
