import Notation

/// Workflow documents, plans and settings with the right words in the right and the wrong places.
extension Grammar {
    static func definition(_ random: inout Randomness) -> String {
        let made: JSON =
            switch random.below(4) {
            case 0: plan(&random)
            case 1: site(&random)
            default: workflow(&random)
            }
        return written(disturbed(made, &random), &random)
    }

    /// Here and there another value, another key.
    private static func disturbed(_ json: JSON, _ random: inout Randomness) -> JSON {
        if random.isOne(in: 60) { return value(&random) }
        switch json {
        case .array(let values):
            var changed: [JSON] = []
            for value in values { changed.append(disturbed(value, &random)) }
            return .array(changed)
        case .object(let members):
            var changed = Members()
            for (key, value) in members {
                let name = random.isOne(in: 60) ? random.pick(definitionWords) : key
                if !random.isOne(in: 60) { changed[name] = disturbed(value, &random) }
            }
            return .object(changed)
        default: return json
        }
    }

    private static func value(_ random: inout Randomness) -> JSON {
        switch random.below(6) {
        case 0: return (try? JSON(parsing: jsonText(&random, depth: 4))) ?? .null
        case 1: return .string("${ \(expression(&random)) }")
        case 2: return .string(phrase(&random))
        case 3: return .string(duration(&random))
        default: return .string(random.pick(definitionWords))
        }
    }

    private static func duration(_ random: inout Randomness) -> String {
        random.pick([
            "PT1S", "P1D", "P1M", "PT0S", "P3D", "P10000Y", "P1Y2M3DT4H5M6.789S", "P", "PT", "1h", "-PT1S", "PT1E9S",
        ])
    }

    private static func text(_ random: inout Randomness) -> JSON {
        .string(random.isOne(in: 3) ? "${ \(expression(&random, depth: 3)) }" : random.pick(definitionWords))
    }

    private static func document(_ pairs: [(String, JSON)], _ random: inout Randomness) -> JSON {
        .object(Members(pairs.filter { _ in !random.isOne(in: 24) }))
    }

    private static func workflow(_ random: inout Randomness) -> JSON {
        var members: [(String, JSON)] = [
            ("document", ["dsl": "1.0.3", "namespace": "an-giang", "name": "a", "version": "1.0.0"]),
            ("do", tasks(&random, depth: 0)),
        ]
        if random.isOne(in: 3) { members.append(("use", shared(&random))) }
        if random.isOne(in: 3) {
            let schedule = random.either(
                ["cron": .string(cron(&random))], ["every": .string(duration(&random))],
                ["after": ["hours": 1, "days": .integer(random.below(40))]], ["on": ["one": filter(&random)]])
            members.append(("schedule", schedule))
        }
        if random.isOne(in: 4) { members.append(("timeout", ["after": .string(duration(&random))])) }
        if random.isOne(in: 4) { members.append(("input", ["from": text(&random), "schema": ["format": "json"]])) }
        if random.isOne(in: 4) { members.append(("output", ["as": text(&random)])) }
        if random.isOne(in: 6) {
            members.append(("evaluate", ["mode": .string(random.pick(["strict", "loose", "x"]))]))
        }
        return document(members, &random)
    }

    private static func shared(_ random: inout Randomness) -> JSON {
        document(
            [
                ("secrets", ["token"]), ("timeouts", ["slow": ["after": .string(duration(&random))]]),
                ("errors", ["gone": ["type": "https://x.vn/gone", "status": 410, "title": text(&random)]]),
                ("retries", ["often": retry(&random)]),
                ("functions", ["log": task(&random, depth: 3)]), ("catalogs", ["mine": ["endpoint": "https://x.vn"]]),
                (
                    "extensions",
                    [["mock": ["extend": "call", "when": text(&random), "before": tasks(&random, depth: 3)]]]
                ),
                (
                    "authentications",
                    [
                        "site": ["bearer": ["use": "token"]],
                        "o": ["oauth2": ["authority": "https://x.vn", "grant": "password"]],
                    ]
                ),
            ], &random)
    }

    private static func retry(_ random: inout Randomness) -> JSON {
        document(
            [
                ("delay", .string(duration(&random))), ("backoff", ["exponential": [:]]), ("when", text(&random)),
                ("limit", ["attempt": ["count": .integer(random.below(9))], "duration": .string(duration(&random))]),
                ("jitter", ["from": "PT0S", "to": "PT1S"]),
            ], &random)
    }

