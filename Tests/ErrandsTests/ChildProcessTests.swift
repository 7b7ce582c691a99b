import Foundation
import Synchronization
import TestKit
import Testing

@testable import Errands

/// A shell line as a child, with a clean environment.
func child(_ line: String, input: [UInt8] = [], limits: ChildProcess.Limits = .init()) throws -> ChildProcess {
    ChildProcess(
        program: "/bin/sh", arguments: ["-c", line], environment: ["PATH": "/usr/bin:/bin"], input: input,
        folder: try WorkingFolder(), limits: limits)
}

@Suite struct `a child process` {
    @Test func `tells what it wrote, each stream for itself, and its code`() throws {
        let ending = try child("echo một; echo hai >&2; exit 7").run()
        #expect(ending == .init(code: 7, output: "một\n", error: "hai\n"))
    }

    @Test func `reads what it is given`() throws {
        #expect(try child("cat", input: Array("Tân Châu 🌾".utf8)).run().output == "Tân Châu 🌾")
        #expect(try child("wc -c", input: []).run().output == "0\n")
    }

    @Test func `takes an input of many pipes' size, and gives it back`() throws {
        let input = [UInt8](repeating: 0x61, count: 5_000_000)
        let ending = try child("cat", input: input).run()
        #expect(ending.output.utf8.count == input.count)
    }

    @Test func `may leave its input unread`() throws {
        let ending = try child("exec 0<&-; echo done", input: [UInt8](repeating: 0x61, count: 30_000_000)).run()
        #expect(ending == .init(code: 0, output: "done\n", error: ""))
    }

    @Test(arguments: [("KILL", 137), ("TERM", 143), ("SEGV", 139)])
    func `that a signal killed has the code that shells give it`(name: String, code: Int32) throws {
        #expect(try child("kill -\(name) $$").run().code == code)
    }

    @Test func `sees no descriptor but its three streams`() throws {
        let open = try #require(FileHandle(forReadingAtPath: "/etc/passwd"))
        // A descriptor without close-on-exec: what another thread might have open just now.
        let leaky = dup(open.fileDescriptor)
        defer { close(leaky) }
        let ending = try child("for f in /proc/$$/fd/*; do echo ${f##*/}; done").run()
        // The shell's own: 10 and above, where it keeps what it redirects.
        let seen = ending.output.split(separator: "\n").compactMap { Int($0) }
        #expect(Set(seen).isSuperset(of: [0, 1, 2]))
        #expect(!seen.contains(Int(leaky)))
        #expect(seen.count <= 4)
    }

    @Test func `has the signals as a program expects them`() throws {
        let before = signal(SIGPIPE, SIG_IGN)
        defer { signal(SIGPIPE, before) }
        let status = try child("grep -E '^Sig(Ign|Blk)' /proc/self/status").run().output
        let masks = status.split(separator: "\n").compactMap { Int($0.suffix(16), radix: 16) }
        // The C library keeps two real-time signals for itself; only the named ones matter.
        #expect(masks.map { $0 & 0x7fff_ffff } == [0, 0])
    }

    @Test func `works in a folder of its own, which is gone afterwards`() throws {
        func place() throws -> String { try child("touch left && mkdir -p a/b && pwd -P").run().output }
        let first = try place().dropLast()
        #expect(first.contains("dondoc-run-"))
        #expect(try place().dropLast() != first)
        #expect(!FileManager.default.fileExists(atPath: String(first)))
    }

    @Test func `that cannot be started is told with the reason`() throws {
        var missing = try child("")
        missing = ChildProcess(program: "/no/such/program", folder: missing.folder)
        #expect(
            throws: ChildProcess.Trouble.notStarted(program: "/no/such/program", reason: "No such file or directory")
        ) {
            try missing.run()
        }
    }

    @Test func `repairs what is not UTF-8`() throws {
        #expect(try child(#"printf 'a\377b'"#).run().output == "a\u{FFFD}b")
    }
}

