import Almanac
package import Definition
import Expression
import Notation

/// Whether events are those that a filter means.
///
/// A filter's attribute matches when it is equal to the event's; an object, when every member that it gives matches; a
/// string written `/…/`, when the regular expression is found; an expression, when it answers true with the event's
/// attribute as `.`, or when its answer is equal to the attribute.
struct EventMatching {
    /// What `expect` sees as `.`: the input of the task that listens.
    let input: JSON
    let now: Instant
    let arguments: [String: JSON]

    init(input: JSON, now: Instant, arguments: [String: JSON]) {
        self.input = input
        self.now = now
        self.arguments = arguments
    }

    /// For what waits for events outside an execution: `schedule.on`.
    init(at now: Instant) {
        self.init(input: .null, now: now, arguments: [:])
    }

    /// Without regard to correlations.
    func admits(_ event: CloudEvent, by filter: EventFilter) -> Bool {
        guard !event.isLifecycle || filter.attributes.contains(where: { $0.key == "type" }) else { return false }
        let envelope = event.json
        return filter.attributes.allSatisfy { key, wanted in matches(envelope[key], wanted) }
    }

    private func matches(_ actual: JSON, _ wanted: Formula) -> Bool {
        switch wanted {
        case .literal(let value): return isAlike(actual, value)
        case .program(let program):
            guard let answer = answer(program, on: actual) else { return false }
            if case .bool(let verdict) = answer { return verdict }
            return actual == answer
        case .array(let wanted):
            guard let elements = actual.asArray, elements.count == wanted.count else { return false }
            return zip(elements, wanted).allSatisfy { matches($0, $1) }
        case .object(let wanted):
            guard case .object(let members) = actual else { return false }
            return wanted.allSatisfy { key, value in members[key].map { matches($0, value) } ?? false }
        }
    }

    private func isAlike(_ actual: JSON, _ wanted: JSON) -> Bool {
        switch (actual, wanted) {
        case (.string(let text), .string(let pattern))
        where pattern.count > 2 && pattern.hasPrefix("/") && pattern.hasSuffix("/"):
            do {
                return try isFound(String(pattern.dropFirst().dropLast()), in: text)
            } catch {
                // Not a regular expression: `/a(/` can only be meant literally.
                return text == pattern
            }
        case (.object(let members), .object(let wanted)):
            return wanted.allSatisfy { key, value in members[key].map { isAlike($0, value) } ?? false }
        default: return actual == wanted
        }
    }

    /// Nil when the expression fails: an event of a stranger's shape does not match, and must not bring the listener down.
    private func answer(_ located: LocatedProgram, on input: JSON) -> JSON? {
        do {
            return try located.program.first(on: input, arguments: arguments, at: now)
        } catch {
            return nil
        }
    }

    /// jq's truth; what fails is not true.
    func isTrue(_ condition: LocatedProgram, on input: JSON) -> Bool {
        switch answer(condition, on: input) {
        case nil, .null?, .bool(false)?: false
        default: true
        }
    }

    /// Attributes and correlations; what the event binds is kept in `bindings`.
    func admits(_ event: CloudEvent, by filter: EventFilter, _ bindings: inout [Binding]) -> Bool {
        guard admits(event, by: filter) else { return false }
        let envelope = event.json
        var bound = bindings
        for correlation in filter.correlations {
            guard let found = answer(correlation.from, on: envelope), !found.isNull else { return false }
            let expected: JSON?
            switch correlation.expect {
            case nil: expected = bound[correlation.name]
            case .program(let program)?:
                guard let answer = answer(program, on: input) else { return false }
                expected = answer
            case .literal(let value)?: expected = value
            case .array?, .object?: return false
            }
            guard expected == nil || expected == found else { return false }
            bound.bind(correlation.name, to: found)
        }
        bindings = bound
        return true
    }

    /// Whether the strategy takes the event; which of the filters of `all` it was for is noted in `satisfied`.
    func takes(
        _ event: CloudEvent, by strategy: EventStrategy, _ satisfied: inout [Int], _ bindings: inout [Binding]
    ) -> Bool {
        switch strategy {
        case .one(let filter):
            guard admits(event, by: filter, &bindings) else { return false }
            satisfied = [0]
            return true
        case .any(let filters, _):
            let isForAll = filters.isEmpty && !event.isLifecycle
            guard isForAll || filters.contains(where: { admits(event, by: $0, &bindings) }) else { return false }
            satisfied = [0]
            return true
        case .all(let filters):
            for (index, filter) in filters.enumerated()
            where !satisfied.contains(index) && admits(event, by: filter, &bindings) {
                satisfied.append(index)
                return true
            }
            return false
        }
    }
}

extension EventStrategy {
    /// Whether an event alone can end the waiting; an `any` with `until` goes on until that says so.
    var isClosedByEvent: Bool {
        if case .any(_, until: .some) = self { false } else { true }
    }

    func isSatisfied(_ satisfied: [Int]) -> Bool {
        switch self {
        case .one, .any: !satisfied.isEmpty
        case .all(let filters): satisfied.count >= filters.count
        }
    }

    var isCorrelating: Bool { filters.contains { !$0.correlations.isEmpty } }

    var filters: [EventFilter] {
        switch self {
        case .one(let filter): [filter]
        case .any(let filters, until: .events(let limit)?): filters + limit.filters
        case .any(let filters, _), .all(let filters): filters
        }
    }

    /// The types of event that can matter to it.
    package var types: EventTypes {
        if case .any(let filters, _) = self, filters.isEmpty { return .all }
        if case .any(_, until: .events(let limit)?) = self, limit.types == .all { return .all }
        var types: Set<String> = []
        for filter in filters {
            guard let wanted = filter.attributes.first(where: { $0.key == "type" })?.value,
                case .literal(.string(let type)) = wanted, !(type.hasPrefix("/") && type.hasSuffix("/"))
            else { return .all }
            types.insert(type)
        }
        return .only(types)
    }
}
