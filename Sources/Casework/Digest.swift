import Almanac
import Definition
import Engine
import Notation
import Storage

/// What one recipient is told on one day, in one mail.
struct Digest: Codable {
    let recipient: Mailbox
    let day: Day
    var lines: [Line]
    var isSent = false
    /// What the collector is told about whole collections; nil: nothing.
    var matters: [Matter]?

    /// The lines once more, for what is added to be compared with them at once; made when it is needed.
    private var known: Set<Line>?

    private enum CodingKeys: CodingKey { case recipient, day, lines, isSent, matters }

    init(recipient: Mailbox, day: Day) {
        self.recipient = recipient
        self.day = day
        lines = []
    }

    /// Nothing is told twice.
    mutating func add(_ line: Line) {
        if known == nil { known = Set(lines) }
        if known?.insert(line).inserted == true { lines.append(line) }
    }

    mutating func add(_ matter: Matter) {
        if matters?.contains(matter) != true { matters = (matters ?? []) + [matter] }
    }

    struct Line: Codable, Hashable {
        let assignment: String
        let kind: Notice.Kind
        /// The letter to draft, where the rung has one.
        var draft: String?
    }

    var key: String { "\(day.iso)/\(recipient.address ?? recipient.name)" }
}

/// Gathers lines into digests, and makes the mail when the moment comes.
struct Digests {
    let office: Office

    /// A line with what it tells of.
    private struct Told {
        let line: Digest.Line
        let assignment: Assignment
        let rule: ObligationRule
        let document: ChainDocument?
        /// The letter by which the unit has been pressed for it already.
        var urging: Urging.Letter?
    }

    /// Which of those that are late have been pressed by letter.
    private func look(for lines: inout [Told], in sitting: Sitting) throws {
        for place in lines.indices where lines[place].line.kind != .reminder {
            lines[place].urging = try Urging.letter(pressing: lines[place].assignment, in: sitting)
        }
    }

    /// One mail per recipient and day: when today's has left, the line waits for the next working morning.
    func add(_ line: Digest.Line, to recipient: Mailbox, in sitting: Sitting) throws {
        try change(of: recipient, in: sitting) { $0.add(line) }
    }

    /// The same, for something that concerns a whole collection.
    func add(_ matter: Matter, to recipient: Mailbox, in sitting: Sitting) throws {
        try change(of: recipient, in: sitting) { $0.add(matter) }
    }

    private func change(of recipient: Mailbox, in sitting: Sitting, _ change: (inout Digest) -> Void) throws {
        var moment = office.sendingMoment(from: sitting.now)
        while try isSent(to: recipient, at: moment, in: sitting) {
            let next = office.calendar.workingDay(1, after: office.zone.day(of: moment))
            moment = office.zone.instant(of: next, at: office.settings.noticesAt)
        }
        let new = Digest(recipient: recipient, day: office.zone.day(of: moment))
        try sitting.gather("digest", new.key, from: new, change)
        try sitting.wake("digest/\(new.key)", at: moment, order: 1)
    }

    /// The check is made again at the moment of sending: who has answered meanwhile is left out.
    func send(_ key: String, in sitting: Sitting) throws {
        guard var digest = try sitting.load(Digest.self, "digest", key), !digest.isSent else { return }
        var lines: [Told] = []
        for line in digest.lines {
            guard let assignment = try sitting.assignment(line.assignment),
                let collection = try sitting.collection(assignment.collection)
            else { continue }
            let step: LadderStep =
                line.kind == .reminder && sitting.now < assignment.deadline.dueBefore
                ? .reminder(daysLeft: 0) : .rung(0)
            let isPaused = collection.awaitsCollector == true
            if let obstacle = isPaused ? "nobody collects it" : assignment.obstacle(to: step, at: sitting.now) {
                try sitting.enter("notice/\(line.assignment)/\(key)", nominal: sitting.now, .skipped, obstacle)
                continue
            }
            // In a chain the days count from the document that was handed down.
            let document = try sitting.chain(collection.key)?.document
            lines.append(Told(line: line, assignment: assignment, rule: collection.rule, document: document))
        }
        try look(for: &lines, in: sitting)
        let matters = try (digest.matters ?? []).compactMap { try $0.facts(in: sitting, office) }
        let isEmpty = lines.isEmpty && matters.isEmpty
        guard try !isEmpty && office.writes(to: [digest.recipient], about: key, in: sitting) else {
            try sitting.remove("digest", key)
            return
        }
        digest.isSent = true
        try save(digest, in: sitting)
        let notice = try compose(digest, lines, matters, in: sitting)
        try sitting.post(notice)
        if digest.matters?.contains(.undelivered) == true { try Undelivered.settle(in: sitting) }
        if digest.matters?.contains(.mailbox) == true { try MailboxTrouble.settle(in: sitting) }
        if digest.matters?.contains(.strangers) == true { try StrangeMail.settle(in: sitting) }
    }

