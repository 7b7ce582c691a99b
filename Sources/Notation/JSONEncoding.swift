extension JSON {
    /// Any value that can be encoded, as JSON; a `JSON` inside stands there as it is.
    ///
    /// Names come in alphabetical order, so that equal values have equal texts.
    package init<Value: Encodable>(encoding value: Value) throws {
        // The types are compared first: a cast that fails is slow, and most do.
        if Value.self == JSON.self, let json = value as? JSON {
            self = json
            return
        }
        try self.init(parsing: JSON.text(encoding: value))
    }

    /// The text of `JSON(encoding:)`, written at once, without a tree between.
    package static func text<Value: Encodable>(encoding value: Value) throws -> String {
        let sheet = UnsafeMutablePointer<EncodingSheet>.allocate(capacity: 1)
        sheet.initialize(to: EncodingSheet())
        defer {
            sheet.deinitialize(count: 1)
            sheet.deallocate()
        }
        try write(value, on: sheet)
        return sheet.pointee.writer.finished
    }

    fileprivate static func write<Value: Encodable>(
        _ value: Value, on sheet: UnsafeMutablePointer<EncodingSheet>
    ) throws {
        if Value.self == JSON.self, let json = value as? JSON { return sheet.pointee.writer.write(json, depth: 0) }
        let (depth, start) = (sheet.pointee.depth, sheet.pointee.writer.bytes.count)
        try value.encode(to: ValueEncoding(sheet: sheet, depth: depth))
        sheet.pointee.close(to: depth)
        if sheet.pointee.writer.bytes.count == start { sheet.pointee.writer.put("{}") }
    }
}

/// The text that all containers of a value write to, one after the other: whoever writes again closes what was opened
/// inside it since.
///
/// Behind a pointer and not an object: the containers are many and short-lived, and nobody keeps one for longer than the
/// call of `text(encoding:)`; each access to an object's property would be checked.
private struct EncodingSheet {
    private struct Open {
        /// Tells one container from another that was open at the same depth.
        let number: Int
        let isList: Bool
        var count = 0
        /// Where its members' places begin.
        let firstPlace: Int
    }

    var writer = JSONWriter(indent: nil, capacity: 1024)
    private var open: [Open] = []
    private var places: [JSONWriter.MemberPlace] = []
    private var opened = 0

    init() {
        open.reserveCapacity(8)
        places.reserveCapacity(64)
    }

    var depth: Int { open.count }

    func count(at depth: Int) -> Int { open[depth].count }

    /// A container at that depth; one that is asked for twice is the same.
    mutating func open(isList: Bool, at depth: Int) -> Int {
        if open.count > depth, open[depth].isList == isList { return open[depth].number }
        close(to: depth)
        opened += 1
        open.append(Open(number: opened, isList: isList, firstPlace: places.count))
        writer.put(byte: isList ? UInt8(ascii: "[") : UInt8(ascii: "{"))
        return opened
    }

    mutating func begin(_ name: String, in container: Int, at depth: Int) {
        beginElement(in: container, at: depth)
        places.append(writer.begin(member: name))
    }

    mutating func beginElement(in container: Int, at depth: Int) {
        precondition(
            depth < open.count && open[depth].number == container,
            "a container is written to after the one around it has gone on")
        if open.count > depth + 1 { close(to: depth + 1) }
        if open[depth].count > 0 { writer.put(byte: UInt8(ascii: ",")) }
        open[depth].count += 1
    }

    mutating func close(to depth: Int) {
        while open.count > depth, let last = open.popLast() {
            if !last.isList {
                writer.sort(places[last.firstPlace...])
                places.removeSubrange(last.firstPlace...)
            }
            writer.put(byte: last.isList ? UInt8(ascii: "]") : UInt8(ascii: "}"))
        }
    }
}

