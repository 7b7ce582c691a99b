import Foundation

/// A wire between a node and its database that can be cut: while it is, nothing comes through and nobody is told.
package final class NetworkCut: Sendable {
    package let port: Int
    private let process: DondocProcess

    /// - Parameter target: the server's port on loopback.
    package init(to target: Int) throws {
        port = try PostgresServer.freePort()
        process = try DondocProcess(program: "python3", ["-u", "-c", NetworkCut.script, String(port), String(target)])
        for _ in 1...200 where !PostgresServer.answers(port) { usleep(50_000) }
    }

    deinit { process.send(signal: SIGKILL) }

    package func cut() { process.send(signal: SIGSTOP) }
    package func mend() { process.send(signal: SIGCONT) }

    /// Ends with the process that started it.
    private static let script = """
        import ctypes, signal, socket, sys, threading
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
        def carry(a, b):
            try:
                while data := a.recv(65536): b.sendall(data)
            except OSError: pass
            for end in (a, b):
                try: end.shutdown(socket.SHUT_RDWR)
                except OSError: pass
        door = socket.socket()
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(("127.0.0.1", int(sys.argv[1])))
        door.listen(64)
        while True:
            near = door.accept()[0]
            try: far = socket.create_connection(("127.0.0.1", int(sys.argv[2])))
            except OSError:
                near.close()
                continue
            for pair in ((near, far), (far, near)): threading.Thread(target=carry, args=pair, daemon=True).start()
        """
}
