package import Almanac
package import Definition
package import Notation

/// The events that one instance of a document with `schedule.on` begins with, while they come in.
///
/// Several may be under way side by side: what is correlated with another order, or comes a second time before the first
/// round is complete, belongs to a gathering of its own.
package struct EventGathering: Codable, Sendable {
    private var consumed: [CloudEvent] = []
    private var satisfied: [Int] = []
    private var satisfiedLimits: [Int] = []
    private var correlations: [Binding] = []

    /// What came of an event.
    package enum Verdict: Sendable {
        /// It is none of these.
        case ignored
        case kept
        /// The document begins, with these in the order in which they came.
        case complete([CloudEvent])
    }

    /// So many events make the document begin, whatever `until` says: a list that only grows ends somewhere.
    package static let most = 10_000

    package init() {}

    /// - Parameter reading: how the condition of `until` sees the events.
    package mutating func take(
        _ event: CloudEvent, for strategy: EventStrategy, read reading: EventReading, at now: Instant
    ) -> Verdict {
        let matching = EventMatching(at: now)
        // What ends the wait is not itself part of what was waited for.
        if case .any(_, .events(let limit)?) = strategy, !consumed.isEmpty,
            matching.takes(event, by: limit, &satisfiedLimits, &correlations)
        {
            return limit.isSatisfied(satisfiedLimits) ? .complete(consumed) : .kept
        }
        guard matching.takes(event, by: strategy, &satisfied, &correlations) else { return .ignored }
        consumed.append(event)
        return isComplete(strategy, read: reading, matching) ? .complete(consumed) : .kept
    }

    private func isComplete(_ strategy: EventStrategy, read reading: EventReading, _ matching: EventMatching) -> Bool {
        guard consumed.count < EventGathering.most else { return true }
        guard case .any(_, let until?) = strategy else { return strategy.isSatisfied(satisfied) }
        guard case .condition(let condition) = until else { return false }
        return matching.isTrue(condition, on: .array(consumed.map { $0.read(as: reading) }))
    }
}
