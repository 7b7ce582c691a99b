/// Why a due phrase cannot be read.
package struct DuePhraseError: Error, Equatable, Sendable {
    /// One sentence without a full stop, quoting the words: `"30/2" is a day that does not exist`.
    package let message: String
    package let hint: String?
    /// Where in the phrase, in Unicode scalars from 0.
    package let offset: Int
    package let width: Int
}

/// The plan's own words for a deadline, read into a rule.
///
/// Vietnamese as offices write it, in any case and in composed or decomposed Unicode, `hàng` or `hằng`, digits with or
/// without a leading zero, dates with `/`, `-`, `.` or in words; and the plainest English.
package enum DuePhrase {
    package static func parse(_ text: String) throws(DuePhraseError) -> DueRule {
        guard text.unicodeScalars.count <= longest else {
            throw DuePhraseError(
                message: "a due phrase has at most \(longest) characters", hint: "put the sentence into `quote`",
                offset: 0, width: 0)
        }
        let source = PhraseSource(text)
        var reader = PhraseReader(source)
        return try reader.read().rule(in: source)
    }

    private static let longest = 1000
}
