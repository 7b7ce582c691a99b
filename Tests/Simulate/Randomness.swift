/// What a simulated world draws from: the same seed gives the same world on every machine (SplitMix64).
struct Randomness: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// - Parameter purpose: each has a stream of its own, so that drawing more for one changes nothing for the others.
    init(seed: UInt64, purpose: String) {
        state = seed
        for byte in purpose.utf8 { state = next() ^ UInt64(byte) }
        state = next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }

    /// From 0 to just below `bound`, which is at least 1.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    mutating func isOne(in count: Int) -> Bool { below(count) == 0 }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    /// In milliseconds, as likely short as long: every power of four between the two has the same chance.
    mutating func span(_ range: ClosedRange<Int64>) -> Int64 {
        var ends = [range.lowerBound]
        while let last = ends.last, last < range.upperBound { ends.append(min(max(1, last) * 4, range.upperBound)) }
        return max(range.lowerBound, Int64(below(Int(pick(ends)) + 1)))
    }
}
