import Foundation

/// The time zone of a site: the one bridge between instants and civil days. Never the host's.
package struct Zone: Hashable, Sendable {
    package let identifier: String
    private let rules: TimeZone

    /// Nil when the tz database knows no such zone (`Asia/Ho_Chi_Minh`, `UTC`).
    package init?(identifier: String) {
        guard let rules = TimeZone(identifier: identifier) else { return nil }
        self.identifier = identifier
        self.rules = rules
    }

    /// UTC+7 without daylight saving, the whole country since 1976.
    package static let vietnam = Zone(identifier: "Asia/Ho_Chi_Minh")!
    package static let utc = Zone(identifier: "UTC")!

    package func secondsFromUTC(at instant: Instant) -> Int {
        rules.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000))
    }

    package func day(of instant: Instant) -> Day { local(instant).day }

    /// The civil day and the milliseconds since its local midnight.
    package func local(_ instant: Instant) -> (day: Day, millisecond: Int) {
        let shifted = Int(instant.milliseconds) + secondsFromUTC(at: instant) * 1000
        return (Day(number: shifted.flooredDivision(by: 86_400_000)), shifted %% 86_400_000)
    }

    package func time(of instant: Instant) -> TimeOfDay { TimeOfDay(minutes: local(instant).millisecond / 60_000) }

    package func start(of day: Day) -> Instant { instant(of: day, at: .midnight) }

    /// The instant that a clock on the wall shows; where the clock skips it, the same span later.
    package func instant(of day: Day, at time: TimeOfDay) -> Instant {
        let asIfUTC = Instant(seconds: Int64(day.number) * 86_400 + Int64(time.minutes) * 60)
        let guess = asIfUTC.advanced(by: .seconds(-secondsFromUTC(at: asIfUTC)))
        return asIfUTC.advanced(by: .seconds(-secondsFromUTC(at: guess)))
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
        guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]), parts[1].count == 2,
            (0...24).contains(hour), (0...59).contains(minute), hour * 60 + minute <= 1440
        else { return nil }
        minutes = hour * 60 + minute
    }

    package static let midnight = TimeOfDay(minutes: 0)
    package var hour: Int { minutes / 60 }
    package var minute: Int { minutes % 60 }
    package var text: String { "\(padded(hour, 2)):\(padded(minute, 2))" }
    package static func < (a: Self, b: Self) -> Bool { a.minutes < b.minutes }
}
