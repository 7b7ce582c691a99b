import CPosix
import Foundation
import Notation

/// Standard output and standard error, and what is only for a terminal.
enum Terminal {
    static func put(_ text: String) { write(text + "\n", to: dondoc_stdout()) }

    /// A part of the result, which another follows.
    static func putPart(_ text: String) { fputs(text, dondoc_stdout()) }

    /// For people, beside the result.
    static func say(_ text: String) { write(text + "\n", to: dondoc_stderr()) }

    /// A question; the answer stands on the same line.
    static func prompt(_ words: String) { write(words, to: dondoc_stderr()) }

    static func complain(_ sentence: String) { say("dondoc: \(sentence)") }

    static func put(_ diagnostics: [Diagnostic], sources: [String: SourceText], toError: Bool) {
        for diagnostic in diagnostics.sorted(by: Diagnostic.inOrder) {
            let text = diagnostic.rendered(in: sources[diagnostic.file])
            if toError { say(text) } else { put(text) }
        }
    }

    /// What this process has needed at most.
    static var peakResidentMegabytes: Int {
        // Not getrusage: its peak includes that of the process that started this one.
        let lines = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8))?.split(separator: "\n") ?? []
        let peak = lines.first { $0.hasPrefix("VmHWM:") }?.split(separator: " ").dropFirst().first
        return (peak.flatMap { Int($0) } ?? 0) / 1024
    }

    static let isInteractive = isatty(2) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil

    private static func write(_ text: String, to stream: UnsafeMutablePointer<FILE>?) {
        fputs(text, stream)
        fflush(stream)
    }
}

/// A bar on a terminal; nothing anywhere else.
struct ProgressBar {
    private let title: String
    private var shown = -1

    init(_ title: String) { self.title = title }

    /// - Parameter fraction: 0...1.
    mutating func show(_ fraction: Double) {
        guard Terminal.isInteractive else { return }
        let filled = Int(fraction * 30)
        guard filled != shown else { return }
        shown = filled
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
        fputs("\r\(title) \(bar) \(Int(fraction * 100))%", dondoc_stderr())
        fflush(dondoc_stderr())
    }

    func end() {
        guard Terminal.isInteractive else { return }
        fputs("\r\u{1B}[2K", dondoc_stderr())
        fflush(dondoc_stderr())
    }
}
