import Foundation
import Notation
import Testing

@testable import Definition

/// Items with quotas, as they are written under `items:`.
@Suite struct ItemTests {
    private func read(_ item: JSON) -> (item: ItemRule?, told: [String]) {
        let json: JSON = ["from": "a", "to": "b", "due": "none", "items": [item]]
        let (rule, diagnostics) = ObligationRule.read(json: json, code: "x")
        return (rule?.items.first, diagnostics.map(\.code))
    }

    private static let sound: [(JSON, ItemRule)] = [
        (["kind": "nomination"], ItemRule(kind: "nomination", min: 1, counting: .exemplars)),
        (["kind": "nomination", "exactly": 1], ItemRule(kind: "nomination", min: 1, max: 1, counting: .exemplars)),
        (["kind": "nomination", "count": "files"], ItemRule(kind: "nomination", min: 1)),
        (["kind": "report", "optional": true], ItemRule(kind: "report", min: 0, isOptional: true)),
        (
            ["kind": "evidence", "min": 1, "optional": true, "years": 2023],
            ItemRule(kind: "evidence", min: 1, years: [2023], isOptional: true)
        ),
        (
            ["kind": "evidence", "min": 2, "types": "individual", "recognition": ["district", "province"]],
            ItemRule(
                kind: "evidence", min: 2, counting: .exemplars, types: [.individual],
                recognition: [.district, .province])
        ),
        (
            ["kind": "article", "min": 1, "max": 2, "for": ["a", "b"]],
            ItemRule(kind: "article", min: 1, max: 2, audience: Selector(units: [UnitCode("a"), UnitCode("b")]))
        ),
    ]

    @Test(arguments: sound)
    func `a quota is read as it is written`(json: JSON, expected: ItemRule) {
        let (item, told) = read(json)
        #expect(told == [])
        #expect(item == expected)
    }

    @Test(
        arguments: [
            (["kind": "a", "exactly": 1, "max": 2], "bad-alternative"), (["kind": "a", "exactly": 0], "out-of-range"),
            (["kind": "a", "min": 3, "max": 2], "bad-range"), (["kind": "a", "optional": "yes"], "wrong-type"),
            (["kind": "a", "types": "person"], "bad-value"), (["kind": "a", "types": []], "wrong-type"),
            (["kind": "a", "recognition": "xã"], "bad-value"), (["kind": "a", "years": [23]], "out-of-range"),
            (["kind": "a", "count": "files", "types": "individual"], "bad-alternative"),
            (["kind": "a", "for": [:]], "empty-selector"),
        ] as [(JSON, String)])
    func `a quota that means nothing is refused`(json: JSON, code: String) { #expect(read(json).told == [code]) }

    @Test func `an item of a store that knew no quotas is read`() throws {
        let rule = try JSON(parsing: #"{"kind":"article","min":2}"#)
        let item = try JSONDecoder().decode(ItemRule.self, from: Data(rule.text.utf8))
        #expect(item == ItemRule(kind: "article", min: 2))
    }
}
