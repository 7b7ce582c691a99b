import Almanac
import Notation
import Storage
import Testing

/// What every store must do. A store is right when it passes, not when it looks right.
func exercise(_ store: any Store) throws {
    try exerciseTransactions(store)
    try exerciseDefinitions(store)
    try exerciseInstances(store)
    try exerciseWakeUps(store)
    try exerciseSubscriptions(store)
    try exerciseEvents(store)
    try exerciseOutgoing(store)
    try exerciseLanes(store)
    try exerciseRecords(store)
    try exerciseLedger(store)
    try exerciseAudit(store)
    try exerciseUpkeep(store)
}

private func exerciseTransactions(_ store: any Store) throws {
    try store.begin()
    try store.set(fact: "torn", to: "half")
    try store.set(WakeUpRow(owner: "torn", at: .at(1)))
    #expect(try store.fact("torn") == "half", "reads see what was written since begin")
    store.rollback()
    store.rollback()
    #expect(try store.fact("torn") == nil)
    #expect(try store.nextWakeUp() == nil)
    try store.begin()
    #expect(throws: StoreError.self) { try store.begin() }
    try store.set(fact: "whole", to: "1")
    try store.set(fact: "whole", to: "2")
    try store.commit()
    #expect(try store.fact("whole") == "2")
    #expect(throws: StoreError.self) { try store.commit() }
}

private func exerciseDefinitions(_ store: any Store) throws {
    let text = "title: Báo, Đài gửi bài\r\n\u{0}\u{1F389}e\u{301}"
    try store.keep(definition: text, hash: "abc", file: "articles.yaml")
    try store.keep(definition: text, hash: "abc", file: "renamed.yaml")
    let kept = try #require(try store.definition(hash: "abc"))
    #expect(Array(kept.text.utf8) == Array(text.utf8), "byte for byte")
    #expect(kept.file == "renamed.yaml")
    #expect(try store.definition(hash: "none") == nil)
}

private func exerciseInstances(_ store: any Store) throws {
    try store.keep(definition: "do: []", hash: "h", file: "articles.yaml")
    var parent = InstanceRow(
        namespace: "an-giang", name: "articles", version: "1.0.0", definition: "h", phase: "running", startedAt: .at(5),
        subject: "articles/2021-03", state: "{\"token\":1}")
    parent.id = try store.add(parent)
    var child = InstanceRow(
        namespace: "an-giang", name: "child", version: "1.0.0", definition: "h", phase: "waiting", startedAt: .at(6),
        parent: parent.id,
        parentToken: 4, state: "")
    child.id = try store.add(child)
    #expect(child.id > parent.id)
    #expect(try store.instance(parent.id) == parent)
    #expect(try store.instance(child.id) == child, "an empty text stays a text, a missing one stays missing")
    #expect(try store.instance(child.id + 1) == nil)

    parent.phase = "completed"
    parent.endedAt = .at(9)
    parent.result = "{}"
    try store.update(parent)
    #expect(try store.instance(parent.id) == parent)
    #expect(throws: StoreError.self) {
        var stranger = parent
        stranger.id = 999
        try store.update(stranger)
    }
    #expect(try store.instances(phase: nil, atMost: 10).map(\.id) == [child.id, parent.id])
    #expect(try store.instances(phase: nil, atMost: 1).map(\.id) == [child.id])
    #expect(try store.instances(phase: "completed", atMost: 10).map(\.id) == [parent.id])

    #expect(try store.openInstances(named: "child") == [child.id])
    #expect(try store.openInstances(named: "articles").isEmpty, "it has ended")
    try store.keep(definition: "do: [{}]", hash: "h2", file: "child.yaml")
    try store.migrate(instance: child.id, to: "h2", version: "2.0.0")
    child.definition = "h2"
    child.version = "2.0.0"
    #expect(try store.instance(child.id) == child)
    #expect(throws: StoreError.self) { try store.migrate(instance: 999, to: "h2", version: "2.0.0") }

    let entries = [3, 1, 2].map { JournalRow(instance: parent.id, at: .at($0), stimulus: "s\($0)") }
    for entry in entries { try store.append(journal: entry) }
    try store.append(journal: JournalRow(instance: child.id, at: .at(1), stimulus: "other"))
    #expect(try store.journal(of: parent.id) == entries, "in the order of writing, whatever the clock said")
    #expect(throws: StoreError.self) {
        try store.append(journal: JournalRow(instance: 999, at: .at(1), stimulus: "lost"))
    }
}

