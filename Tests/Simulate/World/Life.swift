import Almanac
import Engine
import Storage

/// One process of the daemon, from its start to its end.
final class Life {
    static let store = "/dondoc.db"

    let number: Int
    let process: MachineProcess
    private(set) var store: SQLiteStore?
    var desk: Desk?
    private var lock: StoreLock?
    /// What it has handed out, by key.
    var handedOut: Set<String> = []
    /// When the desk wants to be called again.
    var next: Instant?

    /// - Throws: `StoreError` when the disk refuses, `StoreLockError` when another process has the store.
    init(_ number: Int, process: MachineProcess, lockFolder: String) throws {
        self.number = number
        self.process = process
        lock = try StoreLock(folder: lockFolder)
        store = try SQLiteStore(path: Life.store, fileSystem: process.name)
    }

    /// In an orderly way the store is closed, and then what it does to the disk counts.
    func end(orderly: Bool) {
        if !orderly { process.die(.killed) }
        desk = nil
        store = nil
        process.die(.killed)
        lock = nil
    }
}
