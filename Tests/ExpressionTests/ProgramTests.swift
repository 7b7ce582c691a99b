import Almanac
import Expression
import Notation
import Testing

@Suite struct `A program` {
    @Test(arguments: basicExamples + valueExamples + flowExamples + changeExamples + textExamples + laterExamples)
    func `gives what the language promises`(example: Example) throws {
        #expect(try example.results() == example.outputs, "\(example.program) on \(example.input)")
    }

    @Test func `gives the same through its first result`() throws {
        for example in basicExamples + valueExamples + flowExamples + changeExamples + textExamples {
            guard let output = example.outputs.first, !output.hasPrefix("!") else { continue }
            let first = try Program(parsing: example.program).first(on: JSON(parsing: example.input), at: .newYear)
            #expect(first?.text == output, "\(example.program) on \(example.input)")
        }
    }

    @Test func `stops where its reader stops`() throws {
        var seen: [JSON] = []
        try Program(parsing: "1, 2, error(\"never reached\")").run(on: .null, at: .newYear) {
            seen.append($0)
            return seen.count < 2
        }
        #expect(seen == [1, 2])
    }

    @Test func `does no more than its first result needs`() throws {
        #expect(try Program(parsing: ".[] | ., error(\"late\")").first(on: [7, 8], at: .newYear) == 7)
        #expect(try Program(parsing: "empty").first(on: .null, at: .newYear) == nil)
        #expect(try Program(parsing: "repeat(. + 1)").first(on: 1, at: .newYear) == 1)
    }

    @Test func `hands out results before the error that ends it`() throws {
        var seen: [JSON] = []
        let program = try Program(parsing: "1, 2, error({code: 3})")
        let error = #expect(throws: ExpressionError.self) {
            try program.run(on: .null, at: .newYear) {
                seen.append($0)
                return true
            }
        }
        #expect(seen == [1, 2])
        #expect(error?.value == ["code": 3])
        #expect(error?.message == "{\"code\":3}")
        #expect(error?.isOverBudget == false)
    }

    @Test func `sees the arguments that it was promised`() throws {
        let arguments: [String: JSON] = ["context": ["a": 1], "unused": 2]
        #expect(try results(of: "$context.a + 1", arguments: arguments) == [2])
        #expect(try results(of: "def f: $context.a; f", arguments: arguments) == [1])
        #expect(try results(of: "3 as $context | $context", arguments: arguments) == [3])
        #expect(try results(of: "[$ENV, $unused]", arguments: arguments) == [[[:], 2]])
    }

    @Test func `takes an argument that is not given for null`() throws {
        let program = try Program(parsing: "$input", arguments: ["input"])
        #expect(try program.evaluate(on: 1, at: .newYear) == [.null])
    }

    @Test func `takes its time from the caller alone`() throws {
        let program = try Program(parsing: "now")
        #expect(try program.first(on: .null, at: Instant(milliseconds: 1500)) == 1.5)
        #expect(try program.first(on: .null, at: Instant(milliseconds: 2000))?.text == "2")
    }

    @Test func `may be run by many at once`() async throws {
        let program = try Program(parsing: "[range(.)] | map(. * 2) | add")
        let sums = try await withThrowingTaskGroup(of: JSON?.self) { group in
            for _ in 0..<8 { group.addTask { try program.first(on: 100, at: .newYear) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(sums == Array(repeating: 9900, count: 8))
    }
}
