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

    /// Words and hints are made only for what is still told.
    func error(
        _ code: String, at mark: SourceMark, _ message: @autoclosure () -> String,
        hint: @autoclosure () -> String? = nil
    ) {
        hasErrors = true
        add(code, at: mark, .error, message, hint)
    }

    func warning(
        _ code: String, at mark: SourceMark, _ message: @autoclosure () -> String,
        hint: @autoclosure () -> String? = nil
    ) {
        add(code, at: mark, .warning, message, hint)
    }

    /// Nothing more is told.
    var isFull: Bool { diagnostics.count > Problems.limit }

    /// In the order of the file, each once: a node that is read twice tells its problem once.
    var inOrder: [Diagnostic] {
        var told: Set<Diagnostic> = []
        return diagnostics.filter { told.insert($0).inserted }.sorted(by: Diagnostic.inOrder)
    }

    private func add(
        _ code: String, at mark: SourceMark, _ severity: Diagnostic.Severity, _ message: () -> String,
        _ hint: () -> String?
    ) {
        if diagnostics.count < Problems.limit {
            diagnostics.append(
                Diagnostic(file: file, mark: mark, severity: severity, code: code, message: message(), hint: hint()))
        } else if diagnostics.count == Problems.limit {
            diagnostics.append(
                Diagnostic(
                    file: file, mark: mark, code: "too-many-problems",
                    message: "there are more than \(Problems.limit) problems; the rest is not told"))
            hasErrors = true
        }
    }

    /// `did you mean …?`, for words short enough to have been mistyped, among the first of very many.
    static func suggestion(for word: String, among known: some Sequence<String>) -> String? {
        word.utf8.count > 80 ? nil : Diagnostic.suggestion(for: word, among: known.prefix(1000))
    }
}
