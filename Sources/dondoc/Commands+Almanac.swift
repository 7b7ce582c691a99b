import Almanac
import Foundation
import Notation

extension CommandTable {
    static let almanacCommands = [due, lunar]

    private static let due = Command(
        name: "due", synopsis: "PHRASE [--from DATE] [--to DATE]", summary: "the periods and instants of a due phrase",
        options: [
            .init("from", "DATE", "the first last day to show; the first of this year when it is left out"),
            .init("to", "DATE", "the last last day to show; a year later when it is left out"),
            .init("issued", "DATE", "the day that \"kể từ ngày ban hành\" counts from"),
            .init("holidays", "FILE", "days off and working Saturdays, over the built-in table"),
            .init("policy", "asWritten|next|previous", "what happens to a last day on which nobody works"),
            .init("remind", "5,3,1", "working days before"), .init("ladder", "1,3,5", "working days after"),
            .init("zone", "ZONE", "the time zone; Asia/Ho_Chi_Minh when it is left out"), Arguments.format,
        ]
    ) { arguments in
        let phrase = try arguments.only("the phrase, in quotes,")
        let rule: DueRule
        do throws(DuePhraseError) {
            rule = try DuePhrase.parse(phrase)
        } catch {
            throw CommandError.failed(error.message + (error.hint.map { "; \($0)" } ?? ""))
        }
        let context = try dueContext(arguments)
        let first =
            try arguments.day("from") ?? context.issued ?? Day(clamping: 1, month: 1, year: thisYear(in: context.zone))
        let last = try arguments.day("to") ?? first.adding(months: 12)
        guard first <= last else { throw CommandError.usage("--from \(first.iso) is later than --to \(last.iso)") }
        if rule.isNone || rule.isUnscheduled {
            let word = rule.isNone ? "none" : "unscheduled"
            if try arguments.wantsJSON {
                Terminal.put(JSON.object(Members([("periods", JSON.array([])), ("due", JSON.string(word))])).text)
            } else {
                Terminal.put(
                    rule.isNone
                        ? "\"\(phrase)\" names no day: nothing is ever late"
                        : "\"\(phrase)\" names no day: it must be set")
            }
            return .done
        }
        if rule.needsIssueDay, context.issued == nil {
            throw CommandError.failed("\"\(phrase)\" counts from a day: give it with --issued")
        }
        let ladder = Ladder(
            reminders: try numbers(arguments.value("remind"), [5, 3, 1]),
            rungs: try numbers(arguments.value("ladder"), [1, 3, 5]))
        let deadlines = rule.deadlines(from: first, to: last, in: context)
        try show(deadlines, ladder, context, asJSON: arguments.wantsJSON)
        return .done
    }

    private static func dueContext(_ arguments: Arguments) throws -> DueContext {
        var context = DueContext()
        if let name = arguments.value("zone") {
            guard let zone = Zone(identifier: name) else {
                throw CommandError.usage("there is no time zone \"\(name)\"")
            }
            context.zone = zone
        }
        if let word = arguments.value("policy") {
            guard let policy = RestDayPolicy(rawValue: word.replacing("WorkingDay", with: "")) else {
                throw CommandError.usage("--policy takes asWritten, next or previous, not \"\(word)\"")
            }
            context.policy = policy
        }
        context.issued = try arguments.day("issued")
        if let path = arguments.value("holidays") {
            let text = try readText(path)
            let (calendar, problems) = WorkCalendar.read(csv: text, over: .builtIn)
            guard problems.isEmpty else {
                let lines = problems.map { "\(path):\($0.line):\($0.column): error: \($0.message)" }
                throw CommandError.failed(lines.joined(separator: "\n"))
            }
            context.calendar = calendar
        }
        return context
    }

