import Foundation
import Notation
import Storage
import TestKit
import Testing

/// Several nodes of one site as real processes on one database: each with a folder of its own, the outbox and the shelf of
/// files shared, as on machines that mount the same disk.
final class Cluster {
    let shared: TemporaryFolder
    let store: String
    private(set) var nodes: [Node] = []
    /// Files that were dropped so far, by name.
    private(set) var dropped: [String] = []

    struct Node {
        let folder: TemporaryFolder
        /// How this node reaches the database.
        let store: String
        var process: DondocProcess?
    }

    /// Seconds after which a node that is gone is replaced.
    static let term = 2

    /// - Parameter workflows: files beside `site.yaml`.
    init(of stores: [String], workflows: [String: String] = [:]) throws {
        shared = try TemporaryFolder()
        store = stores[0]
        for folder in ["outbox", "files"] {
            try FileManager.default.createDirectory(
                atPath: "\(shared.path)/\(folder)", withIntermediateDirectories: true)
        }
        for store in stores {
            let folder = try TemporaryFolder()
            try folder.write(SampleSite.site, to: "site.yaml")
            try folder.write(SampleSite.units, to: "units.csv")
            for (name, text) in workflows { try folder.write(text, to: name) }
            for path in ["state", "inbox/bao-an-giang", "part"] {
                try FileManager.default.createDirectory(
                    atPath: "\(folder.path)/\(path)", withIntermediateDirectories: true)
            }
            for (link, target) in [("outbox", "outbox"), ("state/files", "files")] {
                try FileManager.default.createSymbolicLink(
                    atPath: "\(folder.path)/\(link)", withDestinationPath: "\(shared.path)/\(target)")
            }
            nodes.append(Node(folder: folder, store: store))
        }
    }

    deinit { for index in nodes.indices { kill(index) } }

    // MARK: Nodes

    func start(_ index: Int) throws {
        let node = nodes[index]
        nodes[index].process = try DondocProcess(
            ["run", node.folder.path, "--store", node.store, "--lease", String(Cluster.term)])
    }

    func startAll() throws {
        for index in nodes.indices { try start(index) }
        try wait("a node leads") { try leader() != nil }
    }

    func kill(_ index: Int) {
        guard let process = nodes[index].process else { return }
        process.send(signal: SIGCONT)
        process.send(signal: SIGKILL)
        _ = process.result()
        nodes[index].process = nil
    }

    func send(_ signal: Int32, to index: Int) { nodes[index].process?.send(signal: signal) }

    /// Ends them as an administrator does.
    func stopAll() {
        for index in nodes.indices {
            nodes[index].process?.send(signal: SIGTERM)
            #expect(nodes[index].process?.result().code == 0)
            nodes[index].process = nil
        }
    }

    /// The node that has the lease, by what the database says; nil when it has run out.
    func leader() throws -> Int? {
        let holder = try sql("SELECT holder FROM lease WHERE expires > now()")
        let words = holder.split(separator: " ")
        guard words.count > 1, let id = Int32(words[1]) else { return nil }
        return nodes.firstIndex { $0.process?.identifier == id }
    }

    func sql(_ text: String) throws -> String {
        let result = try DondocProcess.run(program: "psql", ["-X", "-A", "-t", "-c", text, store])
        guard result.code == 0 else { return "" }
        return result.out.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    // MARK: Work

    func drop(into index: Int) throws {
        let name = "bai-\(dropped.count + 1).txt"
        dropped.append(name)
        let folder = nodes[index].folder
        try folder.write("bài \(name)\n", to: "part/\(name)")
        try FileManager.default.moveItem(
            atPath: "\(folder.path)/part/\(name)", toPath: "\(folder.path)/inbox/bao-an-giang/\(name)")
    }

    /// Waits for something that other processes do.
    func wait(_ what: String, seconds: Int = 40, for claim: () throws -> Bool) throws {
        for _ in 1...seconds * 10 {
            if try claim() { return }
            usleep(100_000)
        }
        Issue.record("did not come true within \(seconds) seconds: \(what); \(try sql("SELECT * FROM lease"))")
    }

    func waitUntilAllIsTaken() throws {
        try wait("all files are taken from the inboxes") {
            try nodes.allSatisfy { try $0.folder.files.allSatisfy { !$0.hasPrefix("inbox/") } }
        }
        try wait("nothing waits to leave") {
            try sql("SELECT count(*) FROM outgoing WHERE state = 'queued'") == "0"
        }
    }

    /// Each file stands in one submission, each submission has one receipt, each receipt is one mail.
    func expectNothingLostAndNothingTwice() throws {
        let reader = try PostgresStore(readOnly: PostgresAddress(store))
        let submissions = try reader.records(kind: "submission", parent: nil, openOnly: false)
        let names = try submissions.flatMap { row in
            (try JSON(parsing: row.body)["submitted"]["files"].asArray ?? []).compactMap { $0["name"].asString }
        }
        #expect(names.sorted() == dropped.sorted())
        for name in dropped {
            let sum = Storage.Digest.sha256("bài \(name)\n")
            #expect(FileManager.default.fileExists(atPath: "\(shared.path)/files/\(sum)"), "\(name)")
        }
        let mails = try shared.files.filter { $0.hasPrefix("outbox/") && !$0.hasPrefix("outbox/calendars/") }
        #expect(mails.count == submissions.count)
        #expect(mails.allSatisfy { $0.hasSuffix(".eml") }, "no half-written mail is left")
        #expect(try sql("SELECT count(*) FROM outgoing WHERE state <> 'sent'") == "0")
        #expect(try sql("SELECT count(*) FROM arrival WHERE reply IS NULL") == "0")
    }
}
