import Almanac
import Definition
import Directory
import Engine
import Notation
import Storage

/// What people say about units that have ended.
extension Handover {
    /// Why a collector's command cannot be about what an ended unit owed; nil when it can.
    static func obstacle(to verb: Commands.Verb, for assignment: Assignment) -> Refusal? {
        switch assignment.stage {
        case .handedOver(let heir): Refusal("\(assignment.code) has been handed over to \(heir): name that unit")
        case .cancelled: Refusal("\(assignment.code) is cancelled: its unit has ended")
        case .held where verb == .accept || verb == .return:
            Refusal(
                "\(assignment.code) is held until its successor is named: dondoc handover SITE \(assignment.unit) --to UNIT"
            )
        case .held, .open, .submitted, .accepted, .waived: nil
        }
    }

    /// A person says who goes on, or that nobody does.
    func decide(_ event: CloudEvent, in sitting: Sitting) throws {
        let data = event.data ?? .null
        let unit = UnitCode(data["unit"].asString ?? "")
        let today = office.zone.day(of: sitting.now)
        guard office.tree.knows(unit) else { throw Refusal("there is no unit \"\(unit)\" in units.csv") }
        guard office.tree.inheritance(of: unit, on: today) != .own else {
            throw Refusal("\"\(unit)\" still holds on \(today.iso): only what an ended unit has left is handed over")
        }
        let heir = data["to"].asString.map { UnitCode($0) }
        let reason = data["reason"].asString ?? ""
        if let heir, office.tree.unit(heir, on: today) == nil {
            throw Refusal("\"\(heir)\" does not hold on \(today.iso): name a unit that does")
        }
        guard heir != nil || !reason.isEmpty else {
            throw Refusal("say who takes over, or why nobody does")
        }
        let decision = Heirs.Decision(to: heir, reason: reason.isEmpty ? nil : reason, by: data["by"].asString)
        try sitting.save(decision, "decision", unit.text, isSettled: true)
        try sitting.enter(
            "command/\(event.id)", nominal: sitting.now, .done, "handover of \(unit) to \(heir?.text ?? "nobody")")
        let collections = try Collectors(office: office).review(in: sitting)
        let assignments = try handOver([unit], in: sitting)
        sitting.reply(
            to: event,
            [
                "did": "handover", "unit": .string(unit.text), "to": JSON(heir?.text),
                "assignments": .integer(assignments), "collections": .integer(collections),
            ])
    }
}
