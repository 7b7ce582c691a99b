import Almanac
import Engine
import Notation
import Storage

extension World {
    /// When the daemon wants to be woken, by its own clock.
    var armed: Instant? { life?.next }

    /// As the daemon's timer does: by the clock on the wall, and anew whenever that is moved.
    func arm(_ next: Instant) {
        looks += 1
        life?.next = next
        agenda.put(.look(looks), at: max(time, next.milliseconds - clockError))
    }

    /// One turn of the desk, with whatever meets it at the disk.
    /// - Returns: false when the process did not outlive it.
    @discardableResult
    func takeTurn(_ arrivals: [Arrival], saying deeds: [Int] = [], atMost limit: Int? = nil) throws -> Bool {
        guard let life, let desk = life.desk else { return false }
        let limit = limit ?? plan.wakeUpsATurn
        let now = wall
        if !isCalm { life.process.fault = plan.diskFault(&random) }
        let turn: Turn
        do {
            turn = try desk.turn(at: now, arrivals: arrivals, atMost: limit)
        } catch {
            note("the turn fails: \(error)")
            // Without a fault there is no reason to fail.
            if isCalm || !hasExcuse(life, error) { fail("a turn failed without a fault: \(error)") }
            twin.doubt(arrivals, at: now, atMost: limit)
            endLife()
            return false
        }
        life.process.fault = nil
        note(words(for: turn, arrivals))
        guard let twinTurn = try twin.take(arrivals, at: now, atMost: limit) else { return false }
        compare(turn, twinTurn)
        if life.process.isDead {
            endLife()
            return false
        }
        for number in deeds { acknowledge(number, turn.replies[self.deeds[number].event.id]) }
        handOut(turn, of: life)
        if let next = turn.next { arm(next) } else { looks += 1 }
        return true
    }

    private func hasExcuse(_ life: Life, _ error: any Error) -> Bool {
        error is StoreError && (life.process.isDead || life.process.hasRefused || disk.capacity != nil)
    }

    private func words(for turn: Turn, _ arrivals: [Arrival]) -> String {
        let came = arrivals.map { arrival in
            switch arrival {
            case .event(let event): event.id
            case .reported(let key, let report): "\(key) \(report)"
            case .start, .stimulus: "command"
            }
        }
        return "turn [\(came.joined(separator: ", "))] tells \(turn.events.map(\.type)), releases "
            + "\(turn.released.map(\.key)), posts \(turn.posted.map(\.key)), next \(turn.next?.rfc3339(in: site.zone) ?? "never")"
    }

    private func compare(_ turn: Turn, _ other: Turn) {
        guard turn.released == other.released, turn.posted == other.posted, turn.replies == other.replies,
            turn.next == other.next
        else {
            return fail(
                "a turn came to something else than on the faultless machine: \(turn.released.map(\.key)), not "
                    + "\(other.released.map(\.key)); next \(turn.next as Any), not \(other.next as Any)")
        }
    }

    // MARK: People

    func say(_ number: Int) throws {
        let isNew = acknowledged[number] == nil
        if isNew { pending.insert(number) }
        note("deed \(number)\(isNew ? "" : " again"): \(deeds[number].words)")
        if random.below(1000) < plan.repeatedDeeds, !isCalm {
            agenda.put(.deed(number), at: time + random.span(1...86_400_000))
        }
        guard life != nil else { return }
        let times = random.below(1000) < plan.repeatedDeeds ? 2 : 1
        let arrivals = (0..<times).map { _ in Arrival.event(deeds[number].event) }
        try takeTurn(arrivals, saying: [number])
    }

    /// The folders are looked through when the process has started: in whatever order.
    func sayPending() throws {
        guard !pending.isEmpty else { return }
        let waiting = pending.sorted().shuffled(using: &random)
        try takeTurn(waiting.map { .event(deeds[$0].event) }, saying: waiting)
    }

    private func acknowledge(_ number: Int, _ reply: Reply?) {
        pending.remove(number)
        if acknowledged[number] == nil { acknowledged[number] = .some(reply) }
    }
}
