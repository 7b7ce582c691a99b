extension JSON {
    /// The value that `init(encoding:)` made this of.
    ///
    /// - Throws: `DecodingError` when this is something else.
    package func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
        // The types are compared first: a cast that fails is slow, and most do.
        if Value.self == JSON.self, let json = self as? Value { return json }
        return try Value(from: ValueDecoder(json: self))
    }
}

private struct ValueDecoder: Decoder {
    let json: JSON
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard let members = json.asObject else { throw mismatch([String: JSON].self, json) }
        return KeyedDecodingContainer(MembersDecoding<Key>(members: members))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard let elements = json.asArray else { throw mismatch([JSON].self, json) }
        return ListDecoding(elements: elements)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { SingleDecoding(json: json) }
}

private func mismatch(_ type: Any.Type, _ json: JSON) -> DecodingError {
    .typeMismatch(type, .init(codingPath: [], debugDescription: "\(json.typeName) instead of \(type)"))
}

private struct MembersDecoding<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let members: Members
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { members.keys.compactMap { Key(stringValue: $0) } }

    func contains(_ key: Key) -> Bool { members.index(of: key.stringValue) != nil }

    private func value(_ key: Key) throws -> JSON {
        guard let value = members[key.stringValue] else {
            throw DecodingError.keyNotFound(key, .init(codingPath: [], debugDescription: "missing"))
        }
        return value
    }

    func decodeNil(forKey key: Key) throws -> Bool { try value(key).isNull }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try SingleDecoding(json: value(key)).decode(type) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String {
        try SingleDecoding(json: value(key)).decode(type)
    }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try SingleDecoding(json: value(key)).decode(type) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
        try SingleDecoding(json: value(key)).decode(type)
    }
    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try value(key).decoded() }
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try present(key)?.decode(type) }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try present(key)?.decode(type) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try present(key)?.decode(type) }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { try present(key)?.decode(type) }
    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        try present(key)?.decode(type)
    }

    /// Nil where there is no such member, and where it is null.
    private func present(_ key: Key) -> SingleDecoding? {
        members[key.stringValue].flatMap { $0.isNull ? nil : SingleDecoding(json: $0) }
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try ValueDecoder(json: value(key)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try ValueDecoder(json: value(key)).unkeyedContainer()
    }

    func superDecoder() -> any Decoder { ValueDecoder(json: members["super"] ?? .null) }
    func superDecoder(forKey key: Key) throws -> any Decoder { ValueDecoder(json: try value(key)) }
}

private struct ListDecoding: UnkeyedDecodingContainer {
    let elements: [JSON]
    var currentIndex = 0
    var codingPath: [any CodingKey] { [] }
    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex >= elements.count }

    init(elements: [JSON]) { self.elements = elements }

    private mutating func next() throws -> JSON {
        guard !isAtEnd else {
            throw DecodingError.valueNotFound(JSON.self, .init(codingPath: [], debugDescription: "the list has ended"))
        }
        defer { currentIndex += 1 }
        return elements[currentIndex]
    }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, elements[currentIndex].isNull else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try next().decoded() }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        try ValueDecoder(json: next()).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try ValueDecoder(json: next()).unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder { ValueDecoder(json: try next()) }
}

private struct SingleDecoding: SingleValueDecodingContainer {
    let json: JSON
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { json.isNull }

    func decode(_ type: Bool.Type) throws -> Bool {
        guard let value = json.asBool else { throw mismatch(type, json) }
        return value
    }

    func decode(_ type: String.Type) throws -> String {
        guard let value = json.asString else { throw mismatch(type, json) }
        return value
    }

    func decode(_ type: Double.Type) throws -> Double {
        guard let value = json.asDouble else { throw mismatch(type, json) }
        return value
    }

    func decode(_ type: Float.Type) throws -> Float { Float(try decode(Double.self)) }
    func decode(_ type: Int.Type) throws -> Int { try whole(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try whole(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try whole(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try whole(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try whole(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try whole(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try whole(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try whole(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try whole(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try whole(type) }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try json.decoded() }

    private func whole<Number: BinaryInteger>(_ type: Number.Type) throws -> Number {
        guard let value = json.asInteger.flatMap(Number.init(exactly:)) else { throw mismatch(type, json) }
        return value
    }
}
