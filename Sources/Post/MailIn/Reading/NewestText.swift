import Foundation

/// What the sender has written now: the lines above the mail that is answered or passed on, without a signature.
enum NewestText {
    /// - Parameter html: taken where there is no plain text with anything in it.
    static func of(_ plain: String?, fromHTML html: String?, atMost limit: Int) -> String {
        let isEmpty = plain.map { $0.allSatisfy(\.isWhitespace) } ?? true
        let whole = isEmpty ? html.map { HTMLWords.read($0) } ?? "" : plain ?? ""
        let clipped = String(whole.unicodeScalars.prefix(limit * 2))
        let lines = clipped.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        var kept: [String] = []
        for (place, line) in lines.enumerated() {
            let words = line.trimmingCharacters(in: .whitespaces)
            if isSignature(line) || beginsQuotation(lines, at: place) { break }
            if words.hasPrefix(">") || words.hasPrefix("-----BEGIN PGP") || words.hasPrefix("Hash: SHA") { continue }
            kept.append(words)
        }
        while kept.last?.isEmpty == true { kept.removeLast() }
        while kept.first?.isEmpty == true { kept.removeFirst() }
        return String(kept.joined(separator: "\n").normalized.prefix(limit))
    }

    private static func isSignature(_ line: String) -> Bool {
        if line == "-- " || line == "--" || line == "-----BEGIN PGP SIGNATURE-----" { return true }
        let words = line.trimmingCharacters(in: .whitespaces).lowercased().normalized
        return signatures.contains { words.hasPrefix($0) } && words.count < 80
    }

    private static let signatures = [
        "sent from my", "sent from mail for", "sent from outlook", "get outlook for", "được gửi từ", "gửi từ iphone",
        "đã gửi từ", "gửi từ điện thoại", "gửi từ samsung", "gửi từ thiết bị", "gửi bằng", "gửi từ thư trên",
        "gửi từ outlook", "gửi từ yahoo", "gửi từ zimbra",
    ]

    /// What programs write above the mail that is answered.
    private static func beginsQuotation(_ lines: [String], at place: Int) -> Bool {
        let line = bare(lines[place])
        guard !line.isEmpty, line.count < 300 else { return false }
        if dividers.contains(where: { line.hasPrefix($0) }) { return true }
        if line.allSatisfy({ $0 == "_" }), line.count >= 10 { return true }
        // The line may be broken before its end.
        let following = lines[(place + 1)...].prefix(2).map(bare)
        let joined = ([line] + following).joined(separator: " ")
        if openers.contains(where: { line.hasPrefix($0) }) {
            for ending in closers where line.hasSuffix(ending) || following.contains(where: { $0.hasSuffix(ending) }) {
                if joined.contains("@") || joined.contains(where: \.isNumber) { return true }
            }
        }
        // `From:`, `Sent:`, `To:` below each other, in either language.
        guard heads[0].contains(where: { line.hasPrefix($0) }) else { return false }
        let next = lines[(place + 1)...].prefix(5).map(bare)
        return heads.dropFirst().count { words in next.contains { line in words.contains { line.hasPrefix($0) } } } >= 2
    }

    private static func bare(_ line: String) -> String {
        line.trimmingCharacters(in: CharacterSet(charactersIn: " \t*|>\u{A0}")).lowercased().normalized
    }

    private static let dividers = [
        "-----original message", "----- original message", "-----thư gốc", "----- thư gốc", "----- forwarded",
        "---------- forwarded", "---------- thư đã chuyển", "---------- thư được chuyển", "----thư gốc",
        "begin forwarded message", "bắt đầu thư được chuyển tiếp", "-------- thư gốc", "-------- original message",
        "-------- forwarded message", "-------- thư chuyển tiếp", "-----tin nhắn gốc", "-------- tin nhắn gốc",
    ]
    private static let openers = [
        "on ", "vào ", "ngày ", "lúc ", "từ: ", "le ", "th ", "t2", "t3", "t4", "t5", "t6", "t7", "cn",
    ]
    private static let closers = ["wrote:", "đã viết:", "viết:", "đã viết", "wrote", "a écrit :"]
    private static let heads = [
        ["from:", "từ:", "người gửi:"], ["sent:", "date:", "đã gửi:", "ngày:", "gửi:", "ngày gửi:", "gửi lúc:"],
        ["to:", "đến:", "tới:", "người nhận:", "kính gửi:"], ["subject:", "chủ đề:", "tiêu đề:", "v/v:"],
    ]
}
