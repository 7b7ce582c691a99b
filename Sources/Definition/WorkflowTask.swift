package import Notation

/// One task of a workflow: what all kinds share, and the kind.
package struct WorkflowTask: Sendable {
    package let name: String
    /// Where it stands: `/do/0/collectArticles`.
    package let position: JSONPointer
    package let mark: SourceMark
    package let condition: LocatedProgram?
    package let input: DataStage
    package let output: DataStage
    package let export: DataStage
    package let timeout: Timeout?
    package let then: FlowDirective?
    package let metadata: JSON
    /// The task as a value: `$task.definition`.
    package let definition: JSON
    package let kind: TaskKind

    package init(
        name: String, position: JSONPointer, mark: SourceMark, condition: LocatedProgram?, input: DataStage,
        output: DataStage,
        export: DataStage, timeout: Timeout?, then: FlowDirective?, metadata: JSON, definition: JSON, kind: TaskKind
    ) {
        self.name = name
        self.position = position
        self.mark = mark
        self.condition = condition
        self.input = input
        self.output = output
        self.export = export
        self.timeout = timeout
        self.then = then
        self.metadata = metadata
        self.definition = definition
        self.kind = kind
    }
}

/// Where the flow goes after a task.
package enum FlowDirective: Hashable, Sendable, Codable {
    /// The next task of the list.
    case `continue`
    /// Out of the current list.
    case exit
    /// The workflow ends, completed.
    case end
    /// A task of the same list.
    case task(String)
}

/// The kinds of the specification.
package indirect enum TaskKind: Sendable {
    case call(FunctionCall)
    case `do`([WorkflowTask])
    case emit(EventFormula)
    case `for`(Loop)
    case fork(Fork)
    case listen(Listen)
    case raise(RaisedError)
    case run(Run)
    case set(Formula)
    case `switch`([SwitchCase])
    case `try`(Try)
    case wait(Delay)

    /// The keyword that tells the kind: `call`, `do`, `emit`, …
    package var keyword: String {
        switch self {
        case .call: "call"
        case .do: "do"
        case .emit: "emit"
        case .for: "for"
        case .fork: "fork"
        case .listen: "listen"
        case .raise: "raise"
        case .run: "run"
        case .set: "set"
        case .switch: "switch"
        case .try: "try"
        case .wait: "wait"
        }
    }
}

/// `call:` with its arguments. `http`, `openapi`, `grpc`, `asyncapi`, `a2a` and `mcp` are the standard's own names.
package struct FunctionCall: Sendable {
    package let function: String
    package let arguments: Formula
    package let mark: SourceMark
    package static let protocols: Set<String> = ["http", "openapi", "grpc", "asyncapi", "a2a", "mcp"]

    package init(function: String, arguments: Formula, mark: SourceMark) {
        self.function = function
        self.arguments = arguments
        self.mark = mark
    }
}

/// The attributes of an event to emit; `source`, `id`, `time` are made where they are missing.
package struct EventFormula: Sendable {
    package let attributes: [(key: String, value: Formula)]

    package init(attributes: [(key: String, value: Formula)]) { self.attributes = attributes }
}

/// `for`: the body once for each element, one after another.
package struct Loop: Sendable {
    /// The variable's name, without `$`; `item` by default.
    package let each: String
    package let collection: Formula
    /// The variable of the index; `index` by default.
    package let at: String
    package let condition: LocatedProgram?
    package let body: [WorkflowTask]

    package init(each: String, collection: Formula, at: String, condition: LocatedProgram?, body: [WorkflowTask]) {
        self.each = each
        self.collection = collection
        self.at = at
        self.condition = condition
        self.body = body
    }
}

package struct Fork: Sendable {
    package let branches: [WorkflowTask]
    /// The first branch to complete wins, the others are cancelled.
    package let competes: Bool

    package init(branches: [WorkflowTask], competes: Bool) {
        self.branches = branches
        self.competes = competes
    }
}

package struct Listen: Sendable {
    package let to: EventStrategy
    package let read: EventReading
    package let each: EventLoop?

    package init(to: EventStrategy, read: EventReading, each: EventLoop?) {
        self.to = to
        self.read = read
        self.each = each
    }
}

/// `foreach` of a `listen`.
package struct EventLoop: Sendable {
    package let item: String
    package let at: String
    package let body: [WorkflowTask]
    package let output: DataStage
    package let export: DataStage

    package init(item: String, at: String, body: [WorkflowTask], output: DataStage, export: DataStage) {
        self.item = item
        self.at = at
        self.body = body
        self.output = output
        self.export = export
    }
}

