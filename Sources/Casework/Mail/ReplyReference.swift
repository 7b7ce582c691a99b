package import Storage

/// What tells an answer's matter: a mark that only the site can make.
///
/// The mark does not hold the code of the matter; whoever reads an answer asks which of the codes in question it is.
package struct ReplyReference: Sendable {
    private let key: SigningKey

    package init(key: SigningKey) { self.key = key }

    /// Sixteen letters and digits.
    package func token(for code: String) -> String { key.mark(of: "reply \(code)") }

    /// That of the codes for which the token was made.
    package func code(of token: String, among codes: some Sequence<String>) -> String? {
        codes.first { key.hasMade(token, of: "reply \($0)") }
    }

    /// `vanthu@so.gov.vn` with a token is `vanthu+token@so.gov.vn`.
    package static func address(_ address: String, with token: String) -> String {
        guard let at = address.lastIndex(of: "@") else { return address }
        return "\(address[..<at])+\(token)\(address[at...])"
    }

    /// What stands between the last `+` and the `@`, where an answer was sent to such an address.
    package static func token(in address: String) -> String? {
        guard let at = address.lastIndex(of: "@"), let plus = address[..<at].lastIndex(of: "+") else { return nil }
        return token(spelt: address[address.index(after: plus)..<at])
    }

    /// What stands in a subject as `[#…]`, the last one.
    package static func token(inSubject subject: String) -> String? {
        subject.matches(of: #/\[#([A-Za-z2-7]{16})\]/#).last.flatMap { token(spelt: $0.1) }
    }

    private static func token(spelt text: Substring) -> String? {
        text.utf8.count == 16 ? text.lowercased() : nil
    }
}
