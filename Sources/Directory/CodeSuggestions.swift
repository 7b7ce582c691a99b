package import Definition
import Notation

/// What a mistyped code may have been meant for.
///
/// Comparing one with ten thousand takes its time, so only the first few mistakes of a file are helped.
package struct CodeSuggestions {
    private let known: [String]
    private var left = 20

    package init(among known: [UnitCode]) { self.known = known.map(\.text).filter { !Self.isNumber($0) } }

    /// Numbers are not compared: the code next to a mistyped one is another commune.
    package mutating func nearest(to code: UnitCode) -> String? {
        let length = code.text.utf8.count
        guard left > 0, length <= 64, !Self.isNumber(code.text) else { return nil }
        left -= 1
        let near = known.lazy.filter { abs($0.utf8.count - length) <= max(1, length / 3) }
        return Diagnostic.suggestion(for: code.text, among: near)
    }

    private static func isNumber(_ text: String) -> Bool { text.utf8.allSatisfy { (48...57).contains($0) } }
}
