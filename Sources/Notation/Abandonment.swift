import Synchronization

/// Tells whoever works for somebody that nobody waits for the result any more. Safe on any thread.
package final class Abandonment: Sendable {
    private struct State {
        var isDeclared = false
        var listener: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    package init() {}

    package var isDeclared: Bool { state.withLock { $0.isDeclared } }

    /// Calls the listener, once. Tolerates being called twice.
    package func declare() {
        let listener = state.withLock { state in
            state.isDeclared = true
            defer { state.listener = nil }
            return state.listener
        }
        listener?()
    }

    /// While the body runs, the listener is called when the work is abandoned; at once if it has been already.
    package func listening<Result, Failure: Error>(
        _ listener: @escaping @Sendable () -> Void, while body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let isDeclared = state.withLock { state in
            state.listener = listener
            return state.isDeclared
        }
        defer { state.withLock { $0.listener = nil } }
        if isDeclared { listener() }
        return try body()
    }
}