private func exerciseWakeUps(_ store: any Store) throws {
    let wakeUps = [
        WakeUpRow(owner: "late", at: .at(30)), WakeUpRow(owner: "digest", at: .at(10), order: 5),
        WakeUpRow(owner: "b", at: .at(10)),
        WakeUpRow(owner: "a", at: .at(10)), WakeUpRow(owner: "moved", at: .at(1)),
        WakeUpRow(owner: "dropped", at: .at(1)),
        WakeUpRow(owner: "early", at: .at(-5), order: 9),
    ]
    for wakeUp in wakeUps { try store.set(wakeUp) }
    try store.set(WakeUpRow(owner: "moved", at: .at(10)))
    try store.dropWakeUp(owner: "dropped")
    try store.dropWakeUp(owner: "never set")
    #expect(try store.nextWakeUp() == .at(-5))
    #expect(try store.takeWakeUps(dueBy: .at(-6), atMost: 10).isEmpty)
    #expect(try store.takeWakeUps(dueBy: .at(10), atMost: 2).map(\.owner) == ["early", "b"])
    #expect(try store.nextWakeUp() == .at(10))
    #expect(
        try store.takeWakeUps(dueBy: .at(29), atMost: 10) == [
            WakeUpRow(owner: "a", at: .at(10)), WakeUpRow(owner: "moved", at: .at(10)),
            WakeUpRow(owner: "digest", at: .at(10), order: 5),
        ])
    #expect(try store.nextWakeUp() == .at(30))
    #expect(try store.takeWakeUps(dueBy: .at(30), atMost: 10).map(\.owner) == ["late"], "due at the very instant")
    #expect(try store.nextWakeUp() == nil)
}

private func exerciseSubscriptions(_ store: any Store) throws {
    let first = try store.addInstance()
    let second = try store.addInstance()
    try store.subscribe(instance: second, token: 1, type: "received")
    try store.subscribe(instance: first, token: 2, type: "*")
    try store.subscribe(instance: first, token: 1, type: "received")
    try store.subscribe(instance: first, token: 1, type: "returned")
    try store.subscribe(instance: second, token: 1, type: "received")
    try store.subscribe(instance: first, token: 2, type: "received")
    func subscribers(_ type: String) throws -> [[Int64]] {
        try store.subscribers(type: type).map { [$0.instance, Int64($0.token)] }
    }
    #expect(try subscribers("received") == [[second, 1], [first, 2], [first, 1]])
    #expect(try subscribers("returned") == [[first, 2], [first, 1]])
    #expect(try subscribers("unheard of") == [[first, 2]])
    try store.unsubscribe(instance: first, token: 1)
    #expect(try subscribers("received") == [[second, 1], [first, 2]])
    try store.unsubscribeAll(instance: first)
    #expect(try subscribers("received") == [[second, 1]])
    try store.unsubscribeAll(instance: second)
}

private func exerciseEvents(_ store: any Store) throws {
    func event(_ id: String, _ type: String = "received", source: String = "/mail") -> CloudEvent {
        CloudEvent(
            id: id, source: source, type: type, subject: "bao-an-giang", time: Instant(milliseconds: 1_616_000_000_123),
            data: ["đề mục": "bài \"viết\"", "count": 2], extensions: Members([("sequence", 7)]))
    }
    let before = try store.lastEvent()
    #expect(try store.record(event("1"), at: .at(10)))
    let first = try store.lastEvent()
    #expect(first > before)
    #expect(try !store.record(event("1", "returned"), at: .at(11)), "known by source and id")
    #expect(try store.record(event("1", source: "/drop"), at: .at(12)))
    #expect(try store.record(event("2", "returned"), at: .at(9)), "recorded after the clock went back")
    #expect(
        try store.events(type: nil, since: .at(0), atMost: 10) == [
            event("1"), event("1", source: "/drop"), event("2", "returned"),
        ])
    #expect(try store.events(type: nil, since: .at(10), atMost: 10) == [event("1"), event("1", source: "/drop")])
    #expect(try store.events(type: "received", since: .at(11), atMost: 10) == [event("1", source: "/drop")])
    #expect(try store.events(type: "received", since: .at(0), atMost: 1) == [event("1")])
    #expect(try store.events(type: "unheard of", since: .at(0), atMost: 10).isEmpty)
    #expect(try store.latestEvents(types: nil, after: first, atMost: 10).map(\.id) == ["1", "2"])
    #expect(try store.latestEvents(types: nil, after: before, atMost: 1) == [event("2", "returned")])
    #expect(
        try store.latestEvents(types: ["received", "other"], after: before, atMost: 10)
            == [event("1"), event("1", source: "/drop")])
    #expect(try store.latestEvents(types: ["received"], after: store.lastEvent(), atMost: 10).isEmpty)
}

