import Foundation
import Notation
import TestKit
import Testing

/// Three nodes as real processes on a real server, and everything that may go wrong with them.
@Suite(.serialized, .enabled(if: PostgresServer.programs != nil, "PostgreSQL is not installed"))
struct `several nodes on one database` {
    private static let tick = """
        document: { dsl: '1.0.3', namespace: mau, name: tick, version: '1.0.0', metadata: { missedRuns: all } }
        schedule: { every: { milliseconds: 500 } }
        do:
          - hold: { set: { a: 1 } }

        """

    @Test func `lose nothing and do nothing twice while nodes are killed and paused and the server restarts`() throws {
        let server = try PostgresServer()
        let store = try server.makeDatabase()
        let cluster = try Cluster(of: [store, store, store], workflows: ["tick.yaml": Self.tick])
        try cluster.startAll()

        func load(_ count: Int) throws {
            for number in 1...count {
                try cluster.drop(into: number % 3)
                usleep(UInt32.random(in: 1_000...40_000))
            }
        }

        try load(20)
        for _ in 1...3 {
            let leader = try cluster.leader() ?? 0
            try load(5)
            cluster.kill(leader)
            try load(10)
            try cluster.wait("another node leads") { try cluster.leader().map { $0 != leader } ?? false }
            try cluster.start(leader)
        }
        let paused = try #require(try cluster.leader())
        cluster.send(SIGSTOP, to: paused)
        try load(10)
        try cluster.wait("another node leads") { try cluster.leader().map { $0 != paused } ?? false }
        try load(5)
        cluster.send(SIGCONT, to: paused)
        try load(10)
        try server.stop("immediate")
        try load(10)
        try server.start()
        try load(10)
        try cluster.waitUntilAllIsTaken()
        cluster.stopAll()
        try cluster.expectNothingLostAndNothingTwice()

        // The ledger has each instant once, by its index; each that it calls done began one instance, and no other did.
        let done = try cluster.sql(
            "SELECT count(*) FROM ledger WHERE subject = 'schedule/mau.tick' AND result = 'done'")
        let begun = try cluster.sql("SELECT count(*) FROM instance WHERE name = 'tick'")
        let subjects = try cluster.sql("SELECT count(DISTINCT subject) FROM instance WHERE name = 'tick'")
        let missing = try cluster.sql(
            """
            SELECT (max(nominal) - min(nominal)) / 500 + 1 - count(*) FROM ledger WHERE subject = 'schedule/mau.tick'
            """)
        #expect(Int(done).map { $0 > 20 } == true)
        #expect((begun, subjects, missing) == (done, done, "0"))
    }

    @Test func `go on with the standby when it is promoted, and all that was acknowledged is there`() throws {
        let server = try PostgresServer()
        let store = try server.makeDatabase()
        let standby = try server.makeSynchronousStandby()
        let both = store.replacing(
            "127.0.0.1:\(server.port)", with: "127.0.0.1:\(server.port),127.0.0.1:\(standby.port)")
        let cluster = try Cluster(of: [both, both])
        try cluster.startAll()
        for number in 1...20 { try cluster.drop(into: number % 2) }
        try cluster.wait("something was taken") { try cluster.sql("SELECT count(*) FROM record") != "0" }
        try server.stop("immediate")
        for number in 1...10 { try cluster.drop(into: number % 2) }
        try standby.promote()
        try cluster.wait("a node leads on the promoted server") { try cluster.leader() != nil }
        for number in 1...10 { try cluster.drop(into: number % 2) }
        try cluster.waitUntilAllIsTaken()
        try cluster.expectNothingLostAndNothingTwice()
        cluster.stopAll()
    }

    @Test func `go on without a node whose network is cut, and what it still meant to write is refused`() throws {
        let server = try PostgresServer.shared.get()
        let store = try server.makeDatabase()
        let wire = try NetworkCut(to: server.port)
        let cluster = try Cluster(of: [store, store.replacing(":\(server.port)/", with: ":\(wire.port)/")])
        try cluster.start(1)
        try cluster.wait("the node behind the wire leads") { try cluster.leader() == 1 }
        try cluster.start(0)
        for number in 1...10 { try cluster.drop(into: number % 2) }
        wire.cut()
        for number in 1...10 { try cluster.drop(into: number % 2) }
        try cluster.wait("the other node leads") { try cluster.leader() == 0 }
        try cluster.drop(into: 1)
        wire.mend()
        try cluster.waitUntilAllIsTaken()
        #expect(try cluster.leader() == 0)
        try cluster.expectNothingLostAndNothingTwice()
        cluster.stopAll()
    }

