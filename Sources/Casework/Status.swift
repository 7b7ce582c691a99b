package import Almanac
import Definition
import Engine
package import Notation
package import Storage

/// Who owes what, who is late, what has no date: read from the store, at any time, beside the daemon.
package struct Status {
    private let office: Office
    private let now: Instant
    private let assignments: [Assignment]
    private let board: QuotaBoard
    /// Collections in which an incomplete set is overdue like a missing one.
    private let strict: Set<String>
    /// Who has issued a plan below whose, and who has not.
    package let chain: ChainTree

    /// - Parameter now: what "overdue" is measured against.
    package init(of office: Office, in store: (any Store)?, at now: Instant) throws {
        self.office = office
        self.now = now
        let rows = try store?.records(kind: "assignment", parent: nil, openOnly: false) ?? []
        assignments = try rows.map { try Sitting.decoded($0.body) as Assignment }.sorted {
            ($0.deadline.dueBefore, $0.obligation, $0.unit) < ($1.deadline.dueBefore, $1.obligation, $1.unit)
        }
        let collections = try store?.records(kind: "collection", parent: nil, openOnly: false) ?? []
        strict = Set(
            try collections.map { try Sitting.decoded($0.body) as Collection }
                .filter { $0.rule.shortfall == .overdue }.map(\.key))
        board = QuotaBoard(assignments, at: now, in: office.zone)
        chain = try ChainTree(in: store, of: office, at: now)
    }

    package var json: JSON {
        let obligations = office.plan?.obligations ?? []
        return [
            "asOf": .string(now.rfc3339(in: office.zone)), "assignments": .array(assignments.map(facts)),
            "quota": .array(board.rows.map(\.json)), "quotaTotals": .array(board.totals.map(\.json)),
            "undated": .array(obligations.filter(\.due.isNone).map { .string($0.code) }),
            "unscheduled": .array(obligations.filter(\.due.isUnscheduled).map { .string($0.code) }),
            "chain": chain.json,
        ]
    }

    /// A table for people, Vietnamese first.
    package var table: [[String]] {
        let head = ["Kỳ", "Nhiệm vụ", "Đơn vị", "Hạn (hết ngày)", "Tình trạng", "Đã nhận", "Còn thiếu"]
        let wording = Wording(office: office, now: now)
        return [head]
            + assignments.map { assignment in
                [
                    Wording.periodName(assignment.period), assignment.obligation, assignment.unitName,
                    lastDay(of: assignment),
                    words(for: assignment), wording.receivedWords(assignment) ?? "–",
                    assignment.isSettled
                        ? "" : assignment.shortage.map { Wording.counted($0.count, $0.kind) }.joined(separator: ", "),
                ]
            }
    }

    /// Its second table, for people; nil where there are no quotas.
    package var quotaTable: [[String]]? { board.rows.isEmpty ? nil : board.table }

    private func facts(of assignment: Assignment) -> JSON {
        let wording = Wording(office: office, now: now)
        return [
            "unit": .string(assignment.unit.text), "name": .string(assignment.unitName),
            "obligation": .string(assignment.obligation),
            "period": .string(assignment.period), "lastDay": day(of: assignment.deadline),
            "dueBefore": assignment.deadline.isNever
                ? .null : .string(assignment.deadline.dueBefore.rfc3339(in: office.zone)),
            "originalLastDay": day(of: assignment.original),
            "elapsedDays": .integer(elapsedDays(of: assignment)), "state": .string(state(of: assignment)),
            "reason": JSON(assignment.reason),
            "late": .bool(assignment.cameLate || isOverdue(assignment)),
            "received": JSON(wording.receivedWords(assignment)),
            "missing": .object(Members(assignment.shortage.map { ($0.kind, .integer($0.count)) })),
            "completedAt": JSON(assignment.completedAt?.rfc3339(in: office.zone)),
            "contributions": .array(
                (assignment.contributions ?? []).map {
                    [
                        "unit": .string($0.unit.text), "name": .string($0.unitName),
                        "received": JSON(wording.words(for: $0)),
                    ]
                }),
        ]
    }

    /// A set that came in time but is short of something is partial, not overdue, unless the duty says otherwise.
    private func isOverdue(_ assignment: Assignment) -> Bool {
        assignment.isOverdue(at: now) && (!assignment.isPartial || strict.contains(assignment.collection))
    }

    private func day(of deadline: Deadline) -> JSON { deadline.isNever ? .null : .string(deadline.lastDay.iso) }

    private func lastDay(of assignment: Assignment) -> String {
        guard !assignment.deadline.isNever else { return "–" }
        return assignment.deadline.lastDay.vietnamese + (assignment.deadline == assignment.original ? "" : " (gia hạn)")
    }

    /// Since it was opened, or until it was complete.
    private func elapsedDays(of assignment: Assignment) -> Int {
        let end = office.zone.day(of: min(assignment.completedAt ?? now, now))
        return max(0, end.number - assignment.deadline.opens.number)
    }

    /// `open`, `partial`, `overdue`, `submitted`, `accepted`, `waived`, `handed-over`, `held`, `cancelled`.
    private func state(of assignment: Assignment) -> String {
        switch assignment.stage {
        case .accepted: "accepted"
        case .submitted: "submitted"
        case .waived: "waived"
        case .handedOver: "handed-over"
        case .held: "held"
        case .cancelled: "cancelled"
        case .open: assignment.isPartial ? "partial" : assignment.isOverdue(at: now) ? "overdue" : "open"
        }
    }

    private func words(for assignment: Assignment) -> String {
        switch assignment.stage {
        case _ where assignment.countedFor != nil: Wording(office: office, now: now).afterlife(of: assignment) ?? ""
        case .accepted: assignment.cameLate ? "hoàn thành quá hạn" : "hoàn thành đúng hạn"
        case .submitted: "chờ kiểm tra"
        case .waived(let reason): "miễn: \(reason)"
        case .handedOver, .held, .cancelled: Wording(office: office, now: now).afterlife(of: assignment) ?? ""
        case .open where assignment.isPartial: "còn thiếu"
        case .open where assignment.deadline.isNever: "chưa có, đã \(elapsedDays(of: assignment)) ngày"
        case .open where assignment.isOptional: "tùy tình hình"
        case .open where !assignment.isBinding && now >= assignment.deadline.dueBefore: "chưa phản hồi"
        case .open: assignment.isOverdue(at: now) ? "quá hạn" : "trong hạn"
        }
    }
}
