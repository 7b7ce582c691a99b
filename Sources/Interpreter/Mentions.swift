/// The variables that an expression's text names, so that only those are made: `$task` and `$workflow` are not cheap,
/// and most expressions name none. A name inside a string counts too, which does no harm.
struct Mentions {
    private let words: [Substring]

    init(of text: String) {
        guard text.utf8.contains(UInt8(ascii: "$")) else {
            words = []
            return
        }
        words = text.split(separator: "$", omittingEmptySubsequences: false).dropFirst().map { $0 }
    }

    var isEmpty: Bool { words.isEmpty }

    func contain(_ name: String) -> Bool {
        // `$__loc__` and destructured names are the expression's own and cannot clash with these.
        words.contains { $0.prefix(while: \.isNameScalar) == name }
    }

    /// The names in `$secrets.name` and `$secrets["name"]`.
    var secrets: [String] {
        words.compactMap { word in
            guard word.hasPrefix("secrets") else { return nil }
            let rest = word.dropFirst(7)
            if rest.hasPrefix("[\"") {
                return rest.dropFirst(2).firstIndex(of: "\"").map { String(rest.dropFirst(2)[..<$0]) }
            }
            if rest.hasPrefix(".\"") {
                return rest.dropFirst(2).firstIndex(of: "\"").map { String(rest.dropFirst(2)[..<$0]) }
            }
            guard rest.first == "." else { return nil }
            let name = rest.dropFirst().prefix(while: \.isNameScalar)
            return name.isEmpty ? nil : String(name)
        }
    }
}

extension Character {
    fileprivate var isNameScalar: Bool { isASCII && (isLetter || isNumber || self == "_") }
}
