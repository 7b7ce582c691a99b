import Foundation
import Glibc

/// One process that gives inputs to one reader until its seconds are used up or something breaks.
///
/// The number of the input at hand stands in a file, so that whoever started the process knows what ended it.
struct Worker {
    /// How the process ends where a reader does not hold what it promises, or keeps memory.
    static let breaksPromise: Int32 = 96

    let subject: Subject
    let seed: UInt64
    let corpus: [[UInt8]]

    init(_ subject: Subject, seed: UInt64) throws {
        self.subject = subject
        self.seed = seed
        corpus = try Corpus.inputs(for: subject).map(\.bytes) + Corpus.neighbours(of: subject)
    }

    func input(_ index: Int) -> [UInt8] {
        var random = Randomness(seed: seed, subject: subject, index: index)
        return subject.input(&random, corpus: corpus)
    }

    /// Answers how many inputs were taken.
    func work(from first: Int, seconds: Double, notingIn path: String) throws -> Int {
        let file = open(path, O_WRONLY | O_CREAT, 0o600)
        guard file >= 0 else { throw CocoaError(.fileWriteUnknown) }
        defer { close(file) }
        let end = Watch.processorSeconds + seconds
        var index = first
        var heapAtFirst = 0
        while Watch.processorSeconds < end {
            var number = Int64(index)
            guard pwrite(file, &number, 8, 0) == 8 else { throw CocoaError(.fileWriteUnknown) }
            let bytes = input(index)
            try Watch.over { () throws(BrokenPromise) in try subject.take(bytes) }
            if (index - first) % 256 == 255 { try Worker.repeated(bytes, by: subject) }
            index += 1
            if index - first == 2000 { heapAtFirst = Watch.heap }
        }
        let growth = Watch.heap - heapAtFirst
        if index - first > 4000, growth > Worker.mostGrowth {
            throw BrokenPromise(description: "after \(index - first) inputs \(growth) bytes more are in use")
        }
        return index - first
    }

    /// Tables and caches that are filled by new inputs stay below this.
    private static let mostGrowth = 48 << 20

    /// The same input again and again must not take more and more of the heap.
    static func repeated(_ bytes: [UInt8], by subject: Subject) throws(BrokenPromise) {
        let begin = Watch.processorSeconds
        try subject.take(bytes)
        guard Watch.processorSeconds - begin < 0.02 else { return }
        // What is freed lies about in the allocator for a while: only what grows with the count to the end is kept.
        for times in [8, 8, 64, 256, 4096] {
            let heap = Watch.heap
            for _ in 0..<times { try subject.take(bytes) }
            guard Watch.heap - heap >= times * Worker.smallestBlock else { return }
        }
        throw BrokenPromise(description: "each repetition keeps more of the heap")
    }

    /// What the allocator gives at least.
    private static let smallestBlock = 32

    /// Runs on a thread with as little stack as those of Dispatch have, on which the daemon works.
    static func onSmallStack(_ body: @escaping @Sendable () -> Int32) -> Never {
        let thread = Thread { exit(body()) }
        thread.stackSize = 512 << 10
        thread.start()
        while true { pause() }
    }
}