private func exerciseOutgoing(_ store: any Store) throws {
    let first = OutgoingRow(key: "z/1", kind: "mail", body: "đầu tiên", queuedAt: .at(1))
    let second = OutgoingRow(key: "a/1", kind: "mail", body: "second", queuedAt: .at(1), note: "held")
    try store.queue(first)
    try store.queue(second)
    try store.queue(OutgoingRow(key: "z/1", kind: "mail", body: "again", queuedAt: .at(2)))
    #expect(
        try store.outgoing(state: .queued, atMost: 10) == [first, second], "as queued; a known key stays as it was")
    #expect(try store.outgoing(state: .queued, atMost: 1) == [first])
    #expect(try store.outgoing(queuedIn: first.queuedAt..<first.queuedAt.advanced(byMilliseconds: 1)).contains(first))
    #expect(try store.outgoing(queuedIn: .at(900_000)..<Instant.at(900_001)).isEmpty)
    for state in OutgoingRow.State.allCases.reversed() {
        try store.mark(outgoing: "z/1", state: state, at: .at(3), note: state.rawValue)
        let marked = OutgoingRow(
            key: "z/1", kind: "mail", body: "đầu tiên", state: state, queuedAt: .at(1), note: state.rawValue)
        #expect(try store.outgoing(key: "z/1") == marked)
    }
    try store.mark(outgoing: "z/1", state: .sent, at: .at(4), note: nil)
    #expect(try store.outgoing(state: .queued, atMost: 10) == [second])
    #expect(try store.outgoing(state: .sent, atMost: 10).map(\.note) == [nil])
    try store.queue(first)
    #expect(try store.outgoing(key: "z/1")?.state == .sent, "queued again after it left: not sent twice")
    #expect(try store.outgoing(key: "none") == nil)
    #expect(throws: StoreError.self) { try store.mark(outgoing: "none", state: .sent, at: .at(3), note: nil) }
}

private func exerciseLanes(_ store: any Store) throws {
    func row(_ key: String, _ lane: String?, at due: Int64?) -> OutgoingRow {
        OutgoingRow(
            key: "lane/\(key)", kind: "notice", body: "{}", queuedAt: .at(1), lane: lane,
            dueAt: due.map { .at($0) })
    }
    for row in [row("b1", "b", at: 7), row("a1", "a", at: 5), row("a2", "a", at: nil), row("c", nil, at: nil)] {
        try store.queue(row)
    }
    #expect(try store.outgoing(key: "lane/a1") == row("a1", "a", at: 5))
    #expect(try store.outgoing(dueBy: .at(6), atMost: 10).map(\.key) == ["lane/a1"])
    #expect(try store.outgoing(dueBy: .at(7), atMost: 10).map(\.key) == ["lane/a1", "lane/b1"], "the earliest first")
    #expect(try store.outgoing(dueBy: .at(7), atMost: 1).map(\.key) == ["lane/a1"])
    #expect(try store.nextOutgoing() == .at(5))
    try store.mark(outgoing: "lane/a1", state: .sending, at: .at(6), note: nil)
    #expect(try store.nextOutgoing() == .at(7), "what is being sent is not due")
    #expect(try store.firstOutgoing(in: "a")?.key == "lane/a1")
    try store.put(outgoing: "lane/a1", in: "a", at: .at(9), attempts: 2, note: "450")
    let again = try #require(try store.outgoing(key: "lane/a1"))
    #expect((again.state, again.attempts, again.note) == (.queued, 2, "450"))
    #expect(again.dueAt == .at(9))
    try store.mark(outgoing: "lane/a1", state: .sent, at: .at(9), note: nil)
    #expect(try store.firstOutgoing(in: "a")?.key == "lane/a2")
    #expect(try store.firstOutgoing(in: "none") == nil)
    #expect(throws: StoreError.self) {
        try store.put(outgoing: "lane/none", in: "a", at: .at(9), attempts: 0, note: nil)
    }
    for key in ["a2", "b1", "c"] { try store.mark(outgoing: "lane/\(key)", state: .failed, at: .at(9), note: nil) }
    #expect(try store.nextOutgoing() == nil)
}

