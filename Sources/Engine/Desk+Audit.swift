import Notation

extension Desk {
    /// What people order is written down, with its result, in the same transaction.
    func audit(_ event: CloudEvent, in sitting: Sitting) throws {
        guard event.type.hasPrefix(Desk.commands) else { return }
        let result =
            switch sitting.replies[event.id] {
            case .refused(let sentence): sentence
            case .done, nil: "done"
            }
        let action = event.type.dropFirst(Desk.commands.count).prefix { $0 != "." }
        try sitting.audit(
            String(action), of: event.subject ?? event.data?["id"].text ?? "",
            by: event.actor, result: result, evidence: event.json)
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