    private static func tasks(_ random: inout Randomness, depth: Int) -> JSON {
        .array(
            (0..<1 + random.count(atMost: depth > 2 ? 1 : 6)).map { index in
                .object(Members([(random.isOne(in: 10) ? "a" : "t\(index)", task(&random, depth: depth + 1))]))
            })
    }

    private static func task(_ random: inout Randomness, depth: Int) -> JSON {
        var members = [kind(&random, depth: depth)]
        if random.isOne(in: 5) { members.append(("if", text(&random))) }
        if random.isOne(in: 5) {
            members.append(("then", .string(random.pick(["continue", "exit", "end", "t0", "t1", "none"]))))
        }
        if random.isOne(in: 8) { members.append(("input", ["from": text(&random)])) }
        if random.isOne(in: 8) { members.append(("output", ["as": value(&random)])) }
        if random.isOne(in: 8) { members.append(("export", ["as": text(&random)])) }
        if random.isOne(in: 8) {
            members.append(("timeout", random.either("slow", ["after": .string(duration(&random))])))
        }
        return document(members, &random)
    }

    private static func kind(_ random: inout Randomness, depth: Int) -> (String, JSON) {
        switch random.below(depth > 4 ? 7 : 13) {
        case 0: return ("set", random.isOne(in: 2) ? ["a": text(&random), "b": [value(&random)]] : text(&random))
        case 1:
            return (
                "wait",
                random.either(.string(duration(&random)), ["seconds": .integer(random.below(99))], value(&random))
            )
        case 2:
            return (
                "raise",
                ["error": random.either("gone", ["type": "https://x.vn/e", "status": 400, "detail": text(&random)])]
            )
        case 3: return ("emit", ["event": ["with": ["type": "a.b", "source": "https://x.vn", "data": value(&random)]]])
        case 4:
            return (
                "call",
                random.either("collect", "notify", "http", "log", "collect:1.0.0@default", "log:1.0.0@mine", "nothing")
            )
        case 5:
            return (
                "run",
                random.either(
                    ["shell": ["command": text(&random)]], ["script": ["language": "python", "code": "1"]],
                    ["workflow": ["namespace": "a", "name": "b", "version": "1.0.0", "input": value(&random)]],
                    ["container": ["image": "x"]])
            )
        case 6: return ("switch", [["c0": ["when": text(&random), "then": "end"]], ["c1": ["then": "t1"]]])
        case 7: return ("do", tasks(&random, depth: depth))
        case 8: return ("for", ["each": "x", "in": text(&random), "at": "i"])
        case 9: return ("fork", ["compete": .bool(random.isOne(in: 2)), "branches": tasks(&random, depth: depth)])
        case 10:
            return (
                "listen",
                [
                    "to": random.either(
                        ["one": filter(&random)], ["any": [filter(&random)], "until": text(&random)],
                        ["all": [filter(&random), filter(&random)]])
                ]
            )
        case 11: return ("try", tasks(&random, depth: depth))
        default:
            return (
                "catch",
                [
                    "errors": ["with": ["status": 404]], "as": "e", "retry": retry(&random),
                    "do": tasks(&random, depth: depth),
                ]
            )
        }
    }

    private static func filter(_ random: inout Randomness) -> JSON {
        [
            "with": ["type": text(&random), "data": text(&random)],
            "correlate": ["k": ["from": text(&random), "expect": text(&random)]],
        ]
    }

    private static func selector(_ random: inout Randomness) -> JSON {
        random.either(
            ["units": ["bao-an-giang", "dai-pt-th"]], ["level": "commune", "under": "u1"],
            ["cluster": "c", "except": ["u2"]],
            "so-noi-vu", ["so-noi-vu"], ["kind": "press", "level": "province"], ["except": ["u2"]])
    }

