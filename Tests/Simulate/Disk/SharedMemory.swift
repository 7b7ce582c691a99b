import CSQLite

/// The memory that all connections to one store share (the index of its log), with its locks.
final class SharedMemory {
    private var regions: [UnsafeMutableRawPointer] = []
    private var readers = [Int](repeating: 0, count: Int(SQLITE_SHM_NLOCK))
    private var writers = [Int?](repeating: nil, count: Int(SQLITE_SHM_NLOCK))

    deinit { for region in regions { region.deallocate() } }

    func region(_ index: Int, size: Int, isToBeMade: Bool) -> UnsafeMutableRawPointer? {
        while regions.count <= index, isToBeMade {
            let region = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
            region.initializeMemory(as: UInt8.self, repeating: 0, count: size)
            regions.append(region)
        }
        return regions.indices.contains(index) ? regions[index] : nil
    }

    /// False when another holds what stands against it.
    func lock(_ slots: Range<Int>, exclusively: Bool, held: inout Held, by handle: Int) -> Bool {
        for slot in slots {
            let others = readers[slot] - (held.shared.contains(slot) ? 1 : 0)
            if writers[slot].map({ $0 != handle }) ?? false || exclusively && others > 0 { return false }
        }
        for slot in slots {
            if exclusively {
                writers[slot] = handle
                held.exclusive.insert(slot)
            } else if held.shared.insert(slot).inserted {
                readers[slot] += 1
            }
        }
        return true
    }

    func unlock(_ slots: Range<Int>, held: inout Held) {
        for slot in slots {
            if held.shared.remove(slot) != nil { readers[slot] -= 1 }
            if held.exclusive.remove(slot) != nil { writers[slot] = nil }
        }
    }

    /// What one handle has locked.
    struct Held {
        var shared: Set<Int> = []
        var exclusive: Set<Int> = []
    }
}
