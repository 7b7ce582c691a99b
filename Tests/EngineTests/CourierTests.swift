import Almanac
import Definition
import Engine
import Interpreter
import Notation
import Storage
import Testing

/// Releases a mail for each event `post`, in the lane that it names; keeps what came to a bad end.
private final class Poster: StepFunction {
    // Touched by the one desk of a test.
    nonisolated(unsafe) var lost: [String] = []
    var hears: Set<String> { ["post"] }

    func hear(_ event: CloudEvent, in sitting: Sitting) throws {
        try sitting.release(
            key: event.id, kind: "notice", body: event.data ?? .null, lane: event.data?["lane"].asString)
    }

    func lost(_ row: OutgoingRow, in sitting: Sitting) throws {
        lost.append("\(row.key) \(row.state.rawValue) \(row.note ?? "")")
    }
}

/// A desk that posts, on a clock that moves only when told.
private final class PostRoom {
    let store: SQLiteStore
    let poster = Poster()
    private(set) var desk: Desk
    private(set) var now = Instant(rfc3339: "2021-03-17T08:00:00+07:00")!
    private(set) var left: [(key: String, second: Double)] = []
    private let postage: Postage
    private let start: Instant
    var answer: (String) -> Report = { _ in .sent(note: nil) }

    init(
        _ pace: Pace = Pace(100_000, in: .seconds(60), atOnce: 1000), lanePace: Pace? = nil, atOnce: Int = 50,
        opens: @escaping @Sendable (Instant) -> Instant = { $0 },
        isRepeated: @escaping @Sendable (Release) -> Bool = { _ in false },
        trace: @escaping @Sendable (Release) -> Postage.Trace = { _ in .begun },
        catchUp: CatchUpPolicy = CatchUpPolicy()
    ) throws {
        store = try SQLiteStore(path: SQLiteStore.memory)
        postage = Postage(
            kind: "notice", pace: pace, lanePace: lanePace, atOnce: atOnce, opens: opens, isRepeated: isRepeated,
            traces: { trace })
        start = now
        desk = Desk(
            store: store, library: Library([]), functions: [poster], zone: .vietnam, catchUp: catchUp, postage: postage)
    }

    func order(_ id: String, discard: Bool = false) throws {
        let event = CloudEvent(
            id: id, source: "/test", type: Desk.approval, subject: "notices", data: ["discard": .bool(discard)])
        try deliver(try desk.turn(at: now, arrivals: [.event(event)]))
    }

    func desk(postage: Postage?) -> Desk {
        Desk(store: store, library: Library([]), functions: [poster], zone: .vietnam, postage: postage)
    }

    /// The process has ended, and another begins.
    func restart() { desk = desk(postage: postage) }

    func post(_ keys: String..., in lane: String? = nil) throws {
        try post(keys, in: lane)
    }

    func post(_ keys: [String], in lane: String? = nil) throws {
        let arrivals = keys.map { key in
            Arrival.event(
                CloudEvent(id: key, source: "/test", type: "post", data: ["lane": .string(lane ?? key)]))
        }
        try deliver(try desk.turn(at: now, arrivals: arrivals))
    }

    /// Takes a turn and throws away what it hands out, as a crash does.
    func postAndCrash(_ key: String, in lane: String) throws {
        let event = CloudEvent(id: key, source: "/test", type: "post", data: ["lane": .string(lane)])
        let turn = try desk.turn(at: now, arrivals: [.event(event)])
        #expect(turn.posted.map(\.key) == [key])
        restart()
    }

    func report(_ report: Report, of key: String) throws {
        try deliver(try desk.turn(at: now, arrivals: [.reported(key: key, report)]))
    }

    /// Lets so many seconds pass.
    func play(seconds: Int) throws {
        let end = now.advanced(by: .seconds(seconds))
        var turn = try desk.turn(at: now)
        try deliver(turn)
        while let next = try desk.turn(at: now, atMost: 0).next, next <= end {
            now = max(now, next)
            turn = try desk.turn(at: now)
            try deliver(turn)
        }
        now = end
    }

    private func deliver(_ turn: Turn) throws {
        var turn = turn
        while !turn.posted.isEmpty {
            let reports = turn.posted.map { release in
                left.append((release.key, Double(now.milliseconds(since: start)) / 1000))
                return Arrival.reported(key: release.key, answer(release.key))
            }
            turn = try desk.turn(at: now, arrivals: reports)
        }
    }

    func state(_ key: String) throws -> OutgoingRow.State? { try store.outgoing(key: key)?.state }
}

