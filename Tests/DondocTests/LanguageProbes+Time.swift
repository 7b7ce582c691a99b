private let rest = one("wait: PT0S")
private let filter = "{ with: { type: vn.a } }"

let timeProbes: [LanguagePart] = [
    LanguagePart(
        "`wait` and durations",
        [
            answers("`wait`; the input is the output", one("wait: PT0.01S"), "7", from: "7"),
            answers(
                "`days`, `hours`, `minutes`, `seconds`, `milliseconds`",
                one("wait: { days: 0, hours: 0, minutes: 0, seconds: 0, milliseconds: 10 }"), "7", from: "7"),
            answers("ISO 8601, with fractions", one("wait: PT0.01S"), "7", from: "7"),
            isRead("ISO 8601 with years, months, weeks, days", one("wait: P1Y2M3W4DT5H6M7.5S")),
            answers("an expression as a whole", one("wait: '${ .t }'"), #"{"t":"PT0.01S"}"#, from: #"{"t":"PT0.01S"}"#),
            refused("an expression inside", one("wait: 'PT${ .t }S'"), "inside a duration"),
            refused("an expression for one unit", one("wait: { seconds: '${ .t }' }"), "cannot stand"),
            refused("negative spans", one("wait: { seconds: -1 }"), "is negative"),
            refused("`wait.until`, an instant", one("wait: { until: '2021-03-24T08:00:00Z' }"), "no property"),
        ]),
    LanguagePart(
        "`schedule`",
        [
            isRead("`every`", "schedule: { every: PT1H }\n" + rest),
            isRead("`after`", "schedule: { after: { hours: 1 } }\n" + rest),
            isRead("`cron`: five fields, names, `L`", "schedule: { cron: '0 8 L JAN-MAR MON' }\n" + rest),
            isRead("`cron`: `CRON_TZ=`, `@daily`", "schedule: { cron: 'CRON_TZ=Asia/Tokyo @daily' }\n" + rest),
            refused("`cron`: what means nothing", "schedule: { cron: '61 8 * * *' }\n" + rest, "minute"),
            isRead("`on`: `one`, `any`, `all`", "schedule: { on: { all: [\(filter), \(filter)] } }\n" + rest),
            isRead("`read`: data, envelope, raw", "schedule: { on: { one: \(filter) }, read: envelope }\n" + rest),
            refused("`read` without `on`", "schedule: { cron: '0 8 * * *', read: data }\n" + rest, "is missing"),
            isRead("several at once", "schedule: { every: PT1H, on: { one: \(filter) } }\n" + rest),
            refused("none at all", "schedule: {}\n" + rest, "does not say when"),
            refused("`timezone`", "schedule: { cron: '0 8 * * *', timezone: Asia/Tokyo }\n" + rest, "no property"),
            refused("`every` without any time", "schedule: { every: PT0S }\n" + rest, "no time at all"),
        ]),
]
