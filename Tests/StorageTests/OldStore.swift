import Almanac
import Storage
import Testing

/// What lies in a store that an earlier version has left: an instance that has ended and one that waits.
enum OldStore {
    static let rows = [
        "INSERT INTO definition (hash, file, text) VALUES ('h', 'a.yaml', 'do: []')",
        """
        INSERT INTO instance (id, namespace, name, version, definition, phase, started_at, ended_at, subject, parent,
        parent_token, state, result)
        VALUES (1, 'n', 'a', '1.0.0', 'h', 'completed', 1000, 2000, 's', NULL, NULL, '{"phase":"completed"}', '{}'),
        (2, 'n', 'a', '1.0.0', 'h', 'waiting', 1500, NULL, NULL, 1, 3, '{"phase":"waiting"}', NULL)
        """,
        """
        INSERT INTO journal (instance, at, stimulus)
        VALUES (1, 1000, '{"started":{"input":null}}'), (2, 1500, '{"started":{"input":null}}')
        """,
        "INSERT INTO wake_up (owner, at, priority) VALUES ('execution/2/1', 9000, 0)",
        "INSERT INTO subscription (instance, token, type) VALUES (2, 1, 'received')",
        "INSERT INTO event (source, id, type, recorded_at, body) VALUES ('/a', '1', 't', 1000, '{}')",
        """
        INSERT INTO outgoing (key, kind, body, state, queued_at, marked_at, note)
        VALUES ('k', 'notice', '{}', 'sent', 1000, 1001, NULL), ('l', 'notice', '{}', 'queued', 1000, NULL, NULL)
        """,
        "INSERT INTO record (kind, key, parent, is_settled, body) VALUES ('digest', '1970-01-01/a', NULL, 1, '{}')",
        "INSERT INTO ledger (subject, nominal, handled, result, note) VALUES ('s', 1, 2, 'done', 'x')",
        "INSERT INTO fact (name, value) VALUES ('turns', '7')",
    ]

    /// All of it is there, and what has ended can leave.
    static func check(_ store: any Store) throws {
        #expect(try store.instance(1)?.result == "{}")
        let waiting = try #require(try store.instance(2))
        #expect(waiting.definition == "h" && waiting.parent == 1 && waiting.parentToken == 3)
        #expect(try store.journal(of: 2).map(\.stimulus) == [#"{"started":{"input":null}}"#])
        #expect(try store.nextWakeUp() == Instant(milliseconds: 9000))
        #expect(try store.subscribers(type: "received").map(\.instance) == [2])
        #expect(try store.outgoing(state: .queued, atMost: 9).map(\.key) == ["l"])
        #expect(try store.ledger(subject: "s").count == 1)
        #expect(try store.fact("turns") == "7")
        let later = Instant(milliseconds: 5000)
        #expect(try store.endedInstances(before: later, atMost: 9).isEmpty, "its child is there")
        #expect(try store.settledOutgoing(before: later, atMost: 9).map(\.key) == ["k"])
        #expect(try store.settledRecords(kind: "digest", before: "1971", atMost: 9).count == 1)
        #expect(try store.nextInstanceID() == 3)
        #expect(throws: StoreError.self) { try store.remove(instance: 2) }
    }
}