private func exerciseRecords(_ store: any Store) throws {
    let march = "articles/2021-03"
    let press = RecordRow(kind: "assignment", key: "\(march)/bao-an-giang", parent: march, body: "{}")
    let radio = RecordRow(
        kind: "assignment", key: "\(march)/dai-pt-th", parent: march, isSettled: true, body: "{\"x\":1}")
    let orphan = RecordRow(kind: "assignment", key: "annual/2021", body: "")
    let period = RecordRow(kind: "period", key: march, parent: march, body: "{}")
    for record in [radio, orphan, period, press] { try store.put(record) }
    #expect(try store.record(kind: "assignment", key: radio.key) == radio)
    #expect(try store.record(kind: "period", key: radio.key) == nil)
    #expect(try store.records(kind: "assignment", parent: nil, openOnly: false) == [orphan, press, radio])
    #expect(try store.records(kind: "assignment", parent: nil, openOnly: true) == [orphan, press])
    #expect(try store.records(kind: "assignment", parent: march, openOnly: false) == [press, radio])
    #expect(try store.records(kind: "assignment", parent: march, openOnly: true) == [press])
    #expect(try store.records(kind: "assignment", keyPrefix: march, openOnly: false) == [press, radio])
    #expect(try store.records(kind: "assignment", keyPrefix: march + "/b", openOnly: true) == [press])
    #expect(try store.records(kind: "assignment", keyPrefix: march + "/d", openOnly: true).isEmpty)
    #expect(try store.records(kind: "assignment", keyPrefix: "", openOnly: true) == [orphan, press])
    #expect(
        try store.records(kind: "assignment", after: "", openOnly: false, atMost: 2).map(\.key)
            == [orphan.key, press.key])
    #expect(try store.records(kind: "assignment", after: press.key, openOnly: false, atMost: 9) == [radio])
    #expect(try store.records(kind: "assignment", after: orphan.key, openOnly: true, atMost: 9) == [press])
    let settled = RecordRow(kind: "assignment", key: press.key, parent: nil, isSettled: true, body: "{\"y\":2}")
    try store.put(settled)
    #expect(try store.record(kind: "assignment", key: press.key) == settled)
    #expect(try store.records(kind: "assignment", parent: march, openOnly: true).isEmpty)
    try store.remove(kind: "assignment", key: radio.key)
    #expect(try store.records(kind: "assignment", parent: nil, openOnly: false) == [orphan, settled])
    #expect(try store.record(kind: "period", key: march) == period)
}

