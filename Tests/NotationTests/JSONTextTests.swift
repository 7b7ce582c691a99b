import Notation
import Testing

@Suite struct `JSON text` {
    @Test(arguments: ["1e1000", "-1e1000", "-0", "9223372036854775808", "1e17", "0.1", "[1.7976931348623157e+308]"])
    func `reads back as the value that it was written from`(text: String) throws {
        let value = try JSON(parsing: text)
        #expect(try JSON(parsing: value.text) == value)
        #expect(try JSON(parsing: value.prettyText) == value)
    }

    @Test(arguments: [
        ("{\"a\":[1,\"ế\\n\"],\"b\":null}", 26), ("\"\"", 2), ("[]", 2), ("[\"a\",\"b\"]", 9), ("12", 2),
    ])
    func `is given up when it is longer than wanted`(text: String, length: Int) throws {
        let value = try JSON(parsing: text)
        #expect(value.text.utf8.count == length)
        #expect(value.text(atMost: length) == value.text)
        #expect(value.text(atMost: length - 1) == nil)
        #expect(value.text.hasPrefix(value.opening(length / 2)) && value.opening(length / 2).utf8.count >= length / 2)
    }

    @Test func `is given up at once, however often its parts are shared`() {
        var value: JSON = ["x"]
        for _ in 0..<60 { value = [value, value] }
        #expect(value.text(atMost: 100_000) == nil)
        #expect(value.opening(70).hasPrefix(String(repeating: "[", count: 61)))
    }
}
