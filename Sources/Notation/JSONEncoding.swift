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
        let box = EncodingBox()
        try value.encode(to: ValueEncoder(box: box))
        self = box.json
    }

    /// The text of `JSON(encoding:)`, at once.
    package static func text<Value: Encodable>(encoding value: Value) throws -> String {
        var writer = JSONWriter(indent: nil)
        try EncodingBox.entry(of: value).write(to: &writer)
        return writer.finished
    }
}

/// What is being written at one place; containers may be asked for before their parents are done.
private final class EncodingBox {
    enum Entry {
        case value(JSON)
        case box(EncodingBox)

        var json: JSON {
            switch self {
            case .value(let value): value
            case .box(let box): box.json
            }
        }

        func write(to writer: inout JSONWriter) {
            switch self {
            case .value(let value): writer.write(value, depth: 0)
            case .box(let box): box.write(to: &writer)
            }
        }
    }

    enum Content {
        case nothing, single(JSON), list, members
    }

    var content = Content.nothing
    var names: [String] = []
    var entries: [Entry] = []

    func add(_ entry: Entry, as name: String) {
        names.append(name)
        entries.append(entry)
    }

    /// The entry of a value that is neither a number, a text nor a truth value.
    static func entry<Value: Encodable>(of value: Value) throws -> Entry {
        if Value.self == JSON.self, let json = value as? JSON { return .value(json) }
        let box = EncodingBox()
        try value.encode(to: ValueEncoder(box: box))
        return .box(box)
    }

    var json: JSON {
        switch content {
        case .nothing: return .object(Members())
        case .single(let value): return value
        case .list: return .array(entries.map(\.json))
        case .members:
            let order = names.indices.sorted { names[$0] < names[$1] }
            return .object(Members(different: order.map { names[$0] }, order.map { entries[$0].json }))
        }
    }
}

extension EncodingBox {
    func write(to writer: inout JSONWriter) {
        switch content {
        case .nothing: writer.write(.object(Members()), depth: 0)
        case .single(let value): writer.write(value, depth: 0)
        case .list: writer.list(entries.count, "[", "]", 0) { entries[$1].write(to: &$0) }
        case .members:
            let order = names.indices.sorted { names[$0] < names[$1] }
            writer.list(order.count, "{", "}", 0) {
                $0.write(name: names[order[$1]])
                entries[order[$1]].write(to: &$0)
            }
        }
    }
}

private struct ValueEncoder: Encoder {
    let box: EncodingBox
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        box.content = .members
        return KeyedEncodingContainer(MembersEncoding<Key>(box: box))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        box.content = .list
        return ListEncoding(box: box)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { SingleEncoding(box: box) }
}

private struct MembersEncoding<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let box: EncodingBox
    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) { box.add(.value(.null), as: key.stringValue) }
    func encode(_ value: Bool, forKey key: Key) { box.add(.value(.bool(value)), as: key.stringValue) }
    func encode(_ value: String, forKey key: Key) { box.add(.value(.string(value)), as: key.stringValue) }
    func encode(_ value: Int, forKey key: Key) { box.add(.value(.integer(value)), as: key.stringValue) }
    func encode(_ value: Int64, forKey key: Key) { box.add(.value(.integer(Int(value))), as: key.stringValue) }
    func encode(_ value: Double, forKey key: Key) { box.add(.value(.number(value)), as: key.stringValue) }
    func encode(_ value: some Encodable, forKey key: Key) throws {
        box.add(try EncodingBox.entry(of: value), as: key.stringValue)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        ValueEncoder(box: child(key)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        ValueEncoder(box: child(key)).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { ValueEncoder(box: child(named: "super")) }
    func superEncoder(forKey key: Key) -> any Encoder { ValueEncoder(box: child(key)) }

    private func child(_ key: Key) -> EncodingBox { child(named: key.stringValue) }

    private func child(named name: String) -> EncodingBox {
        let child = EncodingBox()
        box.add(.box(child), as: name)
        return child
    }
}

private struct ListEncoding: UnkeyedEncodingContainer {
    let box: EncodingBox
    var codingPath: [any CodingKey] { [] }
    var count: Int { box.entries.count }

    func encodeNil() { box.entries.append(.value(.null)) }
    func encode(_ value: Bool) { box.entries.append(.value(.bool(value))) }
    func encode(_ value: String) { box.entries.append(.value(.string(value))) }
    func encode(_ value: Int) { box.entries.append(.value(.integer(value))) }
    func encode(_ value: Int64) { box.entries.append(.value(.integer(Int(value)))) }
    func encode(_ value: Double) { box.entries.append(.value(.number(value))) }
    func encode(_ value: some Encodable) throws { box.entries.append(try EncodingBox.entry(of: value)) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        ValueEncoder(box: child()).container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { ValueEncoder(box: child()).unkeyedContainer() }
    func superEncoder() -> any Encoder { ValueEncoder(box: child()) }

    private func child() -> EncodingBox {
        let child = EncodingBox()
        box.entries.append(.box(child))
        return child
    }
}

private struct SingleEncoding: SingleValueEncodingContainer {
    let box: EncodingBox
    var codingPath: [any CodingKey] { [] }

    func encodeNil() { box.content = .single(.null) }
    func encode(_ value: Bool) { box.content = .single(.bool(value)) }
    func encode(_ value: String) { box.content = .single(.string(value)) }
    func encode(_ value: Double) { box.content = .single(.number(value)) }
    func encode(_ value: Int) { box.content = .single(.integer(value)) }
    func encode(_ value: Int64) { box.content = .single(.integer(Int(value))) }
    func encode(_ value: Float) { box.content = .single(.number(Double(value))) }
    func encode(_ value: Int8) { box.content = .single(.integer(Int(value))) }
    func encode(_ value: Int16) { box.content = .single(.integer(Int(value))) }
    func encode(_ value: Int32) { box.content = .single(.integer(Int(value))) }
    func encode(_ value: UInt) throws { try encode(whole: value) }
    func encode(_ value: UInt8) { box.content = .single(.integer(Int(value))) }
    func encode(_ value: UInt16) { box.content = .single(.integer(Int(value))) }
    func encode(_ value: UInt32) { box.content = .single(.integer(Int(value))) }
    func encode(_ value: UInt64) throws { try encode(whole: value) }
    func encode(_ value: some Encodable) throws { box.content = .single(try JSON(encoding: value)) }

    private func encode(whole value: some BinaryInteger) throws {
        guard let whole = Int(exactly: value) else {
            throw EncodingError.invalidValue(value, .init(codingPath: [], debugDescription: "beyond 64 bits"))
        }
        box.content = .single(.integer(whole))
    }
}
