package import Almanac
package import Definition
import Directory
import Engine
package import Notation
package import Storage

/// Why a unit got, or did not get, a mail on a day: read from the ledger, the digests and what has left; nothing is guessed.
package struct Why {
    /// The same thing in both languages; Vietnamese first, as always.
    package struct Sentence: Equatable, Sendable {
        package let vietnamese: String
        package let english: String

        init(_ vietnamese: String, _ english: String) {
            self.vietnamese = vietnamese
            self.english = english
        }
    }

    /// One duty, and what happened to it on that day.
    package struct Matter: Equatable, Sendable {
        package let code: String
        package let title: String
        package let sentences: [Sentence]
    }

    /// What holds for the whole day: a day of rest, a unit that has ended, a unit without a mailbox.
    package private(set) var general: [Sentence] = []
    /// The mails of that day, to the unit and about it.
    package private(set) var mails: [Sentence] = []
    package private(set) var matters: [Matter] = []

    private let unit: UnitCode
    private let day: Day
    private let office: Office
    private let store: any Store
    private let archive: Archive?
    private let now: Instant

    /// - Parameters:
    ///   - archive: where mails of long ago are kept.
    ///   - now: what "still to come" is measured against.
    package init(
        unit: UnitCode, day: Day, of office: Office, in store: any Store, archive: Archive? = nil, at now: Instant
    ) throws {
        self.unit = unit
        self.day = day
        self.office = office
        self.store = store
        self.archive = archive
        self.now = now
        general = try generalSentences()
        mails = try mailSentences()
        matters = try assignments().compactMap(matter)
    }

    /// From its first instant to the first of the next day.
    private var hours: Range<Instant> { office.zone.start(of: day)..<office.zone.start(of: day.advanced(by: 1)) }

    private func generalSentences() throws -> [Sentence] {
        var sentences: [Sentence] = []
        if office.tree.unit(unit, on: day) == nil {
            let heirs = office.heir(of: unit, on: day).map { " → \(office.unitName($0, on: day))" } ?? ""
            sentences.append(
                Sentence(
                    "Đơn vị không có trong danh sách ngày \(day.vietnamese)\(heirs): không dùng hộp thư cũ",
                    "the unit is not in the directory on \(day.iso)\(heirs): an old mailbox is never used"))
        } else if ownMailboxes.allSatisfy({ $0.address == nil }) {
            sentences.append(
                Sentence("Đơn vị không có hộp thư trong units.csv", "the unit has no mailbox in units.csv"))
        }
        if !office.calendar.isWorkingDay(day) {
            let next = office.calendar.workingDay(onOrAfter: day)
            sentences.append(
                Sentence(
                    "\(day.vietnamese) là ngày nghỉ: thư của ngày này chuyển sang \(next.vietnameseWeekday) \(next.vietnamese)",
                    "\(day.iso) is a day of rest: its mails leave on \(next.iso)"))
        }
        return sentences
    }

    private var ownMailboxes: [Mailbox] {
        let posts = Set(office.tree.posts(of: unit, on: day).map(\.post)).union(["contact"])
        let addressing = Addressing(office: office, day: day)
        return posts.sorted().flatMap { addressing.mailboxes(of: .role($0), for: unit, collector: unit) }
    }

    // MARK: Mails

    private func mailSentences() throws -> [Sentence] {
        let own = Set(ownMailboxes)
        let isHolding = try Hold.inForce(in: store) != nil
        let left = try (archive?.outgoing(queuedIn: hours) ?? []) + store.outgoing(queuedIn: hours)
        return try left.filter { $0.kind == Release.notice }.compactMap { row in
            let notice: Notice = try Sitting.decoded(row.body)
            let isToUnit = notice.to.contains(where: own.contains)
            guard isToUnit || notice.unit == unit || notice.entries.contains(where: { $0.unit == unit }) else {
                return nil
            }
            let time = office.zone.time(of: row.queuedAt).text
            let names = notice.to.map(\.name).joined(separator: ", ")
            let matters = Set(notice.entries.filter { $0.unit == unit }.compactMap { $0.obligation }).sorted()
            let about = matters.isEmpty ? notice.template : matters.joined(separator: ", ")
            let state = WhyWords.state(of: row, isHolding: isHolding)
            return Sentence(
                "\(time) \(WhyWords.kind(notice.kind).vietnamese) (\(about)) gửi \(names): \(state.vietnamese)",
                "\(time) \(WhyWords.kind(notice.kind).english) (\(about)) to \(names): \(state.english)")
        }
    }

    // MARK: Duties

    private func assignments() throws -> [Assignment] {
        try store.records(kind: "assignment", keyPrefix: "\(unit)/", openOnly: false).map {
            try Sitting.decoded($0.body) as Assignment
        }.sorted { ($0.deadline.dueBefore, $0.key) < ($1.deadline.dueBefore, $1.key) }
    }

    /// Nil where the day has nothing to do with the duty: it was over, or had not begun.
    private func matter(_ assignment: Assignment) throws -> Matter? {
        guard let row = try store.record(kind: "collection", key: assignment.collection) else { return nil }
        let collection: Collection = try Sitting.decoded(row.body)
        let happened = try store.ledger(subject: "assignment/\(assignment.key)").filter {
            $0.note != Desk.onlyWoken && (hours.contains($0.nominal) || hours.contains($0.handled))
        }
        let leftOut = try store.ledger(subject: "notice/\(assignment.key)/*").filter { hours.contains($0.nominal) }
        var sentences = (happened + leftOut).map { WhyWords.sentence(of: $0, in: office.zone) }
        if sentences.isEmpty { sentences = try silence(of: assignment, collection) }
        guard !sentences.isEmpty else { return nil }
        return Matter(code: assignment.code, title: collection.rule.title ?? collection.rule.code, sentences: sentences)
    }

    /// Why nothing was to happen on that day.
    private func silence(of assignment: Assignment, _ collection: Collection) throws -> [Sentence] {
        let opened = office.zone.start(of: assignment.deadline.opens)
        guard hours.upperBound > opened else { return [] }
        if collection.awaitsCollector == true {
            return [
                Sentence(
                    "chưa có đơn vị thu nhận mới: tạm dừng nhắc",
                    "nobody collects it since its collector has ended: reminders are held")
            ]
        }
        // What ended it later was not the reason on that day.
        if let over = ending(of: assignment), over.at ?? opened < hours.upperBound {
            let forgotten = max(over.at ?? opened, assignment.deadline.isNever ? opened : assignment.deadline.dueBefore)
            return forgotten.advanced(by: .seconds(31 * 86_400)) < hours.lowerBound ? [] : [over.sentence]
        }
        guard !assignment.deadline.isNever else {
            return [Sentence("không ấn định ngày: không nhắc", "it has no date: nobody is reminded")]
        }
        let steps = assignment.ladder(collection.rule, in: office).map(\.at)
        guard let first = steps.first, let last = steps.last else {
            return [Sentence("nhiệm vụ này không có bước nhắc", "this duty has no reminders")]
        }
        if hours.lowerBound > last {
            let words = office.zone.day(of: last)
            return [
                Sentence(
                    "bước nhắc, đôn đốc cuối đã qua ngày \(words.vietnamese)",
                    "its last step was on \(words.iso)")
            ]
        }
        let next = office.zone.day(of: steps.first { $0 >= hours.lowerBound } ?? first)
        return [
            Sentence(
                "không có bước nào vào ngày này; bước tiếp theo ngày \(next.vietnamese), hạn \(assignment.deadline.reading)",
                "no step falls on this day; the next is on \(next.iso), the last day is \(assignment.deadline.lastDay.iso)"
            )
        ]
    }

    private struct Ending {
        /// Nil where nobody wrote down when.
        let at: Instant?
        let sentence: Sentence
    }

    private func ending(of assignment: Assignment) -> Ending? {
        switch assignment.stage {
        case .open, .held: return nil
        case .submitted, .accepted:
            let at = assignment.completedAt
            let words = at.map { Wording(office: office, now: now).moment($0) } ?? ""
            return Ending(
                at: at, sentence: Sentence("đã nộp đủ lúc \(words): không nhắc nữa", "wholly received, \(words)"))
        case .waived(let reason):
            return Ending(at: nil, sentence: Sentence("được miễn: \(reason)", "waived: \(reason)"))
        case .handedOver(let heir):
            return Ending(at: nil, sentence: Sentence("chuyển giao cho \(heir)", "handed over to \(heir)"))
        case .cancelled(let reason):
            return Ending(at: nil, sentence: Sentence("đã hủy: \(reason)", "cancelled: \(reason)"))
        }
    }
}

extension Why {
    package var json: JSON {
        func texts(_ sentences: [Sentence]) -> JSON {
            .array(sentences.map { ["vi": .string($0.vietnamese), "en": .string($0.english)] })
        }
        return [
            "unit": .string(unit.text), "day": .string(day.iso), "general": texts(general), "mails": texts(mails),
            "matters": .array(
                matters.map {
                    ["code": .string($0.code), "title": .string($0.title), "sentences": texts($0.sentences)]
                }),
        ]
    }

    /// For people.
    package var text: String {
        var lines = ["\(office.unitName(unit, on: day)), \(day.vietnameseWeekday) \(day.vietnamese)"]
        lines += general.map { "  \($0.vietnamese) (\($0.english))" }
        lines.append(mails.isEmpty ? "Không có thư nào (no mail)." : "Thư (mails):")
        lines += mails.map { "  \($0.vietnamese) (\($0.english))" }
        if matters.isEmpty { lines.append("Không có nhiệm vụ nào vào thời gian này (no duty at that time).") }
        for matter in matters {
            lines.append("\(matter.title) [\(matter.code)]:")
            lines += matter.sentences.map { "  \($0.vietnamese) (\($0.english))" }
        }
        return lines.joined(separator: "\n")
    }
}
