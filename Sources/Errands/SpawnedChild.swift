import CPosix
import Foundation
import Synchronization

/// A process that was started, the leader of its own group, and not yet reaped.
struct SpawnedChild: Hashable, Sendable {
    let number: pid_t

    /// To the whole group.
    func signal(_ signal: Int32) { kill(-number, signal) }

    /// A descriptor that becomes readable when the process ends; negative when there is none.
    func watch() -> Int32 { dondoc_pidfd_open(number) }

    /// Waits for the end, so that no zombie is left; the code as shells have it.
    func reaped() -> Int32 {
        var status: Int32 = 0
        while waitpid(number, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal
    }

    /// Until the process behind the descriptor has ended, or the time is over.
    static func wait(for watch: Int32, atMost limit: Duration) {
        let end = ContinuousClock.now + limit
        while true {
            let left = end - ContinuousClock.now
            var polled = pollfd(fd: watch, events: Int16(POLLIN), revents: 0)
            if left <= .zero || poll(&polled, 1, left.pollMilliseconds) > 0 { return }
        }
    }
}

/// The children that run now: what still runs when the program ends is ended with it.
final class RunningChildren: Sendable {
    private struct Roll {
        var children: Set<SpawnedChild> = []
        var isClosed = false
    }

    private let roll = Mutex(Roll())
    private let runs = DispatchGroup()

    var isClosed: Bool { roll.withLock { $0.isClosed } }

    /// A run with all that it needs before its child begins and after it has ended.
    func during<Result, Failure: Error>(_ run: () throws(Failure) -> Result) throws(Failure) -> Result {
        runs.enter()
        defer { runs.leave() }
        return try run()
    }

    /// Waits until what was running has tidied up.
    func wait(atMost limit: DispatchTimeInterval) { _ = runs.wait(timeout: .now() + limit) }

    func enter(_ child: SpawnedChild) {
        roll.withLock {
            $0.children.insert(child)
            if $0.isClosed { child.signal(SIGKILL) }
        }
    }

    func leave(_ child: SpawnedChild) { roll.withLock { _ = $0.children.remove(child) } }

    /// Kills all that run, and whatever is still entered: their runs end with code 137.
    func close() {
        roll.withLock {
            $0.isClosed = true
            for child in $0.children { child.signal(SIGKILL) }
        }
    }
}

extension ChildProcess {
    /// The streams in their places, all other descriptors closed, signals as a program expects them.
    func spawn(input: InputFile, output: OutputPipe, error: OutputPipe) throws(Trouble) -> SpawnedChild {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input.descriptor, 0)
        posix_spawn_file_actions_adddup2(&actions, output.writing, 1)
        posix_spawn_file_actions_adddup2(&actions, error.writing, 2)
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        posix_spawn_file_actions_addchdir_np(&actions, folder.path)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        posix_spawnattr_setpgroup(&attributes, 0)
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)

        var number: pid_t = 0
        let variables = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let result = withCStrings([program] + arguments) { arguments in
            withCStrings(variables) { posix_spawn(&number, program, &actions, &attributes, arguments, $0) }
        }
        guard result == 0 else { throw .notStarted(program: program, reason: String(cString: strerror(result))) }
        return SpawnedChild(number: number)
    }

    private func withCStrings<Result>(
        _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        let copies = texts.map { strdup($0) } + [nil]
        defer { for copy in copies { free(copy) } }
        return copies.withUnsafeBufferPointer { body($0.baseAddress!) }
    }
}
