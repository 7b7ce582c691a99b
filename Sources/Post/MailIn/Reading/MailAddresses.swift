import Casework

/// A list of addresses in the head of a mail (RFC 5322, 3.4); what is no address is passed over.
enum MailAddresses {
    private static let most = 200

    static func read(_ raw: [UInt8]?) -> [Mailbox] {
        guard let raw else { return [] }
        var found: [Mailbox] = []
        for piece in pieces(of: raw) where found.count < most {
            if let mailbox = mailbox(piece) { found.append(mailbox) }
        }
        return found
    }

    /// Parted at commas, semicolons and the colon of a group, where they stand in no quotation, comment or angle.
    private static func pieces(of raw: [UInt8]) -> [[UInt8]] {
        var (pieces, current) = ([[UInt8]](), [UInt8]())
        var (isQuoted, isEscaped, comments, isInAngle) = (false, false, 0, false)
        for byte in raw {
            defer { isEscaped = byte == UInt8(ascii: "\\") && !isEscaped }
            if isEscaped {
                current.append(byte)
                continue
            }
            switch byte {
            case UInt8(ascii: "\"") where comments == 0: isQuoted.toggle()
            case UInt8(ascii: "(") where !isQuoted: comments += 1
            case UInt8(ascii: ")") where !isQuoted && comments > 0: comments -= 1
            case UInt8(ascii: "<") where !isQuoted && comments == 0: isInAngle = true
            case UInt8(ascii: ">") where !isQuoted && comments == 0: isInAngle = false
            case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"):
                guard !isQuoted, comments == 0, !isInAngle else { break }
                pieces.append(current)
                current = []
                continue
            default: break
            }
            current.append(byte)
        }
        return pieces + [current]
    }

    private static func mailbox(_ piece: [UInt8]) -> Mailbox? {
        let open = piece.lastIndex(of: UInt8(ascii: "<"))
        let close = open.flatMap { start in piece[start...].firstIndex(of: UInt8(ascii: ">")) ?? piece.endIndex }
        if let open, let close {
            let address = address(piece[(open + 1)..<close])
            return address.map { Mailbox(name: name(Array(piece[..<open])), address: $0) }
        }
        // `hoa@bao.vn (Nguyễn Thị Hoa)`, or the address alone.
        let comment = piece.firstIndex(of: UInt8(ascii: "("))
        let words = comment.map { piece[($0 + 1)...].prefix { $0 != UInt8(ascii: ")") } } ?? []
        return address(piece[..<(comment ?? piece.endIndex)]).map { Mailbox(name: name(Array(words)), address: $0) }
    }

    private static func address(_ raw: ArraySlice<UInt8>) -> String? {
        let text = String(decoding: raw.filter { !EncodedWords.isSpace($0) }, as: UTF8.self)
        let last = text.split(separator: ":").last.map(String.init) ?? text
        return Message.isAddress(last) ? last : nil
    }

    private static func name(_ raw: [UInt8]) -> String {
        var bytes: [UInt8] = []
        var isEscaped = false
        for byte in raw {
            if !isEscaped, byte == UInt8(ascii: "\\") {
                isEscaped = true
                continue
            }
            if isEscaped || byte != UInt8(ascii: "\"") { bytes.append(byte) }
            isEscaped = false
        }
        return String(EncodedWords.text(of: bytes).prefix(200))
    }
}
