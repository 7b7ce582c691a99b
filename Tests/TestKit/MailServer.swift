import Foundation
package import Notation

/// A real mail server of the tests' own: on loopback, on a free port, in a folder that goes with it.
package final class MailServer {
    package let port: Int
    /// Vouches for the server's certificate, which is for `localhost`.
    package let authorities: String
    private let folder: TemporaryFolder
    private let process: DondocProcess

    /// The one that takes everything, and fails where it is told to.
    /// - Parameter settings: as `Tests/MailServers/sink.py` has them.
    package convenience init(sink settings: JSON) throws {
        try self.init(script: "sink.py") { folder in
            var settings = settings
            settings["log"] = .string("\(folder)/log")
            settings["certificate"] = .string("\(folder)/certificate.pem")
            settings["key"] = .string("\(folder)/key.pem")
            return [settings.text]
        }
    }

    /// By aiosmtpd, with STARTTLS and authentication as `don-doc`, `mật khẩu`.
    package static func withAuthentication() throws -> MailServer {
        try MailServer(script: "aiosmtpd_server.py") { ["\($0)/log", "\($0)/certificate.pem", "\($0)/key.pem"] }
    }

    private init(script: String, arguments: (String) -> [String]) throws {
        folder = try TemporaryFolder()
        let path = folder.url.path
        authorities = "\(path)/certificate.pem"
        try MailServer.certify(in: path)
        let program = DondocProcess.root.appending(path: "Tests/MailServers/\(script)").path
        // Debian's own: only that one has its packages.
        process = try DondocProcess(program: "/usr/bin/python3", [program] + arguments(path))
        for _ in 1...400 {
            if let port = Int(process.output.split(separator: "\n").first ?? "") {
                self.port = port
                return
            }
            usleep(25_000)
        }
        throw MailServerError(words: "the mail server has not started within 10 seconds")
    }

    /// `certificate.pem` and `key.pem`, for `localhost`.
    static func certify(in path: String) throws {
        let certifying = try DondocProcess(
            program: "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout",
                "\(path)/key.pem", "-out", "\(path)/certificate.pem",
            ])
        guard certifying.result().code == 0 else { throw MailServerError(words: "openssl made no certificate") }
    }

    deinit { stop() }

    /// The connections break off.
    package func stop() { process.send(signal: SIGKILL) }

    /// What was handed over whole, in order.
    package var taken: [JSON] {
        get throws {
            let log = "\(folder.url.path)/log"
            guard FileManager.default.fileExists(atPath: log) else { return [] }
            return try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map {
                try JSON(parsing: String($0))
            }
        }
    }
}

struct MailServerError: Error, CustomStringConvertible {
    let words: String
    var description: String { words }
}