@Suite struct `the limits of a child process` {
    @Test(arguments: [("yes", "stdout"), ("yes >&2", "stderr"), ("yes & exit 0", "stdout")])
    func `end a flood`(line: String, stream: String) throws {
        let flood = try child(line, limits: .init(time: .seconds(20), output: 100_000))
        do {
            // The shell may end before its flood is noticed: what is left of it is cut off then.
            let ending = try flood.run()
            #expect(line.hasSuffix("exit 0") && ending.output.utf8.count <= 100_000)
        } catch let trouble {
            #expect(trouble == .tooMuch(stream: stream, bytes: 100_000))
        }
    }

    @Test func `allow exactly what they say`() throws {
        let limits = ChildProcess.Limits(output: 1000)
        #expect(try child("head -c 1000 /dev/zero", limits: limits).run().output.utf8.count == 1000)
        #expect(throws: ChildProcess.Trouble.tooMuch(stream: "stdout", bytes: 1000)) {
            try child("head -c 1001 /dev/zero", limits: limits).run()
        }
    }

    @Test(arguments: ["sleep 60 & echo $! >@; sleep 60", "trap '' TERM; sleep 60 & echo $! >@; wait; sleep 60"])
    func `end a child that hangs, and its own children`(line: String) throws {
        let folder = try TemporaryFolder()
        let limits = ChildProcess.Limits(time: .milliseconds(200), grace: .milliseconds(100))
        let hanging = try child(line.replacing("@", with: "\(folder.path)/grandchild"), limits: limits)
        let began = ContinuousClock.now
        #expect(throws: ChildProcess.Trouble.outOfTime(.milliseconds(200))) { try hanging.run() }
        #expect(ContinuousClock.now - began < .seconds(10))
        let grandchild = try #require(pid_t(try folder.text(of: "grandchild").trimmingCharacters(in: .newlines)))
        #expect(isGone(grandchild))
    }

    @Test func `end what a child leaves running behind it`() throws {
        let began = ContinuousClock.now
        let ending = try child("sleep 60 & echo $!").run()
        #expect(ContinuousClock.now - began < .seconds(10))
        #expect(isGone(try #require(pid_t(ending.output.trimmingCharacters(in: .newlines)))))
    }

    @Test func `leave a polite child the time to tidy up`() throws {
        let folder = try TemporaryFolder()
        let line = "trap 'echo tidy >\(folder.path)/said; exit 0' TERM; sleep 60 & wait"
        #expect(throws: ChildProcess.Trouble.self) {
            try child(line, limits: .init(time: .milliseconds(300), grace: .seconds(10))).run()
        }
        #expect(try folder.text(of: "said") == "tidy\n")
    }

    @Test func `can be cut short from another thread`() throws {
        let running = RunningChildren()
        var long = try child("echo begun; sleep 60")
        long.register = running
        let ender = Thread {
            usleep(200_000)
            running.close()
        }
        ender.start()
        #expect(try long.run().code == 137)
        #expect(try long.run().code == 137)
    }

    /// Dead, though perhaps not yet collected by the process that inherits orphans.
    private func isGone(_ process: pid_t) -> Bool {
        for _ in 0..<200 {
            let status = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
            let state = status.split(separator: ")").last?.split(separator: " ").first
            if state == nil || state == "Z" || state == "X" { return true }
            usleep(10_000)
        }
        return false
    }
}

@Suite(.serialized) struct `many child processes` {
    @Test func `run side by side, and leave neither descriptors nor zombies`() throws {
        _ = try child("true").run()
        let wrong = Mutex<[String]>([])
        let before = try descriptors()
        DispatchQueue.concurrentPerform(iterations: 200) { index in
            let text = (try? child("cat; echo \(index)", input: Array("\(index) ".utf8)).run())?.output
            if text != "\(index) \(index)\n" { wrong.withLock { $0.append("\(index): \(text ?? "nothing")") } }
        }
        #expect(wrong.withLock { $0 } == [])
        // Other tests run at the same time, with a few descriptors of their own.
        #expect(try descriptors() - before < 50)
        #expect(try zombies() < 50)
    }

    private func descriptors() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    }

    /// Children of this process that have ended and were not reaped.
    private func zombies() throws -> Int {
        let text = try String(contentsOfFile: "/proc/self/task/\(getpid())/children", encoding: .utf8)
        return text.split(separator: " ").count { number in
            ((try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8)) ?? "").contains(") Z ")
        }
    }
}
