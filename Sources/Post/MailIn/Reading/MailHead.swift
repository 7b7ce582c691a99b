/// The head of a mail or of one of its parts, unfolded. A line that is none is passed over or ends the head: nothing fails.
struct MailHead: Hashable, Sendable {
    struct Field: Hashable, Sendable {
        /// In small letters.
        let name: String
        let value: [UInt8]
    }

    private(set) var fields: [Field] = []
    /// Something was longer than anybody writes, and was cut.
    private(set) var isCut = false

    static let mostFields = 1000
    static let longestField = 64 << 10
    private static let longestName = 100

    /// Reads from `start`; `end` becomes the first byte of the body.
    init(_ raw: [UInt8], from start: Int, to stop: Int, end: inout Int) {
        var at = start
        var name = ""
        var value: [UInt8] = []
        func close(into head: inout MailHead) {
            guard !name.isEmpty else { return }
            if head.fields.count < MailHead.mostFields {
                head.fields.append(Field(name: name, value: value))
            } else {
                head.isCut = true
            }
            (name, value) = ("", [])
        }
        func add(_ line: Range<Int>, to head: inout MailHead) {
            let room = MailHead.longestField - value.count
            if line.count > room { head.isCut = true }
            value += raw[line.prefix(max(0, room))]
        }
        while at < stop {
            let (line, next) = MailLines.line(in: raw, at: at, to: stop)
            if line.isEmpty {
                at = next
                break
            }
            if raw[line.lowerBound] == 0x20 || raw[line.lowerBound] == 0x09 {
                add(line, to: &self)
            } else if let colon = MailHead.colon(in: raw, line) {
                close(into: &self)
                name = String(decoding: raw[line.lowerBound..<colon], as: UTF8.self).lowercased()
                    .filter { $0 != " " && $0 != "\t" }
                add(colon + 1..<line.upperBound, to: &self)
            } else if at > start || !MailHead.isEnvelope(raw, line) {
                // No blank line: what follows is what the sender wrote.
                break
            }
            at = next
        }
        close(into: &self)
        end = at
    }

    init() {}

    /// The first field of that name, raw.
    subscript(_ name: String) -> [UInt8]? { fields.first { $0.name == name }?.value }

    func all(_ name: String) -> [[UInt8]] { fields.filter { $0.name == name }.map(\.value) }

    /// Decoded, on one line; empty where there is none.
    func text(_ name: String) -> String { self[name].map { EncodedWords.text(of: $0) } ?? "" }

    /// The end of a field's name: letters, digits and `-_.`, and then a colon.
    private static func colon(in raw: [UInt8], _ line: Range<Int>) -> Int? {
        for at in line.prefix(longestName) {
            switch raw[at] {
            case UInt8(ascii: ":"): return at > line.lowerBound ? at : nil
            case 0x21...0x7E, 0x09: continue
            // A space stands only before the colon.
            case 0x20:
                let rest = raw[at..<line.upperBound].drop { $0 == 0x20 || $0 == 0x09 }
                return rest.first == UInt8(ascii: ":") ? rest.startIndex : nil
            default: return nil
            }
        }
        return nil
    }

    /// `From x@y Mon …`: what a mailbox file begins a mail with.
    private static func isEnvelope(_ raw: [UInt8], _ line: Range<Int>) -> Bool {
        let beginning = raw[line].drop { $0 == UInt8(ascii: ">") }
        return beginning.starts(with: Array("From ".utf8))
    }
}

/// Lines of a mail, whatever ends them.
enum MailLines {
    /// The line that begins there, without its end, and where the next one begins.
    static func line(in raw: [UInt8], at start: Int, to stop: Int) -> (Range<Int>, next: Int) {
        let end = raw[start..<stop].firstIndex(of: 0x0A) ?? stop
        let last = end > start && raw[end - 1] == 0x0D ? end - 1 : end
        return (start..<last, min(stop, end + 1))
    }

    /// Without what no text has: NUL, and a mark of the byte order; bare CR ends lines where nothing else does.
    static func cleaned(_ raw: [UInt8]) -> [UInt8] {
        var bytes = raw
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        if bytes.contains(0) { bytes.removeAll { $0 == 0 } }
        if !bytes.contains(0x0A) {
            for place in bytes.indices where bytes[place] == 0x0D { bytes[place] = 0x0A }
        }
        let first = bytes.firstIndex { $0 != 0x0A && $0 != 0x0D } ?? bytes.endIndex
        return first > 0 ? Array(bytes[first...]) : bytes
    }
}
