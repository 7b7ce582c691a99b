/// One file of a simulated disk: as programs see it, and what of it has reached the platter.
final class VirtualFile {
    static let sector = 512

    private enum Change {
        case write(at: Int, [UInt8])
        case truncate(to: Int)
    }

    private(set) var bytes: [UInt8] = []
    /// What is sure to be found after a power cut.
    private var synced: [UInt8] = []
    private var unsynced: [Change] = []
    /// The locks of SQLite, by handle.
    var locks: [Int: Int32] = [:]
    /// Belongs to those who have it mapped, and goes with the last of them.
    weak var shared: SharedMemory?

    /// Answers how many bytes there were.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = max(0, min(buffer.count, bytes.count - offset))
        guard count > 0 else { return 0 }
        bytes.withUnsafeBytes {
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + count]))
        }
        return count
    }

    func write(_ piece: [UInt8], at offset: Int) {
        VirtualFile.put(piece, at: offset, into: &bytes)
        unsynced.append(.write(at: offset, piece))
    }

    func truncate(to size: Int) {
        VirtualFile.cut(&bytes, to: size)
        unsynced.append(.truncate(to: size))
    }

    func sync() {
        for change in unsynced { VirtualFile.apply(change, to: &synced) }
        unsynced = []
    }

    /// Of what was not synced, each sector may have arrived or not, in any order.
    func losePower(_ random: inout Randomness) {
        let luck = random.below(4)
        for change in unsynced {
            switch change {
            case .truncate: if luck == 1 || luck > 1 && random.isOne(in: 2) { VirtualFile.apply(change, to: &synced) }
            case .write(let offset, let piece):
                for range in VirtualFile.sectors(from: offset, count: piece.count)
                where luck == 1 || luck > 1 && random.isOne(in: 2) {
                    VirtualFile.put(Array(piece[range]), at: offset + range.lowerBound, into: &synced)
                }
            }
        }
        unsynced = []
        bytes = synced
        locks = [:]
        shared = nil
    }

    /// The parts of a piece that lie in one sector each.
    static func sectors(from offset: Int, count: Int) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var place = 0
        while place < count {
            let end = min(count, place + sector - (offset + place) % sector)
            ranges.append(place..<end)
            place = end
        }
        return ranges
    }

    private static func apply(_ change: Change, to bytes: inout [UInt8]) {
        switch change {
        case .write(let offset, let piece): put(piece, at: offset, into: &bytes)
        case .truncate(let size): cut(&bytes, to: size)
        }
    }

    private static func put(_ piece: [UInt8], at offset: Int, into bytes: inout [UInt8]) {
        if bytes.count < offset { bytes += [UInt8](repeating: 0, count: offset - bytes.count) }
        let inside = min(piece.count, bytes.count - offset)
        bytes.withUnsafeMutableBytes { target in
            piece.withUnsafeBytes { source in
                UnsafeMutableRawBufferPointer(rebasing: target[offset..<offset + inside]).copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: source[..<inside]))
            }
        }
        if inside == piece.count { return }
        bytes += inside == 0 ? piece : Array(piece[inside...])
    }

    private static func cut(_ bytes: inout [UInt8], to size: Int) {
        if size < bytes.count { bytes.removeLast(bytes.count - size) }
    }
}
