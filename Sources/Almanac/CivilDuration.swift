/// A span as people write it (ISO 8601, `P1M`, `PT8H`): months and days follow the calendar of a zone.
package struct CivilDuration: Hashable, Sendable, Codable {
    package var months: Int
    package var days: Int
    package var milliseconds: Int64

    package init(months: Int = 0, days: Int = 0, milliseconds: Int64 = 0) {
        self.months = months
        self.days = days
        self.milliseconds = milliseconds
    }

    /// ISO 8601 with Y, M, W, D and a time part, fractions of a second allowed; nil for anything else.
    package init?(iso8601 text: String) { fatalError("contract") }

    /// `P1M`, `PT0S`.
    package var iso8601: String { fatalError("contract") }

    package var isNegative: Bool { fatalError("contract") }

    /// The instant that lies this span after `instant`, on the civil calendar of `zone`.
    package func after(_ instant: Instant, in zone: Zone) -> Instant { fatalError("contract") }
}