@Suite struct `what leaves in lanes` {
    @Test func `leaves within the limit, however much is ready`() throws {
        let room = try PostRoom(Pace(50, in: .seconds(60)))
        try room.post((1...150).map { "mail/\($0)" })
        try room.play(seconds: 59)
        #expect(room.left.count == 50)
        try room.play(seconds: 150)
        #expect(room.left.map(\.key) == (1...150).map { "mail/\($0)" })
        #expect(try room.store.outgoing(state: .sent, atMost: 1000).count == 150)
    }

    @Test(arguments: [false, true])
    func `stays where it is while notices are held, until a person has decided`(isDiscarded: Bool) throws {
        // Three turns are known beside a store that has none: it is an older copy.
        let room = try PostRoom(catchUp: CatchUpPolicy(knownTurns: 3))
        try room.post("a", "b", "c", in: "lane")
        try room.play(seconds: 600)
        #expect(room.left.isEmpty)
        #expect(try Hold.inForce(in: room.store)?.reason == .restored)
        #expect(try room.desk.turn(at: room.now).next == nil, "nothing is waited for")
        try room.order("decided", discard: isDiscarded)
        #expect(room.left.map(\.key) == (isDiscarded ? [] : ["a", "b", "c"]))
        try room.post("d", in: "lane")
        #expect(room.left.last?.key == "d")
    }

    @Test func `keeps to the limit over a restart`() throws {
        let room = try PostRoom(Pace(60, in: .seconds(60)))
        try room.post(["a", "b", "c", "d"])
        for _ in 1...4 {
            room.restart()
            try room.play(seconds: 0)
        }
        #expect(room.left.map(\.second) == [0])
        try room.play(seconds: 3)
        #expect(room.left.map(\.second) == [0, 1, 2, 3])
    }

    @Test func `is marked as being sent before it is handed out, and only so many at a time`() throws {
        let room = try PostRoom(atOnce: 3)
        let arrivals = (1...10).map { number in
            Arrival.event(
                CloudEvent(id: "m\(number)", source: "/test", type: "post", data: ["lane": .string("l\(number)")]))
        }
        let turn = try room.desk.turn(at: room.now, arrivals: arrivals)
        #expect(turn.posted.map(\.key) == ["m1", "m2", "m3"])
        #expect(turn.next == nil, "a report comes first")
        #expect(try room.store.outgoing(state: .sending, atMost: 10).map(\.key) == ["m1", "m2", "m3"])
        let later = try room.desk.turn(at: room.now, arrivals: [.reported(key: "m2", .sent(note: nil))])
        #expect(later.posted.map(\.key) == ["m4"])
    }

    @Test func `keeps its order within a lane, also where one has to wait`() throws {
        let room = try PostRoom()
        room.answer = { [room] key in
            key == "a1" && room.left.count(where: { $0.key == "a1" }) < 3
                ? .later("451 busy", isForAll: false) : .sent(note: nil)
        }
        try room.post("a1", "a2", in: "a")
        try room.post("b1", in: "b")
        try room.post("a3", in: "a")
        try room.play(seconds: 3600)
        #expect(room.left.map(\.key) == ["a1", "b1", "a1", "a1", "a2", "a3"])
        #expect(room.left.map(\.second) == [0, 0, 60, 360, 360, 360])
    }

    @Test func `leaves no faster than its lane's own limit`() throws {
        let room = try PostRoom(lanePace: Pace(6, in: .seconds(3600), atOnce: 3))
        try room.post(["a1", "a2", "a3", "a4", "a5"], in: "a")
        try room.post(["b1"], in: "b")
        try room.play(seconds: 3600)
        #expect(room.left.map(\.key) == ["a1", "a2", "a3", "b1", "a4", "a5"])
        #expect(room.left.map(\.second) == [0, 0, 0, 0, 900, 1800])
    }

    @Test func `is tried again after a minute, 5, 15, 60 minutes, then every hour for two days, then never`() throws {
        let room = try PostRoom()
        room.answer = { _ in .later("450 later", isForAll: false) }
        try room.post("a1", in: "a")
        try room.play(seconds: 5 * 86_400)
        let minutes = room.left.map { Int($0.second / 60) }
        #expect(minutes.prefix(7) == [0, 1, 6, 21, 81, 141, 201])
        #expect(minutes.count == 52)
        #expect((2 * 24 * 60...50 * 60).contains(minutes[51]))
        #expect(try room.state("a1") == .failed)
        #expect(room.poster.lost == ["a1 failed tried 52 times: 450 later"])
    }

