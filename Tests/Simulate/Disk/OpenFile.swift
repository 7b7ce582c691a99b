import CSQLite

/// One file as one process has it open: what SQLite asks of it, and what becomes of that.
final class OpenFile {
    let file: VirtualFile
    private let name: String
    /// The process is there for as long as it has a file open.
    private let machine: MachineProcess
    private let handle: Int
    private let isDeletedOnClose: Bool
    private var memory: SharedMemory?
    private var held = SharedMemory.Held()

    init(_ file: VirtualFile, name: String, of machine: MachineProcess, isDeletedOnClose: Bool) {
        self.file = file
        self.name = name
        self.machine = machine
        self.isDeletedOnClose = isDeletedOnClose
        handle = machine.disk.newHandle()
    }

    func close() {
        letGo()
        machine.forget(self)
        if isDeletedOnClose, !machine.isDead { machine.disk.remove(name, forGood: false) }
        memory = nil
    }

    /// The process is gone, and its locks with it; memory that is mapped stays until SQLite has closed the file.
    func letGo() {
        file.locks[handle] = nil
        memory?.unlock(0..<Int(SQLITE_SHM_NLOCK), held: &held)
    }

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int32 {
        guard machine.perform(.read, on: name) == .done else { return SQLITE_IOERR | 1 << 8 }
        let count = file.read(at: offset, into: buffer)
        guard count < buffer.count else { return SQLITE_OK }
        UnsafeMutableRawBufferPointer(rebasing: buffer[count...]).initializeMemory(as: UInt8.self, repeating: 0)
        return SQLITE_IOERR | 2 << 8
    }

    func write(_ piece: UnsafeRawBufferPointer, at offset: Int) -> Int32 {
        let growth = max(0, offset + piece.count - file.bytes.count)
        if !machine.isDead, let capacity = machine.disk.capacity, growth > 0, machine.disk.size + growth > capacity {
            machine.note("the disk is full")
            return SQLITE_FULL
        }
        let bytes = Array(piece)
        let outcome = machine.perform(.write, on: name) { share in
            let sectors = VirtualFile.sectors(from: offset, count: bytes.count)
            let end = share.map { sectors[min(sectors.count - 1, Int(Double(sectors.count) * $0))].lowerBound }
            self.file.write(Array(bytes[..<(end ?? bytes.count)]), at: offset)
        }
        return outcome == .done ? SQLITE_OK : SQLITE_IOERR | 3 << 8
    }

    func truncate(to size: Int) -> Int32 {
        let outcome = machine.perform(.truncate, on: name) { _ in self.file.truncate(to: size) }
        return outcome == .done ? SQLITE_OK : SQLITE_IOERR | 6 << 8
    }

    func sync() -> Int32 {
        let outcome = machine.perform(.sync, on: name) { _ in self.machine.disk.sync(self.name) }
        return outcome == .done ? SQLITE_OK : SQLITE_IOERR | 4 << 8
    }

    // MARK: Locks of the file

    func lock(_ level: Int32) -> Int32 {
        guard !machine.isDead else { return SQLITE_IOERR | 15 << 8 }
        let others = file.locks.filter { $0.key != handle }.values
        let own = file.locks[handle] ?? SQLITE_LOCK_NONE
        guard level > own else { return SQLITE_OK }
        let isFree: Bool
        switch level {
        case SQLITE_LOCK_SHARED: isFree = others.allSatisfy { $0 < SQLITE_LOCK_PENDING }
        case SQLITE_LOCK_RESERVED: isFree = others.allSatisfy { $0 < SQLITE_LOCK_RESERVED }
        default:
            isFree = others.allSatisfy { $0 < SQLITE_LOCK_SHARED }
            if !isFree, own >= SQLITE_LOCK_RESERVED { file.locks[handle] = SQLITE_LOCK_PENDING }
        }
        guard isFree else { return SQLITE_BUSY }
        file.locks[handle] = level
        return SQLITE_OK
    }

    func unlock(_ level: Int32) -> Int32 {
        guard !machine.isDead else { return SQLITE_OK }
        file.locks[handle] = level == SQLITE_LOCK_NONE ? nil : min(level, file.locks[handle] ?? level)
        return SQLITE_OK
    }

    var isReserved: Bool { file.locks.values.contains { $0 >= SQLITE_LOCK_RESERVED } }

    // MARK: Memory that is shared with other processes

    func region(_ index: Int, size: Int, isToBeMade: Bool) -> UnsafeMutableRawPointer? {
        let memory = memory ?? file.shared ?? SharedMemory()
        self.memory = memory
        if !machine.isDead { file.shared = memory }
        return memory.region(index, size: size, isToBeMade: isToBeMade)
    }

    func lockMemory(_ slots: Range<Int>, _ flags: Int32) -> Int32 {
        guard !machine.isDead else { return flags & SQLITE_SHM_UNLOCK != 0 ? SQLITE_OK : SQLITE_IOERR | 20 << 8 }
        guard let memory else { return SQLITE_IOERR | 20 << 8 }
        if flags & SQLITE_SHM_UNLOCK != 0 {
            memory.unlock(slots, held: &held)
            return SQLITE_OK
        }
        let exclusively = flags & SQLITE_SHM_EXCLUSIVE != 0
        return memory.lock(slots, exclusively: exclusively, held: &held, by: handle) ? SQLITE_OK : SQLITE_BUSY
    }

    func unmap() {
        memory?.unlock(0..<Int(SQLITE_SHM_NLOCK), held: &held)
        memory = nil
    }
}
