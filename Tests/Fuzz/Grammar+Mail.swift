/// Mails as programs write them, with what goes wrong on the way.
extension Grammar {
    static func mail(_ random: inout Randomness) -> String {
        var lines = random.isOne(in: 8) ? ["From a@b.vn Thu Mar 18 08:55:00 2021"] : []
        lines += part(&random, depth: 0, isWhole: true)
        return lines.joined(separator: random.pick(["\r\n", "\r\n", "\n", "\r"]))
    }

    private static func part(_ random: inout Randomness, depth: Int, isWhole: Bool) -> [String] {
        var lines: [String] = []
        if isWhole {
            for _ in 0..<random.count(atMost: 12) { lines.append(field(&random)) }
        }
        let boundary = random.pick(["b", "bb", "=_x", "b1", "", "a b", "b\(random.below(4))"])
        switch random.below(depth > 3 ? 3 : 5) {
        case 0: return lines + ["", random.run(of: mailWords + characters, atMost: 30)]
        case 1, 2:
            lines.append("Content-Type: \(random.pick(types))\(parameter(&random))")
            if random.isOne(in: 2) { lines.append("Content-Disposition: attachment\(parameter(&random))") }
            lines.append("Content-Transfer-Encoding: \(random.pick(["base64", "quoted-printable", "8bit", "x"]))")
            return lines + ["", random.run(of: mailWords + ["QmFv", "=C3=A1", "=\r\n", "====", "!"], atMost: 20)]
        case 3:
            lines.append("Content-Type: message/rfc822")
            return lines + [""] + part(&random, depth: depth + 1, isWhole: true)
        default:
            let kind = random.pick(["mixed", "alternative", "related", "signed", "report", "encrypted", "digest"])
            lines.append("Content-Type: multipart/\(kind); boundary=\"\(boundary)\"\(parameter(&random))")
            lines.append("")
            for _ in 0..<random.count(atMost: 5) {
                lines.append("--\(boundary)")
                lines += part(&random, depth: depth + 1, isWhole: random.isOne(in: 4))
            }
            return random.isOne(in: 4) ? lines : lines + ["--\(boundary)--"]
        }
    }

    private static func field(_ random: inout Randomness) -> String {
        let name = random.pick([
            "From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Received", "Return-Path",
            "Auto-Submitted", "X", "Subject ", "Delivered-To", "Content-ID", "Reply-To", "Authentication-Results",
        ])
        let value = random.run(of: mailWords + characters, atMost: 8)
        return "\(name):\(random.pick([" ", "", "\r\n "]))\(value)"
    }

    private static func parameter(_ random: inout Randomness) -> String {
        guard !random.isOne(in: 3) else { return "" }
        let name = random.pick([
            "name", "filename", "charset", "name*", "filename*0*", "filename*1", "name*999", "method",
        ])
        return "; \(name)=\(random.pick(["", "\""]))\(random.run(of: mailWords + characters, atMost: 6))"
    }

    private static let types = [
        "text/plain", "text/html", "application/pdf", "image/png", "text/calendar", "application/ms-tnef",
        "message/delivery-status", "text/rfc822-headers", "application/pkcs7-mime", "", "x", "message/rfc822",
    ]

    static let mailWords = [
        "=?utf-8?B?QsOhbw==?=", "=?utf-8?Q?=C3?=", "=?", "?=", "=?windows-1258?q?=D0_?=", "=?utf-7?Q?+AGE-?=", "a@b.vn",
        "<a@b.vn>", "\"", "(", ")", "<", ">", ";", ":", ",", "--b", "--b--", "-- ", "> ", "wrote:",
        "Vào 08:00 Sở đã viết:",
        "utf-8''%C3%A1", "%", "..", "/", "\\", "không phát sinh", "xin gia hạn đến 24/6, lý do ốm", "đến", "cuối tháng",
        "<p>", "<blockquote>", "</blockquote>", "<!--", "-->", "&#7875;", "&amp", "<script>",
        "Final-Recipient: rfc822; a@b.vn",
        "Action: failed", "Thu, 18 Mar 2021 08:54:00 +0700", "-----BEGIN PGP MESSAGE-----", "MẬT",
        "[#abcdefghijklmnop]", " ",
        "\r\n", "\r\n\r\n", "\t", "Độ mật:", "From: ", "Sent: ", "To: ",
    ]
}
