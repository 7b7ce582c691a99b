import Almanac
import Definition
package import Engine
import Interpreter
import Notation

/// `score`: the facts of each unit for a score sheet, as they stand; points only from the site's own table.
package struct Score: StepFunction {
    let office: Office

    package init(office: Office) { self.office = office }

    package var name: String? { "score" }

    package func call(_ call: StepCall, in sitting: Sitting) throws -> StepAnswer {
        let arguments = call.request.arguments
        let scope = try scope(of: arguments, call, at: sitting.now)
        let audience = try Selector.audience(arguments["for"], of: "score")
        let sheet = try ScoreSheet(
            of: office, in: sitting.store, scope, for: audience, isReward: arguments["reward"] == true, at: sitting.now)
        var answer = sheet.json
        answer["obligation"] = JSON(scope.obligation)
        answer["period"] = JSON(scope.period)
        answer["year"] = scope.year.map { .integer($0) } ?? nil
        return .done(answer)
    }

    /// What is named; else what the workflow was started for; else the running year.
    private func scope(of arguments: JSON, _ call: StepCall, at now: Instant) throws -> ScoreSheet.Scope {
        let of = arguments["of"]
        if !of.isNull {
            guard let key = of.asString ?? of["collection"].asString, let slash = key.lastIndex(of: "/") else {
                throw WorkflowFault.badArguments("\"of\" of score is what collect answered")
            }
            return ScoreSheet.Scope(
                obligation: String(key[..<slash]), period: String(key[key.index(after: slash)...]))
        }
        if let period = arguments["period"].asString { return ScoreSheet.Scope(period: period) }
        if let year = arguments["year"].asInteger { return ScoreSheet.Scope(year: year) }
        if let subject = call.subject,
            let rule = office.plan?.obligations.first(where: { subject.hasPrefix("\($0.code)/") })
        {
            return ScoreSheet.Scope(obligation: rule.code, period: String(subject.dropFirst(rule.code.count + 1)))
        }
        return ScoreSheet.Scope(year: office.zone.day(of: now).year)
    }
}
