/// How late wake-ups were handled: a histogram that is kept for as long as a daemon runs.
package struct Lateness: Hashable, Sendable, Codable {
    /// The largest lateness of each class, in milliseconds: 10 ms, 100 ms, 1 s, 10 s, 1 min, 10 min, 1 h, 1 day; then more.
    package static let classes: [Int64] = [10, 100, 1000, 10_000, 60_000, 600_000, 3_600_000, 86_400_000]

    /// One for each class, and one for what is beyond all.
    package private(set) var counts = [Int](repeating: 0, count: classes.count + 1)
    /// In milliseconds.
    package private(set) var worst: Int64 = 0

    package init() {}

    package init(_ milliseconds: [Int64]) { add(milliseconds) }

    package mutating func add(_ milliseconds: [Int64]) {
        for one in milliseconds {
            counts[Lateness.classes.firstIndex { one <= $0 } ?? Lateness.classes.count] += 1
            worst = max(worst, one)
        }
    }

    package var count: Int { counts.reduce(0, +) }

    /// A lateness, in milliseconds, that this share of the wake-ups did not exceed: the end of its class, or the worst
    /// where that is less.
    package func most(of share: Double) -> Int64 {
        var rest = Int((Double(count) * share).rounded(.up))
        for (place, number) in counts.enumerated() {
            rest -= number
            guard rest <= 0 else { continue }
            return place < Lateness.classes.count ? min(Lateness.classes[place], worst) : worst
        }
        return worst
    }
}
