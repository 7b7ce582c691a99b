import CPosix
import Foundation

/// What a child reads: a file in memory, so that nobody has to keep feeding it, and a child that never reads hurts nobody.
struct InputFile {
    let descriptor: Int32

    init(holding bytes: [UInt8], for program: String) throws(ChildProcess.Trouble) {
        descriptor = ChildProcess.raised(dondoc_memory_file())
        guard descriptor >= 0 else { throw .lastError(program) }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 || errno == EINTR else {
                let trouble = ChildProcess.Trouble.lastError(program)
                close()
                throw trouble
            }
            written += max(count, 0)
        }
        lseek(descriptor, 0, SEEK_SET)
    }

    func close() { Glibc.close(descriptor) }
}

/// What a child writes on one stream, and how much of it has been read.
struct OutputPipe {
    let name: String
    private(set) var writing: Int32
    private var reading: Int32
    private var bytes: [UInt8] = []
    private var isOpen = true

    init(name: String, for program: String) throws(ChildProcess.Trouble) {
        self.name = name
        var ends: [Int32] = [-1, -1]
        guard pipe2(&ends, O_CLOEXEC) == 0 else { throw .lastError(program) }
        reading = ChildProcess.raised(ends[0])
        writing = ChildProcess.raised(ends[1])
        guard reading >= 0, writing >= 0, fcntl(reading, F_SETFL, O_NONBLOCK) == 0 else {
            let trouble = ChildProcess.Trouble.lastError(program)
            close()
            throw trouble
        }
    }

    /// A stream that has ended is not polled again: it would answer at once, for ever.
    var polled: pollfd { pollfd(fd: isOpen ? reading : -1, events: Int16(POLLIN), revents: 0) }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// One helping of what is there.
    mutating func read(atMost limit: Int) throws(ChildProcess.Trouble) {
        let count = bytes.count
        var taken = 0
        bytes.append(
            contentsOf: [UInt8](unsafeUninitializedCapacity: 65_536) { room, filled in
                taken = Glibc.read(reading, room.baseAddress, room.count)
                filled = max(taken, 0)
            })
        if taken == 0 || taken < 0 && errno != EAGAIN && errno != EINTR { isOpen = false }
        guard count + taken <= limit else { throw .tooMuch(stream: name, bytes: limit) }
    }

    /// All that is there, and no waiting for more.
    mutating func drain(atMost limit: Int) throws(ChildProcess.Trouble) {
        var count = -1
        while isOpen, count != bytes.count {
            count = bytes.count
            try read(atMost: limit)
        }
    }

    /// From here on only the child holds the writing end: when it ends, the stream does.
    mutating func closeWriting() {
        if writing >= 0 { Glibc.close(writing) }
        writing = -1
    }

    mutating func close() {
        closeWriting()
        if reading >= 0 { Glibc.close(reading) }
        reading = -1
        isOpen = false
    }
}

extension ChildProcess {
    /// The same file above the places of the three streams: a server may run with these closed, and they are taken in the child.
    static func raised(_ descriptor: Int32) -> Int32 {
        guard (0..<3).contains(descriptor) else { return descriptor }
        let higher = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
        close(descriptor)
        return higher
    }
}

extension ChildProcess.Trouble {
    fileprivate static func lastError(_ program: String) -> Self {
        .notStarted(program: program, reason: String(cString: strerror(errno)))
    }
}
