import Almanac
import Engine
import Interpreter
import Notation

/// `ring`: lets that many bells ring after so many minutes, one notice each; `defers` puts the notice off once more.
struct Bells: StepFunction {
    var name: String? { "ring" }
    var wakes: Set<String> { ["bell"] }

    func call(_ call: StepCall, in sitting: Sitting) throws -> StepAnswer {
        let arguments = call.request.arguments
        let minutes = arguments["after"].asInteger ?? 0
        for number in 1...(arguments["count"].asInteger ?? 1) {
            try sitting.wake(
                "bell/\(minutes)/\(number)\(arguments["defers"].asInteger.map { "/\($0)" } ?? "")",
                at: sitting.now.advanced(by: .seconds(minutes * 60)))
        }
        return .done(.null)
    }

    func wake(_ wakeUp: WakeUp, in sitting: Sitting) throws {
        let parts = wakeUp.owner.split(separator: "/")
        if parts.count > 3, let minutes = Int(parts[3]) {
            return try sitting.wake(
                parts.prefix(3).joined(separator: "/"), at: sitting.now.advanced(by: .seconds(minutes * 60)))
        }
        try sitting.release(key: wakeUp.owner, kind: Release.notice, body: wakeUp.owner)
    }

    /// A document that lets them ring, each (count, minutes from now).
    static func document(_ rings: (count: Int, after: Int)...) -> String {
        let tasks = rings.enumerated().map {
            "{ ring\($0): { call: ring, with: { count: \($1.count), after: \($1.after) } } }"
        }
        return Workbench.document("bells", "do: [\(tasks.joined(separator: ", "))]")
    }
}