private struct ValueEncoding: Encoder, SingleValueEncodingContainer {
    let sheet: UnsafeMutablePointer<EncodingSheet>
    let depth: Int
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        let container = sheet.pointee.open(isList: false, at: depth)
        return KeyedEncodingContainer(MembersEncoding<Key>(sheet: sheet, depth: depth, container: container))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        ListEncoding(sheet: sheet, depth: depth, container: sheet.pointee.open(isList: true, at: depth))
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    func encodeNil() { sheet.pointee.writer.put("null") }
    func encode(_ value: Bool) { sheet.pointee.writer.put(value ? "true" : "false") }
    func encode(_ value: String) { sheet.pointee.writer.write(value) }
    func encode(_ value: Double) { sheet.pointee.writer.write(.number(value), depth: 0) }
    func encode(_ value: Float) { encode(Double(value)) }
    func encode(_ value: Int) { sheet.pointee.writer.write(value) }
    func encode(_ value: Int8) { encode(Int(value)) }
    func encode(_ value: Int16) { encode(Int(value)) }
    func encode(_ value: Int32) { encode(Int(value)) }
    func encode(_ value: Int64) { encode(Int(value)) }
    func encode(_ value: UInt) throws { try encode(whole: value) }
    func encode(_ value: UInt8) { encode(Int(value)) }
    func encode(_ value: UInt16) { encode(Int(value)) }
    func encode(_ value: UInt32) { encode(Int(value)) }
    func encode(_ value: UInt64) throws { try encode(whole: value) }
    func encode(_ value: some Encodable) throws { try JSON.write(value, on: sheet) }

    private func encode(whole value: some BinaryInteger) throws {
        guard let whole = Int(exactly: value) else {
            throw EncodingError.invalidValue(value, .init(codingPath: [], debugDescription: "beyond 64 bits"))
        }
        encode(whole)
    }
}

private struct MembersEncoding<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let sheet: UnsafeMutablePointer<EncodingSheet>
    let depth: Int
    let container: Int
    var codingPath: [any CodingKey] { [] }

    /// What stands behind the name.
    private func value(_ name: String) -> ValueEncoding {
        sheet.pointee.begin(name, in: container, at: depth)
        return ValueEncoding(sheet: sheet, depth: depth + 1)
    }

    func encodeNil(forKey key: Key) { value(key.stringValue).encodeNil() }
    func encode(_ value: Bool, forKey key: Key) { self.value(key.stringValue).encode(value) }
    func encode(_ value: String, forKey key: Key) { self.value(key.stringValue).encode(value) }
    func encode(_ value: Int, forKey key: Key) { self.value(key.stringValue).encode(value) }
    func encode(_ value: Int64, forKey key: Key) { self.value(key.stringValue).encode(value) }
    func encode(_ value: Double, forKey key: Key) { self.value(key.stringValue).encode(value) }
    func encode(_ value: some Encodable, forKey key: Key) throws { try self.value(key.stringValue).encode(value) }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        value(key.stringValue).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        value(key.stringValue).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { value("super") }
    func superEncoder(forKey key: Key) -> any Encoder { value(key.stringValue) }
}

private struct ListEncoding: UnkeyedEncodingContainer {
    let sheet: UnsafeMutablePointer<EncodingSheet>
    let depth: Int
    let container: Int
    var codingPath: [any CodingKey] { [] }
    var count: Int { sheet.pointee.count(at: depth) }

    private var next: ValueEncoding {
        sheet.pointee.beginElement(in: container, at: depth)
        return ValueEncoding(sheet: sheet, depth: depth + 1)
    }

    func encodeNil() { next.encodeNil() }
    func encode(_ value: Bool) { next.encode(value) }
    func encode(_ value: String) { next.encode(value) }
    func encode(_ value: Int) { next.encode(value) }
    func encode(_ value: Int64) { next.encode(value) }
    func encode(_ value: Double) { next.encode(value) }
    func encode(_ value: some Encodable) throws { try next.encode(value) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        next.container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { next.unkeyedContainer() }
    func superEncoder() -> any Encoder { next }
}
