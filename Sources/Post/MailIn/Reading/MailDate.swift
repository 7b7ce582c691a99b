import Almanac

/// `Wed, 17 Mar 2021 08:00:00 +0700 (ICT)`, as programs write it (RFC 5322, 3.3 and 4.3).
enum MailDate {
    static func read(_ text: String) -> Instant? {
        let words = text.prefix(200).split { $0 == " " || $0 == "," || $0 == "\t" }.map(String.init)
        guard let first = words.firstIndex(where: { Int($0) != nil }), words.count >= first + 4,
            let day = Int(words[first]), let month = months.firstIndex(of: words[first + 1].prefix(3).lowercased()),
            let year = Int(words[first + 2])
        else { return nil }
        let full = year < 50 ? year + 2000 : year < 1000 ? year + 1900 : year
        let clock = words[first + 3].split(separator: ":").map { Int($0) ?? -1 }
        guard (1970...9000).contains(full), let date = Day(year: full, month: month + 1, day: day), clock.count >= 2,
            (0...23).contains(clock[0]), (0...59).contains(clock[1]),
            clock.count < 3 || (0...60).contains(clock[2])
        else { return nil }
        let zone = words.count > first + 4 ? seconds(words[first + 4]) : 0
        let moment = clock[0] * 3600 + clock[1] * 60 + (clock.count > 2 ? min(clock[2], 59) : 0) - zone
        return Zone.utc.start(of: date).advanced(by: .seconds(moment))
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    /// East of Greenwich; names other than these say nothing.
    private static func seconds(_ zone: String) -> Int {
        if let number = Int(zone), zone.utf8.count == 5, abs(number) <= 1500 {
            return (number / 100 * 60 + number % 100) * 60
        }
        return ["EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "ICT": 7][zone]
            .map { $0 * 3600 } ?? 0
    }
}
