import Almanac

/// What happened in a world, line by line: the same seed gives the same lines.
struct Trace {
    private(set) var lines: [String] = []
    /// FNV-1a over the lines, also those that are not kept.
    private(set) var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    let isKept: Bool
    let zone: Zone

    mutating func note(_ words: String, at time: Int64, wall: Instant) {
        let line = "\(time) \(wall.rfc3339(in: zone)) \(words)"
        for byte in line.utf8 { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
        if isKept { lines.append(line) }
    }
}
