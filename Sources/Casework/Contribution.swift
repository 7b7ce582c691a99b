import Almanac
package import Definition

/// What a unit that has ended had sent for a duty that another goes on with: visible under its own name.
package struct Contribution: Equatable, Sendable, Codable {
    package let unit: UnitCode
    /// As it was called when the duty opened.
    package let unitName: String
    package internal(set) var pieces: [Assignment.Piece]
    package internal(set) var nominations: [Assignment.Nomination]?
    package let isNil: Bool
    /// It had been accepted before the unit ended, and stays so.
    package let isAccepted: Bool

    package var livePieces: [Assignment.Piece] { pieces.filter { !$0.isSuperseded } }

    /// By kind, in the order of the kinds; files that only tell of an exemplar are not counted beside it.
    var counts: [(kind: String, count: Int)] {
        let kinds = livePieces.filter { $0.isDeclared != true }.map(\.kind) + (nominations ?? []).map(\.kind)
        return Dictionary(grouping: kinds) { $0 }.map { ($0, $1.count) }.sorted { $0.0 < $1.0 }
    }
}

extension Assignment {
    /// All that counts: its own, and what it was handed.
    package var allPieces: [Piece] {
        pieces.filter { !$0.isSuperseded } + (contributions ?? []).flatMap(\.livePieces)
    }

    /// Whose duty it was before: `UBND xã Tân Bình, UBND xã Thạnh Tây`.
    var predecessors: String? { contributions.map { all in all.map(\.unitName).joined(separator: ", ") } }

    package var isHeld: Bool { if case .held = stage { true } else { false } }

    /// Its unit is the one of whom something is expected: it has not been handed over or cancelled.
    package var isOwn: Bool {
        switch stage {
        case .handedOver, .cancelled: false
        case .open, .submitted, .accepted, .waived, .held: countedFor == nil
        }
    }

    /// Whether it is still followed up on that day. What was due a quarter of a year before is history: it stays with the
    /// unit that owed it, under the name of that time, whatever becomes of the unit.
    func isPursued(on day: Day) -> Bool {
        deadline.isNever || deadline.lastDay.distance(to: day) <= Assignment.daysPursued
    }

    private static let daysPursued = 90

    /// The same duty with the same deadline, for the unit that goes on; steps that were taken are not taken again.
    func succeeded(by heir: UnitCode, named name: String) -> Assignment {
        var own = Assignment(
            unit: heir, unitName: name, obligation: obligation, period: period, needs: needs, deadline: deadline,
            stage: .open, openedAt: climbedTo, original: original)
        own.returned = returned
        own.force = force
        own.ownLadder = ownLadder
        return own
    }

    /// Takes over what a predecessor has sent. The quota stays one: what came counts towards it, whoever sent it.
    ///
    /// - Parameter isNew: it exists only because of this predecessor, so that what satisfied for that one satisfies.
    mutating func inherit(_ other: Assignment, isNew: Bool, acceptance: ObligationRule.Acceptance) {
        let own = Contribution(
            unit: other.unit, unitName: other.unitName, pieces: other.pieces, nominations: other.nominations,
            isNil: other.isNil,
            isAccepted: other.stage == .accepted)
        contributions = (contributions ?? []) + (other.contributions ?? []) + [own]
        let isSatisfied = isNew && other.stage == .accepted
        guard stage == .open, isComplete || isSatisfied else { return }
        isNil = isSatisfied && other.isNil
        completedAt = lastReceipt ?? other.completedAt
        let wasJudged = (contributions ?? []).allSatisfy { $0.isAccepted } && pieces.isEmpty
        stage = acceptance == .automatic || wasJudged ? .accepted : .submitted
    }

    /// It was sent back: what nobody had accepted before counts no longer.
    mutating func setAsideContributions() {
        guard var all = contributions else { return }
        for place in all.indices where !all[place].isAccepted {
            for piece in all[place].pieces.indices { all[place].pieces[piece].isSuperseded = true }
            all[place].nominations = nil
        }
        contributions = all
    }

    private var lastReceipt: Instant? { (allPieces.map(\.receivedAt) + allNominations.map(\.receivedAt)).max() }

    /// Its unit holds after all.
    mutating func release(acceptance: ObligationRule.Acceptance) {
        guard isHeld else { return }
        stage = .open
        guard isComplete else { return }
        completedAt = completedAt ?? lastReceipt
        stage = acceptance == .automatic ? .accepted : .submitted
    }
}

extension Wording {
    /// `02 bài viết, 01 video-clip`; nil for nothing.
    static func counted(_ counts: [(kind: String, count: Int)]) -> String? {
        counts.isEmpty ? nil : counts.map { Wording.counted($0.count, $0.kind) }.joined(separator: ", ")
    }

    func words(for contribution: Contribution) -> String? {
        contribution.isNil ? "không phát sinh" : Wording.counted(contribution.counts)
    }

    /// What became of the duty of a unit that has ended; nil for others.
    func afterlife(of assignment: Assignment) -> String? {
        if let heir = assignment.countedFor {
            return "đã hoàn thành, tính cho \(office.unitName(heir, on: office.zone.day(of: now)))"
        }
        return switch assignment.stage {
        case .handedOver(let heir): "bàn giao cho \(office.unitName(heir, on: office.zone.day(of: now)))"
        case .held: "tạm giữ, chờ chỉ định đơn vị kế thừa"
        case .cancelled(let reason): "hủy: \(reason)"
        case .open, .submitted, .accepted, .waived: nil
        }
    }
}

extension Wording {
    /// Why a duty stands among what is missing.
    func lack(of assignment: Assignment) -> String {
        if assignment.stage == .submitted { return "đã gửi, chờ kiểm tra" }
        if assignment.isHeld { return "tạm giữ, chờ chỉ định đơn vị kế thừa" }
        guard assignment.holdsSomething else { return "chưa gửi" }
        let short = assignment.shortage.map { Wording.counted($0.count, $0.kind) }.joined(separator: ", ")
        return short.isEmpty ? "chưa được chấp nhận" : "thiếu \(short)"
    }
}
