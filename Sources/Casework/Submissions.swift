import Almanac
import Definition
import Directory
package import Engine
package import Notation
package import Storage

/// Something was handed in: what `dondoc.submission.received.v1` says.
struct Submitted: Codable {
    var unit: UnitCode
    var obligation: String?
    var period: String?
    var channel: String?
    var files: [SubmittedFile]?
    /// `không phát sinh`.
    var isNil: Bool?
    /// Where the receipt was at another instant than the arrival (`record`), RFC 3339.
    var receivedAt: String?
    /// Who recorded it, or sent it for another ("nộp thay").
    var by: String?
    var note: String?
    /// Who is put forward; what comes with them is evidence.
    var exemplars: [Exemplar]?
    /// The unit that sent it for `unit` ("nộp thay").
    var sender: UnitCode?
    /// For which units `unit` sends one bundle.
    var units: [UnitCode]?
    /// What `receivedAt` is: `modified` where a file's own time counts by the site's policy, `server` where it is the mail
    /// server's.
    var instantOf: String?
    /// For a section of a report: of which one.
    var host: HostReport?
    /// Number and day of the document that is handed in.
    var document: DocumentMark?
    /// The assignments of which the sender has to name one: until then it counts for none.
    var choices: [String]?
    /// Who is answered beside the unit's own mailbox, and the identity of the mail that is answered.
    var answerTo: Mailbox?
    var answers: String?
    /// Taken in, and answered no more today.
    var isQuiet: Bool?

    var isByMail: Bool { channel == "mail" }

    var submittedFiles: [SubmittedFile] { files ?? [] }
}

/// A submission as it is kept, whatever became of it.
struct SubmissionRecord: Codable {
    let submitted: Submitted
    let receivedAt: Instant
    /// The assignment's key; nil outside the plan.
    let assignment: String?
    let outcome: String
}

