package import Interpreter

/// A call that leaves the process, as it is kept until its answer comes: the body of a release of this kind.
package struct OutsideCall: Codable, Sendable {
    package let caller: Caller
    package let request: CallRequest

    package static let kind = "call"

    static func key(of caller: Caller) -> String { "call/\(caller.execution.value)/\(caller.token.number)" }

    /// Nil for releases of other kinds.
    package init?(_ release: Release) throws {
        guard release.kind == OutsideCall.kind else { return nil }
        self = try Sitting.decoded(release.body)
    }

    init(caller: Caller, request: CallRequest) {
        self.caller = caller
        self.request = request
    }
}
