import Casework
import Foundation
import Storage

/// A mail as a unit's program writes it, to be taken in by a site.
package struct WrittenMail {
    package var from: String
    package var subject = "Re: nhac viec"
    package var text = "Kính gửi Sở."
    package var files: [(name: String, bytes: [UInt8])] = []
    /// The key of the notice that it answers.
    package var answers: String?
    /// When the mailbox's server had it, as servers write it: `Wed, 24 Mar 2021 23:58:00 +0700`.
    package var trace: String?
    /// Lines of its head.
    package var more: [String] = []
    package var number = 1

    package init(from: String) { self.from = from }

    package var bytes: [UInt8] {
        var lines = trace.map { ["Received: from a.example.vn by mx.tinh.example.vn; \($0)"] } ?? []
        lines += [
            "From: \(from)", "To: noivu@tinh.example.vn", "Subject: \(encoded(subject))",
            "Message-ID: <written-\(number)@a.example.vn>", "MIME-Version: 1.0",
        ]
        if let answers { lines.append("In-Reply-To: <\(Notice.identity(of: answers))@tinh.example.vn>") }
        lines += more + ["Content-Type: multipart/mixed; boundary=b", "", "--b"]
        lines += [
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "",
            base64(Array(text.utf8)),
        ]
        for file in files {
            lines += [
                "--b", "Content-Type: application/octet-stream; name=\"\(encoded(file.name))\"",
                "Content-Transfer-Encoding: base64", "", base64(file.bytes),
            ]
        }
        return Array((lines + ["--b--", ""]).joined(separator: "\r\n").utf8)
    }

    /// A server's report that a mail of ours has not arrived.
    package static func bounce(
        of key: String, to address: String, _ words: String, action: String = "failed"
    ) -> [UInt8] {
        Array(
            """
            From: MAILER-DAEMON@a.example.vn
            To: noivu@tinh.example.vn
            Subject: Undelivered Mail Returned to Sender
            Message-ID: <\(Storage.Digest.sha256("\(key)\(action)").prefix(12))@a.example.vn>
            Auto-Submitted: auto-replied
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: text/plain

            This is the mail system.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; a.example.vn

            Final-Recipient: rfc822; \(address)
            Action: \(action)
            Status: 5.1.1
            Diagnostic-Code: smtp; \(words)
            --b
            Content-Type: text/rfc822-headers

            Message-ID: <\(Notice.identity(of: key))@tinh.example.vn>
            --b--

            """.utf8)
    }

    private func encoded(_ words: String) -> String { "=?utf-8?B?\(base64(Array(words.utf8)))?=" }
    private func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