/// Takes up what units send: finds the assignment, counts, answers with a receipt.
package struct Submissions: StepFunction {
    let office: Office

    package init(office: Office) { self.office = office }

    package var hears: Set<String> { [EventType.submissionReceived.rawValue, EventType.fileQuarantined.rawValue] }

    package func hear(_ event: CloudEvent, in sitting: Sitting) throws {
        guard event.type == EventType.submissionReceived.rawValue else {
            return try Refused(office: office).tell(event, in: sitting)
        }
        var submitted = try reading(event)
        if let codes = submitted.units, !codes.isEmpty {
            return try Bundles(office: office).spread(submitted, over: codes, event, in: sitting)
        }
        let receivedAt = submitted.receivedAt.flatMap { Instant(rfc3339: $0) } ?? event.time ?? sitting.now
        submitted = try Heirs(office: office).sent(submitted, in: sitting)
        guard receivedAt <= sitting.now.advanced(by: .seconds(60)) else {
            throw Refusal(
                "\(receivedAt.rfc3339(in: office.zone)) lies in the future: nothing can have been received then")
        }
        let destination: Destination =
            if let choices = submitted.choices {
                .unclear(try choices.compactMap { try sitting.assignment($0) })
            } else {
                try destination(of: submitted, in: sitting)
            }
        if let files = submitted.files, !files.isEmpty {
            // After a crash between commit and clearing, a drop may show files again that were taken with others.
            submitted.files = try files.filter { try isNew($0, event, in: sitting) }
            if submitted.files == [] { return sitting.reply(to: event, ["known": true]) }
            // A list that was taken before is not declared again.
            if submitted.exemplars != nil,
                !(submitted.files ?? []).contains(where: { $0.kind == SubmittedFile.declaration }),
                files.contains(where: { $0.kind == SubmittedFile.declaration })
            {
                submitted.exemplars = nil
            }
        }
        if let sender = submitted.sender {
            let day = office.zone.day(of: sitting.now)
            guard office.maySend(sender, for: submitted.unit, on: day) else {
                throw Refusal(
                    "\(office.unitName(sender, on: day)) không phải cấp trên của \(unitName(submitted.unit, in: sitting))"
                )
            }
            submitted.by = submitted.by ?? office.unitName(sender, on: day)
        }
        switch destination {
        case .assignment(let assignment): try take(submitted, for: assignment, event, at: receivedAt, in: sitting)
        case .undated(let rule): try keep(submitted, forUndated: rule, event, at: receivedAt, in: sitting)
        case .unclear(let choices): try park(submitted, choices, event, at: receivedAt, in: sitting)
        case .outsidePlan: try park(submitted, [], event, at: receivedAt, in: sitting)
        }
    }

    /// The names on the shelf of everything that was taken.
    package static func files(in store: any Store) throws -> Set<String> {
        let rows = try store.records(kind: "submission", parent: nil, openOnly: false)
        return Set(
            try rows.flatMap { row in
                (try Sitting.decoded(row.body) as SubmissionRecord).submitted.submittedFiles.filter {
                    $0.isRecorded != true
                }.map(
                    \.sha256)
            })
    }

    private func reading(_ event: CloudEvent) throws -> Submitted {
        do {
            let submitted: Submitted = try Sitting.decoded((event.data ?? .null).text)
            guard (submitted.exemplars ?? []).count <= Exemplar.mostAtOnce else {
                throw Refusal("một lần gửi có tối đa \(Exemplar.mostAtOnce) gương điển hình")
            }
            return submitted
        } catch let error as DecodingError {
            throw Refusal("this submission cannot be read: \(error)")
        }
    }

    private enum Destination {
        case assignment(Assignment)
        case undated(ObligationRule)
        /// Several duties lack just this: a file is never credited to one of them by guesswork.
        case unclear([Assignment])
        case outsidePlan
    }

    private func isNew(_ file: SubmittedFile, _ event: CloudEvent, in sitting: Sitting) throws -> Bool {
        guard let identity = file.identity else { return true }
        guard try sitting.record(kind: "file", key: identity) == nil else { return false }
        try sitting.save(event.id, "file", identity, isSettled: true)
        return true
    }

    /// The assignment that is named, in the command, by the folder or in a file's name; else the open one that is being followed
    /// up and lacks what has come; else what is in arrears, the newest first; else the newest that was accepted, to which it is
    /// an amendment.
    private func destination(of submitted: Submitted, in sitting: Sitting) throws -> Destination {
        let all = try owed(meantBy: submitted, in: sitting)
        if let period = submitted.period, all.isEmpty {
            throw Refusal("\(submitted.unit) owes nothing for \(submitted.obligation.map { "\($0)/" } ?? "")\(period)")
        }
        if let obligation = submitted.obligation, all.isEmpty, undated(submitted, in: sitting) == nil,
            submitted.channel != "folder", !submitted.isByMail
        {
            throw Refusal("there is no obligation \"\(obligation)\" that \(submitted.unit) owes")
        }
        let named = all.filter { one in submitted.submittedFiles.contains { $0.name.contains(one.period) } }
        let meant = named.isEmpty ? all : named
        let open = try meant.filter { !$0.isSettled }.map { try $0.assignment(in: sitting) }.sorted {
            $0.deadline.dueBefore < $1.deadline.dueBefore
        }
        // Early in a month the last one's set may still be on its way; once the ladder has ended, nobody waits for it any more.
        let followed = try open.filter { try isFollowedUp($0, in: sitting) }
        let candidates = followed.isEmpty ? open.reversed() : followed
        let fitting = candidates.filter { $0.lacks(submitted) }
        let choices = fitting.isEmpty ? candidates : fitting
        if Set(choices.map(\.obligation)).count > 1 { return .unclear(choices) }
        if named.isEmpty, choices.contains(where: { namesAnotherPeriod(submitted, than: $0) }) {
            return .unclear(choices)
        }
        if let chosen = choices.first ?? open.last { return .assignment(chosen) }
        if let rule = undated(submitted, in: sitting) { return .undated(rule) }
        // After the plan's last day nothing adds to what was accepted, unless it is named.
        let isOver = office.plan.map { office.zone.day(of: sitting.now) > $0.validTo } ?? false
        if isOver, submitted.period == nil, named.isEmpty { return .outsidePlan }
        let settled = try meant.map { try $0.assignment(in: sitting) }.filter { $0.stage == .accepted }
        return settled.max { $0.deadline.dueBefore < $1.deadline.dueBefore }.map { .assignment($0) } ?? .outsidePlan
    }

    private func owed(meantBy submitted: Submitted, in sitting: Sitting) throws -> [Owed] {
        if let obligation = submitted.obligation, let period = submitted.period {
            let key = Assignment.key(submitted.unit, obligation, period)
            return try sitting.load(Assignment.self, "assignment", key).map { [.known($0)] } ?? []
        }
        return try sitting.records(kind: "assignment", keyPrefix: "\(submitted.unit)/", openOnly: false)
            .filter { $0.isMeant(by: submitted) }.map { .row($0) }
    }

    /// What a unit owes and owed grows with the years: a row is judged by its key, and decoded only where it may be meant.
    private enum Owed {
        case known(Assignment)
        case row(RecordRow)

        var period: Substring {
            switch self {
            case .known(let assignment): assignment.period[...]
            case .row(let row): row.period
            }
        }

        var isSettled: Bool {
            switch self {
            case .known(let assignment): assignment.isSettled
            case .row(let row): row.isSettled
            }
        }

        func assignment(in sitting: Sitting) throws -> Assignment {
            switch self {
            case .known(let assignment): assignment
            case .row(let row): try sitting.fact(of: row)
            }
        }
    }

    /// A file's name tells a period of the same duty that is not open yet: it is taken at its word.
    private func namesAnotherPeriod(_ submitted: Submitted, than assignment: Assignment) -> Bool {
        let names = submitted.submittedFiles.map(\.name)
        guard names.contains(where: \.holdsPeriod), let plan = office.plan,
            let rule = plan.obligations.first(where: { $0.code == assignment.obligation })
        else { return false }
        return rule.deadlines(from: plan.validFrom, to: plan.validTo, in: office.dueContext(rule)).contains {
            deadline in
            deadline.period != assignment.period && names.contains { $0.contains(deadline.period) }
        }
    }

    private func isFollowedUp(_ assignment: Assignment, in sitting: Sitting) throws -> Bool {
        guard sitting.now >= assignment.deadline.dueBefore else { return true }
        guard let rule = try sitting.collection(assignment.collection)?.rule else { return false }
        return assignment.ladder(rule, in: office).last.map { $0.at >= sitting.now } ?? false
    }

    /// A duty without a date that the unit has: event-driven introductions.
    private func undated(_ submitted: Submitted, in sitting: Sitting) -> ObligationRule? {
        let today = office.zone.day(of: sitting.now)
        return (office.plan?.obligations ?? []).first { rule in
            rule.due.isNone && (submitted.obligation == nil || submitted.obligation == rule.code)
                && office.tree.units(matching: rule.from, on: today).contains {
                    $0.code == submitted.unit
                }
        }
    }

    private func take(
        _ submitted: Submitted, for found: Assignment, _ event: CloudEvent, at receivedAt: Instant, in sitting: Sitting
    ) throws {
        guard let collection = try sitting.collection(found.collection) else { return }
        var assignment = found
        // Without a collector nobody can accept: it waits beside the others.
        let terms = office.terms(of: collection.rule, for: found, awaitsCollector: collection.awaitsCollector == true)
        var reception = Reception()
        if submitted.isNil == true {
            assignment.receiveNothing(at: receivedAt, terms: terms)
        } else {
            reception = assignment.receive(submitted, at: receivedAt, terms: terms)
        }
        if let document = submitted.document { assignment.document = document }
        try sitting.save(assignment)
        try keep(
            submitted, event, assignment: assignment.key, outcome: "\(assignment.stage)", at: receivedAt, in: sitting)
        if assignment.stage == .accepted, found.stage != .accepted {
            announce("accepted", .submissionAccepted, assignment, event, in: sitting)
        } else if found.stage == .accepted {
            try Cascade(office: office).amend(assignment, in: sitting)
        }
        if reception.exemplars.contains(where: { if case .returned = $0 { true } else { false } }) {
            announce("returned", .submissionReturned, assignment, event, in: sitting)
        }
        try Collect(office: office).settled(assignment, wasSettled: found.isSettled, in: sitting)
        try Select(office: office).add(assignment, in: sitting)
        let alike = try flag(assignment, submitted, collection, in: sitting)
        var facts = Receipt(office: office).facts(
            of: assignment, collection.rule, submitted, reception, at: receivedAt)
        try Receipt(office: office).send(facts, for: submitted, assignment: assignment, event, in: sitting)
        facts["alike"] = .array(alike.map { .string($0) })
        sitting.reply(to: event, facts)
    }

    /// A duty without a date: taken as it comes, and told to whoever waits for it.
    private func keep(
        _ submitted: Submitted, forUndated rule: ObligationRule, _ event: CloudEvent, at receivedAt: Instant,
        in sitting: Sitting
    ) throws {
        try keep(submitted, event, assignment: nil, outcome: rule.code, at: receivedAt, in: sitting)
        sitting.emit(
            CloudEvent(
                id: "\(event.id)/undated", source: "/obligations/\(rule.code)",
                type: EventType.submissionAccepted.rawValue,
                subject: rule.code, time: sitting.now,
                data: [
                    "unit": .string(submitted.unit.text), "unitName": .string(unitName(submitted.unit, in: sitting)),
                    "obligation": .string(rule.code), "files": (event.data ?? nil)["files"],
                ]))
        try answer(submitted, rule, [], event, at: receivedAt, in: sitting)
    }

    /// Kept, but credited to nothing: a person decides, or the unit says for which duty it is.
    private func park(
        _ submitted: Submitted, _ choices: [Assignment], _ event: CloudEvent, at receivedAt: Instant,
        in sitting: Sitting
    ) throws {
        let outcome =
            choices.isEmpty
            ? "outside the plan" : "unclear: \(choices.map(\.code).joined(separator: ", "))"
        try keep(submitted, event, assignment: nil, outcome: outcome, at: receivedAt, in: sitting)
        try answer(submitted, nil, choices, event, at: receivedAt, in: sitting)
    }

    private func answer(
        _ submitted: Submitted, _ rule: ObligationRule?, _ choices: [Assignment], _ event: CloudEvent,
        at receivedAt: Instant,
        in sitting: Sitting
    ) throws {
        let number = try sitting.records(kind: "submission", parent: submitted.unit.text, openOnly: false).count
        let receipt = Receipt(office: office)
        let folders = try sitting.folders(of: choices, in: office)
        let facts = receipt.facts(of: submitted, rule, folders, number: number, at: receivedAt)
        try receipt.send(facts, for: submitted, assignment: nil, event, in: sitting)
        sitting.reply(to: event, facts)
    }

    private func unitName(_ code: UnitCode, in sitting: Sitting) -> String {
        office.unitName(code, on: office.zone.day(of: sitting.now))
    }

    private func keep(
        _ submitted: Submitted, _ event: CloudEvent, assignment: String?, outcome: String, at receivedAt: Instant,
        in sitting: Sitting
    ) throws {
        let record = SubmissionRecord(
            submitted: submitted, receivedAt: receivedAt, assignment: assignment, outcome: outcome)
        try sitting.save(record, "submission", event.id, parent: assignment ?? submitted.unit.text, isSettled: true)
    }

    private func announce(
        _ what: String, _ type: EventType, _ assignment: Assignment, _ event: CloudEvent, in sitting: Sitting
    ) {
        sitting.emit(
            CloudEvent(
                id: "\(event.id)/\(what)", source: "/assignments/\(assignment.code)",
                type: type.rawValue,
                subject: assignment.obligation, time: sitting.now,
                data: [
                    "unit": .string(assignment.unit.text), "unitName": .string(assignment.unitName),
                    "obligation": .string(assignment.obligation),
                    "period": .string(assignment.period),
                ]))
    }
}

extension RecordRow {
    /// The last part of an assignment's key; no label of a period has a stroke.
    fileprivate var period: Substring { key[(key.lastIndex(of: "/").map(key.index(after:)) ?? key.startIndex)...] }

    /// Whether an assignment's row is of the duty and the period that are named, if any are.
    fileprivate func isMeant(by submitted: Submitted) -> Bool {
        if let period = submitted.period, self.period != period { return false }
        return submitted.obligation.map { key == Assignment.key(submitted.unit, $0, String(period)) } ?? true
    }
}

extension String {
    /// Whether a year with a month or a quarter stands in it: `2021-03`, `2021-Q1`.
    fileprivate var holdsPeriod: Bool {
        let bytes = Array(utf8)
        guard bytes.count >= 7 else { return false }
        func isDigit(_ place: Int) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) }
        return (0...(bytes.count - 7)).contains { start in
            (start..<start + 4).allSatisfy(isDigit) && bytes[start + 4] == UInt8(ascii: "-")
                && (isDigit(start + 5) || bytes[start + 5] == UInt8(ascii: "Q")) && isDigit(start + 6)
        }
    }
}
