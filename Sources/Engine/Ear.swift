import Dispatch
import Glibc

/// Tells when a socket has something to say; deaf once it is let go.
final class Ear {
    private let source: any DispatchSourceRead

    init(on socket: Int32, _ queue: DispatchQueue, heard: @escaping @Sendable () -> Void) {
        // An own descriptor: the connection may close its own before the source has let go of it.
        let own = fcntl(socket, F_DUPFD_CLOEXEC, 0)
        source = DispatchSource.makeReadSource(fileDescriptor: own, queue: queue)
        source.setEventHandler(handler: heard)
        source.setCancelHandler { @Sendable in close(own) }
        source.activate()
    }

    deinit { source.cancel() }
}
