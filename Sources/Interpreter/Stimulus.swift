import Almanac
package import Notation

/// Everything that can happen to an execution. Journaled with its instant; replayed in the same order it makes the same state.
package enum Stimulus: Equatable, Sendable, Codable {
    case started(input: JSON)
    /// A wake-up that was asked for has come due.
    case woke(WaitToken)
    /// An event that matches a subscription.
    case heard(CloudEvent, WaitToken)
    /// A call or a child workflow has answered.
    case answered(WaitToken, Answer)
    case suspended
    case resumed
    case cancelled(reason: String?)
    /// The failed task is to be run again; only a faulted execution listens to this.
    case retried
    /// From here on it goes on under another version of its definition, by the hashes of their texts. What came before is
    /// folded anew under that one: it is for whoever folds the journal, and an execution itself does not hear it.
    case migrated(from: String, to: String)
}

/// What came of a call.
package enum Answer: Equatable, Sendable, Codable {
    case output(JSON)
    case failed(WorkflowFault)
}

/// Names one thing that an execution waits for; unique within the execution, made from a counter.
package struct WaitToken: Hashable, Sendable, Codable {
    package let number: Int

    package init(_ number: Int) { self.number = number }
}

/// Which execution, in one store.
package struct ExecutionID: Hashable, Comparable, Sendable, Codable {
    package let value: Int64

    package init(_ value: Int64) { self.value = value }

    package static func < (a: Self, b: Self) -> Bool { a.value < b.value }
}

/// An error of the specification: RFC 7807 with the position of the task in `instance`.
package struct WorkflowFault: Error, Hashable, Sendable, Codable {
    package var type: String
    package var status: Int
    package var title: String?
    package var detail: String?
    package var instance: String?

    package init(type: String, status: Int, title: String? = nil, detail: String? = nil, instance: String? = nil) {
        self.type = type
        self.status = status
        self.title = title
        self.detail = detail
        self.instance = instance
    }

    package var json: JSON {
        var members = Members([("type", .string(type)), ("status", .integer(status))])
        if let title { members["title"] = .string(title) }
        if let detail { members["detail"] = .string(detail) }
        if let instance { members["instance"] = .string(instance) }
        return .object(members)
    }
}
