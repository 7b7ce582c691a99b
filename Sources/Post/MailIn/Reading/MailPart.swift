/// A part of a mail, with what is in it.
struct MailPart: Hashable, Sendable {
    let head: MailHead
    let type: HeaderParameters
    let disposition: HeaderParameters
    /// Within the cleaned bytes of the mail.
    let body: Range<Int>
    /// Of a multipart, or the mail that is enclosed.
    let children: [MailPart]

    var isMultipart: Bool { type.value.hasPrefix("multipart/") }
    var isEnclosedMail: Bool { type.value == "message/rfc822" || type.value == "message/global" }
    var isText: Bool { type.value == "text/plain" || type.value == "text/html" }

    /// As it is told; nil where nobody has given one.
    var name: String? { (disposition["filename"] ?? type["name"]).flatMap { $0.isEmpty ? nil : $0 } }
}

/// Why a mail was not looked through to its end.
enum MailLimit: String, Hashable, Sendable, CaseIterable {
    case tooLarge, tooManyParts, tooDeep
}

/// Parts a mail into what it is made of (RFC 2046). What is broken is read as far as it goes; nothing is lost.
struct MailParting {
    private let raw: [UInt8]
    private var count = 0
    private(set) var limits: Set<MailLimit> = []

    static let mostParts = 500
    static let deepest = 20

    /// - Parameter raw: cleaned.
    init(_ raw: [UInt8]) { self.raw = raw }

    mutating func part() -> MailPart { part(0..<raw.count, depth: 0, otherwise: "text/plain") }

    private mutating func part(_ range: Range<Int>, depth: Int, otherwise: String) -> MailPart {
        count += 1
        var start = range.lowerBound
        let head = MailHead(raw, from: range.lowerBound, to: range.upperBound, end: &start)
        let written = HeaderParameters(head["content-type"] ?? Array(otherwise.utf8))
        let type = written.value.contains("/") ? written : HeaderParameters(Array(otherwise.utf8))
        let body = start..<range.upperBound
        var children: [MailPart] = []
        if type.value.hasPrefix("multipart/") || type.value == "message/rfc822" || type.value == "message/global" {
            if depth >= MailParting.deepest {
                limits.insert(.tooDeep)
            } else if type.value.hasPrefix("multipart/") {
                children = parts(of: body, type, depth: depth)
            } else if (head["content-transfer-encoding"].map { String(decoding: $0, as: UTF8.self).lowercased() } ?? "")
                .contains("base64") == false
            {
                children = [part(body, depth: depth + 1, otherwise: "text/plain")]
            }
        }
        return MailPart(
            head: head, type: type, disposition: HeaderParameters(head["content-disposition"] ?? []), body: body,
            children: children)
    }

    private mutating func parts(of body: Range<Int>, _ type: HeaderParameters, depth: Int) -> [MailPart] {
        guard let boundary = type["boundary"].map({ Array("--\($0)".utf8) }) ?? guessedBoundary(in: body) else {
            return []
        }
        let inner = type.value == "multipart/digest" ? "message/rfc822" : "text/plain"
        var children: [MailPart] = []
        for range in ranges(in: body, between: boundary) {
            guard count < MailParting.mostParts else {
                limits.insert(.tooManyParts)
                break
            }
            children.append(part(range, depth: depth + 1, otherwise: inner))
        }
        return children
    }

    /// What stands between the lines of the boundary; the last part ends with the mail where its boundary is missing.
    private func ranges(in body: Range<Int>, between boundary: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var opened: Int?
        var at = body.lowerBound
        func close(at end: Int) {
            // The line end before a boundary belongs to the boundary.
            if let start = opened { found.append(start..<max(start, trimmed(end, from: start))) }
        }
        while at < body.upperBound {
            let (line, next) = MailLines.line(in: raw, at: at, to: body.upperBound)
            if line.count >= boundary.count, raw[line.lowerBound] == boundary[0], raw[line].starts(with: boundary) {
                let rest = raw[(line.lowerBound + boundary.count)..<line.upperBound].drop { EncodedWords.isSpace($0) }
                if rest.isEmpty {
                    close(at: at)
                    opened = next
                } else if rest.starts(with: Array("--".utf8)), rest.dropFirst(2).allSatisfy(EncodedWords.isSpace) {
                    close(at: at)
                    return found
                }
            }
            at = next
        }
        if let start = opened, start < body.upperBound { found.append(start..<body.upperBound) }
        return found
    }

    private func trimmed(_ end: Int, from start: Int) -> Int {
        var end = end
        if end > start, raw[end - 1] == 0x0A { end -= 1 }
        if end > start, raw[end - 1] == 0x0D { end -= 1 }
        return end
    }

    /// Where the head forgot to tell it: the first line that begins with two dashes and is followed by a head.
    private func guessedBoundary(in body: Range<Int>) -> [UInt8]? {
        var at = body.lowerBound
        var lines = 0
        while at < body.upperBound, lines < 200 {
            let (line, next) = MailLines.line(in: raw, at: at, to: body.upperBound)
            if line.count > 3, line.count < 100, raw[line].starts(with: Array("--".utf8)), next < body.upperBound {
                let (following, _) = MailLines.line(in: raw, at: next, to: body.upperBound)
                let words = String(decoding: raw[following].prefix(12), as: UTF8.self).lowercased()
                if words.hasPrefix("content-") { return Array(raw[line]) }
            }
            at = next
            lines += 1
        }
        return nil
    }
}
