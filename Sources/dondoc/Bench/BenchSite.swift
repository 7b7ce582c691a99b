import CPosix
import Foundation
import Glibc
import Notation
import Storage
import Synchronization

/// A site made for one measurement, with its store on disk, in a folder that is removed after it.
struct BenchSite {
    let path: String

    /// - Parameter files: beside `site.yaml`, by name.
    static func with<Value>(
        _ files: [(name: String, text: String)], _ work: (BenchSite) throws -> Value
    ) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dondoc-bench-\(Commanding.newID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in [("site.yaml", settings)] + files {
            try Data(text.utf8).write(to: folder.appending(path: name))
        }
        return try work(BenchSite(path: folder.path))
    }

    private static let settings = """
        site: bench
        title: Đo tốc độ
        sender: { name: Ban TĐKT, address: b@tw.example.vn }

        """

    var storeFile: String { "\(path)/state/dondoc.db" }

    /// What the store takes on the disk, with all that has not been moved into its main file.
    var storeBytes: Int {
        ["", "-wal"].reduce(0) { sum, suffix in
            let attributes = try? FileManager.default.attributesOfItem(atPath: storeFile + suffix)
            return sum + (attributes?[.size] as? Int ?? 0)
        }
    }

    /// Runs a command of this program; what it says is thrown away.
    static func tell(_ words: [String]) throws {
        let process = Process()
        process.executableURL = RunningSite.program
        process.arguments = words
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw CommandError.environment("dondoc \(words[0]) ended with \(process.terminationStatus)")
        }
    }

    /// Starts this program on the site as a service, waits until it is ready, looks at it, and stops it.
    func run<Value>(_ look: (RunningSite) throws -> Value) throws -> Value {
        let running = try RunningSite(path)
        defer { running.stop() }
        return try look(running)
    }
}

/// `dondoc run` as a process of its own, beside this one.
final class RunningSite {
    fileprivate static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()

    private let process = Process()
    /// From the start of the process until it says that it runs: its first turn is on disk.
    private(set) var secondsToReady = 0.0

    fileprivate init(_ site: String) throws {
        process.executableURL = RunningSite.program
        process.arguments = ["run", site]
        let pipe = Pipe()
        process.standardError = pipe
        process.standardOutput = FileHandle.nullDevice
        let watch = Stopwatch()
        try process.run()
        var said = Data()
        while !String(decoding: said, as: UTF8.self).contains("SIGHUP") {
            let more = pipe.fileHandleForReading.availableData
            guard !more.isEmpty else {
                throw CommandError.environment("the service ended: \(String(decoding: said, as: UTF8.self))")
            }
            said += more
        }
        secondsToReady = watch.seconds
        // What it still says must not fill the pipe.
        pipe.fileHandleForReading.readabilityHandler = { _ = $0.availableData }
    }

    fileprivate func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    /// Of memory, in megabytes.
    struct Resident {
        let now: Double
        /// So far.
        let peak: Double
        /// Now, without the files of the program and its libraries.
        let own: Double
    }

    var resident: Resident {
        func megabytes(_ name: String) -> Double {
            RunningSite.kilobytes(name, of: process.processIdentifier) / 1024
        }
        return Resident(now: megabytes("VmRSS"), peak: megabytes("VmHWM"), own: megabytes("RssAnon"))
    }

    /// Of the processor, in milliseconds, since it was started.
    var processorMilliseconds: Double {
        let text = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8)) ?? ""
        // After the name in parentheses, which may hold blanks: state is the first, utime the twelfth, stime the next.
        let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
        return (user + system) * 1000 / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private static func kilobytes(_ name: String, of process: Int32) -> Double {
        let text = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("\(name):") }
        return line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Double($0) } ?? 0
    }
}
