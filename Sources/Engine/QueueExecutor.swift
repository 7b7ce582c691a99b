import Almanac
package import Dispatch
import Foundation

/// Lets an actor live on a Dispatch queue, so that timer handlers are already inside it.
package final class QueueExecutor: SerialExecutor {
    private let queue: DispatchQueue

    package init(queue: DispatchQueue) { self.queue = queue }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    package func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }
}

extension Instant {
    var wallTime: DispatchWallTime {
        DispatchWallTime(
            timespec: timespec(tv_sec: Int(milliseconds / 1000), tv_nsec: Int(milliseconds % 1000) * 1_000_000))
    }
}
