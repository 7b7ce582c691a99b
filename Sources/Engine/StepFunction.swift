package import Almanac
package import Interpreter
package import Notation
package import Storage

/// A function that workflows call, and what it does later on of its own accord. Built-in and plugin functions stand in one table.
///
/// Everything here runs inside a turn of the desk and touches only the store: exactly once.
package protocol StepFunction: Sendable {
    /// What stands after `call:`; nil for one that only wakes and listens.
    var name: String? { get }
    /// The first word of the wake-ups it asks for: `assignment` for `assignment/bao-an-giang/articles/2021-03`.
    var wakes: Set<String> { get }
    /// The types of the events it wants to hear.
    var hears: Set<String> { get }

    /// The desk opens: at the start of the process and after each reload.
    func open(in sitting: Sitting) throws

    /// - Throws: `WorkflowFault` when the arguments are wrong; the calling task then fails with it.
    func call(_ call: StepCall, in sitting: Sitting) throws -> StepAnswer

    func wake(_ wakeUp: WakeUp, in sitting: Sitting) throws

    /// A workflow has ended that this function started for a subject of its own: one that begins with a word of `wakes`.
    func ended(_ subject: String, _ outcome: Outcome, in sitting: Sitting) throws

    /// Facts of its own that were settled before that instant, and that nothing asks for any more: they leave for the
    /// archive.
    func outworn(before instant: Instant, atMost limit: Int, in sitting: Sitting) throws -> [RecordRow]

    /// - Throws: `Refusal` when the event is a command that cannot be carried out.
    func hear(_ event: CloudEvent, in sitting: Sitting) throws

    /// Something that was to leave in a lane has failed, or nobody knows whether it has left.
    func lost(_ row: OutgoingRow, in sitting: Sitting) throws
}

extension StepFunction {
    package var name: String? { nil }
    package var wakes: Set<String> { [] }
    package var hears: Set<String> { [] }
    package func open(in sitting: Sitting) throws {}
    package func call(_ call: StepCall, in sitting: Sitting) throws -> StepAnswer { .done(.null) }
    package func wake(_ wakeUp: WakeUp, in sitting: Sitting) throws {}
    package func ended(_ subject: String, _ outcome: Outcome, in sitting: Sitting) throws {}
    package func outworn(before instant: Instant, atMost limit: Int, in sitting: Sitting) throws -> [RecordRow] { [] }
    package func hear(_ event: CloudEvent, in sitting: Sitting) throws {}
    package func lost(_ row: OutgoingRow, in sitting: Sitting) throws {}
}

/// One call of a function by a task.
package struct StepCall: Sendable {
    package let request: CallRequest
    /// Who is to be answered.
    package let caller: Caller
    /// What the calling instance was started for: `articles/2021-03`, or the schedule's instant.
    package let subject: String?
    /// The calling workflow's name.
    package let workflow: String
}

/// A task that waits for the answer to its call.
package struct Caller: Hashable, Sendable, Codable {
    package let execution: ExecutionID
    package let token: WaitToken
}

package enum StepAnswer: Sendable {
    case done(JSON)
    /// The answer comes later, by `Sitting.answer`.
    case later
}

/// A wake-up that has come due.
package struct WakeUp: Hashable, Sendable {
    package let owner: String
    /// When it was asked for; `now` may be later.
    package let nominal: Instant

    /// The owner without its first word.
    package var subject: String { owner.split(separator: "/", maxSplits: 1).last.map(String.init) ?? "" }
}

/// A command that cannot be carried out: one sentence for the person who gave it.
package struct Refusal: Error, Equatable, Sendable {
    package let sentence: String

    package init(_ sentence: String) { self.sentence = sentence }
}
