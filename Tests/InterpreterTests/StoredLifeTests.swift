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
            let storedAsked = stored.take(try journaled(stimulus.0), after: stimulus.1)
            #expect(asked == storedAsked)
            let bytes = try encoded(kept.execution)
            #expect(try encoded(stored.execution) == bytes)
            // As it is stored today, and as it was before that form.
            let first = try JSON(parsing: JSON(encoding: kept.execution).text)
            let form = stimulus.1 % 2 == 0 ? bytes : first.text
            stored.execution = try decoded(form, kept.execution.id)
            #expect(stored.execution == kept.execution)
            #expect(try encoded(stored.execution) == bytes)
            try check(kept, asked)
            stimulus = fate.stimulus(for: kept)
        }
    }

    /// Written down and read back: in today's form, which must not be longer, and in the one before.
    private func journaled(_ stimulus: Stimulus) throws -> Stimulus {
        let first = try JSON(parsing: JSON(encoding: stimulus).text)
        #expect(try Stimulus(stored: first) == stimulus)
        let text = try stimulus.stored.text
        #expect(text.utf8.count <= first.text.utf8.count)
        return try Stimulus(stored: JSON(parsing: text))
    }

    @Test func `an execution that sleeps is stored in some hundred bytes`() throws {
        let life = try Life.of("do: [{ rest: { wait: P30D } }]", input: .null)
        let text = try encoded(life.execution)
        #expect(
            text
                == #"{"p":"waiting","t":1614560400000,"n":[1,1,0,3],"s":[{"f":[{"w":"w","b":["m",0]},"#
                + #"{"p":"/do/0/rest","w":{"wait":[1,1617152400000]}}]}]}"#)
    }

    @Test func `texts that are one text only to Unicode stay two in what is stored`() throws {
        let (composed, decomposed) = ("\u{e9}", "e\u{301}")
        let life = try Life.of(
            "do: [{ a: { set: '${ \"\(decomposed)\" }' } }, { rest: { wait: P1D } }]", input: .string(composed))
        let read = try decoded(encoded(life.execution), life.execution.id)
        #expect(try encoded(read).utf8.elementsEqual(encoded(life.execution).utf8))
        #expect(
            try encoded(life.execution).utf8.count
                > encoded(Life.of("do: [{ rest: { wait: P1D } }]", input: .string(composed)).execution).utf8.count)
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
