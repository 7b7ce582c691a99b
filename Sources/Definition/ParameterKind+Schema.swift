import Notation

extension ParameterKind {
    /// As a part of a JSON Schema. Every value may be an expression as a whole.
    var schema: JSON {
        switch self {
        case .text, .template, .letter, .folder, .instant: SchemaPart.text
        case .count: SchemaPart.computedInteger(0...1_000_000)
        case .truth: SchemaPart.computedBoolean
        case .anything: ["not": ["type": "null"]]
        case .mapping: SchemaPart.computedMapping
        case .duration: SchemaPart.reference("delay")
        case .unit: ParameterKind.unitCode
        case .selector, .recipients: ParameterKind.selectorSchema
        case .targets: ParameterKind.unitCodes
        case .due: ParameterKind.dueSchema
        case .items: ParameterKind.itemsSchema
        case .rungs: ParameterKind.rungsSchema
        case .word(let words): SchemaPart.computedWords(words)
        case .days:
            SchemaPart.computedInteger(1...366).with([
                "type": ["array", "integer", "string"], "items": SchemaPart.computedInteger(1...366),
            ])
        }
    }

    private static let unitCode: JSON = [
        "type": ["string", "number"], "pattern": .string(#"^\S+$|"# + SchemaPart.expressionPattern),
    ]

    /// One, or a list of them.
    private static let unitCodes = unitCode.with([
        "type": ["array", "string", "number"], "items": unitCode, "minItems": 1,
    ])

    private static let selectorSchema = SchemaPart.mapping([
        ("units", unitCodes, "These units, by their codes"),
        ("level", SchemaPart.computedWords(Level.allCases.map(\.rawValue)), "The units of this level"),
        ("kind", SchemaPart.text, "The units of this kind, as units.csv has it"),
        ("under", unitCode, "The units below this one"),
        ("cluster", SchemaPart.code, "The units of this cluster (khối, cụm thi đua)"),
        ("except", unitCodes, "But not these"),
    ]).with([
        "type": ["object", "array", "string", "number"], "pattern": unitCode["pattern"], "items": unitCode,
        "minItems": 1, "anyOf": .array(["units", "level", "kind", "under", "cluster"].map(SchemaPart.needs)),
    ])

    private static let itemsSchema = SchemaPart.computed.with([
        "type": ["array", "string"], "minItems": 1,
        "items": SchemaPart.mapping(
            [
                ("kind", SchemaPart.text, "What it is: article, report, video, …"),
                ("min", SchemaPart.computedInteger(0...1_000_000), "How many at least"),
                ("max", SchemaPart.computedInteger(1...1_000_000), "How many at most"),
                ("exactly", SchemaPart.computedInteger(1...1_000_000), "How many, no more and no fewer"),
                ("units", unitCodes, "The units that owe it, where not all do"),
                ("for", selectorSchema, "The same by a selector, as of the period"),
                ("years", years, "The years in whose periods it is owed, where not in all"),
                ("optional", SchemaPart.computedBoolean, "Left to the unit (tùy tình hình): never a shortfall"),
                ("count", words(of: ItemRule.Counting.self), "What is counted: files, or exemplars each once"),
                ("types", oneOrMore(of: ExemplarType.self), "Which exemplars count: tập thể, cá nhân, hộ gia đình"),
                ("recognition", oneOrMore(of: Recognition.self), "At which level an exemplar must be recognised"),
            ], required: ["kind"]
        ).with(SchemaPart.computed.with(["type": ["object", "string"]])),
    ])

    private static let years = SchemaPart.computedInteger(1900...2200).with([
        "type": ["array", "integer", "string"], "items": SchemaPart.computedInteger(1900...2200),
    ])

    private static func words<Word: RawRepresentable & CaseIterable>(of _: Word.Type) -> JSON
    where Word.RawValue == String { SchemaPart.computedWords(Word.allCases.map(\.rawValue)) }

    private static func oneOrMore<Word: RawRepresentable & CaseIterable>(of word: Word.Type) -> JSON
    where Word.RawValue == String {
        ["anyOf": [words(of: word), ["type": "array", "minItems": 1, "items": words(of: word)]]]
    }

    private static let rungsSchema = SchemaPart.computed.with([
        "type": ["array", "string"],
        "items": SchemaPart.mapping(
            [
                ("after", SchemaPart.computedInteger(1...366), "How many working days after the last day"),
                ("to", unitCodes, "Posts (\(Reader.posts.joined(separator: ", "))) or units"),
                ("draft", SchemaPart.text, "The template of a letter to draft"),
            ], required: ["after", "to"]
        ).with(SchemaPart.computed.with(["type": ["object", "string"]])),
    ])
}

/// A deadline as a structured rule.
extension ParameterKind {
    private static let date = SchemaPart.mapping(
        [
            ("day", SchemaPart.computedInteger(1...31), "The day of the month"),
            ("month", SchemaPart.computedInteger(1...12), "The month"),
            ("year", SchemaPart.computedInteger(1900...2200), "The year, for a date that comes once"),
        ], required: ["day"])

    private static let dates = date.with(["type": ["object", "array"], "items": date, "minItems": 1])

    private static let spans = ["workingDays", "days", "weeks", "months"]

    private static let dueSchema = SchemaPart.mapping([
        ("before", dates, "Before this day, which is not included"),
        ("by", dates, "By this day, which is included"),
        (
            "endOf",
            SchemaPart.mapping(
                [("month", SchemaPart.computedInteger(1...12), "The month of each year")], required: ["month"]
            ).with(["type": ["object", "string"], "pattern": "^(month|quarter|year)$"]),
            "By the end of each month, quarter or year, or of one month of each year"
        ),
        (
            "within",
            SchemaPart.mapping(
                spans.map { ($0, SchemaPart.computedInteger(1...3660), "A number of them") }
            ).with(SchemaPart.one(of: spans)),
            "Within so long since a day"
        ),
        ("every", SchemaPart.words(["month", "quarter", "year"]), "How often it comes"),
        (
            "since", date.with(["type": ["object", "string"], "pattern": "^issued$"]),
            "The day that \"within\" counts from"
        ),
        ("phrase", SchemaPart.text, "The plan's own words"),
        ("confirmed", SchemaPart.computedBoolean, "The rule holds although the words say something else"),
    ]).with([
        "type": ["object", "string"], "pattern": #"\S"#, "if": ["type": "object"],
        "then": [
            "oneOf": .array(
                forms.map(SchemaPart.needs)
                    + [["required": ["phrase"], "not": ["anyOf": .array(forms.map(SchemaPart.needs))]]])
        ],
    ])

    private static let forms = ["before", "by", "endOf", "within"]
}
