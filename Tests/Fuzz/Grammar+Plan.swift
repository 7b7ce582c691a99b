import Notation

/// Plans and settings.
extension Grammar {
    static func selector(_ random: inout Randomness) -> JSON {
        random.either(
            ["units": ["bao-an-giang", "dai-pt-th"]], ["level": "commune", "under": "u1"],
            ["cluster": "c", "except": ["u2"]],
            "so-noi-vu", ["so-noi-vu"], ["kind": "press", "level": "province"], ["except": ["u2"]])
    }

    static func obligation(_ random: inout Randomness) -> JSON {
        let day: JSON = .integer(random.below(34))
        let due = random.either(
            .string(phrase(&random)), .string(phrase(&random)), ["before": ["day": day], "every": "month"], "none",
            ["by": [["day": day, "month": .integer(random.below(14))]], "every": "year"],
            ["endOf": random.either("month", "quarter", "year", "2022-Q1")],
            ["within": ["days": day], "since": "issued"],
            ["before": [["day": day, "month": 3], ["day": 2, "month": day]], "every": "year"], ["by": []],
            ["by": ["day": day, "month": 2, "year": 2024]], ["by": ["day": day, "year": 2024]],
            ["endOf": ["month": day], "every": "year"],
            ["within": ["workingDays": day], "since": ["day": day, "month": 1, "year": 2022]],
            ["within": ["months": day], "since": ["day": day]], ["before": ["day": day], "since": "issued"],
            [
                "phrase": .string(phrase(&random)), "before": ["day": day], "every": "month",
                "confirmed": .bool(random.isOne(in: 2)),
            ])
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

    static func plan(_ random: inout Randomness) -> JSON {
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

    static func site(_ random: inout Randomness) -> JSON {
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
                ("catchUp", random.either(["hold": 500], ["hold": -1], ["hold": "x"], 5)),
                ("largestFile", random.either("20 MB", "9999999999 GB", "-1", 5, "1e9 KB")), ("language", "vi"),
            ], &random)
    }
}
