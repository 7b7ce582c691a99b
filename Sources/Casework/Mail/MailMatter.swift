import Almanac
import Definition
import Directory
import Engine
import Storage

/// What a mail is about, as far as that is proven; a file is never credited by guesswork.
enum MailMatter {
    /// This duty; `sender` where its superior has sent it ("nộp thay").
    case assignment(Assignment, sender: UnitCode?)
    /// What the unit owes in general: the rules for a dropped file decide.
    case unit(UnitCode)
    /// One of these, and the unit has to say which.
    case unclear(UnitCode, [Assignment])
    /// It names something that is not the sender's.
    case foreign(UnitCode)
}

/// Finds what a mail is about: by a mark of ours, else by the mail that it answers, else by its sender.
struct MailAssigning {
    let office: Office
    let mail: ReceivedMail
    let sitting: Sitting
    private static let mostUnitsBelow = 500
    /// A digest is answered within that many days.
    private static let digestDays = 90

    private var day: Day { office.zone.day(of: sitting.now) }

    /// - Parameter unit: the first of those whose mailbox it comes from.
    func matter(from unit: UnitCode) throws -> MailMatter {
        let found = try marked(from: unit)
        guard case .assignment(let assignment, _) = found else { return found }
        let others = try othersNamed(beside: assignment)
        return others.isEmpty ? found : .unclear(unit, [assignment] + others)
    }

    private func marked(from unit: UnitCode) throws -> MailMatter {
        let answered = try answeredNotices()
        if let replies = office.replies, !mail.tokens.isEmpty {
            for token in mail.tokens {
                if let key = try ownKey(marked: token, replies), let found = try sitting.assignment(key) {
                    return .assignment(found, sender: mail.units.contains(found.unit) ? nil : unit)
                }
                let candidates = answered + (try digests(of: unit))
                if let notice = candidates.first(where: { replies.code(of: token, among: [$0.matter]) != nil }) {
                    // Genuine, but about several duties, or about none.
                    return try matter(of: [notice], from: unit) ?? (try bySender(unit))
                }
            }
            return .foreign(unit)
        }
        return try matter(of: answered, from: unit) ?? (try bySender(unit))
    }

    // MARK: What else it names

    /// Who answers the reminder of November and writes of October, or of another duty as well, is asked: one mail may be
    /// about two.
    private func othersNamed(beside meant: Assignment) throws -> [Assignment] {
        // The subject of an answer is our own.
        let subject = mail.tokens.isEmpty && mail.ownReferences.isEmpty ? [mail.subject] : []
        let words = (subject + [mail.text] + mail.files.map(\.name)).joined(separator: " \n ").unmarked
        let own = Wording.shortPeriodName(meant.period)
        let ownTitle = title(of: meant).unmarked
        return try sitting.openAssignments(of: meant.unit).filter { other in
            guard other.key != meant.key else { return false }
            if let name = Wording.shortPeriodName(other.period), name != own, words.holds(name.unmarked) { return true }
            let name = title(of: other).unmarked
            return other.obligation != meant.obligation && !ownTitle.contains(name) && words.contains(name)
        }
    }

    private func title(of assignment: Assignment) -> String {
        ((office.plan?.obligations ?? []) + office.workflowDuties).first { $0.code == assignment.obligation }?.title
            ?? assignment.obligation
    }

    // MARK: By a mark

    /// Of the sender's own duties first, then of those for whom it may send.
    private func ownKey(marked token: String, _ replies: ReplyReference) throws -> String? {
        for unit in mail.units {
            if let key = try key(marked: token, of: unit, replies) { return key }
        }
        for superior in mail.units {
            var selector = Selector()
            selector.under = superior
            let below = office.tree.units(matching: selector, on: day)
            guard below.count <= MailAssigning.mostUnitsBelow else { continue }
            for unit in below {
                if let key = try key(marked: token, of: unit.code, replies) { return key }
            }
        }
        return nil
    }

    private func key(marked token: String, of unit: UnitCode, _ replies: ReplyReference) throws -> String? {
        try sitting.records(kind: "assignment", keyPrefix: "\(unit)/", openOnly: false).map(\.key).first { key in
            replies.code(of: token, among: ["\(key.dropFirst(unit.text.utf8.count + 1))/\(unit)"]) != nil
        }
    }

    /// Those that the sender may have been sent lately: where a program has left out which mail it answers.
    private func digests(of unit: UnitCode) throws -> [Notice] {
        let addresses = Set(
            [mail.from?.address].compactMap { $0 }
                + Addressing(office: office, day: day).contact(of: unit).compactMap(\.address))
        guard let replies = office.replies else { return [] }
        let keys = (0..<MailAssigning.digestDays).flatMap { back in
            addresses.map { "digest/\(day.advanced(by: -back).iso)/\($0)" }
        }
        let meant = mail.tokens.compactMap { replies.code(of: $0, among: keys) }
        return try meant.compactMap { try sitting.store.outgoing(key: $0) }.compactMap { try notice(in: $0) }
    }