    @Test func `all carry out what leaves, and any of them takes commands`() throws {
        let store = try PostgresServer.shared.get().makeDatabase()
        let (done, busy) = (try TemporaryFolder(), try TemporaryFolder())
        // Each waits until more are at work than one node carries out at a time, which is sixteen.
        let work = """
            touch \(busy.path)/$N; for i in $(seq 200); do [ -e \(busy.path)/met ] && break; \
            [ $(ls \(busy.path) | wc -l) -gt 16 ] && touch \(busy.path)/met; sleep 0.1; done; rm \(busy.path)/$N
            """
        let branches = (1...40).map { number in
            """
                    - b\(number): { run: { shell: { command: 'N=\(number); echo $PPID >>\(done.path)/$N; \(work)' } } }
            """
        }
        let fork = """
            document: { dsl: '1.0.3', namespace: mau, name: calls, version: '1.0.0' }
            do:
              - all:
                  fork:
                    branches:
            \(branches.map { "    \($0)" }.joined(separator: "\n"))

            """
        let cluster = try Cluster(of: [store, store, store], workflows: ["calls.yaml": fork])
        try cluster.startAll()
        let follower = try cluster.leader() == 0 ? 1 : 0
        let folder = cluster.nodes[follower].folder.path
        let environment = ["DONDOC_STORE": store]
        let started = try DondocProcess.run(["start", "calls", "--site", folder], environment: environment)
        #expect(started.code == 0 && started.out.contains("instance 1"), "\(started)")
        try cluster.wait("the workflow completes") {
            try cluster.sql("SELECT phase FROM instance WHERE id = 1") == "completed"
        }
        let pids = try done.files.map { try done.text(of: $0).trimmingCharacters(in: .whitespacesAndNewlines) }
        #expect(pids.count == 40)
        #expect(Set(pids) == Set(cluster.nodes.compactMap { ($0.process?.identifier).map(String.init) }), "\(pids)")
        #expect(try busy.files == ["met"], "three nodes do more at a time than one may")
        cluster.stopAll()

        // With no node at all the command itself is one.
        let list = try DondocProcess.run(["list", "--site", folder, "--format", "json"], environment: environment)
        #expect(list.out.contains("completed"), "\(list)")
        try busy.write("", to: "met")
        let second = try DondocProcess.run(["start", "calls", "--site", folder], environment: environment)
        #expect(second.code == 0 && second.out.contains("instance 2"), "\(second)")
        let wrong = try DondocProcess.run(["run", folder, "--store", "mysql://host/db"])
        #expect(wrong.code == 2 && wrong.error.contains("postgresql://"), "\(wrong)")
        let absent = try DondocProcess.run(["run", folder, "--store", "postgresql://127.0.0.1:1/none"])
        #expect(absent.code == 3 && absent.error.contains("127.0.0.1"), "\(absent)")
    }

    @Test func `mails to a server go on when the node that sends them is killed, and none is lost`() throws {
        let server = try PostgresServer.shared.get()
        let store = try server.makeDatabase()
        let sink = try MailServer(sink: ["delay": .number(0.02)])
        let site =
            SampleSite.site
            + "mail: { relays: [{ host: 127.0.0.1, port: \(sink.port), security: none }], perMinute: 6000 }\n"
        let cluster = try Cluster(of: [store, store], workflows: ["site.yaml": site])
        try cluster.startAll()
        for _ in 1...3 {
            for number in 1...15 { try cluster.drop(into: number % 2) }
            let leader = try cluster.leader() ?? 0
            usleep(UInt32.random(in: 100_000...800_000))
            cluster.kill(leader)
            try cluster.wait("the other node leads") { try cluster.leader().map { $0 != leader } ?? false }
            try cluster.start(leader)
        }
        try cluster.wait("all files are taken from the inboxes") {
            try cluster.nodes.allSatisfy { try $0.folder.files.allSatisfy { !$0.hasPrefix("inbox/") } }
        }
        // What was on the wire waits for a minute, and what is for the same address stands behind it.
        try cluster.wait("all that was in doubt has been sent again", seconds: 240) {
            try cluster.sql("SELECT count(*) FROM outgoing WHERE state <> 'sent'") == "0"
        }
        cluster.stopAll()
        let ids = try sink.taken.map { $0["id"].asString ?? "" }
        #expect(String(Set(ids).count) == (try cluster.sql("SELECT count(*) FROM outgoing")))
        #expect(ids.count - Set(ids).count <= 3, "one for each kill, on the one connection of the address")
    }
}
