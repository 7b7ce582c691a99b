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

    static func value(_ random: inout Randomness) -> JSON {
        switch random.below(6) {
        case 0: return (try? JSON(parsing: jsonText(&random, depth: 4))) ?? .null
        case 1: return .string("${ \(expression(&random)) }")
        case 2: return .string(phrase(&random))
        case 3: return .string(duration(&random))
        default: return .string(random.pick(definitionWords))
        }
    }

    static func duration(_ random: inout Randomness) -> String {
        random.pick([
            "PT1S", "P1D", "P1M", "PT0S", "P3D", "P10000Y", "P1Y2M3DT4H5M6.789S", "P", "PT", "1h", "-PT1S", "PT1E9S",
        ])
    }

    static func text(_ random: inout Randomness) -> JSON {
        .string(random.isOne(in: 3) ? "${ \(expression(&random, depth: 3)) }" : random.pick(definitionWords))
    }

    static func document(_ pairs: [(String, JSON)], _ random: inout Randomness) -> JSON {
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
                        "site": authentication(&random),
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
        if case "call" = members[0].0 { members.append(("with", arguments(&random, of: members[0].1))) }
        if members[0].0 == "listen", random.isOne(in: 3) {
            members.append(("foreach", ["item": "x", "at": "i", "do": tasks(&random, depth: depth)]))
        }
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

    private static func arguments(_ random: inout Randomness, of function: JSON) -> JSON {
        let to = random.either("recipients", selector(&random), "${ .to }", value(&random))
        switch function.asString?.split(separator: ":").first {
        case "collect": return random.isOne(in: 3) ? ["obligation": "articles"] : obligation(&random)
        case "notify":
            return document(
                [("to", to), ("template", "x"), ("subject", text(&random)), ("fields", ["a": text(&random)])], &random)
        case "escalate":
            return document([("to", ["head"]), ("about", "${ . }"), ("draft", "x"), ("level", "province")], &random)
        case "rollup":
            return document(
                [("of", "${ . }"), ("template", "x"), ("to", to), ("letter", "y"), ("letterTo", "u1")], &random)
        default:
            return document(
                [
                    ("method", "GET"),
                    (
                        "endpoint",
                        random.either(
                            "https://x.vn", ["uri": "https://x.vn/{a}", "authentication": authentication(&random)])
                    ),
                    ("headers", ["a": text(&random)]), ("body", value(&random)),
                    ("output", random.either("raw", "content", "response")),
                ], &random)
        }
    }

    private static func authentication(_ random: inout Randomness) -> JSON {
        random.either(
            ["use": "site"], ["basic": ["username": "a", "password": text(&random)]],
            ["bearer": ["token": text(&random)]],
            ["digest": ["use": "token"]],
            [
                "oauth2": [
                    "authority": "https://x.vn", "grant": random.either("password", "client_credentials", "x"),
                    "client": ["id": "a", "secret": "b", "authentication": random.either("client_secret_post", "x")],
                    "request": ["encoding": random.either("application/json", "x")], "scopes": ["a"],
                    "audiences": ["b"],
                    "endpoints": ["token": "/t", "revocation": "/r"], "subject": ["token": "a", "type": "b"],
                ]
            ], ["oidc": ["authority": "https://x.vn", "grant": "password", "username": "a", "password": "b"]])
    }

    private static func filter(_ random: inout Randomness) -> JSON {
        [
            "with": ["type": text(&random), "data": text(&random)],
            "correlate": ["k": ["from": text(&random), "expect": text(&random)]],
        ]
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
    mutating func either(_ values: JSON...) -> JSON { pick(values) }
}
