package import Almanac
package import Notation

/// What an execution may see of the place where it runs: given anew with each stimulus, never part of its state.
package struct Surroundings: Sendable {
    /// `$secrets`, by name; the execution sees only those that its workflow declares.
    package var secrets: [String: JSON] = [:]
    /// For civil durations and the times that expressions see, unless `document.metadata.timezone` names another zone.
    package var zone: Zone = .vietnam
    /// `$runtime.version`.
    package var runtimeVersion = "0"
    /// `$runtime.metadata`, an object.
    package var runtimeMetadata: JSON = [:]
    /// Whether lifecycle events are made.
    package var announces = false
    /// How many tasks may begin under one stimulus: what stops a loop that never waits.
    package var mostTasks = 1_000_000

    package init() {}
}
