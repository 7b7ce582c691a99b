import Almanac
import Foundation
import Notation
import Storage

/// A folder of its own for one test, gone with it.
final class ScratchFolder {
    let path = NSTemporaryDirectory() + "dondoc-storage-" + UUID().uuidString

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var store: String { path + "/dondoc.db" }

    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
}

extension Instant {
    /// A point on a line of small numbers: easier to read than dates where only the order counts.
    static func at(_ second: Int64) -> Instant { Instant(seconds: second) }
}

extension Store {
    /// One turn: all of it or nothing.
    func turn(_ work: () throws -> Void) throws {
        try begin()
        do {
            try work()
            try commit()
        } catch {
            rollback()
            throw error
        }
    }

    func addInstance(phase: String = "running", subject: String? = nil) throws -> Int64 {
        try keep(definition: "do: []", hash: "h", file: "articles.yaml")
        return try add(
            InstanceRow(
                namespace: "an-giang", name: "articles", version: "1.0.0", definition: "h", phase: phase,
                startedAt: .at(1), subject: subject,
                state: "{}"))
    }
}