    @Test func `is not tried again where it is refused for good`() throws {
        let room = try PostRoom()
        room.answer = { $0 == "a1" ? .failed("550 nobody") : .sent(note: nil) }
        try room.post("a1", "a2", in: "a")
        try room.play(seconds: 86_400)
        #expect(room.left.map(\.key) == ["a1", "a2"])
        #expect(room.poster.lost == ["a1 failed 550 nobody"])
        #expect(try room.state("a2") == .sent)
    }

    @Test func `waits together while no server can be reached`() throws {
        let room = try PostRoom(atOnce: 2)
        room.answer = { [room] _ in room.left.count <= 4 ? .later("refused", isForAll: true) : .sent(note: nil) }
        try room.post(["a", "b", "c", "d", "e", "f"])
        // Two are tried, nothing else is for a minute, then two, then nothing for five.
        try room.play(seconds: 59)
        #expect(room.left.count == 2)
        try room.play(seconds: 300)
        #expect(room.left.count == 4)
        try room.play(seconds: 3600)
        #expect(try room.store.outgoing(state: .sent, atMost: 10).count == 6)
        #expect(room.left.count == 10)
    }

    @Test func `waits for the hours in which it may leave`() throws {
        let opening = Instant(rfc3339: "2021-03-18T07:30:00+07:00")!
        let room = try PostRoom(opens: { max($0, opening) })
        try room.post("a", "b")
        #expect(room.left.isEmpty)
        try room.play(seconds: 86_400)
        #expect(room.left.map(\.second) == [84_600, 84_600])
    }

    enum After: Sendable { case repeated, left, begunNever, ended }

    @Test(arguments: [After.repeated, .left, .begunNever, .ended])
    func `after a crash is sent again, left, or known to have ended`(after: After) throws {
        let room = try PostRoom(
            isRepeated: { _ in after == .repeated },
            trace: { _ in
                switch after {
                case .begunNever: .none
                case .ended: .ended(.sent(note: "250 kept"))
                case .repeated, .left: .begun
                }
            })
        try room.postAndCrash("a1", in: "a")
        try room.post("a2", in: "a")
        try room.play(seconds: 3600)
        let expected: (keys: [String], state: OutgoingRow.State) =
            switch after {
            case .repeated: (["a1", "a2"], .sent)
            case .begunNever: (["a1", "a2"], .sent)
            case .left: (["a2"], .unconfirmed)
            case .ended: (["a2"], .sent)
            }
        #expect(room.left.map(\.key) == expected.keys)
        #expect(try room.state("a1") == expected.state)
        #expect(room.poster.lost.count == (after == .left ? 1 : 0))
    }

    @Test func `is left or sent again where the connection broke before the answer`() throws {
        let room = try PostRoom(isRepeated: { $0.key == "letter" })
        room.answer = { [room] key in
            room.left.count(where: { $0.key == key }) == 1 ? .uncertain("gone") : .sent(note: nil)
        }
        try room.post("reminder", "letter")
        try room.play(seconds: 3600)
        #expect(room.left.map(\.key) == ["reminder", "letter", "letter"])
        #expect(try room.state("reminder") == .unconfirmed)
        #expect(try room.state("letter") == .sent)
        try room.report(.sent(note: "250"), of: "reminder")
        #expect(try room.state("reminder") == .sent, "a late answer is an answer")
        try room.report(.failed("550"), of: "letter")
        #expect(try room.state("letter") == .sent, "a report that comes twice says nothing new")
    }

    @Test func `is measured out although it was queued before anything was`() throws {
        let room = try PostRoom(Pace(60, in: .seconds(60)))
        let events = ["a", "b"].map {
            Arrival.event(CloudEvent(id: $0, source: "/test", type: "post", data: ["lane": .string($0)]))
        }
        #expect(try room.desk(postage: nil).turn(at: room.now, arrivals: events).released.map(\.key) == ["a", "b"])
        try room.play(seconds: 10)
        #expect(room.left.map(\.second) == [0, 1])
    }

    @Test func `leaves at once where nothing is measured out any more`() throws {
        let room = try PostRoom(trace: { _ in .none })
        try room.postAndCrash("a1", in: "a")
        let event = CloudEvent(id: "a2", source: "/test", type: "post", data: ["lane": "a"])
        _ = try room.desk.turn(at: room.now, arrivals: [.event(event)], atMost: 0)
        #expect(Set(try room.desk(postage: nil).turn(at: room.now).released.map(\.key)) == ["a1", "a2"])
    }
}
