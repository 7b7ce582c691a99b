import Almanac
import Definition
package import Notation

extension Draft {
    /// `{"obligations":[…],"findings":[…]}`.
    package var json: JSON {
        [
            "plan": [
                "title": .optional(header.title), "issuer": .optional(header.issuer?.name),
                "symbol": .optional(header.symbol),
                "issued": .optional(header.issued?.iso), "validFrom": .optional(header.validity?.from.iso),
                "validTo": .optional(header.validity?.to.iso),
                "implements": .array(header.parents.map(\.json)),
                "recipients": .array(header.recipients.map { .string($0.text) }),
            ],
            "obligations": .array(obligations.map(\.json)), "findings": .array(findings.map(\.json)),
        ]
    }
}

extension Draft.SourceDocument {
    fileprivate var json: JSON {
        [
            "kind": .string(kind), "symbol": .string(symbol), "date": .optional(date?.iso), "issuer": .optional(issuer),
            "title": .optional(title),
            "line": .integer(line),
        ]
    }
}

extension Draft.Duty {
    fileprivate var json: JSON {
        let items = items.map { item in
            JSON.object(
                Members(
                    [("kind", .string(item.kind)), ("min", .integer(item.min))]
                        + (item.isOptional ? [("optional", .bool(true))] : [])
                        + (item.max.map { [("max", .integer($0))] } ?? [])
                        + (item.units.map { [("units", .array($0.map { .string($0.text) }))] } ?? [])))
        }
        return [
            "code": .string(code), "title": .string(title), "quote": .string(quote), "line": .integer(line),
            "due": .string(due),
            "origin": .string(origin.rawValue), "force": .string(isRequest ? "request" : "order"),
            "actors": .array(actors.map { .string($0) }), "to": .string(to),
            "recipient": .optional(recipient), "items": .array(items), "doubts": .array(doubts.map { .string($0) }),
        ]
    }
}

extension JSON {
    fileprivate static func optional(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }
}
