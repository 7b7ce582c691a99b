import Fuzz
import Testing

@Suite struct `What comes from outside` {
    @Test(arguments: Subject.allCases)
    func `never again breaks a reader as it once did`(subject: Subject) throws {
        for (name, bytes) in try Corpus.inputs(for: subject) {
            #expect(throws: Never.self, "\(subject.rawValue)/\(name)") { try subject.take(bytes, isQuick: true) }
        }
    }

    @Test(arguments: Subject.allCases)
    func `breaks no reader, however strange`(subject: Subject) throws {
        let corpus = try Corpus.inputs(for: subject).map(\.bytes)
        // Definitions and tables are long, and this is a debug build.
        for index in 0..<(subject == .definition || subject == .csv ? 60 : 200) {
            var random = Randomness(seed: 1, subject: subject, index: index)
            let bytes = subject.input(&random, corpus: corpus)
            #expect(throws: Never.self, "input \(index): \(String(decoding: bytes, as: UTF8.self))") {
                try subject.take(bytes, isQuick: true)
            }
        }
    }
}
