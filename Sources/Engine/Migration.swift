import Almanac
package import Definition
package import Interpreter
import Notation
package import Storage

/// Whether a running instance can go on under another version of its definition, and with what state.
///
/// All that has happened to it is folded again under the new version. It fits where the new version then waits for the same
/// things under the same names: its wake-ups, its subscriptions and the answers that are under way find it as before.
package struct Migration {
    package let row: InstanceRow
    /// Why it does not fit; nil when it does.
    package let obstacle: String?
    let execution: Execution

    package init(
        of row: InstanceRow, to workflow: Workflow, in store: any Store, functions: Set<String>,
        with surroundings: Surroundings
    ) throws {
        try self.init(of: row, to: workflow, in: store, with: surroundings) {
            try Replay.definition($0, of: row, in: store, functions: functions)
        }
    }

    init(
        of row: InstanceRow, to workflow: Workflow, in store: any Store, with surroundings: Surroundings,
        definition: (String) throws -> Workflow
    ) throws {
        let rows = try store.journal(of: row.id)
        let old = try JournalFold.of(row, rows, with: surroundings, definition: definition)
        let journal = try rows.map { entry -> (at: Instant, stimulus: Stimulus) in
            (entry.at, try Stimulus(stored: JSON(parsing: entry.stimulus)))
        }
        let new = old.anew(journal, in: workflow, with: surroundings)
        self.row = row
        execution = new.execution
        obstacle = Migration.obstacle(from: old, to: new, version: workflow.name.version)
    }

    private static func obstacle(from old: JournalFold, to new: JournalFold, version: String) -> String? {
        if new.execution.isEnded {
            let fault = new.execution.fault.map { ": \($0.detail ?? $0.title ?? $0.type)" } ?? ""
            return "under \(version) it would have \(new.execution.phase.rawValue)\(fault)"
        }
        guard new.execution.phase == old.execution.phase else {
            return "it is \(old.execution.phase.rawValue), under \(version) it would be \(new.execution.phase.rawValue)"
        }
        let (before, after) = (old.waits, new.waits)
        guard before != after else { return nil }
        let (lost, found) = (
            before.filter { after[$0.key] != $0.value }, after.filter { before[$0.key] != $0.value }
        )
        return "it waits \(words(for: lost)), under \(version) it would wait \(words(for: found))"
    }

    private static func words(for waits: [WaitToken: JournalFold.Wait]) -> String {
        guard !waits.isEmpty else { return "for nothing more" }
        return waits.sorted { $0.key.number < $1.key.number }.map { "\($0.value)" }.joined(separator: " and ")
    }
}

/// `migrate`: running instances of a workflow go on with another version.
extension Desk {
    package static let migration = "dondoc.command.migrate.v1"

    func migrate(_ event: CloudEvent, in sitting: Sitting) throws {
        let data = event.data ?? .null
        let (name, version) = (data["workflow"].asString ?? "", data["version"].asString ?? "")
        guard let entry = library.entry(namespace: data["namespace"].asString, name: name, version: version) else {
            throw Refusal(
                "there is no workflow \"\(name)\" of version \(version); a running daemon reads new files on SIGHUP")
        }
        // What they have come to in this turn is part of it.
        try executions.write()
        let migrations = try Migration.candidates(
            for: entry, only: data["id"].asInteger.map(Int64.init), in: store
        ).map { row in
            try Migration(of: row, to: entry.workflow, in: store, with: surroundings) { try definition($0, of: row) }
        }
        let fitting = migrations.filter { $0.obstacle == nil }
        if fitting.isEmpty, let first = migrations.first {
            throw Refusal("instance \(first.row.id) does not fit: \(first.obstacle ?? "")")
        }
        if !fitting.isEmpty { try keep(entry) }
        for migration in fitting { try apply(migration, to: entry, in: sitting) }
        sitting.reply(
            to: event,
            [
                "did": "migrate", "version": .string(entry.workflow.name.version),
                "migrated": .array(fitting.map { .integer(Int($0.row.id)) }),
                "refused": .array(
                    migrations.filter { $0.obstacle != nil }.map {
                        ["id": .integer(Int($0.row.id)), "reason": JSON($0.obstacle)]
                    }),
            ])
    }

    private func apply(_ migration: Migration, to entry: Library.Entry, in sitting: Sitting) throws {
        let id = migration.row.id
        guard var held = try executions.take(id) else { return }
        let stimulus = Stimulus.migrated(from: held.row.definition, to: entry.hash)
        executions.note(JournalRow(instance: id, at: sitting.now, stimulus: try stimulus.stored.text))
        try store.migrate(instance: id, to: entry.hash, version: entry.workflow.name.version)
        held.row.definition = entry.hash
        held.row.version = entry.workflow.name.version
        held.execution = migration.execution
        try executions.put(held, isChanged: true)
    }
}

extension Migration {
    /// Those that run another version than this; all of that name, or one.
    /// - Throws: `Refusal` where there is none.
    package static func candidates(
        for entry: Library.Entry, only id: Int64?, in store: any Store
    ) throws -> [InstanceRow] {
        let name = entry.workflow.name
        let ids = try id.map { [$0] } ?? store.openInstances(named: name.name)
        let rows = try ids.compactMap { try store.instance($0) }.filter {
            $0.name == name.name && $0.namespace == name.namespace && $0.endedAt == nil && $0.definition != entry.hash
        }
        guard rows.isEmpty else { return rows }
        throw Refusal(
            id.map { "instance \($0) is not a running one of another version of \(name.name)" }
                ?? "no running instance of \(name.name) has another version than \(name.version)")
    }
}
