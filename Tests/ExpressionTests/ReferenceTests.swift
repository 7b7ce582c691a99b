import Expression
import Foundation
import Notation
import TestKit
import Testing

/// The same examples, given to the `jq` command of the system (Debian 12 has jq 1.6).
@Suite struct `The jq command` {
    private static let command = "/usr/bin/jq"

    /// Where jq 1.6 does otherwise, by what the difference is.
    private static let differences: [String: [String]] = [
        "1.7 reads it, 1.6 does not": [
            "{$__loc__}", ".a.[\"b\"]", ".a.[0]", "[scan(\"[A-Z]\"; \"i\")]", "date, todateiso8601", "ascii", "@base32",
            "@base32d", "dateadd(\"seconds\"; 10), datesub(\"seconds\"; 10)",
        ],
        "1.7 removes all that |= empty touches, 1.6 every other": [
            "map_values(empty)", "(.[] | select(. >= 2)) |= empty", ".[] |= empty",
        ],
        "1.6 loses the path in reduce and foreach": [
            "[path(reduce (\"a\",\"b\") as $k (.; .[$k]))]", "[path(foreach (0,1) as $i (.; .[$i]; .))]",
        ],
        "1.7 looks no further than it must": [
            "any(true, error; .)", "all(false, error; .)",
            "[limit(3; range(10))], [limit(0; 1, 2)], [limit(1; 1, error)]",
        ],
        "1.7 rounds an index down": [".[1.7]"],
        "1.7 takes null and false as keys": ["from_entries"],
        "1.7 catches error(null)": ["try error(null) catch ."],
        "1.7 takes white space for no number": [".[] | try tonumber catch \"bad\""],
        "1.7 repeats from the input on": ["[limit(5; repeat(. * 2))]"],
        "1.7 does not loop on empty matches": [
            "gsub(\"\"; \"a\"; \"g\")", "indices(\"\")", "[match(\"\"; \"g\")] | length",
        ],
        "1.7 goes through several replacements side by side": [
            "[gsub(\"(?<a>.)\"; \"\\(.a|ascii_upcase)\", \"\\(.a|ascii_downcase)\", \"c\")]"
        ],
        "the words of a message": [
            "try mktime catch .", "try (.a = 1) catch .", "try getpath([\"a\", \"b\"]) catch .", "try test(1) catch .",
            ".a.b", ".[\"a\"]",
        ],
        "an apostrophe in HTML": ["@html"],
        "whole numbers are exact here": ["9007199254740993", ". + 1"],
        "there is no file": ["input_filename"],
        "the place depends on how the examples are joined": [
            "$__loc__", "try error(\"\\($__loc__)\") catch .", "{(1): 2}",
        ],
        "the command has an environment": ["env | type", "$ENV | type"],
    ]

    @Test func `agrees with every example but the known differences`() throws {
        try #require(
            FileManager.default.isExecutableFile(atPath: Self.command),
            "\(Self.command) is missing; the tests need Debian's package jq")
        let different = Set(Self.differences.values.joined())
        let examples = (basicExamples + valueExamples + flowExamples + changeExamples + textExamples)
            .filter { !different.contains($0.program) }
        #expect(examples.count > 450)
        for start in stride(from: 0, to: examples.count, by: 40) {
            let part = Array(examples[start..<min(start + 40, examples.count)])
            let answers = try Self.answers(to: part)
            try #require(answers.count == part.count, "jq gave \(answers.count) answers from \(part[0].program) on")
            for (example, answer) in zip(part, answers) {
                #expect(
                    try Self.own(example) == answer, "\(example.program) on \(example.input): jq says \(answer.text)")
            }
        }
    }

    /// `{"all": […]}`, or `{"error": …}` where the program ends in one.
    private static func own(_ example: Example) throws -> JSON {
        do {
            let all = JSON.array(try results(of: example.program, on: JSON(parsing: example.input)))
            // By its text, where not-a-number is null.
            return ["all": try JSON(parsing: all.text)]
        } catch let error as ExpressionError {
            return ["error": .string(error.message)]
        }
    }

    /// One process answers many examples: each is tried by itself.
    private static func answers(to examples: [Example]) throws -> [JSON] {
        let program = examples.map { example in
            "(\(example.input) | try {all: [\n\(example.program)\n]} catch {error: tostring})"
        }.joined(separator: ",\n")
        let text = try DondocProcess.run(program: command, ["-nc", program]).out
        return try JSON.sequence(parsing: Array(text.utf8))
    }
}
