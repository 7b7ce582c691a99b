/// Texts that are nearly right: what the readers are most likely to have thought of, in orders they may not have.
enum Grammar {
    static func text(for subject: Subject, _ random: inout Randomness) -> String {
        switch subject {
        case .yaml: yaml(&random)
        case .definition: definition(&random)
        case .phrase: phrase(&random)
        case .expression: expression(&random)
        case .json: json(&random)
        case .csv: csv(&random)
        case .cron: cron(&random)
        case .mail: mail(&random)
        }
    }

    /// Words to put into an input of that kind.
    static func words(of subject: Subject) -> [String] {
        switch subject {
        case .yaml: yamlWords
        case .definition: definitionWords
        case .phrase: phraseWords
        case .expression: expressionWords
        case .json: jsonWords
        case .csv: csvWords
        case .cron: cronWords
        case .mail: mailWords
        }
    }

    /// Numbers where programs stumble.
    static let numbers = [
        "0", "1", "-1", "2", "3", "7", "10", "31", "32", "60", "99", "100", "255", "256", "1000", "65536", "1e3",
        "1e9", "1e15", "1e18", "1e308", "1e-308", "1.5", "-0", "0.1", "2147483648", "4294967296", "9007199254740993",
        "9223372036854775807", "-9223372036854775808", "9223372036854775808", "18446744073709551616", "1e19", "1e1000",
    ]

    /// Characters where programs stumble: composed, combining, invisible, line ends of other alphabets, beyond 16 bits.
    static let characters = [
        "a", "b", "x", " ", "\t", "\n", "\r", "\r\n", "\u{85}", "\u{2028}", "\u{A0}", "\u{FEFF}", "\u{200B}", "\u{301}",
        "ế", "e\u{302}\u{301}", "Đ", "ự", "👍🏽", "\u{1F1FB}\u{1F1F3}", "\u{10FFFF}", "\u{FFFD}", "\0", "\u{7F}", "\"",
        "'", "\\", "/", "%", "&", "<", ";", ",", ":", "-", "#", "0", "9",
    ]

    static func jsonText(_ random: inout Randomness, depth: Int = 0) -> String {
        switch random.below(depth > 5 ? 6 : 9) {
        case 0: return random.pick(["null", "true", "false"])
        case 1, 2: return random.pick(numbers)
        case 3, 4, 5: return quoted(random.run(of: characters + ["abc", "2024-02-29T12:00:00Z"], atMost: 12))
        case 6, 7:
            let items = (0..<random.count(atMost: 20)).map { _ in jsonText(&random, depth: depth + 1) }
            return "[\(items.joined(separator: ","))]"
        default:
            let keys = ["a", "b", "c", "key", "value", "name", "", "0"]
            let members = (0..<random.count(atMost: 16)).map { index in
                let key = random.isOne(in: 3) ? "k\(index)" : random.pick(keys)
                return "\(quoted(key)):\(jsonText(&random, depth: depth + 1))"
            }
            return "{\(members.joined(separator: ","))}"
        }
    }

    /// As a JSON string.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case _ where scalar.value < 0x20:
                quoted += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    static func json(_ random: inout Randomness) -> String {
        switch random.below(6) {
        case 0: return random.run(of: jsonWords + numbers + characters, atMost: 80)
        case 1:
            let depth = random.below(200)
            let (open, close) = random.pick([("[", "]"), ("{\"a\":", "}"), ("[[1],", "]"), ("{\"a\":[", "]}")])
            return String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
        case 2:
            let keys = ["id", "source", "type", "time", "specversion", "data", "subject", "x"]
            let members = keys.filter { _ in !random.isOne(in: 8) }.map { key in
                let known = ["time": "\"2024-02-29T12:00:00Z\"", "specversion": "\"1.0\""][key]
                let value = known ?? (random.isOne(in: 4) ? jsonText(&random, depth: 3) : "\"a.b\"")
                return "\(quoted(key)): \(value)"
            }
            return "{\(members.joined(separator: ", "))}"
        default: return random.run(of: [" ", "\n"], atMost: 2) + jsonText(&random) + random.run(of: ["\n"], atMost: 1)
        }
    }

    static let jsonWords = [
        "{", "}", "[", "]", ":", ",", "\"", "\\u", "\\ud83d", "\\udc4d", "\\ud83d\\udc4d", "\\u0000", "\\n", "\\x",
        "null",
        "true", "false", "nul", "-", "+", ".", "e", "E+", "00", "1.", ".5", "NaN", "Infinity", "\u{FEFF}", "/*", "//",
        " ",
        "{\"a\":1,\"a\":2}", "\"a\":", "[1,2]",
    ]
}
