package import Almanac
import Definition
package import Engine
package import Notation
import Storage

/// `change`: a period that runs gets another deadline or another ladder, by a person's order.
package struct Amendments: StepFunction {
    let office: Office

    package static let command = "dondoc.command.change.v1"

    package init(office: Office) { self.office = office }

    package var hears: Set<String> { [Amendments.command] }

    package func hear(_ event: CloudEvent, in sitting: Sitting) throws {
        let amendment = try Amendment(event.data ?? .null)
        let effects = try amendment.effects(of: office, in: sitting.store, at: sitting.now)
        guard let before = try sitting.collection(amendment.collection) else { return }
        let collection = amendment.amended(before, in: office, at: sitting.now)
        try sitting.save(collection)
        if collection.deadline != before.deadline, !collection.isAnswered {
            try sitting.wake(
                "collection/\(collection.key)", at: Opening(office: office).closing(of: collection.deadline))
            try QuotaWatch(office: office).watch(collection, in: sitting)
        }
        let changed = effects.compactMap(\.after)
        for assignment in changed {
            try sitting.save(assignment)
            try Opening(office: office).scheduleNextStep(of: assignment, collection.rule, in: sitting)
        }
        try sitting.enter(
            "command/\(event.id)", nominal: sitting.now, .done, "change \(amendment.collection): \(changed.count) units"
        )
        sitting.reply(
            to: event,
            [
                "did": "change", "collection": .string(amendment.collection), "changed": .integer(changed.count),
                "unchanged": .integer(effects.count - changed.count),
            ])
    }
}

extension Amendment.Effect {
    package func json(in zone: Zone) -> JSON {
        [
            "unit": .string(before.unit.text), "name": .string(before.unitName), "changes": .bool(after != nil),
            "reason": JSON(reason),
            "lastDay": [
                "before": .string(before.deadline.lastDay.iso),
                "after": .string((after ?? before).deadline.lastDay.iso),
            ],
            "nextStep": [
                "before": JSON(nextStepBefore?.rfc3339(in: zone)), "after": JSON(nextStepAfter?.rfc3339(in: zone)),
            ],
        ]
    }

    package static let head = ["Đơn vị (unit)", "Hạn (last day)", "→", "Bước tiếp (next step)", "→", "Ghi chú (note)"]

    package func row(in zone: Zone) -> [String] {
        func words(_ instant: Instant?) -> String { instant.map { zone.day(of: $0).vietnamese } ?? "–" }
        return [
            before.unitName, before.deadline.lastDay.vietnamese, (after ?? before).deadline.lastDay.vietnamese,
            words(nextStepBefore), words(nextStepAfter), reason ?? "",
        ]
    }
}
