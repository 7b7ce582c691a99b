import Foundation
import Glibc

/// Lets workers take turns at the subjects, and keeps what ends one.
struct Rounds {
    let seed: UInt64
    let subjects: [Subject]
    /// Of processor time, of all workers together.
    let seconds: Double
    /// Where a line is added for each turn: subject, processor seconds, inputs, what was found.
    let log: URL?
    let findings: URL

    /// Answers how many inputs broke something.
    func play() throws -> Int {
        try FileManager.default.createDirectory(at: findings, withIntermediateDirectories: true)
        var next: [Subject: Int] = [:]
        var found = 0
        var used = 0.0
        let turn = max(1, min(10, seconds / Double(subjects.count)))
        while used < seconds {
            for subject in subjects where used < seconds {
                let from = next[subject] ?? 0
                let result = try self.turn(at: subject, from: from, seconds: turn)
                next[subject] = result.next
                used += result.seconds
                found += result.sentence == nil ? 0 : 1
                try tell(subject, result, from: from)
            }
        }
        return found
    }

    private struct Result {
        let next: Int
        let seconds: Double
        let sentence: String?
    }

    private func turn(at subject: Subject, from: Int, seconds: Double) throws -> Result {
        let note = findings.appending(path: ".at-\(getpid())")
        defer { try? FileManager.default.removeItem(at: note) }
        let process = Process()
        let out = Pipe()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["work", subject.rawValue, "\(seed)", "\(from)", "\(seconds)", note.path]
        process.standardOutput = out
        // `Fuzz try` tells where it was.
        process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
        let before = Rounds.childSeconds
        try process.run()
        let said = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        process.waitUntilExit()
        let used = Rounds.childSeconds - before
        if process.terminationReason == .exit, process.terminationStatus == 0, let count = Int(said) {
            return Result(next: from + count, seconds: used, sentence: nil)
        }
        let bytes = [UInt8]((try? Data(contentsOf: note)) ?? Data())
        let index = bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
        let sentence =
            switch (process.terminationReason, process.terminationStatus) {
            case (.exit, Watch.hangs): "takes more than \(Watch.mostSeconds) s of processor time"
            case (.exit, Worker.breaksPromise): said
            case (let reason, let status):
                "ends the process (\(reason == .exit ? "status" : "signal") \(status)) \(said)"
            }
        try Data(Worker(subject, seed: seed).input(index)).write(
            to: findings.appending(path: "\(subject.rawValue)-\(seed)-\(index)"))
        return Result(next: index + 1, seconds: used, sentence: "input \(index): \(sentence)")
    }

    private func tell(_ subject: Subject, _ result: Result, from: Int) throws {
        let line =
            "\(subject.rawValue) \(String(format: "%.2f", result.seconds)) \(result.next - from) \(result.sentence ?? "-")"
        print(line)
        if let sentence = result.sentence, let index = sentence.split(separator: " ").dropFirst().first?.dropLast() {
            print("  again: Fuzz show \(subject.rawValue) \(seed) \(index) | Fuzz try \(subject.rawValue)")
        }
        guard let log else { return }
        if !FileManager.default.fileExists(atPath: log.path) { try Data().write(to: log) }
        let handle = try FileHandle(forWritingTo: log)
        try handle.seekToEnd()
        try handle.write(contentsOf: Data((line.replacing("\n", with: " ") + "\n").utf8))
        try handle.close()
    }

    /// Of processor time, of all processes that were started here and have ended.
    private static var childSeconds: Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
        return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
            + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    }
}
