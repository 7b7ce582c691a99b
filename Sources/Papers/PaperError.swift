/// Why an office file cannot be read or written: one sentence without a full stop, and how to mend it.
package struct PaperError: Error, Equatable, Sendable {
    /// A stable kebab-case name of the kind of problem: `encrypted`, `too-large`, `not-a-zip`.
    package let code: String
    package let message: String
    package let hint: String?

    package init(_ code: String, _ message: String, hint: String? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
    }

    /// The message and the hint on one line.
    package var sentence: String { "\(message)\(hint.map { "; \($0)" } ?? "")" }
}
