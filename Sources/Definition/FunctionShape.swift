import Notation

/// What one of our functions takes under `with:`.
///
/// The table `all` is the only place that says so: `check` and the printed JSON Schema both come from it.
package struct FunctionShape: Sendable {
    package struct Parameter: Sendable {
        package let name: String
        package let kind: ParameterKind
        package let isRequired: Bool
        /// One sentence without a full stop.
        package let meaning: String

        init(_ name: String, _ kind: ParameterKind, _ meaning: String, isRequired: Bool = false) {
            self.name = name
            self.kind = kind
            self.isRequired = isRequired
            self.meaning = meaning
        }
    }

    package let name: String
    package let meaning: String
    package let parameters: [Parameter]
    /// Exactly one of these is given.
    package let alternatives: [String]
    /// None of them may be given as well.
    package var mayLackAlternative = false

    /// By the name without version.
    package static func named(_ name: String) -> FunctionShape? { all.first { $0.name == name } }

    package static let all = [
        collect, cascade, notify, escalate, rollup, select, review, publish, score, waitUntil,
    ]

    static let collect = FunctionShape(
        name: "collect",
        meaning: "Opens an assignment for each unit, reminds, presses, and answers when all is settled",
        parameters: [
            Parameter("obligation", .text, "The name of an obligation of plan.yaml; then nothing else is needed"),
            Parameter("period", .text, "The period's label, such as 2021-03; by default that of the instance"),
        ] + obligation, alternatives: ["obligation", "from"])

    static let cascade = FunctionShape(
        name: "cascade",
        meaning:
            "Gives a plan to the units one level down; each owes a plan of its own, and goes on when it is accepted",
        parameters: [
            Parameter("under", .unit, "The unit whose units below are meant, in place of \"from\""),
            Parameter("level", .word(Level.allCases.map(\.rawValue)), "Their level, beside \"under\""),
            Parameter("units", .targets, "Their codes, in place of \"from\""),
            Parameter("kind", .text, "Their kind, beside \"under\" or \"level\""),
            Parameter("cluster", .text, "Their cluster, in place of \"from\""),
            Parameter("except", .targets, "Codes that are left out"),
            Parameter("document", .mapping, "The document that is handed down: issuer, symbol, date, title"),
            Parameter("input", .mapping, "What the workflow gets beside the unit and the documents"),
            Parameter(
                "await", .anything,
                "\"all\" (their workflows have ended, the default), \"issued\", \"none\" or { count: n }"),
        ] + obligation, alternatives: [])

    static let notify = FunctionShape(
        name: "notify", meaning: "Queues a notice to units",
        parameters: [
            Parameter("to", .recipients, "\"recipients\" (Nơi nhận), a unit's code, or a selector", isRequired: true),
            Parameter("template", .template, "The name of the template", isRequired: true),
            Parameter("subject", .text, "The subject, in place of the template's"),
            Parameter("fields", .mapping, "What the template may name"),
            Parameter("kind", .word(noticeKinds), "What kind of notice it is"),
            Parameter(
                "letter", .letter(.ownLetter),
                "The template of a letter that is drafted for \"to\" to be signed, with the same fields: giay-moi, to-trinh"
            ),
            Parameter("letterTo", .recipients, "To whom that letter is addressed"),
            Parameter("about", .text, "What that letter is about (trích yếu)"),
        ], alternatives: [])

    static let escalate = FunctionShape(
        name: "escalate", meaning: "Queues a notice up the line of command, with the list of what is late",
        parameters: [
            Parameter("to", .targets, "Posts or units"),
            Parameter("level", .word(Level.allCases.map(\.rawValue)), "The level whose unit above is told"),
            Parameter("about", .anything, "What is late: the answer of a collect", isRequired: true),
            Parameter("draft", .letter(.draft), "The template of a letter to draft"),
        ], alternatives: ["to", "level"])

    static let rollup = FunctionShape(
        name: "rollup", meaning: "Gathers what was accepted for a period into one report",
        parameters: [
            Parameter("of", .anything, "The answer of a collect", isRequired: true),
            Parameter("template", .template, "The name of the template", isRequired: true),
            Parameter("to", .selector, "Who gets it", isRequired: true),
            Parameter("letter", .letter(.coverLetter), "The template of a covering letter"),
            Parameter(
                "letterTo", .unit,
                "To whom that letter is addressed, in the name of \"to\"; by default it is addressed to \"to\""),
            Parameter("forward", .selector, "Who gets a copy, sideways"),
            reward,
        ], alternatives: [])

    static let select = FunctionShape(
        name: "select", meaning: "Lets people choose out of what was collected, and waits for their choice and minutes",
        parameters: [
            Parameter("of", .anything, "The answer of a collect", isRequired: true),
            Parameter("exactly", .count, "How many are chosen, no more and no fewer"),
            Parameter("min", .count, "At least so many; 1 by default"),
            Parameter("max", .count, "At most so many; as many as there are by default"),
            Parameter(
                "by", .targets,
                "Who chooses: posts or units; by default the collector, or with perUnit each unit's contact"),
            Parameter("perUnit", .truth, "Whether each unit chooses among its own"),
            Parameter("for", .selector, "Only what these units sent"),
            Parameter("title", .text, "What is chosen, in place of the obligation's title"),
            Parameter("remind", .days, "Working days after asking at which who has not chosen is asked again"),
            reward,
        ], alternatives: ["exactly", "max"], mayLackAlternative: true)

    static let review = FunctionShape(
        name: "review", meaning: "Waits until a person has accepted or returned what has come",
        parameters: [
            Parameter(
                "of", .anything, "The answer of a collect, or the data of one submission's event", isRequired: true),
            Parameter("by", .targets, "Who is asked: posts or units; by default the collector"),
            Parameter("for", .selector, "Only what these units sent"),
            Parameter("title", .text, "What is reviewed, in place of the obligation's title"),
            Parameter("remind", .days, "Working days after asking at which is asked again"),
        ], alternatives: [])

    static let publish = FunctionShape(
        name: "publish", meaning: "Places files or a page into a folder of the site",
        parameters: [
            Parameter("to", .folder, "The folder, inside the site", isRequired: true),
            Parameter("of", .anything, "The answer of a collect or a select, whose files are placed"),
            Parameter("page", .template, "The template of the page"),
            Parameter("name", .text, "The name of the page or of the folder for the files; by default the period's"),
            Parameter("title", .text, "The title, in place of the template's"),
            Parameter("fields", .mapping, "What the template may name under \"fields\""),
            Parameter("workingDays", .count, "How long it stands: the page and the answer name the last day"),
        ], alternatives: ["of", "page"])

    static let score = FunctionShape(
        name: "score",
        meaning: "Counts the facts of each unit for a score sheet; points only from the site's score.csv",
        parameters: [
            Parameter("of", .anything, "The answer of a collect: only that duty and period"),
            Parameter("period", .text, "The period's label, such as 2022-Q3"),
            Parameter(
                "year", .count, "All periods of a year; by default what the instance is for, else the running year"),
            Parameter("for", .selector, "Only these units"),
            reward,
        ], alternatives: ["of", "period", "year"], mayLackAlternative: true)

    static let waitUntil = FunctionShape(
        name: "waitUntil", meaning: "Waits until an instant, or until working days are over",
        parameters: [
            Parameter("at", .instant, "The instant (RFC 3339) or the day at whose beginning it goes on"),
            Parameter(
                "workingDays", .count,
                "How many working days, the first day not counted; 10 by default (khoản 2 Điều 46 Nghị định 98/2023/NĐ-CP)"
            ),
            Parameter("from", .instant, "The instant or day from which they are counted; now by default"),
        ], alternatives: ["at", "workingDays"], mayLackAlternative: true)

    /// What an obligation may have, in `plan.yaml` and under `with:` of a `collect` alike.
    static let obligation: [Parameter] = [
        Parameter("title", .text, "What it is called"),
        Parameter("quote", .text, "The plan's exact words"),
        Parameter("from", .selector, "Who owes"),
        Parameter("to", .unit, "Who collects"),
        Parameter("items", .items, "What is owed"),
        Parameter("due", .due, "By when: the plan's words, a structured rule, or \"none\""),
        Parameter("ifNotWorkingDay", .word(restDayWords), "What happens to a last day on which nobody works"),
        Parameter(
            "dataPeriod", .word(ObligationRule.DataPeriod.allCases.map(\.rawValue)),
            "Of which days a period's report tells, where they are not the period's own: \"15-14\""),
        Parameter("origin", .word(ObligationRule.Origin.allCases.map(\.rawValue)), "Where the date comes from"),
        Parameter("validity", .mapping, "From and to which day it holds, where the plan holds longer"),
        Parameter("opens", .duration, "How long before the last day it opens"),
        Parameter("remind", .days, "Working days before the last day"),
        Parameter("escalate", .rungs, "The ladder after the last day"),
        Parameter("force", .word(ObligationRule.Force.allCases.map(\.rawValue)), "Whether units are ordered or asked"),
        Parameter("accept", .word(ObligationRule.Acceptance.allCases.map(\.rawValue)), "Who accepts"),
        Parameter("review", .word(ObligationRule.Acceptance.allCases.map(\.rawValue)), "Another word for \"accept\""),
        Parameter(
            "shortfall", .word(ObligationRule.Shortfall.allCases.map(\.rawValue)),
            "What an incomplete set counts as after the deadline"),
        Parameter("until", .word(ObligationRule.Until.allCases.map(\.rawValue)), "When collect answers"),
        Parameter(
            "onTimeBy", .word(ObligationRule.Version.allCases.map(\.rawValue)),
            "Whose instant tells whether a set came in time: the accepted version's, or the first whole one's"),
        Parameter(
            "correction", .count,
            "Working days within which a returned set may be completed, with \"onTimeBy: first\"; 5 by default"),
        Parameter("issued", .text, "From which day \"kể từ ngày ban hành\" counts; by default that of the plan"),
        Parameter("workflow", .text, "The workflow that a period starts"),
    ]

    private static let reward = Parameter(
        "reward", .truth,
        "Whether it proposes rewards: from 1 July 2025 units that have ended are left out, with a note (Thông tư 15/2025/TT-BNV)"
    )

    static let restDayWords = ["asWritten", "next", "previous", "nextWorkingDay", "previousWorkingDay"]
    static let noticeKinds = [
        "reminder", "overdue", "escalation", "letter", "receipt", "distribution", "rollup", "digest",
    ]
}

