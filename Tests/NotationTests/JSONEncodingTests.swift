import Foundation
import Notation
import Testing

@Suite struct `values as JSON` {
    private struct Owed: Codable, Equatable {
        enum Stage: Codable, Equatable {
            case open
            case handedOver(to: String, on: Int)
            case counted(Double)
        }

        var unit = "xã \"A\""
        var stages: [Stage] = [.open, .handedOver(to: "b", on: 3), .counted(0.5)]
        var days: [String: [Int]] = ["z": [], "a": [1, 2], "á": [-3]]
        var note: String?
        var isLate = true
        var size: UInt64 = 12
        var data: JSON = ["z": 1, "a": [nil, 1.5, "x"]]
        var empty = Nothing()
        var inner: Inner? = Inner()

        struct Nothing: Codable, Equatable {}
        struct Inner: Codable, Equatable {
            var b = 2
            var a = [Owed.Stage.open]
        }
    }

    @Test func `names come in order at every depth, and a JSON inside stands there as it is`() throws {
        let text = try JSON.text(encoding: Owed())
        #expect(
            text == """
                {"data":{"z":1,"a":[null,1.5,"x"]},"days":{"a":[1,2],"z":[],"á":[-3]},"empty":{},\
                "inner":{"a":[{"open":{}}],"b":2},"isLate":true,"size":12,\
                "stages":[{"open":{}},{"handedOver":{"on":3,"to":"b"}},{"counted":{"_0":0.5}}],"unit":"xã \\"A\\""}
                """)
        #expect(try JSON(encoding: Owed()).text == text)
        #expect(try JSON(parsing: text).decoded() as Owed == Owed())
    }

    @Test(arguments: [
        (try JSON.text(encoding: 3), "3"), (try JSON.text(encoding: "a\n"), #""a\n""#),
        (try JSON.text(encoding: [Int]()), "[]"), (try JSON.text(encoding: [String: Int]()), "{}"),
        (try JSON.text(encoding: [[1], [], [2, 3]]), "[[1],[],[2,3]]"),
        (try JSON.text(encoding: ["b": ["d": 1, "c": 2], "a": [:]]), #"{"a":{},"b":{"c":2,"d":1}}"#),
        (try JSON.text(encoding: Int?.none), "null"), (try JSON.text(encoding: [1, nil, 3]), "[1,null,3]"),
        (try JSON.text(encoding: JSON.integer(1)), "1"), (try JSON.text(encoding: Float(0.5)), "0.5"),
        (try JSON.text(encoding: ["ab": 1, "a": 2, "a b": 3, "a!": 4]), #"{"a":2,"a b":3,"a!":4,"ab":1}"#),
    ])
    func `what stands alone is written too`(_ text: String, _ expected: String) { #expect(text == expected) }

    /// A container that is asked for twice, one inside a member, and what a superclass writes.
    private class Base: Encodable {
        let z = 1
        private enum Names: CodingKey { case z }
        func encode(to encoder: any Encoder) throws {
            var members = encoder.container(keyedBy: Names.self)
            try members.encode(z, forKey: .z)
        }
    }

    private final class Derived: Base {
        private enum Names: CodingKey { case y, x, list }
        override func encode(to encoder: any Encoder) throws {
            var members = encoder.container(keyedBy: Names.self)
            try super.encode(to: encoder)
            try super.encode(to: members.superEncoder())
            var list = members.nestedUnkeyedContainer(forKey: .list)
            try list.encode(1)
            var inner = list.nestedContainer(keyedBy: Names.self)
            try inner.encode("in", forKey: .x)
            #expect(list.count == 2)
            try members.encode(false, forKey: .y)
            try members.encodeNil(forKey: .x)
        }
    }

    @Test func `containers inside containers close when the one around them goes on`() throws {
        #expect(
            try JSON.text(encoding: Derived()) == #"{"list":[1,{"x":"in"}],"super":{"z":1},"x":null,"y":false,"z":1}"#)
    }

    @Test func `a number beyond 64 bits is refused`() {
        #expect(throws: EncodingError.self) { try JSON.text(encoding: ["n": UInt64.max]) }
    }
}
