/// The standard error types of the specification.
package enum FaultKind: String, CaseIterable, Sendable {
    case configuration, validation, expression, authentication, authorization, timeout, communication, runtime

    /// The URI that we write.
    package var type: String { FaultKind.spellings[0] + rawValue }

    /// The status that the specification gives where nothing more exact is known.
    package var status: Int {
        switch self {
        case .configuration, .validation, .expression: 400
        case .authentication: 401
        case .authorization: 403
        case .timeout: 408
        case .communication, .runtime: 500
        }
    }

    /// The kind that a type URI means, in any of the spellings that were in use since 1.0.0; nil for types of an author's own.
    package init?(type: String) {
        guard let base = FaultKind.spellings.first(where: { type.hasPrefix($0) }) else { return nil }
        self.init(rawValue: String(type.dropFirst(base.count)))
    }

    /// The specification moved its domain, and its examples never agreed with its text about the path.
    private static let spellings = [
        "https://open-workflow-specification.org/spec/1.0.0/errors/",
        "https://open-workflow-specification.org/dsl/errors/types/",
        "https://serverlessworkflow.io/spec/1.0.0/errors/",
        "https://serverlessworkflow.io/dsl/errors/types/",
    ]

    /// Whether two type URIs mean the same error: spelt alike, or spellings of one standard type.
    package static func areSame(_ a: String, _ b: String) -> Bool {
        guard a != b else { return true }
        guard let kind = FaultKind(type: a) else { return false }
        return kind == FaultKind(type: b)
    }
}

extension WorkflowFault {
    /// A standard error with its default status.
    package init(_ kind: FaultKind, _ detail: String, at instance: String? = nil) {
        self.init(type: kind.type, status: kind.status, title: kind.title, detail: detail, instance: instance)
    }
}

extension FaultKind {
    fileprivate var title: String {
        switch self {
        case .configuration: "Configuration error"
        case .validation: "Validation error"
        case .expression: "Expression error"
        case .authentication: "Authentication error"
        case .authorization: "Authorization error"
        case .timeout: "Timeout"
        case .communication: "Communication error"
        case .runtime: "Runtime error"
        }
    }
}
