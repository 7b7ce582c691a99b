import Interpreter
package import Notation
import Storage

/// What a person does with instances: start, suspend, resume, cancel, retry. Commands arrive as events, so that they are kept.
package struct InstanceCommands: StepFunction {
    package enum Verb: String, CaseIterable, Sendable {
        case start, suspend, resume, cancel, retry

        package var eventType: String { "dondoc.command.\(rawValue).v1" }
    }

    package init() {}

    package var hears: Set<String> { Set(Verb.allCases.map(\.eventType)) }

    package func hear(_ event: CloudEvent, in sitting: Sitting) throws {
        guard let verb = Verb.allCases.first(where: { $0.eventType == event.type }), let data = event.data else {
            return
        }
        if verb == .start {
            let request = Sitting.StartRequest(
                namespace: data["namespace"].asString, name: data["workflow"].asString ?? "",
                version: data["version"].asString ?? "latest",
                input: data["input"], subject: data["subject"].asString, parent: nil, reply: event.id)
            sitting.work.append(.start(request, depth: sitting.depth))
            return
        }
        guard let number = data["id"].asInteger, let row = try sitting.instance(Int64(number)) else {
            throw Refusal("there is no instance \(data["id"].text)")
        }
        let hasEnded = row.endedAt != nil
        guard hasEnded == (verb == .retry) else {
            throw Refusal(
                hasEnded
                    ? "instance \(number) has ended: it is \(row.phase)"
                    : "instance \(number) has not failed: it is \(row.phase)")
        }
        guard verb != .retry || row.phase == Execution.Phase.faulted.rawValue else {
            throw Refusal("instance \(number) has not failed: it is \(row.phase)")
        }
        sitting.work.append(.stimulus(ExecutionID(row.id), stimulus(verb, data), depth: sitting.depth))
        sitting.reply(to: event, ["id": .integer(number), "did": .string(verb.rawValue)])
    }

    private func stimulus(_ verb: Verb, _ data: JSON) -> Stimulus {
        switch verb {
        case .suspend: .suspended
        case .resume: .resumed
        case .retry: .retried
        case .cancel, .start: .cancelled(reason: data["reason"].asString)
        }
    }
}
