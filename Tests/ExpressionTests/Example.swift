import Almanac
import Expression
import Notation
import Testing

/// A program, its input and what comes out: values as JSON, and an error's message after a `!` as the last.
struct Example: Sendable, CustomTestStringConvertible {
    let program: String
    let input: String
    let outputs: [String]

    var testDescription: String { program }

    /// One example a line: `program ;; input ;; output ;; output`.
    static func table(_ text: String) -> [Example] {
        text.split(separator: "\n").map { line in
            let parts = line.split(separator: " ;; ", omittingEmptySubsequences: false).map(String.init)
            return Example(program: parts[0], input: parts[1], outputs: Array(parts.dropFirst(2)))
        }
    }

    /// What the program gives, written as in the table.
    func results() throws -> [String] {
        var results: [String] = []
        let program = try Program(parsing: program)
        let input = try JSON(parsing: input)
        do throws(ExpressionError) {
            try program.run(on: input, at: .newYear) {
                results.append($0.text)
                return true
            }
        } catch {
            results.append("!" + error.message)
        }
        return results
    }
}

extension Instant {
    /// 2026-01-01T00:00:00.500Z
    static let newYear = Instant(milliseconds: 1_767_225_600_500)
}

/// All results of a program.
func results(of program: String, on input: JSON = .null, arguments: [String: JSON] = [:]) throws -> [JSON] {
    try Program(parsing: program, arguments: Set(arguments.keys)).evaluate(
        on: input, arguments: arguments, at: .newYear)
}

/// The error that ends a program.
func failure(of program: String, on input: JSON = .null, budget: Budget = .standard) throws -> ExpressionError {
    let program = try Program(parsing: program)
    return try #require(throws: ExpressionError.self) { try program.evaluate(on: input, at: .newYear, budget: budget) }
}
