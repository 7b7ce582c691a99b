/// What the makers of inputs draw from: the same seed gives the same inputs on every machine (SplitMix64).
package struct Randomness: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    /// For the input of that number in a run, so that each can be made again without those before it.
    package init(seed: UInt64, subject: Subject, index: Int) {
        var words = Randomness(seed: seed)
        for byte in subject.rawValue.utf8 { words.state = words.next() &+ UInt64(byte) }
        // Mixed once more: neighbours would else draw from one sequence, one step apart.
        words.state = words.next() ^ UInt64(bitPattern: Int64(index))
        state = words.next()
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }

    /// From 0 to just below `bound`, which is at least 1.
    package mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    package mutating func isOne(in count: Int) -> Bool { below(count) == 0 }

    package mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    /// Mostly small, now and then up to `most`.
    package mutating func count(atMost most: Int) -> Int {
        let reach = isOne(in: 12) ? most : Swift.min(most, isOne(in: 3) ? 8 : 3)
        return below(reach + 1)
    }

    /// Some of the elements, in any order and with repetitions, joined.
    package mutating func run(of words: [String], atMost most: Int, joinedBy separator: String = "") -> String {
        (0..<count(atMost: most)).map { _ in pick(words) }.joined(separator: separator)
    }
}
