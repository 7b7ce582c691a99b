package import Almanac
package import Interpreter
package import Notation

/// What comes to the desk from outside.
package enum Arrival: Sendable {
    /// A file was dropped, a person gave a command, another system spoke.
    case event(CloudEvent)
    /// What became of something that was released.
    case reported(key: String, Report)
    /// Somebody starts a workflow by hand; the reply carries the id of the new instance.
    case start(reply: String, namespace: String?, name: String, version: String, input: JSON)
    /// Somebody suspends, resumes, cancels or retries an instance.
    case stimulus(reply: String, ExecutionID, Stimulus)
}

/// How a release ended.
package enum Report: Equatable, Sendable, Codable {
    case sent(note: String?)
    /// It will not be tried again: the reason is for people.
    case failed(String)
    /// A call that left the process has its answer.
    case answered(Answer)
    /// In a lane: not now. `isForAll` when the reason holds for everything else that leaves in lanes as well.
    case later(String, isForAll: Bool)
    /// In a lane: it may have left, and nobody knows.
    case uncertain(String)
    /// In a lane: nothing was done with it.
    case notBegun
}

/// What a person is told who gave a command.
package enum Reply: Equatable, Sendable {
    case done(JSON)
    case refused(String)

    package var json: JSON {
        switch self {
        case .done(let value): ["done": value]
        case .refused(let sentence): ["refused": .string(sentence)]
        }
    }

    package init(json: JSON) { self = json["refused"].asString.map { .refused($0) } ?? .done(json["done"]) }
}

/// What one turn of the desk came to.
package struct Turn: Sendable {
    package let at: Instant
    /// Counted from the store's first.
    package let number: Int
    /// May leave the process now: all that it follows from is on disk.
    package let released: [Release]
    /// The same, in measured steps: marked as being sent.
    package let posted: [Release]
    /// When the desk wants to be called again; nil when nothing waits.
    package let next: Instant?
    /// By the id of the event or command.
    package let replies: [String: Reply]
    /// What happened in this turn, in order: arrivals, emitted and lifecycle events.
    package let events: [CloudEvent]
    /// Keys of calls released before whose answers nobody waits for any more.
    package let abandoned: [String]
    /// Executions that ended in this turn.
    package let ended: [Ended]
    /// How late each wake-up was handled, in milliseconds.
    package let lateness: [Int64]
    /// While it is there no notice leaves.
    package let hold: Hold?
    /// How many notices leave after this turn, or would but for the hold.
    package let notices: Int
    package let irregularities: [Irregularity]

    package struct Ended: Sendable {
        package let id: ExecutionID
        package let outcome: Outcome
    }
}

/// Something that leaves the process, with the key under which the outside may know it again.
package struct Release: Hashable, Sendable {
    package let key: String
    package let kind: String
    package let body: String

    /// The kind of what is written to people.
    package static let notice = "notice"
}
