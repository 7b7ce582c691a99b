import Almanac
import Casework
import Engine
import Interpreter
import Notation
import Storage

/// What people and other systems do in a world: drawn from its seed, each said again until it is acknowledged.
struct Deed {
    let time: Int64
    let event: CloudEvent
    /// Nothing may come of it: the site may have reasons to refuse.
    let words: String
}

enum People {
    private static let communes = ["xa-1", "xa-2", "xa-3", "xa-4", "xa-5", "xa-moi"]
    private static let press = ["bao", "dai"]

    static func deeds(seed: UInt64, from start: Int64, to end: Int64) -> [Deed] {
        var random = Randomness(seed: seed, purpose: "people")
        let count = 8 + random.below(30)
        var time = start
        return (0..<count).map { number -> Deed in
            // Some at one moment.
            if number == 0 || !random.isOne(in: 6) { time = start + Int64(random.below(Int(end - start))) }
            let (type, subject, data) = draw(&random, number)
            let event = CloudEvent(
                id: "deed-\(number)", source: "/people", type: type, subject: subject,
                time: random.isOne(in: 3) ? Instant(milliseconds: time) : nil, data: data)
            return Deed(time: time, event: event, words: "\(type) \(subject ?? "") \(data.text)")
        }.sorted { ($0.time, $0.event.id) < ($1.time, $1.event.id) }
    }

    private static func draw(_ random: inout Randomness, _ number: Int) -> (String, String?, JSON) {
        switch random.below(20) {
        case 0...7: submission(&random)
        case 8: ("dondoc.submission.received.v1", nil, nothing(&random))
        case 9...11: command(&random)
        case 12: start(&random)
        case 13: instanceCommand(&random)
        case 14, 15:
            (random.pick(["paid", "packed"]), nil, ["order": .integer(random.below(3)), "n": .integer(number)])
        case 16: (random.pick(["go", "gone"]), nil, ["n": .integer(number)])
        case 17: choice(&random, number)
        case 18: handover(&random)
        default: attach(&random)
        }
    }

    private static func submission(_ random: inout Randomness) -> (String, String?, JSON) {
        let unit = random.pick(random.isOne(in: 3) ? press : communes)
        let files = (0..<1 + random.below(3)).map { _ -> JSON in
            let isFilm = random.isOne(in: 4)
            let number = random.below(60)
            let name = isFilm ? "phim-\(number).mp4" : "bai-\(number).docx"
            // A few have the same bytes as others.
            return [
                "name": .string(name), "sha256": .string(Storage.Digest.sha256("tệp \(number / 2 * 2)")), "size": 10,
                "kind": .string(isFilm ? "video" : "document"),
            ]
        }
        var data: JSON = ["unit": .string(unit), "channel": "folder", "files": .array(files)]
        if !random.isOne(in: 3) {
            let own = press.contains(unit) ? ["articles", "introductions"] : ["reports", "nominations", "profiles"]
            data["obligation"] = .string(random.pick(own))
        }
        return ("dondoc.submission.received.v1", unit, data)
    }

    private static func nothing(_ random: inout Randomness) -> JSON {
        ["unit": .string(random.pick(communes)), "channel": "folder", "obligation": "reports", "isNil": true]
    }

    private static func command(_ random: inout Randomness) -> (String, String?, JSON) {
        let unit = random.pick(communes + press)
        let own = press.contains(unit) ? ["articles"] : ["reports", "nominations", "profiles"]
        var data: JSON = ["unit": .string(unit), "obligation": .string(random.pick(own)), "by": "đầu mối"]
        if random.isOne(in: 2) { data["period"] = .string("2025-\(["03", "04", "06", "07", "10"][random.below(5)])") }
        data["reason"] = "xem lại"
        data["until"] = .string(["2025-04-28", "2025-07-30", "2025-11-20", "2025-12-30"][random.below(4)])
        if random.isOne(in: 2) { data["late"] = true }
        return (random.pick(Commands.Verb.allCases).eventType, unit, data)
    }

    private static func start(_ random: inout Randomness) -> (String, String?, JSON) {
        let name = random.pick(["errand", "errand", "parent", "child", "nobody"])
        return (InstanceCommands.Verb.start.eventType, nil, ["workflow": .string(name), "input": ["n": 1]])
    }

    private static func instanceCommand(_ random: inout Randomness) -> (String, String?, JSON) {
        let verb = random.pick([InstanceCommands.Verb.suspend, .resume, .cancel, .retry, .resume])
        return (verb.eventType, nil, ["id": .integer(1 + random.below(25)), "reason": "thử"])
    }

    private static func choice(_ random: inout Randomness, _ number: Int) -> (String, String?, JSON) {
        let minutes = "biên bản \(number)"
        return (
            Select.command, nil,
            [
                "choose": .array((0..<1 + random.below(2)).map { .integer($0 + 1) }), "by": "đầu mối",
                "minutes": ["name": .string(minutes), "sha256": .string(Storage.Digest.sha256(minutes))],
            ]
        )
    }

    private static func handover(_ random: inout Randomness) -> (String, String?, JSON) {
        (Handover.command, "xa-5", ["unit": "xa-5", "to": .string(random.pick(["xa-1", "xa-2"])), "by": "đầu mối"])
    }

    private static func attach(_ random: inout Randomness) -> (String, String?, JSON) {
        let unit = random.pick(communes)
        return (Cascade.attachCommand, unit, ["unit": .string(unit), "by": "đầu mối"])
    }
}
