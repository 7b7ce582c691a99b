package import Almanac
import Definition
import Foundation
import Interpreter
package import Notation
package import Storage

/// Folds the journal of an instance again, under the definition with which it began.
package struct Replay {
    private let row: InstanceRow
    private let replayed: String

    package init(
        of row: InstanceRow, in store: any Store, functions: Set<String>, zone: Zone = .vietnam,
        announces: Bool = false,
        secrets: [String: JSON] = [:]
    ) throws {
        self.row = row
        guard let (text, file) = try store.definition(hash: row.definition) else {
            throw StoreError(code: 0, message: "the store has lost the definition \(row.definition)")
        }
        let (workflow, _) = WorkflowFile.read(kept: SourceText(file: file, text: text), functions: functions)
        guard let workflow else {
            throw StoreError(code: 0, message: "the definition of instance \(row.id) can no longer be read")
        }
        var surroundings = Surroundings()
        surroundings.zone = zone
        surroundings.announces = announces
        surroundings.secrets = secrets
        var execution = Execution(id: ExecutionID(row.id))
        for entry in try store.journal(of: row.id) {
            let stimulus: Stimulus = try Sitting.decoded(entry.stimulus)
            _ = execution.take(stimulus, at: entry.at, in: workflow, with: surroundings)
        }
        replayed = try Desk.text(execution)
    }

    package var reachesTheSameState: Bool { replayed == row.state }
}
