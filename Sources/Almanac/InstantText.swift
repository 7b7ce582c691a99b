extension Instant {
    /// RFC 3339 with the zone's offset, `2021-03-25T00:00:00+07:00`; milliseconds only where there are some.
    package func rfc3339(in zone: Zone) -> String {
        // RFC 3339 knows no seconds in an offset, local mean times before 1906 had some: the clock follows the text.
        let offset = zone.secondsFromUTC(at: self) / 60
        let shifted = Int(milliseconds) + offset * 60_000
        let day = Day(number: shifted.flooredDivision(by: 86_400_000))
        let millisecond = shifted %% 86_400_000
        let seconds = millisecond / 1000
        let fraction = millisecond % 1000
        let clock = "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
        let sign = offset < 0 ? "-" : "+"
        let suffix = offset == 0 ? "Z" : "\(sign)\(padded(abs(offset) / 60, 2)):\(padded(abs(offset) % 60, 2))"
        return "\(day.iso)T\(clock)\(fraction == 0 ? "" : "." + padded(fraction, 3))\(suffix)"
    }

    /// Reads RFC 3339 (`2021-03-25T00:00:00+07:00`, `…Z`, with or without a fraction); nil for anything else.
    package init?(rfc3339 text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20,
            bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t") || bytes[10] == UInt8(ascii: " "),
            let day = Day(iso: text.prefix(10)), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = Instant.digits(bytes[11...12]), let minute = Instant.digits(bytes[14...15]),
            let second = Instant.digits(bytes[17...18]), hour < 24, minute < 60, second <= 60
        else { return nil }
        var rest = bytes[19...]
        var milliseconds = 0
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix { (48...57).contains($0) }
            guard !fraction.isEmpty else { return nil }
            milliseconds = Instant.digits((fraction.prefix(3) + [48, 48, 48]).prefix(3)) ?? 0
            rest = rest.dropFirst(1 + fraction.count)
        }
        guard let offset = Instant.offset(rest) else { return nil }
        let seconds = day.number * 86_400 + hour * 3600 + minute * 60 + second - offset
        self.init(milliseconds: Int64(seconds * 1000 + milliseconds))
    }

    private static func offset(_ text: ArraySlice<UInt8>) -> Int? {
        if text.count == 1, text.first == UInt8(ascii: "Z") || text.first == UInt8(ascii: "z") { return 0 }
        let text = Array(text)
        guard text.count == 6, text[3] == UInt8(ascii: ":"),
            text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-"),
            let hours = digits(text[1...2]), let minutes = digits(text[4...5]), hours < 24, minutes < 60
        else { return nil }
        return (hours * 3600 + minutes * 60) * (text[0] == UInt8(ascii: "-") ? -1 : 1)
    }

    private static func digits(_ text: some Collection<UInt8>) -> Int? {
        var value = 0
        for byte in text {
            guard (48...57).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        return value
    }
}
