/// A place inside a JSON value (RFC 6901), such as the position of a task in its workflow: `/do/0/collectArticles`.
package struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
    /// The escaped text; empty for the whole value.
    package let text: String

    package static let root = JSONPointer(text: "")

    package init(text: String) { self.text = text }

    package func appending(_ name: String) -> JSONPointer {
        let escaped =
            name.contains("~") || name.contains("/") ? name.replacing("~", with: "~0").replacing("/", with: "~1") : name
        return JSONPointer(text: text + "/" + escaped)
    }

    package func appending(_ index: Int) -> JSONPointer { JSONPointer(text: "\(text)/\(index)") }

    /// The names and indices on the way, unescaped.
    package var segments: [String] {
        text.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
            .map { String($0.replacing("~1", with: "/").replacing("~0", with: "~")) }
    }

    package var description: String { text }
}

extension JSONPointer: Codable {
    package init(from decoder: any Decoder) throws { text = try decoder.singleValueContainer().decode(String.self) }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
