package import Almanac
package import Definition
import Directory
import Engine
import Notation
import Storage

/// One bundle that an office sends for several units ("nộp thay"): each gets it as its own, with its provenance.
struct Bundles {
    let office: Office
    private static let mostUnits = 1000

    /// Each becomes a submission of its own, under the name of the bundle: the same bundle again is known.
    func spread(_ bundle: Submitted, over codes: [UnitCode], _ event: CloudEvent, in sitting: Sitting) throws {
        let day = office.zone.day(of: sitting.now)
        guard let sender = office.tree.unit(bundle.unit, on: day) else {
            throw Refusal("there is no unit \"\(bundle.unit)\" in units.csv on this day")
        }
        guard Set(codes).count == codes.count, codes.count <= Bundles.mostUnits else {
            throw Refusal("a bundle names each unit once, and at most \(Bundles.mostUnits)")
        }
        for code in codes {
            guard let unit = office.tree.unit(code, on: day) else {
                throw Refusal("there is no unit \"\(code)\" in units.csv on this day")
            }
            guard office.maySend(sender.code, for: code, on: day) else {
                throw Refusal(
                    "\(sender.name) không phải cấp trên của \(unit.name), nên không nộp thay được; hãy dùng record")
            }
            guard try owes(code, bundle, in: sitting) else {
                throw Refusal("\(unit.name) không có nhiệm vụ nào như vậy để nộp thay")
            }
        }
        let data = event.data ?? .null
        for code in codes {
            var own = data
            own["units"] = nil
            own["unit"] = .string(code.text)
            own["sender"] = .string(sender.code.text)
            own["by"] = .string(data["by"].asString.map { "\(sender.name), \($0)" } ?? sender.name)
            sitting.emit(
                CloudEvent(
                    id: "\(event.id)/\(code)", source: event.source, type: event.type, subject: code.text,
                    time: event.time ?? sitting.now, data: own))
        }
        sitting.reply(
            to: event,
            [
                "did": "nộp thay", "sender": .string(sender.name), "count": .integer(codes.count),
                "units": .string(codes.map { office.unitName($0, on: day) }.joined(separator: ", ")),
            ])
    }

    /// Told before anything is taken: a bundle is taken for all or for none.
    private func owes(_ code: UnitCode, _ bundle: Submitted, in sitting: Sitting) throws -> Bool {
        if bundle.obligation == nil, bundle.period == nil { return true }
        let isUndated = office.plan?.obligations.contains { $0.code == bundle.obligation && $0.due.isNone } ?? false
        return try isUndated
            || sitting.records(kind: "assignment", keyPrefix: "\(code)/", openOnly: false).contains { row in
                let rest = row.key.dropFirst(code.text.utf8.count + 1)
                return (bundle.obligation.map { rest.hasPrefix("\($0)/") } ?? true)
                    && (bundle.period.map { rest.hasSuffix("/\($0)") } ?? true)
            }
    }
}

extension Office {
    /// Whoever stands above a unit may send for it.
    package func maySend(_ sender: UnitCode, for unit: UnitCode, on day: Day) -> Bool {
        var above = tree.superior(of: unit, on: day)
        for _ in 0..<UnitTree.deepest {
            guard let superior = above else { return false }
            if superior.code == sender { return true }
            above = tree.superior(of: superior.code, on: day)
        }
        return false
    }
}
