extension Randomness {
    /// Longer inputs tell nothing new and take long.
    static let longest = 16 << 10

    /// An input with a few changes: bytes flipped, cut, doubled, words put in, pieces of other inputs.
    mutating func changed(_ bytes: [UInt8], among others: [[UInt8]], words: [String]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...count(atMost: 12) { change(&bytes, others, words) }
        return Array(bytes.prefix(Randomness.longest))
    }

    private mutating func change(_ bytes: inout [UInt8], _ others: [[UInt8]], _ words: [String]) {
        switch below(10) {
        case 0 where !bytes.isEmpty: bytes[below(bytes.count)] ^= 1 << UInt8(below(8))
        case 1 where !bytes.isEmpty: bytes[below(bytes.count)] = pick(Randomness.troublesome)
        case 2 where !bytes.isEmpty: bytes.removeSubrange(piece(of: bytes))
        case 3: bytes.insert(contentsOf: pick(words).utf8, at: below(bytes.count + 1))
        case 4 where !bytes.isEmpty: bytes.replaceSubrange(piece(of: bytes), with: pick(words).utf8)
        case 5 where !bytes.isEmpty:
            let doubled = bytes[piece(of: bytes)]
            let times = isOne(in: 8) ? 40 : 1
            let place = isOne(in: 2) ? doubled.endIndex : below(bytes.count + 1)
            bytes.insert(contentsOf: (0..<times).flatMap { _ in doubled }.prefix(Randomness.longest), at: place)
        case 6 where !others.isEmpty:
            let other = pick(others)
            if !other.isEmpty { bytes.insert(contentsOf: other[piece(of: other)], at: below(bytes.count + 1)) }
        case 7 where !others.isEmpty:
            let other = pick(others)
            bytes = bytes.prefix(below(bytes.count + 1)) + other.suffix(below(other.count + 1))
        case 8 where !bytes.isEmpty: bytes.removeLast(below(bytes.count))
        default: bytes.insert(pick(Randomness.troublesome), at: below(bytes.count + 1))
        }
    }

    private mutating func piece(of bytes: [UInt8]) -> Range<Int> {
        let start = below(bytes.count)
        return start..<min(bytes.count, start + 1 + below(isOne(in: 4) ? bytes.count : 12))
    }

    private static let troublesome =
        Array("\t\n\r\"'\\{}[]():;,.|&*!#%@`$/<>=+-0189eEPTZ _~^?\0".utf8) + [0x7F, 0x80, 0xC2, 0xE1, 0xED, 0xF4, 0xFF]
}
