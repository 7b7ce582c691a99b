import Foundation
import Notation

/// One program, run to its end by the thread that asks: own process group, own folder, clean environment, limits.
///
/// Nothing that it starts outlives it: when the program ends, what is left of its process group is killed. (What leaves the
/// group by `setsid` is out of reach.) Output that is not UTF-8 is repaired with U+FFFD.
struct ChildProcess {
    /// The path of an executable file.
    let program: String
    var arguments: [String] = []
    /// All of it: nothing is taken over from this process.
    var environment: [String: String] = [:]
    var input: [UInt8] = []
    /// Where it runs.
    let folder: WorkingFolder
    var limits = Limits()
    /// Where it can be found while it runs, so that somebody else can end it.
    var register: RunningChildren?

    struct Limits: Sendable {
        var time: Duration = .seconds(3600)
        /// How long after the polite signal the rude one comes.
        var grace: Duration = .seconds(2)
        /// Bytes of each of the two streams.
        var output = 8 << 20
    }

    struct Ending: Equatable {
        /// The exit code; 128 + n after signal n, as shells have it.
        let code: Int32
        let output: String
        let error: String
    }

    enum Trouble: Error, Equatable {
        case notStarted(program: String, reason: String)
        case outOfTime(Duration)
        case tooMuch(stream: String, bytes: Int)
    }

    /// - Parameter abandonment: kills the whole group when it is declared; the code is then 137.
    func run(unless abandonment: Abandonment = Abandonment()) throws(Trouble) -> Ending {
        let input = try InputFile(holding: self.input, for: program)
        defer { input.close() }
        var output = try OutputPipe(name: "stdout", for: program)
        defer { output.close() }
        var error = try OutputPipe(name: "stderr", for: program)
        defer { error.close() }
        let child = try spawn(input: input, output: output, error: error)
        output.closeWriting()
        error.closeWriting()
        let watch = child.watch()
        guard watch >= 0 else {
            let reason = String(cString: strerror(errno))
            child.signal(SIGKILL)
            _ = child.reaped()
            throw .notStarted(program: program, reason: reason)
        }
        defer { close(watch) }
        register?.enter(child)
        let trouble = abandonment.listening({ child.signal(SIGKILL) }) {
            follow(child, watch, &output, &error)
        }
        // Whoever ends children by their number must not find one that is gone: its number may be another's by then.
        register?.leave(child)
        child.signal(SIGKILL)
        let code = child.reaped()
        // What the dead had written is still in the pipes.
        if trouble == nil {
            try output.drain(atMost: limits.output)
            try error.drain(atMost: limits.output)
        }
        withExtendedLifetime(folder) {}
        if let trouble { throw trouble }
        return Ending(code: code, output: output.text, error: error.text)
    }

    /// Reads until the child has ended, or has to be ended: then the trouble is told, and a polite signal has been sent.
    private func follow(
        _ child: SpawnedChild, _ watch: Int32, _ output: inout OutputPipe, _ error: inout OutputPipe
    ) -> Trouble? {
        let end = ContinuousClock.now + limits.time
        while true {
            var polled = [output.polled, error.polled, pollfd(fd: watch, events: Int16(POLLIN), revents: 0)]
            let left = end - ContinuousClock.now
            if left <= .zero {
                child.signal(SIGTERM)
                SpawnedChild.wait(for: watch, atMost: limits.grace)
                return .outOfTime(limits.time)
            }
            guard poll(&polled, nfds_t(polled.count), left.pollMilliseconds) > 0 else { continue }
            do throws(Trouble) {
                if polled[0].revents != 0 { try output.read(atMost: limits.output) }
                if polled[1].revents != 0 { try error.read(atMost: limits.output) }
            } catch {
                return error
            }
            if polled[2].revents != 0 { return nil }
        }
    }
}

extension Duration {
    /// Rounded up, so that a rest of a millisecond is not waited for in a busy loop.
    var pollMilliseconds: Int32 {
        let (seconds, attoseconds) = components
        guard seconds < 1_000_000 else { return 1_000_000_000 }
        return Int32(seconds) * 1000 + Int32(attoseconds / 1_000_000_000_000_000) + 1
    }
}
