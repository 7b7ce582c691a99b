package import Almanac
import Definition
import Foundation
import Interpreter
package import Notation
package import Storage

/// Folds the journal of an instance again, under the definition with which it began, and under each to which it went over.
package struct Replay {
    private let kept: String
    private let replayed: String

    /// - Parameter journal: of an instance that is in the archive; nil: as the store has it.
    package init(
        of row: InstanceRow, journal: [JournalRow]? = nil, in store: any Store, functions: Set<String>,
        zone: Zone = .vietnam,
        secrets: [String: JSON] = [:]
    ) throws {
        var surroundings = Surroundings()
        surroundings.zone = zone
        surroundings.secrets = secrets
        replayed = try JournalFold.of(row, journal ?? store.journal(of: row.id), with: surroundings) {
            try Replay.definition($0, of: row, in: store, functions: functions)
        }.execution.stored.text
        // Read and written again: a state of an earlier version has another form.
        kept = try ExecutionsInHand.execution(of: row).stored.text
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

    package var reachesTheSameState: Bool { replayed == kept }
}
