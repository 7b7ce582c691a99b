package import Almanac
package import Definition
import Foundation
import Notation
import Storage

/// The workflow documents of a site as they stand today. Instances keep the one they began with.
package struct Library: Sendable {
    package struct Entry: Sendable {
        package let workflow: Workflow
        /// SHA-256 of the document's text, with those of the functions that it reaches: its identity, byte for byte.
        package let hash: String
        /// While this holds, schedules begin new instances; nil: always. What runs goes on.
        package let inForce: Range<Instant>?
    }

    package let entries: [Entry]
    /// In `entries`, by name.
    private let places: [String: [Int]]

    package init(_ workflows: [Workflow], inForce: (Workflow) -> Range<Instant>? = { _ in nil }) {
        entries = workflows.map { Entry(workflow: $0, hash: Digest.sha256($0.keptText), inForce: inForce($0)) }
        places = Dictionary(grouping: entries.indices) { [entries] in entries[$0].workflow.name.name }
    }

    /// The document of that name and version; `latest` is the newest version. A nil namespace finds the name in any.
    package func entry(namespace: String?, name: String, version: String = "latest") -> Entry? {
        let named = (places[name] ?? []).lazy.map { entries[$0] }.filter {
            namespace == nil || $0.workflow.name.namespace == namespace
        }
        if version != "latest" { return named.first { $0.workflow.name.version == version } }
        return named.max { $0.workflow.name.isOlder(than: $1.workflow.name) }
    }
}

extension WorkflowName {
    /// By semantic version, numbers compared as numbers.
    func isOlder(than other: WorkflowName) -> Bool {
        version.compare(other.version, options: .numeric) == .orderedAscending
    }
}
