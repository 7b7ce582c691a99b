import Almanac
import Definition
package import Notation

/// The form in which an execution is stored while it waits: JSON with short names, without what goes without saying.
///
/// A million may sleep, each for months: what is null, empty or the same as around it is left out. Stores hold the form
/// before this one as well, with every name written out; both are read.
extension Execution {
    package var stored: JSON {
        get throws {
            var members = Members([("p", .string(phase.rawValue))])
            if let startedAt { members["t"] = .integer(Int(startedAt.milliseconds)) }
            if !input.isNull { members["i"] = input }
            var counters = [lastToken, lastStrand, emitted, announced, restarts]
            while counters.last == 0 { counters.removeLast() }
            members["n"] = .array(counters.map { .integer($0) })
            if !strands.isEmpty {
                var stored: [JSON] = []
                for strand in strands { stored.append(try strand.stored(startedAt)) }
                members["s"] = .array(stored)
            }
            if let failure { members["e"] = try JSON(encoding: failure) }
            if !remembered.isEmpty { members["q"] = .array(try remembered.map { try $0.stored }) }
            return .object(members)
        }
    }

    /// - Throws: an error of decoding when it is nothing that was stored.
    package init(_ id: ExecutionID, stored: JSON) throws {
        guard let counters = stored["n"].asArray else {
            self = try stored.decoded()
            return
        }
        self.init(id: id)
        phase = try stored["p"].decoded()
        startedAt = stored["t"].instant
        input = stored["i"]
        func counter(_ place: Int) -> Int { counters.count > place ? counters[place].asInteger ?? 0 : 0 }
        (lastToken, lastStrand, emitted, announced, restarts) = (
            counter(0), counter(1), counter(2), counter(3), counter(4)
        )
        strands = try (stored["s"].asArray ?? []).map { try Strand(stored: $0, startedAt) }
        if !stored["e"].isNull { failure = try stored["e"].decoded() }
        remembered = try (stored["q"].asArray ?? []).map { try Stimulus(stored: $0) }
    }
}

extension Strand {
    /// - Parameter began: when the execution did, which most tasks need not say again.
    fileprivate func stored(_ began: Instant?) throws -> JSON {
        var members = Members()
        if id != 1 { members["i"] = .integer(id) }
        if let origin { members["o"] = [.integer(origin.strand), .integer(origin.branch)] }
        if context != .object(Members()) { members["c"] = context }
        if let result { members["r"] = result }
        var stored: [JSON] = []
        for frame in frames { stored.append(try frame.stored(began)) }
        members["f"] = .array(stored)
        return .object(members)
    }

    fileprivate init(stored: JSON, _ began: Instant?) throws {
        id = stored["i"].asInteger ?? 1
        origin = stored["o"].asArray.map { Origin(strand: $0[0].asInteger ?? 0, branch: $0[1].asInteger ?? 0) }
        frames = try (stored["f"].asArray ?? []).map { try Frame(stored: $0, began) }
        context = stored.asObject?["c"] ?? .object(Members())
        result = stored.asObject?["r"]
    }
}

extension Frame {
    fileprivate func stored(_ began: Instant?) throws -> JSON {
        var members = Members()
        if position != .root { members["p"] = .string(position.text) }
        if !rawInput.isNull { members["r"] = rawInput }
        if !input.isWritten(like: rawInput) { members["i"] = input }
        if startedAt != began { members["t"] = .integer(Int(startedAt.milliseconds)) }
        if let work { members["w"] = try work.stored }
        if let body { members["b"] = body.stored(within: input) }
        if !variables.isEmpty {
            members["v"] = .array(variables.map { ["name": .string($0.name), "value": $0.value] })
        }
        if let deadline { members["d"] = deadline.stored }
        if let authorization { members["a"] = authorization }
        if !extensions.isEmpty { members["x"] = .array(extensions.map { .integer($0) }) }
        if isWithinExtension { members["e"] = true }
        return .object(members)
    }

    fileprivate init(stored: JSON, _ began: Instant?) throws {
        position = stored["p"].asString.map { JSONPointer(text: $0) } ?? .root
        rawInput = stored["r"]
        input = stored.asObject?["i"] ?? rawInput
        startedAt = stored["t"].instant ?? began ?? Instant(milliseconds: 0)
        isWithinExtension = stored["e"] == true
        if !stored["w"].isNull { work = try Work(stored: stored["w"]) }
        if !stored["b"].isNull { body = try Body(stored: stored["b"], within: input) }
        if !stored["v"].isNull { variables = try stored["v"].decoded() }
        deadline = Alarm(stored: stored["d"])
        authorization = stored.asObject?["a"]
        extensions = stored["x"].asArray?.compactMap(\.asInteger) ?? []
    }
}

extension Body {
    /// The value is left out where it is still the task's own input.
    fileprivate func stored(within input: JSON) -> JSON {
        let list: JSON =
            switch self.list {
            case .main: "m"
            case .handler: "h"
            case .before(let place): .integer(-1 - place)
            case .after(let place): .integer(place)
            }
        return value.isWritten(like: input) ? [list, .integer(index)] : [list, .integer(index), value]
    }

    fileprivate init(stored: JSON, within input: JSON) throws {
        switch stored[0] {
        case "m": list = .main
        case "h": list = .handler
        case let place:
            let number: Int = try place.decoded()
            list = number < 0 ? .before(-1 - number) : .after(number)
        }
        index = try stored[1].decoded()
        value = (stored.asArray?.count ?? 0) > 2 ? stored[2] : input
    }
}

extension Work {
    fileprivate var stored: JSON {
        get throws {
            switch self {
            case .workflow: "w"
            case .branch: "b"
            case .composing: "d"
            case .applying: "a"
            case .waiting(let alarm): ["wait": alarm.stored]
            case .calling(let token): ["call": .integer(token.number)]
            case .forking(let strands): ["fork": .array(strands.map { .integer($0) })]
            case .looping(let looping): ["for": [.integer(looping.index), .array(looping.collection)]]
            case .listening, .trying, .closing: ["is": try JSON(encoding: self)]
            }
        }
    }

    fileprivate init(stored: JSON) throws {
        switch stored {
        case "w": self = .workflow
        case "b": self = .branch
        case "d": self = .composing
        case "a": self = .applying
        default:
            if let alarm = Alarm(stored: stored["wait"]) {
                self = .waiting(alarm)
            } else if let token = stored["call"].asInteger {
                self = .calling(WaitToken(token))
            } else if let strands = stored["fork"].asArray {
                self = .forking(strands.compactMap(\.asInteger))
            } else if let looping = stored["for"].asArray {
                self = .looping(Looping(collection: looping[1].asArray ?? [], index: looping[0].asInteger ?? 0))
            } else {
                self = try stored["is"].decoded()
            }
        }
    }
}

extension Alarm {
    fileprivate var stored: JSON { [.integer(token.number), .integer(Int(until.milliseconds))] }

    fileprivate init?(stored: JSON) {
        guard let token = stored[0].asInteger, let until = stored[1].instant else { return nil }
        self.init(token: WaitToken(token), until: until)
    }
}

extension JSON {
    /// Stored as milliseconds.
    fileprivate var instant: Instant? { asInteger.map { Instant(milliseconds: Int64($0)) } }
}
