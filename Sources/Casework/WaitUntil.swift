import Almanac
package import Engine
import Interpreter
import Notation
import Storage

/// `waitUntil`: goes on at an instant, or when so many working days are over: the first day is not counted, the last is
/// whole (Civil Code 2015, article 147).
///
/// The holidays that are known when it ends decide, not those that were known when it began.
package struct WaitUntil: StepFunction {
    let office: Office

    package init(office: Office) { self.office = office }

    package var name: String? { "waitUntil" }
    package var wakes: Set<String> { ["until"] }

    /// Khoản 2 Điều 46 Nghị định 98/2023/NĐ-CP: at least so many working days for the people's opinion.
    package static let opinionDays = 10

    private struct Wait: Codable {
        let caller: Caller
        let from: Day
        /// Nil for a wait until an instant.
        let workingDays: Int?
        var ends: Instant

        var key: String { "\(caller.execution.value)/\(caller.token.number)" }
    }

    package func open(in sitting: Sitting) throws {
        // The holiday table may have changed.
        for var wait in try sitting.all(Wait.self, "wait", parent: nil, openOnly: true) {
            guard let days = wait.workingDays else { continue }
            wait.ends = office.window(days, from: wait.from).closes
            try sitting.save(wait, "wait", wait.key)
            try sitting.wake("until/\(wait.key)", at: max(wait.ends, sitting.now))
        }
    }

    package func call(_ call: StepCall, in sitting: Sitting) throws -> StepAnswer {
        let arguments = call.request.arguments
        let today = office.zone.day(of: sitting.now)
        let from = try arguments["from"].asString.map { try instant($0, "from") }
        let day = from.map { office.zone.day(of: $0) } ?? today
        let days = arguments["at"].isNull ? arguments["workingDays"].asInteger ?? WaitUntil.opinionDays : nil
        let ends: Instant
        if let days {
            guard (1...3660).contains(days) else {
                throw WorkflowFault.badArguments("\"workingDays\" of waitUntil is \(days); it may be 1 to 3660")
            }
            ends = office.window(days, from: day).closes
        } else {
            ends = try instant(arguments["at"].asString ?? arguments["at"].text, "at")
        }
        let wait = Wait(caller: call.caller, from: day, workingDays: days, ends: ends)
        guard ends > sitting.now else { return .done(answer(wait)) }
        try sitting.save(wait, "wait", wait.key)
        try sitting.wake("until/\(wait.key)", at: ends)
        return .later
    }

    package func wake(_ wakeUp: WakeUp, in sitting: Sitting) throws {
        guard let wait = try sitting.load(Wait.self, "wait", wakeUp.subject) else { return }
        try sitting.remove("wait", wait.key)
        sitting.answer(wait.caller, with: .output(answer(wait)))
    }

    private func answer(_ wait: Wait) -> JSON {
        let last = office.zone.day(of: wait.ends.advanced(byMilliseconds: -1))
        return [
            "at": .string(wait.ends.rfc3339(in: office.zone)), "from": .string(wait.from.iso),
            "lastDay": .string(last.iso), "workingDays": wait.workingDays.map { .integer($0) } ?? nil,
        ]
    }

    /// RFC 3339, or a day, which begins at midnight.
    private func instant(_ text: String, _ name: String) throws -> Instant {
        if let instant = Instant(rfc3339: text) { return instant }
        guard let day = Day(iso: text) else {
            throw WorkflowFault.badArguments(
                "\"\(name)\" of waitUntil is \"\(text)\", no instant such as 2024-03-01T08:00:00+07:00 or 2024-03-01")
        }
        return office.zone.start(of: day)
    }
}

extension Office {
    /// So many working days after that day: the last of them, and the instant at which it is over.
    func window(_ workingDays: Int, from day: Day) -> (lastDay: Day, closes: Instant) {
        let last = calendar.workingDay(workingDays, after: day)
        return (last, zone.start(of: last.advanced(by: 1)))
    }
}
