import Foundation

/// The time zone of a site: the one bridge between instants and civil days. Never the host's.
package struct Zone: Hashable, Sendable {
    package let identifier: String
    private let rules: TimeZone
    /// The offset in force ever since `settled`, for a zone whose clocks are no longer moved.
    private let settledOffset: Int?

    /// Most zones, Vietnam's among them, have kept one offset at least since this day; before it the rules are asked.
    private static let settled = Instant(seconds: Int64(Day(clamping: 1, month: 1, year: 1990).number) * 86_400)

    /// Nil when the tz database knows no such zone (`Asia/Ho_Chi_Minh`, `UTC`).
    package init?(identifier: String) {
        guard Zone.isPlain(identifier), let rules = TimeZone(identifier: identifier) else { return nil }
        self.identifier = identifier
        self.rules = rules
        settledOffset = Zone.settledOffset(of: rules)
    }

    /// Letters, digits and `/_+-`. Foundation reads `GMT+7` by itself, and traps where no digits follow: `GMT+02:+7`.
    private static func isPlain(_ identifier: String) -> Bool {
        let bytes = identifier.utf8
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let isSpelt = bytes.allSatisfy { byte in
            switch byte {
            case digits, UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
            default: "/_+-".utf8.contains(byte)
            }
        }
        let sign = bytes.dropFirst(3).first
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return isSpelt && bytes.count <= 64 }
        return isSpelt && (1...4).contains(bytes.count - 4) && bytes.dropFirst(4).allSatisfy(digits.contains)
    }

    /// UTC+7 without daylight saving, the whole country since 1976.
    package static let vietnam = Zone(identifier: "Asia/Ho_Chi_Minh")!
    package static let utc = Zone(identifier: "UTC")!

    package func secondsFromUTC(at instant: Instant) -> Int {
        if let settledOffset, instant >= Zone.settled { return settledOffset }
        return rules.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000))
    }

    package func day(of instant: Instant) -> Day { local(instant).day }

    /// The civil day and the milliseconds since its local midnight.
    package func local(_ instant: Instant) -> (day: Day, millisecond: Int) {
        let shifted = Int(instant.milliseconds) + secondsFromUTC(at: instant) * 1000
        return (Day(number: shifted.flooredDivision(by: 86_400_000)), shifted %% 86_400_000)
    }

    package func time(of instant: Instant) -> TimeOfDay { TimeOfDay(minutes: local(instant).millisecond / 60_000) }

    package func start(of day: Day) -> Instant { instant(of: day, at: .midnight) }

    /// The instant that a clock on the wall shows; where the clock skips it, the same span later; where the clock
    /// shows it twice, the first.
    package func instant(of day: Day, at time: TimeOfDay) -> Instant {
        instant(of: day, millisecond: time.minutes * 60_000)
    }

    /// As `instant(of:at:)`, by milliseconds on the wall since midnight.
    package func instant(of day: Day, millisecond: Int) -> Instant {
        let asIfUTC = Instant(milliseconds: Int64(day.number) * 86_400_000 + Int64(millisecond))
        let before = secondsFromUTC(at: asIfUTC.advanced(by: .seconds(-86_400)))
        let byBefore = asIfUTC.advanced(by: .seconds(-before))
        guard secondsFromUTC(at: byBefore) != before else { return byBefore }
        let after = secondsFromUTC(at: asIfUTC.advanced(by: .seconds(86_400)))
        let byAfter = asIfUTC.advanced(by: .seconds(-after))
        return secondsFromUTC(at: byAfter) == after ? byAfter : byBefore
    }

    /// True when the clocks were moved neither on the day before `day`, nor on it, nor on the day after.
    func keepsOneOffset(around day: Day) -> Bool {
        settledOffset != nil && day.number * 86_400_000 > Zone.settled.milliseconds + 86_400_000
            || secondsFromUTC(at: start(of: day.advanced(by: -1))) == secondsFromUTC(at: start(of: day.advanced(by: 2)))
    }

    /// Asked four times a year over the years that a plan can concern; a zone that still moves differs in the first.
    private static func settledOffset(of rules: TimeZone) -> Int? {
        let first = Int(settled.milliseconds / 1000)
        let offset = rules.secondsFromGMT(for: Date(timeIntervalSince1970: Double(first)))
        let quarters = stride(from: first, to: first + 80 * 365 * 86_400, by: 91 * 86_400)
        let isSettled = quarters.allSatisfy {
            rules.secondsFromGMT(for: Date(timeIntervalSince1970: Double($0))) == offset
        }
        return isSettled ? offset : nil
    }
}

/// Hours and minutes on the wall, `08:00`.
package struct TimeOfDay: Hashable, Comparable, Sendable, Codable {
    /// Minutes since midnight, 0...1440 (24:00 ends a day).
    package let minutes: Int

    package init(minutes: Int) { self.minutes = minutes }

    /// Nil unless it reads `8:00`, `08:00`, `24:00`.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60, hour * 60 + minute <= 1440
        else { return nil }
        minutes = hour * 60 + minute
    }

    package static let midnight = TimeOfDay(minutes: 0)
    package static let endOfDay = TimeOfDay(minutes: 1440)
    package var hour: Int { minutes / 60 }
    package var minute: Int { minutes % 60 }
    package var text: String { "\(padded(hour, 2)):\(padded(minute, 2))" }
    package static func < (a: Self, b: Self) -> Bool { a.minutes < b.minutes }
}
