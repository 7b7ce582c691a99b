package import Almanac

/// What a unit owes, to whom, by when: the definition, as it stands in `plan.yaml` or in the `with:` of a `collect`.
package struct ObligationRule: Hashable, Sendable, Codable {
    /// The name under `obligations:`; for a `collect` written inline, `workflow/task`.
    package var code: String
    package var title: String?
    /// The plan's exact words.
    package var quote: String?
    package var from = Selector()
    package var to: UnitCode
    package var items: [ItemRule] = []
    /// The phrase as written, or a rendering of the structured form.
    package var duePhrase: String
    package var due: DueRule
    package var policy: RestDayPolicy = .asWritten
    package var origin: Origin = .stated
    /// Of which days a period's report tells; nil: of the period's own.
    package var dataPeriod: DataPeriod?
    /// Inside the plan's validity, the days between which its last days lie; nil: all of the plan's.
    package var validFrom: Day?
    package var validTo: Day?
    /// Before the last day; nil: the period's own first day.
    package var opens: CivilDuration?
    /// Working days before.
    package var remind: [Int] = [5, 3, 1]
    package var escalate: [RungRule] = []
    package var force: Force = .order
    package var acceptance: Acceptance = .automatic
    package var shortfall: Shortfall = .partial
    package var until: Until = .settled
    /// Nil: `accepted`.
    package var onTimeBy: Version?
    /// Working days within which what was returned may be completed, where the first version's instant counts; nil: 5.
    package var correction: Int?
    /// From which day "kể từ ngày ban hành" counts; nil: the issue day of the plan.
    package var issued: Day?
    /// The workflow that a period starts; nil: the built-in "collect, then roll up".
    package var workflow: String?

    package init(code: String, to: UnitCode, duePhrase: String, due: DueRule) {
        self.code = code
        self.to = to
        self.duePhrase = duePhrase
        self.due = due
    }

    /// Its deadlines between two days, inside its own validity.
    package func deadlines(from first: Day, to last: Day, in context: DueContext) -> [Deadline] {
        let (first, last) = (max(first, validFrom ?? first), min(last, validTo ?? last))
        return first <= last ? due.deadlines(from: first, to: last, in: context) : []
    }

    /// Of which days the data of a period are, where they are not the period's own; nil too where a period is a single day.
    package func dataDays(of period: String) -> ClosedRange<Day>? {
        dataPeriod == .fifteenToFourteen ? CivilPeriod(label: period)?.fifteenToFourteen : nil
    }

    /// `15-14`: from the 15th to the 14th, as regimes of reports under Decree 09/2019 have it ("kỳ 15-14").
    package enum DataPeriod: String, Sendable, Codable, CaseIterable { case fifteenToFourteen = "15-14" }
    /// Where the date comes from: a date that an administrator adds is shown as such.
    package enum Origin: String, Sendable, Codable, CaseIterable { case stated, adminSet = "admin-set", inherited }
    /// Party and Front bodies are asked (`request`), not ordered, and never escalated.
    package enum Force: String, Sendable, Codable, CaseIterable { case order, request }
    /// `automatic`: complete is accepted; `person`: somebody accepts or returns.
    package enum Acceptance: String, Sendable, Codable, CaseIterable { case automatic, person }
    /// Whether a delivered but incomplete set counts as overdue after the deadline.
    package enum Shortfall: String, Sendable, Codable, CaseIterable { case partial, overdue }
    /// Whose instant tells whether a set came in time: that of the version that was accepted, or that of the first whole
    /// one, where it was returned and completed within the days of `correction`.
    package enum Version: String, Sendable, Codable, CaseIterable { case accepted, first }
    /// When `collect` answers: when all is settled, or with what there is once the deadline has passed.
    package enum Until: String, Sendable, Codable, CaseIterable { case settled, due }
}

/// One rung of the ladder after the deadline.
package struct RungRule: Hashable, Sendable, Codable {
    /// Working days after the last permitted day.
    package var after: Int
    package var to: [RungTarget]
    /// The template of a letter to draft, such as `cong-van-don-doc`.
    package var draft: String?

    package init(after: Int, to: [RungTarget], draft: String? = nil) {
        self.after = after
        self.to = to
        self.draft = draft
    }
}

/// Who is addressed, looked up at the moment of sending.
package enum RungTarget: Hashable, Sendable, Codable {
    /// `contact`, `head`: a post of the unit that is late.
    case role(String)
    /// `superior`: the head of the unit one level up.
    case superior
    /// `council-member`: the council's member in charge of the unit's cluster.
    case councilMember
    /// `cluster-lead`: who leads the unit's cluster (trưởng khối, trưởng cụm) on that day.
    case clusterLead
    /// `collector`: the contact of the unit that collects.
    case collector
    /// The code of a unit.
    case unit(UnitCode)
}
