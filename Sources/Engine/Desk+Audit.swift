import Notation

extension Desk {
    /// What people order is written down, with its result, in the same transaction.
    func audit(_ event: CloudEvent, in sitting: Sitting) throws {
        let account = event.extensions["actor"]?.asString
        let isCommand = event.type.hasPrefix(Desk.commands)
        guard isCommand || account != nil else { return }
        let data = event.data ?? .null
        let action = isCommand ? event.type.dropFirst(Desk.commands.count).prefix { $0 != "." } : "hand in"
        var subject = ["obligation", "period", "unit", "id"].compactMap {
            data[$0].asString ?? data[$0].asInteger.map(String.init)
        }
        if isCommand, let whole = event.subject, !subject.joined(separator: "/").contains(whole) {
            subject.insert(whole, at: 0)
        }
        var terms = ["due", "until", "reason", "to", "version", "channel"].compactMap { name in
            data[name].asString.map { "\(name) \($0)" }
        }
        if data["discard"] == true { terms.append("discard") }
        let result =
            switch sitting.replies[event.id] {
            case .refused(let sentence): "refused: \(sentence)"
            case .done, nil: "done"
            }
        try sitting.audit(
            ([String(action)] + terms).joined(separator: ", "),
            of: subject.joined(separator: "/"),
            by: [account ?? event.source, data["by"].asString].compactMap { $0 }.joined(separator: " / "),
            result: result, evidence: event.json)
    }

    /// A refusal is the reply to whoever gave the command.
    func answering(_ event: CloudEvent, in sitting: Sitting, _ work: () throws -> Void) throws {
        do {
            try work()
        } catch let refusal as Refusal {
            sitting.replies[event.id] = .refused(refusal.sentence)
        }
    }

    private static let commands = "dondoc.command."
}

extension CloudEvent {
    /// The account of the person who gave this command, or where it came from.
    var actor: String { extensions["actor"]?.asString ?? source }
}
