package import Almanac
package import Definition
package import Notation

/// What a plan's text says, as far as it can be told for certain; the rest is marked for a person.
package struct Draft: Sendable {
    package var header = Header()
    package var obligations: [Duty] = []
    package var themes: [DraftTheme] = []
    package var units: [DraftUnit] = []
    /// What is probably a slip, or missing: told, never mended.
    package var findings: [Diagnostic] = []
    /// `dòng` or `đoạn`: what line numbers count.
    package var counted = "dòng"

    /// Facts of the first page and of the foot.
    package struct Header: Sendable {
        package var title: String?
        package var titleLine = 1
        /// `KẾ HOẠCH`.
        package var kind: String?
        package var issuer: NamedIssuer?
        package var symbol: String?
        package var symbolLine: Int?
        package var issued: Day?
        package var issuedLine: Int?
        package var validity: (from: Day, to: Day, words: String)?
        package var parents: [SourceDocument] = []
        package var recipients: [Recipient] = []
    }

    /// A line of Nơi nhận.
    package struct Recipient: Hashable, Sendable {
        package let text: String
        package let line: Int
        /// In YAML, where the line names what the duties name.
        package var selector: String?
    }

    /// Who issues the plan.
    package struct NamedIssuer: Hashable, Sendable {
        package let name: String
        package let code: String
        package let level: Level?
        package let kind: String
    }

    /// A document that the plan is founded on.
    package struct SourceDocument: Hashable, Sendable {
        package var kind: String
        package var symbol: String
        package var date: Day?
        package var issuer: String?
        package var title: String?
        package var line: Int
        /// A law or decree: a ground, and not what the plan carries out.
        package var isLaw: Bool
    }

    /// One duty.
    package struct Duty: Sendable {
        package var code: String
        package var title: String
        package var quote: String
        package var line: Int
        package var from: String
        /// The codes or the cluster that `from` names, and the names in the plan's words.
        package var actors: [String]
        package var to: String
        package var recipient: String?
        package var items: [ItemRule]
        /// The plan's words, or `none`.
        package var due: String
        package var rule: DueRule
        package var origin: ObligationRule.Origin
        package var isRequest: Bool
        /// What a person must look at, in Vietnamese.
        package var doubts: [String]
    }
}

/// A row of the units.csv that goes with the draft.
package struct DraftUnit: Hashable, Sendable {
    package let code: String
    package var name: String
    package var level: Level?
    package var kind: String
    package var parent: String?
    package var clusters: [String] = []
}

/// A row of the calendar of themes.
package struct DraftTheme: Sendable {
    /// 1...12; empty for the whole year.
    package var months: [Int]
    package var title: String
    package var content: String
    package var days: [Commemoration]
    package var line: Int
    package var doubts: [String] = []
}