    private static func show(_ deadlines: [Deadline], _ ladder: Ladder, _ context: DueContext, asJSON: Bool) throws {
        let rows = deadlines.map { deadline in
            (
                deadline, ladder.reminderInstants(before: deadline, calendar: context.calendar, zone: context.zone),
                ladder.rungInstants(after: deadline, calendar: context.calendar, zone: context.zone)
            )
        }
        guard asJSON else {
            for (deadline, reminders, rungs) in rows {
                Terminal.put("\(deadline.period): \(deadline.reading)\(deadline.isProvisional ? " (tạm tính)" : "")")
                Terminal.put("  nhắc: \(reminders.map { localText($0, context.zone) }.joined(separator: ", "))")
                Terminal.put("  đôn đốc: \(rungs.map { localText($0, context.zone) }.joined(separator: ", "))")
            }
            return
        }
        let periods = rows.map { deadline, reminders, rungs -> JSON in
            [
                "period": .string(deadline.period), "lastDay": .string(deadline.lastDay.iso),
                "dueBefore": .string(deadline.dueBefore.rfc3339(in: context.zone)),
                "reminders": .array(reminders.map { .string($0.rfc3339(in: context.zone)) }),
                "ladder": .array(rungs.map { .string($0.rfc3339(in: context.zone)) }),
                "provisional": .bool(deadline.isProvisional),
                "reading": .string(deadline.reading),
            ]
        }
        Terminal.put(JSON.object(Members([("periods", .array(periods))])).text)
    }

    private static func localText(_ instant: Instant, _ zone: Zone) -> String {
        let day = zone.day(of: instant)
        return "\(day.vietnameseWeekday) \(day.vietnamese) \(zone.time(of: instant).text)"
    }

    private static func numbers(_ text: String?, _ usual: [Int]) throws(CommandError) -> [Int] {
        guard let text else { return usual }
        let numbers = text.split(separator: ",").map { Int($0.trimmingCharacters(in: .whitespaces)) }
        guard numbers.allSatisfy({ $0.map { (1...250).contains($0) } ?? false }) else {
            throw .usage("\"\(text)\" is not a list of working days such as 5,3,1")
        }
        return numbers.compactMap { $0 }
    }

    private static let lunar = Command(
        name: "lunar", synopsis: "DATE | --to-solar D/M/YYYY [--leap]",
        summary: "converts between the solar and the lunar calendar",
        options: [
            .init("to-solar", "D/M/YYYY", "a lunar day; its solar day is shown"),
            .init("leap", nil, "the leap month of that number"),
            Arguments.format,
        ]
    ) { arguments in
        let solar: Day
        if let text = arguments.value("to-solar") {
            let parts = text.split(separator: "/").compactMap { Int($0) }
            guard parts.count == 3 else {
                throw CommandError.usage("--to-solar takes a lunar day such as 10/3/2021, not \"\(text)\"")
            }
            let lunar = LunarDay(day: parts[0], month: parts[1], year: parts[2], isLeap: arguments.has("leap"))
            guard let day = LunarCalendar.solarDay(of: lunar) else {
                throw CommandError.failed(
                    "there is no lunar day \(text)\(arguments.has("leap") ? " in a leap month" : "") (table 1900-2100)")
            }
            solar = day
        } else {
            let text = try arguments.only("the day, such as 2021-04-21,")
            guard let day = Day(iso: text) else {
                throw CommandError.usage("\"\(text)\" is not a day such as 2021-04-21")
            }
            solar = day
        }
        guard let lunar = LunarCalendar.lunarDay(of: solar) else {
            throw CommandError.failed("\(solar.iso) lies outside the table of lunar months, 1900-2100")
        }
        if try arguments.wantsJSON {
            let lunarJSON: JSON = [
                "day": .integer(lunar.day), "month": .integer(lunar.month), "year": .integer(lunar.year),
                "leap": .bool(lunar.isLeap),
            ]
            Terminal.put(JSON.object(Members([("solar", .string(solar.iso)), ("lunar", lunarJSON)])).text)
        } else {
            let leap = lunar.isLeap ? " nhuận" : ""
            Terminal.put(
                "\(solar.vietnameseWeekday) \(solar.vietnamese) = \(lunar.day)/\(lunar.month)\(leap) năm \(LunarCalendar.yearName(lunar.year)) (\(lunar.year))"
            )
        }
        return .done
    }
}
