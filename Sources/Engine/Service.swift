package import Definition
import Interpreter
package import Almanac
package import Notation
package import Storage

/// What plays a site in real time: alone (`Daemon`), or as one of several nodes (`ClusterNode`).
package protocol Service: Actor {
    func start()
    /// - Parameter committed: called once the arrival is on disk and taken, with the reply to a command.
    func receive(_ arrival: Arrival, committed: (@Sendable (Reply?) -> Void)?)
    /// Goes on with new definitions for what is still to begin; what runs keeps the ones it began with.
    func reload(library: Library, functions: [any StepFunction])
    /// Takes a turn although nothing is known to be due: the clock was set, or somebody watches.
    func lookAgain()
    /// Takes no more, lets what is being delivered end, then returns.
    func stop() async
}

/// All that a desk is made of but its store: a node makes one each time it gets the lease.
package struct DeskPlan: Sendable {
    package var library: Library
    package var functions: [any StepFunction]
    private let zone: Zone
    private let missedRuns: MissedRuns
    private let secrets: [String: JSON]
    private let catchUp: CatchUpPolicy
    private let postage: Postage?
    private let upkeep: Upkeep?

    /// - Parameter postage: nil: all that leaves does so at once.
    package init(
        library: Library, functions: [any StepFunction], zone: Zone, missedRuns: MissedRuns = .latest,
        secrets: [String: JSON] = [:], catchUp: CatchUpPolicy = CatchUpPolicy(), upkeep: Upkeep? = nil,
        postage: Postage? = nil
    ) {
        self.library = library
        self.functions = functions
        self.zone = zone
        self.missedRuns = missedRuns
        self.secrets = secrets
        self.catchUp = catchUp
        self.postage = postage
        self.upkeep = upkeep
    }

    /// - Parameter underWay: what this process has handed out for an earlier desk.
    package func desk(on store: any Store, underWay: Set<String> = []) -> Desk {
        Desk(
            store: store, library: library, functions: functions, zone: zone, missedRuns: missedRuns,
            secrets: secrets, catchUp: catchUp, upkeep: upkeep, postage: postage, underWay: underWay)
    }
}
