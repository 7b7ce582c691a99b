package import Definition
import Notation

/// What a definition may ever listen to: known before any of its instances does.
extension Workflow {
    /// The types of event that can matter to a `listen` of its; nil where it has none.
    package var heardTypes: EventTypes? {
        let heard = listens.map(\.types)
        guard !heard.isEmpty else { return nil }
        var types: Set<String> = []
        for case .only(let some) in heard { types.formUnion(some) }
        return heard.contains(.all) ? .all : .only(types)
    }

    /// Whether a filter may be meant for lifecycle events; a pattern or an expression may always be.
    package var mayHearLifecycle: Bool {
        (listens + [schedule?.on].compactMap { $0 }).flatMap(\.filters).contains(where: \.mayMeanLifecycle)
    }

    private var listens: [EventStrategy] {
        let shared = shared.functions.values + shared.extensions.flatMap { $0.before + $0.after }
        return (tasks + shared).flatMap(\.listens)
    }
}

extension WorkflowTask {
    fileprivate var listens: [EventStrategy] {
        switch kind {
        case .listen(let listen): [listen.to] + (listen.each?.body ?? []).flatMap(\.listens)
        case .do(let tasks): tasks.flatMap(\.listens)
        case .for(let loop): loop.body.flatMap(\.listens)
        case .fork(let fork): fork.branches.flatMap(\.listens)
        case .try(let attempt): (attempt.body + (attempt.handler ?? [])).flatMap(\.listens)
        case .call, .emit, .raise, .run, .set, .switch, .wait: []
        }
    }
}

extension EventFilter {
    fileprivate var mayMeanLifecycle: Bool {
        guard let wanted = attributes.first(where: { $0.key == "type" })?.value else { return false }
        guard case .literal(.string(let type)) = wanted, !type.hasPrefix("/") else { return true }
        return CloudEvent(id: "", source: "", type: type).isLifecycle
    }
}

extension EventTypes {
    package func contain(_ type: String) -> Bool {
        switch self {
        case .all: true
        case .only(let types): types.contains(type)
        }
    }
}