extension FunctionShape {
    /// Tells what is wrong with a `with:`. Values that are expressions are checked when they have been computed.
    ///
    /// - Parameter isCertain: no condition stands before the call.
    func check(_ node: Node, _ owner: String, by reader: Reader, at mark: SourceMark, isCertain: Bool) {
        let required = parameters.filter(\.isRequired).map(\.name)
        guard let fields = reader.fields(node, of: owner, parameters.map(\.name), required: required, at: mark) else {
            return
        }
        if ["collect", "cascade", "rollup"].contains(name), !fields.has("obligation") {
            reader.noteDuty(fields, of: name, isCertain: isCertain)
        }
        switch name {
        case "collect": return checkCollect(fields, by: reader)
        case "cascade":
            _ = reader.cascade(fields, code: name, defaultTo: UnitCode(""))
            for key in ["document", "input"] {
                if let node = fields[key], !reader.isExpression(node) {
                    _ = reader.open(node, of: member(key, of: owner))
                }
            }
            return
        default: break
        }
        for parameter in parameters {
            fields[parameter.name].map { parameter.kind.check($0, member(parameter.name, of: owner), by: reader) }
        }
        let given = alternatives.filter(fields.has)
        if !alternatives.isEmpty, given.count != 1, given.count > 1 || !mayLackAlternative {
            let message = "\(owner) needs \(alternatives.listed("or")), and has \(given.isEmpty ? "neither" : "both")"
            reader.problems.error("bad-alternative", at: given.last.map(fields.keyMark) ?? node.mark, message)
        }
    }

    private func checkCollect(_ fields: Fields, by reader: Reader) {
        _ = reader.text("period", in: fields)
        guard fields.has("obligation") else {
            _ = reader.obligation(fields, code: name, defaultTo: nil)
            return
        }
        _ = reader.name("obligation", of: .obligation, in: fields)
        for entry in fields.node.entries ?? [] where !["obligation", "period", "until"].contains(entry.key) {
            reader.problems.error(
                "bad-alternative", at: entry.keyMark,
                "\(quoted(entry.key)) stands beside \"obligation\", which has one of its own in plan.yaml",
                hint: "leave one of them out")
        }
        _ = reader.choice("until", in: fields, of: ObligationRule.Until.self)
    }
}
