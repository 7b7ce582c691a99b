import Casework
import Almanac
import Engine
import Storage

/// The machine on which nothing goes wrong: it takes the turns that were committed, and no others. Whatever faults the world
/// has had, its store must be this one's, row by row.
final class Twin {
    private struct Taken {
        let now: Instant
        let arrivals: [Arrival]
        let limit: Int
    }

    private let site: SimulatedSite
    private let announces: Bool
    private let postage: Postage?
    private let process: MachineProcess
    private var store: SQLiteStore?
    private var desk: Desk?
    /// A turn of which nobody knows whether it was committed.
    private var doubtful: Taken?

    init(site: SimulatedSite, announces: Bool, postage: Postage?, name: String) throws {
        self.site = site
        self.postage = postage
        self.announces = announces
        process = MachineProcess(name, on: VirtualDisk(), random: Randomness(seed: 0, purpose: "twin"))
        store = try SQLiteStore(path: Life.store, fileSystem: process.name)
    }

    /// Before its file system goes.
    deinit { close() }

    func close() {
        desk = nil
        store = nil
    }

    func openDesk() throws {
        guard let store else { return }
        desk = site.desk(over: store, announces: announces, postage: postage)
    }

    func renewDesk() { desk = desk?.renewed(library: site.folder.library, functions: site.office.functions) }

    func take(_ arrivals: [Arrival], at now: Instant, atMost limit: Int) throws -> Turn? {
        try desk?.turn(at: now, arrivals: arrivals, atMost: limit)
    }

    func doubt(_ arrivals: [Arrival], at now: Instant, atMost limit: Int) {
        doubtful = Taken(now: now, arrivals: arrivals, limit: limit)
    }

    var isInDoubt: Bool { doubtful != nil }

    /// A new process has opened the store: now it shows whether the last turn was committed.
    /// - Returns: the first difference; nil when the stores are alike.
    func difference(from tables: Tables) throws -> String? {
        let before = try Tables(of: process)
        guard let turn = doubtful, tables != before else {
            doubtful = nil
            return before.difference(from: tables)
        }
        doubtful = nil
        _ = try take(turn.arrivals, at: turn.now, atMost: turn.limit)
        return try Tables(of: process).difference(from: tables)
    }
}
