package import Foundation
import Synchronization

/// A real Dovecot with one mailbox: on loopback, on free ports, unprivileged, in a folder that goes with it.
///
/// The user is `noivu@tinh.example.vn`, the password `mật khẩu`.
package final class MailboxServer: Sendable {
    /// For STARTTLS, or nothing.
    package let port: Int
    package let securePort: Int
    /// Vouches for the server's certificate, which is for `localhost`.
    package let authorities: String
    package let path: String
    private let folder: TemporaryFolder
    private let process = Mutex<DondocProcess?>(nil)
    private let delivered = Mutex(0)
    /// As root it runs as somebody without rights.
    private static let owner: (name: String, group: String)? = getuid() == 0 ? ("nobody", "nogroup") : nil

    package init() throws {
        folder = try TemporaryFolder()
        path = folder.path
        authorities = "\(folder.path)/certificate.pem"
        (port, securePort) = (try PostgresServer.freePort(), try PostgresServer.freePort())
        try MailServer.certify(in: path)
        try folder.write("noivu@tinh.example.vn:{PLAIN}mật khẩu::::\(path)::\n", to: "users")
        try folder.write(configuration, to: "dovecot.conf")
        for name in ["base", "state", "mail/new", "mail/cur", "mail/tmp"] {
            try FileManager.default.createDirectory(atPath: "\(path)/\(name)", withIntermediateDirectories: true)
        }
        try own("")
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) { try own("/\(name)") }
        try start()
    }

    deinit { stop() }

    private var configuration: String {
        let user = MailboxServer.owner?.name ?? NSUserName()
        let group = MailboxServer.owner?.group ?? String(getgid())
        return """
            base_dir = \(path)/base
            state_dir = \(path)/state
            log_path = \(path)/log
            protocols = imap
            listen = 127.0.0.1
            ssl = yes
            ssl_cert = <\(path)/certificate.pem
            ssl_key = <\(path)/key.pem
            disable_plaintext_auth = no
            auth_failure_delay = 0
            default_internal_user = \(user)
            default_login_user = \(user)
            default_internal_group = \(group)
            mail_location = maildir:\(path)/mail
            first_valid_uid = 1
            first_valid_gid = 1
            service imap-login {
              chroot =
              inet_listener imap {
                port = \(port)
              }
              inet_listener imaps {
                port = \(securePort)
              }
            }
            service anvil {
              chroot =
            }
            passdb {
              driver = passwd-file
              args = \(path)/users
            }
            userdb {
              driver = static
              args = uid=\(user) gid=\(group) home=\(path)
            }

            """
    }

    private func own(_ name: String) throws {
        guard let owner = MailboxServer.owner else { return }
        try FileManager.default.setAttributes(
            [.ownerAccountName: owner.name, .groupOwnerAccountName: owner.group], ofItemAtPath: path + name)
    }

    package func start() throws {
        let script = DondocProcess.root.appending(path: "Tests/MailServers/unblocked.py").path
        let command = [
            script, MailboxServer.owner?.name ?? "", MailboxServer.owner?.group ?? "", "dovecot", "-F", "-c",
            "\(path)/dovecot.conf",
        ]
        let started = try DondocProcess(program: "/usr/bin/python3", command, in: path)
        process.withLock { $0 = started }
        for _ in 1...400 {
            if PostgresServer.answers(port), PostgresServer.answers(securePort) { return }
            usleep(25_000)
        }
        throw MailServerError(
            words: "Dovecot has not started within 10 seconds: \((try? folder.text(of: "log")) ?? "")")
    }

    /// The connections break off.
    package func stop() {
        process.withLock { process in
            process?.send(signal: SIGTERM)
            _ = process?.result()
            process = nil
        }
    }

    // MARK: What lies in the mailbox

    /// Puts a mail into the inbox, as a server does that takes mail in.
    /// - Returns: where it lies.
    @discardableResult
    package func deliver(_ bytes: [UInt8], at arrived: Date? = nil) throws -> String {
        let number = delivered.withLock { count in
            count += 1
            return count
        }
        let name = "\(1_000_000_000 + number).test"
        try Data(bytes).write(to: URL(filePath: "\(path)/mail/tmp/\(name)"))
        try own("/mail/tmp/\(name)")
        if let arrived {
            try FileManager.default.setAttributes(
                [.modificationDate: arrived], ofItemAtPath: "\(path)/mail/tmp/\(name)")
        }
        try FileManager.default.moveItem(atPath: "\(path)/mail/tmp/\(name)", toPath: "\(path)/mail/new/\(name)")
        return "\(path)/mail/new/\(name)"
    }

    /// By folder: the inbox is "", others as they are on disk.
    package var mails: [String: [String]] {
        get throws {
            let names = try FileManager.default.subpathsOfDirectory(atPath: "\(path)/mail").map {
                $0.split(separator: "/").map(String.init)
            }
            var found: [String: [String]] = [:]
            for parts in names where parts.count > 1 && ["new", "cur"].contains(parts[parts.count - 2]) {
                found[parts.count == 3 ? parts[0] : "", default: []].append(parts[parts.count - 1])
            }
            return found
        }
    }

    /// How many of the inbox somebody has read.
    package var seen: Int {
        get throws { try (mails[""] ?? []).count { ($0.split(separator: ",").last ?? "").contains("S") } }
    }

    /// As when the mailbox was brought back from a copy: all numbers mean something else.
    package func renumber() throws {
        stop()
        let list = "\(path)/mail/dovecot-uidlist"
        var lines = try String(contentsOfFile: list, encoding: .utf8).split(separator: "\n").map(String.init)
        lines[0] = lines[0].split(separator: " ").map { word in
            guard word.hasPrefix("V"), let number = Int(word.dropFirst()) else { return String(word) }
            return "V\(number + 1)"
        }.joined(separator: " ")
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: list))
        try own("/mail/dovecot-uidlist")
        for name in try FileManager.default.contentsOfDirectory(atPath: "\(path)/mail")
        where name.hasPrefix("dovecot.index") || name.hasPrefix("dovecot.list") {
            try FileManager.default.removeItem(atPath: "\(path)/mail/\(name)")
        }
        try start()
    }
}
