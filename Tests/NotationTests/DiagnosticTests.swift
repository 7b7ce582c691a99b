import Notation
import Testing

@Suite struct DiagnosticTests {
    private static func problem(
        _ line: Int, _ column: Int, width: Int = 1, _ message: String = "m", hint: String? = nil, code: String = "c"
    ) -> Diagnostic {
        Diagnostic(
            file: "x.md", mark: SourceMark(line: line, column: column, width: width), code: code, message: message,
            hint: hint)
    }

    @Test(arguments: [
        (problem(1, 9), problem(2, 1)), (problem(1, 1), problem(1, 2)),
        (problem(1, 1, "b"), problem(1, 1, width: 20, "a")), (problem(1, 1, "a"), problem(1, 1, "b")),
        (problem(1, 1), problem(1, 1, hint: "h")), (problem(1, 1, code: "a"), problem(1, 1, code: "b")),
    ])
    func `of two problems one always stands first`(first: Diagnostic, second: Diagnostic) {
        #expect(Diagnostic.inOrder(first, second) && !Diagnostic.inOrder(second, first))
    }
}