package indirect enum EventStrategy: Sendable {
    case one(EventFilter)
    case any([EventFilter], until: EventLimit?)
    case all([EventFilter])
}

package indirect enum EventLimit: Sendable {
    case condition(LocatedProgram)
    case events(EventStrategy)
}

/// Which events count: attributes that must match, and correlations.
package struct EventFilter: Sendable {
    /// A value is compared for equality; a string written `/…/` is a regular expression; a program sees the event's
    /// attribute.
    package let attributes: [(key: String, value: Formula)]
    package let correlations: [Correlation]

    package init(attributes: [(key: String, value: Formula)], correlations: [Correlation]) {
        self.attributes = attributes
        self.correlations = correlations
    }
}

package struct Correlation: Sendable {
    package let name: String
    package let from: LocatedProgram
    package let expect: Formula?

    package init(name: String, from: LocatedProgram, expect: Formula?) {
        self.name = name
        self.from = from
        self.expect = expect
    }
}

package enum RaisedError: Sendable {
    case inline(ErrorFormula)
    /// A name under `use.errors`.
    case named(String)
}

package struct ErrorFormula: Sendable {
    package let type: Formula
    package let status: Int
    package let title: Formula?
    package let detail: Formula?
    package let instance: Formula?

    package init(type: Formula, status: Int, title: Formula?, detail: Formula?, instance: Formula?) {
        self.type = type
        self.status = status
        self.title = title
        self.detail = detail
        self.instance = instance
    }
}

package struct Run: Sendable {
    package enum Target: Sendable {
        case workflow(namespace: String, name: Formula, version: String, input: Formula?)
        case script(Formula)
        case shell(Formula)
        case container(Formula)
    }

    package enum Returned: String, Sendable { case stdout, stderr, code, all, none }

    package let target: Target
    package let isAwaited: Bool
    package let returns: Returned

    package init(target: Target, isAwaited: Bool, returns: Returned) {
        self.target = target
        self.isAwaited = isAwaited
        self.returns = returns
    }
}

package struct SwitchCase: Sendable {
    package let name: String
    /// Nil for the default case.
    package let when: LocatedProgram?
    package let then: FlowDirective

    package init(name: String, when: LocatedProgram?, then: FlowDirective) {
        self.name = name
        self.when = when
        self.then = then
    }
}

package struct Try: Sendable {
    package let body: [WorkflowTask]
    package let filter: ErrorFilter
    /// The variable's name, without `$`; `error` by default.
    package let variable: String
    package let when: LocatedProgram?
    package let exceptWhen: LocatedProgram?
    package let retry: RetryReference?
    package let handler: [WorkflowTask]?
    /// `catch.then`.
    package let then: FlowDirective?

    package init(
        body: [WorkflowTask], filter: ErrorFilter, variable: String, when: LocatedProgram?, exceptWhen: LocatedProgram?,
        retry: RetryReference?, handler: [WorkflowTask]?, then: FlowDirective?
    ) {
        self.body = body
        self.filter = filter
        self.variable = variable
        self.when = when
        self.exceptWhen = exceptWhen
        self.retry = retry
        self.handler = handler
        self.then = then
    }
}

/// `errors.with`: an error is caught when every member that is given matches.
package struct ErrorFilter: Sendable {
    package let type: String?
    package let status: Int?
    package let title: String?
    package let detail: String?
    package let instance: String?
    package static let any = ErrorFilter(type: nil, status: nil, title: nil, detail: nil, instance: nil)

    package init(type: String?, status: Int?, title: String?, detail: String?, instance: String?) {
        self.type = type
        self.status = status
        self.title = title
        self.detail = detail
        self.instance = instance
    }
}

package enum RetryReference: Sendable {
    case inline(RetryPolicy)
    case named(String)
}

package struct RetryPolicy: Sendable {
    package enum Backoff: Sendable { case constant, linear, exponential }

    package let when: LocatedProgram?
    package let exceptWhen: LocatedProgram?
    package let delay: Delay?
    package let backoff: Backoff
    /// `limit.attempt.count`: how many times the task is tried again after its first failure.
    package let attempts: Int?
    package let attemptDuration: Delay?
    package let duration: Delay?
    package let jitter: (from: Delay, to: Delay)?

    package init(
        when: LocatedProgram?, exceptWhen: LocatedProgram?, delay: Delay?, backoff: Backoff, attempts: Int?,
        attemptDuration: Delay?,
        duration: Delay?, jitter: (from: Delay, to: Delay)?
    ) {
        self.when = when
        self.exceptWhen = exceptWhen
        self.delay = delay
        self.backoff = backoff
        self.attempts = attempts
        self.attemptDuration = attemptDuration
        self.duration = duration
        self.jitter = jitter
    }
}
