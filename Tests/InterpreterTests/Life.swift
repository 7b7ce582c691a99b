import Almanac
import Definition
import Interpreter
import Notation
import Testing

/// One execution in a test: what it is told, and what it asks for.
struct Life {
    let workflow: Workflow
    var execution: Execution
    var surroundings = Surroundings()
    var now = Life.start
    /// All effects so far.
    var effects: [Effect] = []
    private var come: Set<WaitToken> = []

    static let start = Instant(rfc3339: "2021-03-01T08:00:00+07:00")!
    static let functions: Set<String> = ["fetch", "tell"]

    init(_ text: String, id: Int64 = 7) throws {
        workflow = try Life.workflow(text)
        execution = Execution(id: ExecutionID(id))
    }

    /// Reads a document of which only what follows `document:` is written out.
    static func workflow(_ text: String) throws -> Workflow {
        let head = "document: { dsl: '1.0.3', namespace: test, name: example, version: '1.0.0' }\n"
        let source = SourceText(file: "example.yaml", text: head + text)
        let (workflow, diagnostics) = WorkflowFile.read(source, functions: functions)
        for diagnostic in diagnostics where diagnostic.severity == .error {
            Issue.record("\(diagnostic.rendered(in: source))")
        }
        let definition = try #require(workflow).definition
        #expect(SchemaValidation(of: WorkflowSchema.json).violations(of: definition) == [], "\(text)")
        return try #require(workflow)
    }

    @discardableResult
    mutating func take(_ stimulus: Stimulus, after seconds: Int = 0) -> [Effect] {
        now = now.advanced(by: .seconds(seconds))
        switch stimulus {
        case .woke(let token) where effects.contains { if case .sleep(token, _) = $0 { true } else { false } }:
            come.insert(token)
        case .answered(let token, _) where calls.contains { $0.token == token }: come.insert(token)
        default: break
        }
        let asked = execution.take(stimulus, at: now, in: workflow, with: surroundings)
        effects += asked
        return asked
    }

    /// Runs from a text to its first rest.
    static func of(_ text: String, input: JSON = [:]) throws -> Life {
        var life = try Life(text)
        life.take(.started(input: input))
        return life
    }

    @discardableResult
    mutating func answer(_ output: JSON, after seconds: Int = 0) throws -> [Effect] {
        take(.answered(try #require(openCalls.first).token, .output(output)), after: seconds)
    }

    @discardableResult
    mutating func fail(_ kind: FaultKind = .communication, after seconds: Int = 0) throws -> [Effect] {
        take(.answered(try #require(openCalls.first).token, .failed(WorkflowFault(kind, "it broke"))), after: seconds)
    }

    /// Advances to the earliest wake-up that is still wanted, and wakes.
    @discardableResult
    mutating func wake() throws -> [Effect] {
        let alarm = try #require(openAlarms.min { $0.until < $1.until })
        now = alarm.until
        return take(.woke(alarm.token))
    }

    @discardableResult
    mutating func hear(
        _ type: String, _ data: JSON = .null, subject: String? = nil, after seconds: Int = 0
    ) throws -> [Effect] {
        let event = CloudEvent(
            id: "e\(effects.count)", source: "https://example.org/mail", type: type, subject: subject, data: data)
        return take(.heard(event, try #require(openSubscriptions.first).token), after: seconds)
    }

    var outcome: Outcome? { if case .finish(let outcome)? = effects.last { outcome } else { nil } }
    var output: JSON? { if case .completed(let output)? = outcome { output } else { nil } }
    var fault: WorkflowFault? { if case .faulted(let fault)? = outcome { fault } else { nil } }

    private var forgotten: Set<WaitToken> {
        Set(effects.compactMap { if case .forget(let token) = $0 { token } else { nil } })
    }

    /// Asked for, and neither forgotten nor come.
    var outstanding: Set<WaitToken> {
        let asked = effects.compactMap { effect -> WaitToken? in
            switch effect {
            case .sleep(let token, _), .subscribe(let token, _), .call(let token, _): token
            default: nil
            }
        }
        return Set(asked).subtracting(forgotten).subtracting(come)
    }

    var openAlarms: [(token: WaitToken, until: Instant)] {
        effects.compactMap { effect in
            if case .sleep(let token, let until) = effect, !forgotten.contains(token), !come.contains(token) {
                (token, until)
            } else {
                nil
            }
        }
    }

    var calls: [(token: WaitToken, request: CallRequest)] {
        effects.compactMap { if case .call(let token, let request) = $0 { (token, request) } else { nil } }
    }

    /// Those that nobody has given up; answered ones included, the last first.
    var openCalls: [(token: WaitToken, request: CallRequest)] {
        calls.filter { !forgotten.contains($0.token) }.reversed()
    }

    var openSubscriptions: [(token: WaitToken, types: EventTypes)] {
        effects.compactMap { effect in
            if case .subscribe(let token, let types) = effect, !forgotten.contains(token) {
                (token, types)
            } else {
                nil
            }
        }
    }

    var emitted: [CloudEvent] { effects.compactMap { if case .emit(let event) = $0 { event } else { nil } } }
    var lifecycle: [CloudEvent] { effects.compactMap { if case .lifecycle(let event) = $0 { event } else { nil } } }
    /// Seconds from the start to each wake-up that was asked for.
    var sleeps: [Int] {
        effects.compactMap { effect in
            if case .sleep(_, let until) = effect { Int(until.milliseconds(since: Life.start) / 1000) } else { nil }
        }
    }
}