    private func isSent(to recipient: Mailbox, at moment: Instant, in sitting: Sitting) throws -> Bool {
        let new = Digest(recipient: recipient, day: office.zone.day(of: moment))
        return try sitting.load(Digest.self, "digest", new.key)?.isSent ?? false
    }

    private func save(_ digest: Digest, in sitting: Sitting) throws {
        try sitting.save(digest, "digest", digest.key, isSettled: digest.isSent)
    }

    private func compose(
        _ digest: Digest, _ lines: [Told], _ matters: [JSON], in sitting: Sitting
    ) throws -> Notice {
        let now = sitting.now
        let wording = Wording(office: office, now: now)
        // Most urgent first: what is late before what is not, then by deadline.
        let ordered = lines.sorted {
            ($0.assignment.deadline.dueBefore, $0.assignment.key) < (
                $1.assignment.deadline.dueBefore, $1.assignment.key
            )
        }
        var entries = ordered.map { told in
            var entry = wording.entry(of: told.assignment, told.rule, kind: told.line.kind, citing: told.document)
            entry["urgedBy"] = JSON(told.urging?.citation)
            return entry
        }
        var fields = wording.common(to: digest.recipient)
        // What all of them rest on is said once; where they differ, each says its own.
        let own = fields["plan"]["reference"]
        let reference = shared(entries.map { $0["basis"].isNull ? own : $0["basis"] }) ?? own
        fields["reference"] = reference
        for place in entries.indices where entries[place]["basis"] == reference { entries[place]["basis"] = .null }
        fields["count"] = .string(Wording.twoDigits(ordered.count))
        fields["entries"] = .array(entries)
        fields["matters"] = .array(matters)
        let drafts = try letters(ordered, wording, in: sitting)
        let isOneMatter =
            matters.isEmpty && Set(ordered.map(\.line.kind)).count == 1
            && (ordered.count == 1 || ordered[0].line.kind == .escalation)
        return Notice(
            key: "digest/\(digest.key)", kind: !drafts.isEmpty ? .letter : isOneMatter ? ordered[0].line.kind : .digest,
            at: now,
            to: [digest.recipient], unit: shared(ordered.map(\.assignment.unit)),
            obligation: shared(ordered.map(\.assignment.obligation)),
            period: shared(ordered.map(\.assignment.period)), template: ordered.isEmpty ? "matters" : "digest",
            fields: fields,
            entries: ordered.map {
                Notice.Entry(
                    kind: $0.line.kind, unit: $0.assignment.unit, obligation: $0.assignment.obligation,
                    period: $0.assignment.period)
            }, enclosures: drafts, thread: shared(ordered.map(\.assignment.code)),
            dueDays: ordered.filter { $0.line.kind == .reminder }.compactMap { $0.assignment.dueDay(of: $0.rule) })
    }

    /// One letter for each obligation and period whose rung asks for one, to all its late units; number, date and signature are blank.
    private func letters(
        _ lines: [Told], _ wording: Wording, in sitting: Sitting
    ) throws -> [Notice.Enclosure] {
        let drafted = lines.filter { $0.line.draft != nil }
        let groups = Dictionary(grouping: drafted) { $0.assignment.collection }
        return try groups.keys.sorted().compactMap { key in
            guard let group = groups[key], let template = group[0].line.draft else { return nil }
            var fields = wording.letter(urging: group.map(\.assignment), group[0].rule, citing: group[0].document)
            // The one that went out is gone on from.
            fields["letter"]["previous"] = JSON(group.lazy.compactMap(\.urging).first?.citation)
            let letter = try Letters(office: office).draft(
                template, about: fields["letter"]["subject"].asString ?? "",
                by: fields["letter"]["agency"].asString ?? "", named: key, collection: key,
                pressing: group.map(\.assignment.unit), in: sitting)
            return Notice.Enclosure(template: template, fileName: letter.name, fields: fields)
        }
    }

    private func shared<Value: Equatable>(_ values: [Value]) -> Value? {
        values.first.flatMap { first in values.allSatisfy { $0 == first } ? first : nil }
    }
}
