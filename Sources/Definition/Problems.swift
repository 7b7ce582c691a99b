import Notation

/// Collects what is wrong in one file, in any order; reading goes on after each.
///
/// One reading owns it; it never leaves the room.
final class Problems {
    /// After so many a person mends and checks again.
    static let limit = 200

    let file: String
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var hasErrors = false

    init(file: String) { self.file = file }

    func error(_ code: String, at mark: SourceMark, _ message: String, hint: String? = nil) {
        hasErrors = true
        add(Diagnostic(file: file, mark: mark, severity: .error, code: code, message: message, hint: hint))
    }

    func warning(_ code: String, at mark: SourceMark, _ message: String, hint: String? = nil) {
        add(Diagnostic(file: file, mark: mark, severity: .warning, code: code, message: message, hint: hint))
    }

    /// Nothing more is told.
    var isFull: Bool { diagnostics.count > Problems.limit }

    /// In the order of the file, each once: a node that is read twice tells its problem once.
    var inOrder: [Diagnostic] {
        var told: Set<Diagnostic> = []
        return diagnostics.filter { told.insert($0).inserted }.sorted(by: Diagnostic.inOrder)
    }

    private func add(_ diagnostic: Diagnostic) {
        if diagnostics.count < Problems.limit {
            diagnostics.append(diagnostic)
        } else if diagnostics.count == Problems.limit {
            diagnostics.append(
                Diagnostic(
                    file: file, mark: diagnostic.mark, code: "too-many-problems",
                    message: "there are more than \(Problems.limit) problems; the rest is not told"))
            hasErrors = true
        }
    }

    /// `did you mean …?`, for words short enough to have been mistyped.
    static func suggestion(for word: String, among known: some Sequence<String>) -> String? {
        word.utf8.count > 80 ? nil : Diagnostic.suggestion(for: word, among: known)
    }
}
