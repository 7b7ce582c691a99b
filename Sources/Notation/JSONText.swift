extension JSON {
    /// Compact JSON text, members in their own order.
    package var text: String {
        var writer = JSONWriter(indent: nil)
        writer.write(self, depth: 0)
        return writer.finished
    }

    /// The same, given up as soon as it gets longer: parts that are shared are written out each time that they stand
    /// somewhere, so that a value of a few kilobytes may have a text of many gigabytes.
    package func text(atMost bytes: Int) -> String? {
        let writer = written(atMost: bytes)
        return writer.isOver ? nil : writer.finished
    }

    /// The first bytes of the text, or a little more of it; the whole where it has no more.
    package func opening(_ bytes: Int) -> String { written(atMost: bytes).finished }

    private func written(atMost bytes: Int) -> JSONWriter {
        var writer = JSONWriter(indent: nil, most: bytes)
        writer.write(self, depth: 0)
        return writer
    }

    /// Indented by two spaces, for people.
    package var prettyText: String {
        var writer = JSONWriter(indent: 2)
        writer.write(self, depth: 0)
        return writer.finished
    }

    /// The shortest text that reads back as the same number; whole numbers without a point up to 17 digits,
    /// as jq prints them. What JSON cannot say: not-a-number is `null`, infinities are the largest doubles.
    package static func text(of number: Double) -> String {
        if number.isNaN { return "null" }
        if number.isInfinite { return number < 0 ? "-1.7976931348623157e+308" : "1.7976931348623157e+308" }
        if number == number.rounded(), abs(number) < 1e17 {
            return number == 0 ? (number.sign == .minus ? "-0" : "0") : String(Int(number))
        }
        let text = "\(number)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}

struct JSONWriter {
    let indent: Int?
    /// Nothing is added once there is more.
    let most: Int
    private(set) var bytes: [UInt8] = []

    init(indent: Int?, most: Int = .max, capacity: Int = 0) {
        self.indent = indent
        self.most = most
        bytes.reserveCapacity(capacity)
    }

    var finished: String { String(decoding: bytes, as: UTF8.self) }
    var isOver: Bool { bytes.count > most }

    mutating func write(_ value: JSON, depth: Int) {
        switch value {
        case .null: put("null")
        case .bool(let value): put(value ? "true" : "false")
        case .integer(let value): write(value)
        case .number(let value): put(JSON.text(of: value))
        case .string(let value): write(value)
        case .array(let values):
            list(values.count, "[", "]", depth) { $0.write(values[$1], depth: depth + 1) }
        case .object(let members):
            list(members.count, "{", "}", depth) {
                $0.write(name: members.keys[$1])
                $0.write(members.values[$1], depth: depth + 1)
            }
        }
    }

    mutating func write(name: String) {
        write(name)
        put(indent == nil ? ":" : ": ")
    }

    mutating func list(
        _ count: Int, _ open: String, _ close: String, _ depth: Int, _ element: (inout Self, Int) -> Void
    ) {
        put(open)
        for index in 0..<count {
            if isOver { return }
            if index > 0 { put(",") }
            newLine(depth + 1)
            element(&self, index)
        }
        if isOver { return }
        if count > 0 { newLine(depth) }
        put(close)
    }

    /// Where a member that was written begins, with its name in quotes, and where the name ends.
    struct MemberPlace {
        let start: Int
        let nameEnd: Int
    }

    /// The name of a member; its value follows.
    mutating func begin(member name: String) -> MemberPlace {
        let start = bytes.count
        write(name)
        let end = bytes.count
        put(byte: UInt8(ascii: ":"))
        return MemberPlace(start: start, nameEnd: end)
    }

    /// Brings the members that were written last, up to the end, into the order of their names.
    mutating func sort(_ members: ArraySlice<MemberPlace>) {
        guard let first = members.first else { return }
        let sorted = bytes.withUnsafeBufferPointer { bytes -> [UInt8]? in
            func precedes(_ a: MemberPlace, _ b: MemberPlace) -> Bool {
                bytes[a.start + 1..<a.nameEnd - 1].lexicographicallyPrecedes(bytes[b.start + 1..<b.nameEnd - 1])
            }
            if zip(members, members.dropFirst()).allSatisfy({ !precedes($1, $0) }) { return nil }
            var sorted: [UInt8] = []
            sorted.reserveCapacity(bytes.count - first.start)
            for place in members.indices.sorted(by: { precedes(members[$0], members[$1]) }) {
                if !sorted.isEmpty { sorted.append(UInt8(ascii: ",")) }
                let end = place + 1 < members.endIndex ? members[place + 1].start - 1 : bytes.count
                sorted.append(contentsOf: bytes[members[place].start..<end])
            }
            return sorted
        }
        if let sorted { bytes.replaceSubrange(first.start..., with: sorted) }
    }

    private mutating func newLine(_ depth: Int) {
        guard let indent else { return }
        put("\n")
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent * depth))
    }

    mutating func put(byte: UInt8) { bytes.append(byte) }

    mutating func write(_ value: Int) { put(String(value)) }

    mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { buffer in
            var start = 0
            for at in buffer.indices where JSONWriter.isEscaped(buffer[at]) {
                bytes.append(contentsOf: buffer[start..<at])
                escape(buffer[at])
                start = at + 1
                if isOver { return }
            }
            bytes.append(contentsOf: buffer[start...].prefix(max(0, most - bytes.count) + 1))
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): put("\\\"")
        case UInt8(ascii: "\\"): put("\\\\")
        case 0x08: put("\\b")
        case 0x0C: put("\\f")
        case 0x0A: put("\\n")
        case 0x0D: put("\\r")
        case 0x09: put("\\t")
        default:
            let hex = String(byte, radix: 16)
            put("\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex)
        }
    }
}
