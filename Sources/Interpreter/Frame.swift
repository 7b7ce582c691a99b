import Almanac
import Definition
import Notation

/// One line of tasks under way: the workflow's own, or a branch of a fork.
struct Strand: Sendable, Codable, Equatable {
    let id: Int
    /// The strand whose innermost task is the fork, and which branch of it this is; nil for the workflow's own.
    let origin: Origin?
    /// From the outermost to the innermost task; the first stands for the workflow or the branch itself.
    var frames: [Frame]
    /// `$context`: a branch has its own from the fork to the join.
    var context: JSON
    /// What came of a branch that has ended and waits for the others.
    var result: JSON?

    struct Origin: Sendable, Codable, Equatable {
        let strand: Int
        let branch: Int
    }
}

/// One task under way.
struct Frame: Sendable, Codable, Equatable {
    let position: JSONPointer
    let rawInput: JSON
    /// After `input.from`; the raw input until then.
    var input: JSON
    let startedAt: Instant
    /// Nil while the task is being entered.
    var work: Work?
    /// The list of tasks inside this one that is being run; the frame above belongs to it.
    var body: Body?
    /// `$item`, `$index`, `$error` and the like, seen by everything inside.
    var variables: [Binding] = []
    /// `timeout`.
    var deadline: Alarm?
    /// `$authorization`: under what the task's call goes out; nil where there is none.
    var authorization: JSON?
    /// The extensions that apply, as places in `use.extensions`.
    var extensions: [Int] = []
    /// Tasks of extensions are not themselves extended.
    let isWithinExtension: Bool
}

struct Binding: Sendable, Codable, Equatable {
    let name: String
    var value: JSON
}

/// A wake-up that has been asked for.
struct Alarm: Sendable, Codable, Equatable {
    let token: WaitToken
    let until: Instant
}

/// A list of tasks being run.
struct Body: Sendable, Codable, Equatable {
    enum List: Sendable, Codable, Equatable {
        /// The list that belongs to the kind: `do`, the body of a loop, what is tried, the function that is called.
        case main
        /// `catch.do`.
        case handler
        /// The extension of that place in the frame's own list of extensions.
        case before(Int)
        case after(Int)
    }

    let list: List
    /// The task of the list that runs or comes next.
    var index: Int
    /// The output of the task before it, which is the next one's raw input.
    var value: JSON
}

/// What a task is doing, beside running a list.
enum Work: Sendable, Codable, Equatable {
    case workflow
    case branch
    case composing
    case looping(Looping)
    /// The strands of the branches, in the order of declaration.
    case forking([Int])
    case waiting(Alarm)
    case listening(Listening)
    /// A function, process or child workflow is to answer.
    case calling(WaitToken)
    /// An inline function runs as a task.
    case applying
    case trying(Trying)
    /// The task is done; extensions run after it.
    case closing(output: JSON, then: FlowDirective?)
}

struct Looping: Sendable, Codable, Equatable {
    let collection: [JSON]
    var index: Int
}

struct Listening: Sendable, Codable, Equatable {
    var token: WaitToken
    /// The output so far.
    var consumed: [JSON] = []
    /// Read, but not yet through `foreach`.
    var queue: [JSON] = []
    /// How many events `foreach` has begun with.
    var begun = 0
    /// The filters of `all` that have had their event.
    var satisfied: [Int] = []
    /// The same for the events of `until`.
    var satisfiedLimits: [Int] = []
    /// A correlation without `expect` is bound by the first event.
    var correlations: [Binding] = []
    /// False once the strategy is satisfied: no more events are taken, what is queued is still worked through.
    var isOpen = true
}

struct Trying: Sendable, Codable, Equatable {
    /// How many times the task has been tried again.
    var retries = 0
    let firstStartedAt: Instant
    /// `limit.attempt.duration` of the attempt that runs.
    var attemptLimit: Alarm?
    /// The pause before the next attempt.
    var pause: Alarm?
}

extension [Binding] {
    subscript(name: String) -> JSON? { first { $0.name == name }?.value }

    mutating func bind(_ name: String, to value: JSON) {
        if let place = firstIndex(where: { $0.name == name }) {
            self[place].value = value
        } else {
            append(Binding(name: name, value: value))
        }
    }
}