    // MARK: By the mail that is answered

    private func answeredNotices() throws -> [Notice] {
        var found: [Notice] = []
        for name in mail.ownReferences.prefix(10) {
            if let row = try SentMail.row(named: name, in: sitting), let notice = try notice(in: row) {
                found.append(notice)
            }
        }
        return found
    }

    private func notice(in row: OutgoingRow) throws -> Notice? {
        row.kind == Release.notice ? try Sitting.decoded(row.body) : nil
    }

    /// The nearest that tells of duties; nil where none does.
    private func matter(of notices: [Notice], from unit: UnitCode) throws -> MailMatter? {
        for notice in notices {
            let keys = Set(
                notice.entries.compactMap { entry -> String? in
                    guard let owner = entry.unit, let obligation = entry.obligation, let period = entry.period else {
                        return nil
                    }
                    return Assignment.key(owner, obligation, period)
                })
            guard !keys.isEmpty else { continue }
            let all = try keys.sorted().compactMap { try sitting.assignment($0) }
            let own = all.filter { mail.units.contains($0.unit) }
            let meant = own.isEmpty ? all.filter { office.maySend(unit, for: $0.unit, on: day) } : own
            guard !meant.isEmpty else { return .foreign(unit) }
            if let only = one(of: meant) { return .assignment(only, sender: own.isEmpty ? unit : nil) }
            return .unclear(unit, meant.filter { !$0.isSettled })
        }
        return nil
    }

    // MARK: By the sender

    private func bySender(_ unit: UnitCode) throws -> MailMatter {
        let open = try mail.units.map { code in
            try sitting.records(kind: "assignment", keyPrefix: "\(code)/", openOnly: true)
                .map { try sitting.fact(of: $0) as Assignment }
        }
        let owing = zip(mail.units, open).filter { !$0.1.isEmpty }
        // A mailbox may serve several units: of these only one may owe something.
        guard owing.count == 1, let (code, assignments) = owing.first else {
            return owing.isEmpty ? .unit(unit) : .unclear(unit, owing.flatMap(\.1))
        }
        if assignments.count > 1, let named = named(assignments) { return .assignment(named, sender: nil) }
        // What is overdue is owed as well, though its ladder may have ended.
        let pursued = assignments.filter { $0.isPursued(on: day) && !$0.isOptional }
        let isOverdue = pursued.contains { sitting.now >= $0.deadline.dueBefore }
        if isOverdue, Set(pursued.map(\.obligation)).count > 1 { return .unclear(code, pursued) }
        return .unit(code)
    }

    private func one(of assignments: [Assignment]) -> Assignment? {
        if assignments.count == 1 { return assignments[0] }
        let open = assignments.filter { !$0.isSettled }
        return open.count == 1 ? open[0] : named(open)
    }

    /// The one whose title or period stands in the subject or the name of a file; nil where none or several do.
    private func named(_ assignments: [Assignment]) -> Assignment? {
        let words = ([mail.subject] + mail.files.map(\.name)).joined(separator: " ").unmarked
        let titles = Dictionary(
            ((office.plan?.obligations ?? []) + office.workflowDuties).map { ($0.code, $0.title ?? $0.code) },
            uniquingKeysWith: { first, _ in first })
        func isNamed(_ assignment: Assignment) -> Bool {
            [titles[assignment.obligation], assignment.obligation].compactMap { $0 }.contains {
                words.contains($0.unmarked)
            }
        }
        func isOfPeriod(_ assignment: Assignment) -> Bool {
            [assignment.period, Wording.periodName(assignment.period)].contains { words.holds($0.unmarked) }
        }
        let byTitle = assignments.filter(isNamed)
        let among = byTitle.isEmpty ? assignments : byTitle
        let byPeriod = among.filter(isOfPeriod)
        let chosen = byPeriod.isEmpty ? byTitle : byPeriod
        return chosen.count == 1 ? chosen[0] : nil
    }
}

extension String {
    /// As words of their own: `tháng 1/2021` does not stand in `tháng 11/2021`, nor `quý I` in `quý IV`.
    fileprivate func holds(_ words: String) -> Bool {
        func isPart(_ character: Character) -> Bool { character.isNumber || character.isLetter }
        return ranges(of: words).contains { range in
            let before = range.lowerBound > startIndex ? self[index(before: range.lowerBound)] : " "
            let after = range.upperBound < endIndex ? self[range.upperBound] : " "
            return !isPart(before) && !isPart(after)
        }
    }
}
