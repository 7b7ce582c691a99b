import Definition
import Casework
import Engine
import Foundation
import Storage

/// Where a site's store is: a file of its own, or a database that several nodes share.
enum Database: Sendable {
    case file(String)
    case shared(PostgresAddress)

    /// - Parameter store: what `--store` says; nil: what the environment says in `DONDOC_STORE`, or the site's own file.
    init(_ store: String?, of office: Office, in path: String) throws(CommandError) {
        try self.init(store, state: "\(path)/\(office.settings.state)")
    }

    /// - Parameter state: the folder of the site's state.
    init(_ store: String?, state: String) throws(CommandError) {
        let own = "\(state)/dondoc.db"
        guard let text = store ?? ProcessInfo.processInfo.environment["DONDOC_STORE"], !text.isEmpty else {
            self = .file(own)
            return
        }
        guard PostgresAddress.isOne(text) else {
            throw .usage("a store is named by its address, such as postgresql://host1,host2/dondoc, not \"\(text)\"")
        }
        do throws(StoreError) {
            self = .shared(try PostgresAddress(text))
        } catch {
            throw .usage(error.message)
        }
    }

    /// For a reader beside whoever writes; nil when nothing has happened yet.
    static func reader(of office: Office, in path: String) throws -> (any Store)? {
        try Database(nil, of: office, in: path).reader()
    }

    /// The same.
    func reader() throws -> (any Store)? {
        switch self {
        case .file(let file): FileManager.default.fileExists(atPath: file) ? try SQLiteStore(readOnly: file) : nil
        case .shared(let address): try PostgresStore(readOnly: address)
        }
    }

    /// The same, for what makes no sense before anything has happened.
    static func startedReader(of office: Office, in path: String) throws -> any Store {
        guard let store = try reader(of: office, in: path) else {
            throw CommandError.failed("nothing has happened in \(path) yet: its daemon has never run")
        }
        return store
    }
}

extension OpenSite {
    static let storeOption = Command.Option(
        "store", "URL", "postgresql://host1,host2/name: for several nodes; DONDOC_STORE says it for all commands")

    /// The site in real time: alone on its own file, or as one of several nodes.
    ///
    /// - Parameters:
    ///   - seconds: the term of a node's lease.
    ///   - stands: is told how a node stands with the others.
    ///   - committed: is told of each turn that this process took, once it is on disk.
    func makeService(
        leaseOf seconds: Int, stands: @escaping @Sendable (ClusterNode.Standing) -> Void = { _ in },
        committed: @escaping @Sendable (Turn) -> Void = { _ in },
        failed: @escaping @Sendable (any Error) -> Void
    ) throws -> any Service {
        switch database {
        case .file(let file):
            return Daemon(
                desk: plan.desk(on: try SQLiteStore(path: file)), outlet: outlet, committed: committed, failed: failed)
        case .shared(let address):
            // Here and now, so that a wrong address or another program's database is told at once.
            _ = try PostgresStore(address)
            let host = ProcessInfo.processInfo.hostName
            return ClusterNode(
                name: "\(host.prefix(24)) \(ProcessInfo.processInfo.processIdentifier) \(Commanding.newID().prefix(8))",
                address: address, leaseOf: seconds, plan: plan, outlet: outlet, stands: stands,
                committed: committed, failed: failed)
        }
    }
}
