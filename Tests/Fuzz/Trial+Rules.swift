import Almanac
import Expression
import Foundation
import Notation

extension Trial {
    static func phrase(_ bytes: [UInt8]) throws(BrokenPromise) {
        let text = String(decoding: bytes, as: UTF8.self)
        let rule: DueRule
        do throws(DuePhraseError) {
            rule = try DuePhrase.parse(text)
        } catch {
            try require(!error.message.isEmpty, "a refusal without words")
            return try within(error.offset, error.width, text)
        }
        try require((try? DuePhrase.parse(rule.phrase)) == rule, "\"\(rule.phrase)\" does not read back as \(rule)")
        let stored = (try? JSONEncoder().encode(rule)).flatMap { try? JSONDecoder().decode(DueRule.self, from: $0) }
        try require(stored == rule, "\(rule) is not what is stored of it")
        try use(rule)
    }

    /// The periods of some years, under each policy.
    static func use(_ rule: DueRule) throws(BrokenPromise) {
        let spans = [(2021, 2023), (1, 1), (9999, 9999)]
        for policy in RestDayPolicy.allCases {
            for (first, last) in spans {
                let from = Day(clamping: 1, month: 1, year: first)
                let to = Day(clamping: 31, month: 12, year: last)
                var context = DueContext(policy: policy)
                context.issued = Day(clamping: 5, month: 3, year: first)
                let deadlines = rule.deadlines(from: from, to: to, in: context)
                try check(deadlines, of: rule, from: from, to: to)
            }
        }
    }

    private static func check(
        _ deadlines: [Deadline], of rule: DueRule, from: Day, to: Day
    ) throws(BrokenPromise) {
        for deadline in deadlines {
            try require(
                (from...to).contains(deadline.lastDay), "\(rule.phrase): \(deadline.lastDay.iso) was not asked for")
            try require(
                deadline.opens <= deadline.writtenLastDay,
                "\(rule.phrase): \(deadline.period) ends on \(deadline.writtenLastDay.iso), before it opens")
        }
        let ladder = Ladder()
        for deadline in deadlines.prefix(3) {
            let reminders = ladder.reminderInstants(before: deadline, calendar: .builtIn, zone: .vietnam)
            let rungs = ladder.rungInstants(after: deadline, calendar: .builtIn, zone: .vietnam)
            try require(
                reminders == reminders.sorted() && rungs == rungs.sorted(), "\(rule.phrase): a ladder leads back")
            try require(
                reminders.allSatisfy { $0 < deadline.dueBefore } && rungs.allSatisfy { $0 >= deadline.dueBefore },
                "\(rule.phrase): a ladder leads over \(deadline.lastDay.iso)")
        }
        for (earlier, later) in zip(deadlines, deadlines.dropFirst()) {
            try require(
                earlier.writtenLastDay < later.writtenLastDay,
                "\(rule.phrase): \(later.writtenLastDay.iso) follows \(earlier.writtenLastDay.iso)")
            try require(earlier.period != later.period, "\(rule.phrase): two periods are called \(later.period)")
        }
    }

    static func expression(_ bytes: [UInt8], _ budget: Budget) throws(BrokenPromise) {
        let text = String(decoding: bytes, as: UTF8.self)
        let mark = text.range(of: Grammar.inputMark, options: [.backwards, .literal])
        let written = mark.map { String(text[..<$0.lowerBound]) } ?? text
        let input = mark.flatMap { try? JSON(parsing: String(text[$0.upperBound...])) } ?? .null
        let program: Program
        do throws(ExpressionSyntaxError) {
            program = try Program(parsing: written, arguments: ["context", "input"])
        } catch {
            try require(!error.message.isEmpty, "a refusal without words")
            return try within(error.offset, error.width, written)
        }
        try run(program, on: input, budget)
    }

    /// What a run may cost here: little, so that what is not charged for is seen.
    static let budget = Budget(steps: 200_000, bytes: 8 << 20)
    static let smallBudget = Budget(steps: 2000, bytes: 1 << 18)

    private static func run(_ program: Program, on input: JSON, _ budget: Budget) throws(BrokenPromise) {
        let now = Instant(milliseconds: 1_767_225_600_500)
        let arguments: [String: JSON] = ["context": ["a": 1], "input": input]
        let most = 4 * (budget.bytes + input.text.utf8.count)
        var first: JSON?
        var written = 0
        var error: ExpressionError?
        do throws(ExpressionError) {
            try program.run(on: input, arguments: arguments, at: now, budget: budget) { result in
                first = first ?? result
                written = max(written, result.text.utf8.count)
                return true
            }
        } catch let failure {
            error = failure
        }
        try require(written <= most, "a result has \(written) bytes, under a budget of \(budget.bytes)")
        guard let error else { return }
        try require(error.message.utf8.count <= most, "a message has \(error.message.utf8.count) bytes")
    }
}
