package import Almanac
import Definition
import Foundation
import Interpreter
package import Notation
package import Storage

/// Folds the journal of an instance again, under the definition with which it began, and under each to which it went over.
package struct Replay {
    private let row: InstanceRow
    private let replayed: String

    package init(
        of row: InstanceRow, in store: any Store, functions: Set<String>, zone: Zone = .vietnam,
        announces: Bool = false,
        secrets: [String: JSON] = [:]
    ) throws {
        self.row = row
        var surroundings = Surroundings()
        surroundings.zone = zone
        surroundings.announces = announces
        surroundings.secrets = secrets
        replayed = try Desk.text(
            JournalFold.of(row, in: store, with: surroundings) {
                try Replay.definition($0, of: row, in: store, functions: functions)
            }.execution)
    }

    static func definition(
        _ hash: String, of row: InstanceRow, in store: any Store, functions: Set<String>
    ) throws -> Workflow {
        guard let (text, file) = try store.definition(hash: hash) else {
            throw StoreError(code: 0, message: "the store has lost the definition \(hash) of instance \(row.id)")
        }
        let (workflow, diagnostics) = WorkflowFile.read(
            kept: SourceText(file: file, text: text), functions: functions)
        guard let workflow else {
            throw StoreError(
                code: 0,
                message:
                    "the definition of instance \(row.id) can no longer be read: \(diagnostics.first?.line ?? file)")
        }
        return workflow
    }

    package var reachesTheSameState: Bool { replayed == row.state }
}
