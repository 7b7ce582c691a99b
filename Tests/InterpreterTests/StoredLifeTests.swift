import Almanac
import Interpreter
import Notation
import Testing

/// A workflow drawn from a seed, and what happens to it, drawn from the same.
private struct Fate {
    var state: UInt64
    private var named = 0

    init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
    mutating func one<Choice>(of choices: [Choice]) -> Choice { choices[below(choices.count)] }

    mutating func list(_ depth: Int) -> String { (0...below(3)).map { _ in task(depth) }.joined(separator: ", ") }

    mutating func task(_ depth: Int) -> String {
        named += 1
        let common = one(of: [
            "", "", "", ", timeout: { after: PT40S }", ", export: { as: '$context + { t\(named): . }' }",
            ", if: '. != 3'",
        ])
        return "{ t\(named): { \(kind(depth))\(common) } }"
    }

    private mutating func kind(_ depth: Int) -> String {
        if depth > 0 {
            switch below(6) {
            case 0: return "do: [\(list(depth - 1))]"
            case 1: return "for: { in: '[1, 2]' }, do: [\(list(depth - 1))]"
            case 2: return "fork: { compete: \(one(of: ["true", "false"])), branches: [\(list(depth - 1))] }"
            case 3:
                let retry = one(of: ["", "retry: { delay: PT5S, limit: { attempt: { count: 2, duration: PT20S } } }, "])
                return "try: [\(list(depth - 1))], catch: { \(retry)do: [\(list(depth - 1))] }"
            default: break
            }
        }
        switch below(8) {
        case 0: return "set: '{ n: \(below(5)) }'"
        case 1: return "set: '[., $context | length]'"
        case 2: return "wait: { seconds: \(below(60)) }"
        case 3: return "call: fetch, with: { v: '${ . }' }"
        case 4: return "emit: { event: { with: { type: made, data: '${ . }' } } }"
        case 5:
            return "listen: { to: { any: [{ with: { type: a } }, { with: { type: b } }], until: '. | length == 2' } }"
        case 6:
            return
                "listen: { to: { all: [{ with: { type: a } }, { with: { type: b } }] } }, foreach: { do: [{ x: { call: tell } }] }"
        default: return "raise: { error: { type: 'https://a.b/c', status: \(400 + below(9)) } }"
        }
    }

    /// Something that the execution waits for, or that nobody expects.
    mutating func stimulus(for life: Life) -> (Stimulus, Int) {
        let seconds = below(20)
        switch below(20) {
        case 0: return (.suspended, seconds)
        case 1, 2, 3: return (.resumed, seconds)
        case 4: return (.woke(WaitToken(below(50))), seconds)
        case 5: return (.retried, seconds)
        case 6 where below(4) == 0: return (.cancelled(reason: "enough"), seconds)
        case 7...11:
            if let alarm = life.openAlarms.min(by: { $0.until < $1.until }) {
                return (.woke(alarm.token), max(0, Int(alarm.until.milliseconds(since: life.now) / 1000)))
            }
        case 12...15:
            if !life.openCalls.isEmpty {
                let answer: Answer =
                    below(3) == 0 ? .failed(WorkflowFault(.communication, "no line")) : .output(.integer(below(5)))
                return (.answered(one(of: life.openCalls).token, answer), seconds)
            }
        default: break
        }
        if !life.openSubscriptions.isEmpty {
            let event = CloudEvent(
                id: "\(next())", source: "urn:s", type: one(of: ["a", "b"]), data: .integer(below(5)))
            return (.heard(event, one(of: life.openSubscriptions).token), seconds)
        }
        return (.resumed, seconds)
    }
}

struct StoredLifeTests {
    @Test(arguments: Array<UInt64>(1...120))
    func `an execution that is stored between any two stimuli lives as one that is not`(seed: UInt64) throws {
        var fate = Fate(seed: seed)
        var kept = try Life("do: [\(fate.list(3))]")
        kept.surroundings.announces = seed % 2 == 0
        var stored = kept
        var stimulus = (Stimulus.started(input: ["seed": .integer(Int(seed))]), 0)
        for _ in 0..<60 {
            let asked = kept.take(stimulus.0, after: stimulus.1)
            let storedAsked = stored.take(stimulus.0, after: stimulus.1)
            #expect(asked == storedAsked)
            let bytes = try encoded(kept.execution)
            #expect(try encoded(stored.execution) == bytes)
            stored.execution = try decoded(bytes)
            #expect(stored.execution == kept.execution)
            try check(kept, asked)
            stimulus = fate.stimulus(for: kept)
        }
    }

    /// What must hold after every step.
    private func check(_ life: Life, _ asked: [Effect]) throws {
        let ends = asked.indices.filter { if case .finish = asked[$0] { true } else { false } }
        #expect(ends.isEmpty || ends == [asked.count - 1])
        // What is waited for has been asked for; what was asked for is waited for, was forgotten, or has come.
        // A suspended execution has yet to take what has come.
        guard life.execution.phase != .suspended else { return }
        #expect(life.outstanding == life.execution.openTokens)
    }
}
