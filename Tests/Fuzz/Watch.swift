import CPosix
import Foundation
import Glibc

/// What an input may take of the machine. Processor time is counted, not the time on the wall: a busy machine makes
/// nothing look slow, and no alarm stays set behind an input.
enum Watch {
    static let mostSeconds = 2
    static let mostMemory: UInt = 2 << 30

    /// How the process ends where an input takes too long.
    static let hangs: Int32 = 97

    static func begin() {
        signal(SIGPROF) { _ in _exit(Watch.hangs) }
        var limit = rlimit(rlim_cur: mostMemory, rlim_max: mostMemory)
        setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    }

    static func over<Failure>(_ body: () throws(Failure) -> Void) throws(Failure) {
        arm(seconds: mostSeconds)
        defer { arm(seconds: 0) }
        try body()
    }

    private static func arm(seconds: Int) {
        var time = itimerval(it_interval: timeval(), it_value: timeval(tv_sec: seconds, tv_usec: 0))
        setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &time, nil)
    }

    /// The bytes that the process has taken from the heap and not given back.
    static var heap: Int { dondoc_heap_in_use() }

    /// Of this process so far.
    static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
