/// A point on the time line: whole milliseconds since 1970-01-01T00:00:00Z.
package struct Instant: Hashable, Comparable, Sendable, Codable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package init(seconds: Int64) {
        self = Instant(milliseconds: 0).advanced(byMilliseconds: seconds.multipliedOrEndmost(by: 1000))
    }

    package static func < (a: Self, b: Self) -> Bool { a.milliseconds < b.milliseconds }

    package func advanced(by wait: Swift.Duration) -> Self {
        let (seconds, attoseconds) = wait.components
        return advanced(byMilliseconds: seconds.multipliedOrEndmost(by: 1000))
            .advanced(byMilliseconds: attoseconds / 1_000_000_000_000_000)
    }

    /// Never further than some seventy million years from 1970, so that no zone overflows.
    package func advanced(byMilliseconds wait: Int64) -> Self {
        let sum = milliseconds.addingReportingOverflow(wait)
        let endmost = Int64.max / 4
        let nearest: Int64 = sum.overflow ? (wait < 0 ? -endmost : endmost) : sum.partialValue
        return Self(milliseconds: min(max(nearest, -endmost), endmost))
    }

    /// How long after `earlier` this instant is, in milliseconds; negative when it is before.
    package func milliseconds(since earlier: Instant) -> Int64 { milliseconds - earlier.milliseconds }

    package init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }
}

extension Int64 {
    fileprivate func multipliedOrEndmost(by factor: Int64) -> Int64 {
        let (product, isTooLarge) = multipliedReportingOverflow(by: factor)
        return isTooLarge ? (self < 0 ? .min : .max) : product
    }
}