    private static func obligation(_ random: inout Randomness) -> JSON {
        let day: JSON = .integer(random.below(34))
        let due = random.either(
            .string(phrase(&random)), .string(phrase(&random)), ["before": ["day": day], "every": "month"], "none",
            ["by": [["day": day, "month": .integer(random.below(14))]], "every": "year"],
            ["endOf": random.either("month", "quarter", "year", "2022-Q1")],
            ["within": ["days": day], "since": "issued"],
            ["phrase": .string(phrase(&random)), "before": ["day": day], "every": "month", "confirmed": true])
        return document(
            [
                ("title", text(&random)), ("from", selector(&random)), ("to", "so-noi-vu"), ("due", due),
                (
                    "items",
                    [["kind": "article", "min": .integer(random.below(4))], ["kind": "video", "units": ["u1"]]]
                ),
                ("remind", [5, 3, 1, day]), ("opens", .string(duration(&random))),
                (
                    "escalate",
                    [["after": 1, "to": ["contact", "head"]], ["after": day, "to": "superior", "draft": "x"]]
                ),
                ("ifNotWorkingDay", .string(random.pick(["asWritten", "next", "previous", "x"]))),
            ], &random)
    }

    private static func plan(_ random: inout Randomness) -> JSON {
        let year = 2020 + random.below(9)
        return document(
            [
                ("plan", "an-giang-2021"), ("title", "Kế hoạch năm \(year)"), ("issuer", "ubnd-tinh"),
                ("symbol", random.either("31/KH-UBND", "chưa cấp số", "/KH")), ("issued", "\(year)-03-05"),
                (
                    "validity",
                    ["from": "\(year)-01-01", "to": random.either("\(year)-12-31", "2999-12-31", "0001-01-01")]
                ),
                ("implements", [["issuer": "UBND", "symbol": "31/KH-UBND", "date": "2021-01-13"]]),
                ("recipients", ["Lưu: VT (02b)", ["text": "Báo (10 bản)", "to": selector(&random), "copies": 3]]),
                (
                    "obligations",
                    .object(Members((0..<random.count(atMost: 6)).map { ("o\($0)", obligation(&random)) }))
                ),
                (
                    "themes",
                    [
                        [
                            "title": text(&random), "months": [.integer(random.below(14)), 2],
                            "days": [
                                ["name": "x", "solar": "3/2"],
                                ["name": "y", "lunar": random.either("10/3", "30/12", "30/2"), "since": 1930],
                            ],
                        ]
                    ]
                ),
            ], &random)
    }

    private static func site(_ random: inout Randomness) -> JSON {
        document(
            [
                ("site", "mau"), ("title", text(&random)), ("timezone", .string(random.pick(zones))),
                (
                    "sender",
                    [
                        "name": text(&random), "address": random.either("a@b.vn", "A <a@b>", "x\r\ny@z.vn"),
                        "unit": "so-noi-vu",
                    ]
                ),
                ("workingHours", random.either("07:30-17:00", ["opens": "07:30", "closes": "17:00"], "17:00-07:30")),
                ("noticesAt", random.either("08:00", "24:00", "25:00")),
                ("outbox", random.either("outbox", "../x", "/", "inbox")),
                ("missedRuns", random.either("all", "latest", "skip", "x")),
                ("largestFile", random.either("20 MB", "9999999999 GB", "-1", 5, "1e9 KB")), ("language", "vi"),
            ], &random)
    }

    static let definitionWords =
        [
            "document", "dsl", "do", "use", "set", "call", "with", "collect", "notify", "escalate", "rollup", "http",
            "run", "for",
            "fork", "branches", "listen", "emit", "raise", "switch", "when", "then", "try", "catch", "retry", "wait",
            "if", "input",
            "output", "as", "from", "in", "each", "export", "timeout", "after", "schedule", "cron", "every", "on",
            "one", "any", "all",
            "until", "correlate", "expect", "secrets", "functions", "errors", "plan", "title", "issuer", "symbol",
            "validity",
            "recipients", "obligations", "due", "items", "min", "units", "level", "under", "cluster", "except",
            "themes", "lunar",
            "sender", "address", "timezone", "largestFile", "noticesAt", "1.0.3", "${ . }", "${ .a", "${}",
            "a ${ .b } c", "/a/",
            "Asia/Ho_Chi_Minh", "trước ngày 25 hàng tháng", "none", "so-noi-vu", "2021-03-24", "30/2", "end", "exit",
            "01",
        ] + yamlWords
}

extension Randomness {
    fileprivate mutating func either(_ values: JSON...) -> JSON { pick(values) }
}