private func exerciseLedger(_ store: any Store) throws {
    func entry(_ subject: String, _ nominal: Int64, _ result: LedgerRow.Result = .done) -> LedgerRow {
        LedgerRow(subject: subject, nominal: .at(nominal), handled: .at(nominal + 1), result: result, note: "nhắc")
    }
    let entries = [
        entry("schedule/b", 2), entry("schedule/a", 2, .skipped), entry("schedule/a", 1, .merged), entry("schedule", 1),
        entry("schedule/[a", 1), entry("assignment/a", 1),
    ]
    for entry in entries { #expect(try store.write(entry)) }
    #expect(try !store.write(entry("schedule/a", 2, .done)), "every nominal occurrence once")
    #expect(try store.ledger(subject: nil) == entries)
    #expect(try store.ledger(subject: "schedule/a") == [entries[1], entries[2]])
    #expect(try store.ledger(subject: "schedule/*") == [entries[0], entries[1], entries[2], entries[4]])
    #expect(try store.ledger(subject: "schedule/[*") == [entries[4]])
    #expect(try store.ledger(subject: "*") == entries)
    #expect(try store.ledger(subject: "none").isEmpty)
}

private func exerciseAudit(_ store: any Store) throws {
    #expect(try store.lastAuditHash() == AuditRow.beginning)
    var written: [AuditRow] = []
    for (number, result) in ["done", "nothing has come for it"].enumerated() {
        let entry = AuditRow(
            at: .at(Int64(number)), actor: "hoa", action: "accept", subject: "bao-an-giang", result: result,
            evidence: Digest.sha256(result), after: try store.lastAuditHash())
        try store.append(audit: entry)
        written.append(entry)
    }
    var read: [AuditRow] = []
    try store.eachAudit { read.append($0) }
    #expect(read == written)
    #expect(read[0].isWhole && read[1].isWhole && read[1].previous == read[0].hash)
    #expect(try store.lastAuditHash() == read[1].hash)
}

private func exerciseUpkeep(_ store: any Store) throws {
    func ended(_ second: Int64, parent: Int64? = nil) throws -> Int64 {
        var row = try #require(try store.instance(try store.addInstance()))
        row.id = 0
        row.parent = parent
        row.endedAt = .at(second)
        row.id = try store.add(row)
        try store.append(journal: JournalRow(instance: row.id, at: .at(second), stimulus: "s"))
        return row.id
    }
    let parent = try ended(1_000_001)
    let child = try ended(1_000_003, parent: parent)
    let other = try ended(1_000_002)
    let open = try store.addInstance()
    try store.append(journal: JournalRow(instance: open, at: .at(1), stimulus: "s"))
    func old(_ second: Int64) throws -> [Int64] {
        try store.endedInstances(before: .at(second), atMost: 10).map(\.id).filter { $0 >= parent }
    }
    #expect(try old(1_000_004) == [other, child], "a parent stays until its children have gone")
    #expect(try old(1_000_003) == [other])
    try store.remove(instance: child)
    try store.remove(instance: other)
    #expect(try old(1_000_004) == [parent])
    #expect(try store.instance(child) == nil)
    #expect(try store.journal(of: child).isEmpty)
    #expect(throws: StoreError.self) { try store.remove(instance: open) }
    #expect(try store.journal(of: open).count == 1, "what has not ended keeps its journal")
    let newest = try ended(1_000_005)
    try store.remove(instance: newest)
    #expect(try store.nextInstanceID() == newest + 1, "a number is never given twice")

    for place in [7, 5] as [Int64] {
        _ = try store.add(
            InstanceRow(
                namespace: "n", name: "hearing", version: "1", definition: "h", phase: "waiting", startedAt: .at(1),
                beganAfter: place, state: "s"))
    }
    #expect(try store.firstBeginning(under: "h").map { $0 <= 5 } == true)
    #expect(try store.firstBeginning(under: "nobody's") == nil)

    let all = try store.events(before: .at(900_000), after: nil, atMost: 100)
    #expect(all.map(\.at.milliseconds) == all.map(\.at.milliseconds).sorted())
    #expect(try store.events(before: .at(900_000), after: all[0], atMost: 100) == Array(all.dropFirst()))
    #expect(try store.events(before: all[0].at, after: nil, atMost: 100).isEmpty)
    #expect(try store.oldest().event == all[0].at)
    try store.remove(event: all[0].place)
    #expect(try store.events(before: .at(900_000), after: nil, atMost: 100) == Array(all.dropFirst()))

    for (key, state) in [("u/1", OutgoingRow.State.queued), ("u/2", .sent), ("u/3", .failed), ("u/4", .unconfirmed)] {
        try store.queue(OutgoingRow(key: key, kind: "mail", body: "", queuedAt: .at(-9)))
        try store.mark(outgoing: key, state: state, at: .at(1), note: nil)
    }
    #expect(try store.settledOutgoing(before: .at(-8), atMost: 10).map(\.key) == ["u/2", "u/3"])
    #expect(try store.settledOutgoing(before: .at(-9), atMost: 10).isEmpty)
    #expect(try store.oldest().outgoing == .at(-9))
    for number in 1...4 { try store.remove(outgoing: "u/\(number)") }
    #expect(try store.outgoing(key: "u/1") != nil && store.outgoing(key: "u/4") != nil, "these are not settled")
    #expect(try store.outgoing(key: "u/2") == nil && store.outgoing(key: "u/3") == nil)

    for (key, isSettled) in [("2021-01-02/a", true), ("2021-01-01/b", true), ("2021-01-01/a", false)] {
        try store.put(RecordRow(kind: "told", key: key, isSettled: isSettled, body: "{}"))
    }
    #expect(
        try store.settledRecords(kind: "told", before: "2021-01-03", atMost: 9).map(\.key)
            == ["2021-01-01/b", "2021-01-02/a"])
    #expect(try store.settledRecords(kind: "told", before: "2021-01-02", atMost: 9).map(\.key) == ["2021-01-01/b"])

    try store.set(WakeUpRow(owner: "mine", at: .at(1)))
    try store.set(WakeUpRow(owner: "yours", at: .at(2)))
    #expect(try store.nextWakeUp(besides: "mine") == .at(2))
    #expect(try store.nextWakeUp(besides: "yours") == .at(1))
    for owner in ["mine", "yours"] { try store.dropWakeUp(owner: owner) }
}
