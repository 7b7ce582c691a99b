package import Almanac
package import Notation

/// Which definition: namespace, name and version of a workflow document.
package struct WorkflowName: Hashable, Sendable, Codable, CustomStringConvertible {
    package let namespace: String
    package let name: String
    package let version: String

    package init(namespace: String, name: String, version: String) {
        self.namespace = namespace
        self.name = name
        self.version = version
    }

    package var description: String { "\(namespace).\(name):\(version)" }
}

/// One workflow document of the CNCF Open Workflow Specification 1.0.3.
package struct Workflow: Sendable {
    package let name: WorkflowName
    package let title: String?
    /// `document.metadata`, an object.
    package let metadata: JSON
    package let input: DataStage
    package let output: DataStage
    package let shared: SharedDefinitions
    package let tasks: [WorkflowTask]
    package let timeout: Timeout?
    package let schedule: Schedule?
    /// `evaluate.mode: strict`, the default: only `${…}` is an expression where a literal could stand too.
    package let isStrict: Bool
    /// The whole document as a value: `$workflow.definition`.
    package let definition: JSON
    package let source: SourceText
    /// The names that other files of the site must have.
    package let references: [Reference]
    /// The duties and reports that stand in it, not in the plan.
    package let duties: [InlineDuty]
    /// The texts of the functions that it reaches in catalogs, by address.
    package let functionTexts: [String: String]
    /// What an instance keeps: the document as it stands, and with it those texts. `WorkflowFile.read(kept:)` reads it.
    package let keptText: String

    package init(
        name: WorkflowName, title: String?, metadata: JSON, input: DataStage, output: DataStage,
        shared: SharedDefinitions,
        tasks: [WorkflowTask], timeout: Timeout?, schedule: Schedule?, isStrict: Bool, definition: JSON,
        source: SourceText, references: [Reference] = [], duties: [InlineDuty] = [],
        functionTexts: [String: String] = [:]
    ) {
        self.name = name
        self.title = title
        self.metadata = metadata
        self.input = input
        self.output = output
        self.shared = shared
        self.tasks = tasks
        self.timeout = timeout
        self.schedule = schedule
        self.isStrict = isStrict
        self.definition = definition
        self.source = source
        self.references = references
        self.duties = duties
        self.functionTexts = functionTexts
        keptText = KeptDefinition(document: source.text, functions: functionTexts).text
    }
}

/// `input`, `output` or `export`: what is validated and how it is transformed (`from` or `as`).
package struct DataStage: Sendable {
    /// The JSON Schema, inline (`schema.document`); nil when nothing is to be validated.
    package let schema: JSON?
    package let transform: Formula?
    package static let none = DataStage(schema: nil, transform: nil)

    package init(schema: JSON?, transform: Formula?) {
        self.schema = schema
        self.transform = transform
    }
}

/// What `use:` declares for the whole document.
package struct SharedDefinitions: Sendable {
    package var authentications: [String: Formula] = [:]
    /// Endpoint by catalog name.
    package var catalogs: [String: JSON] = [:]
    package var errors: [String: ErrorFormula] = [:]
    package var extensions: [TaskExtension] = []
    /// By name; those of catalogs by the address of their text.
    package var functions: [String: WorkflowTask] = [:]
    package var retries: [String: RetryPolicy] = [:]
    package var secrets: [String] = []
    package var timeouts: [String: Delay] = [:]

    package init() {}
}

/// Tasks put before and after every task of one kind.
package struct TaskExtension: Sendable {
    package let name: String
    /// `call`, `do`, …, or `all`.
    package let extends: String
    package let when: LocatedProgram?
    package let before: [WorkflowTask]
    package let after: [WorkflowTask]

    package init(name: String, extends: String, when: LocatedProgram?, before: [WorkflowTask], after: [WorkflowTask]) {
        self.name = name
        self.extends = extends
        self.when = when
        self.before = before
        self.after = after
    }
}

/// A span, written out or computed (`${ … }` yielding ISO 8601).
package enum Delay: Sendable {
    case fixed(CivilDuration)
    case computed(LocatedProgram)
}

package enum Timeout: Sendable {
    case after(Delay)
    /// A name under `use.timeouts`.
    case named(String)
}

/// When new instances begin by themselves.
package struct Schedule: Sendable {
    package var every: CivilDuration?
    package var cron: Cron?
    package var after: CivilDuration?
    package var on: EventStrategy?
    /// How events reach the input; `data` by default.
    package var read: EventReading = .data

    package init() {}
}

package enum EventReading: String, Sendable, Codable, CaseIterable { case data, envelope, raw }
