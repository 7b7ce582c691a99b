private func two(_ first: String, _ second: String) -> String { "do: [{ a: { \(first) } }, { b: { \(second) } }]" }

let flowProbes: [LanguagePart] = [
    LanguagePart(
        "`then`",
        [
            answers("`continue`", two("set: { n: 1 }, then: continue", "set: '${ .n + 1 }'"), "2"),
            answers(
                "`exit`, out of the list",
                two("do: [{ c: { set: { n: 1 }, then: exit } }, { d: { set: { n: 5 } } }]", "set: '${ .n + 1 }'"), "2"),
            answers("`end`", two("set: { n: 1 }, then: end", "set: { n: 2 }"), #"{"n":1}"#),
            answers(
                "a task of the same list, backwards too",
                "do: [{ a: { set: '${ . + 1 }' } }, { b: { if: '. < 3', wait: PT0S, then: a } }]", "3", from: "0"),
            refused(
                "a task of another list", two("do: [{ c: { wait: PT0S } }]", "wait: PT0S, then: c"), "there is no task"),
        ]),
    LanguagePart(
        "`do`, `set`, `switch`",
        [
            answers("`do`", one("do: [{ b: { set: { n: 1 } } }, { c: { set: '${ .n + 1 }' } }]"), "2"),
            refused("an empty list", "do: []", "is empty"),
            refused("a name twice in one list", "do: [{ a: { wait: PT0S } }, { a: { wait: PT0S } }]", "stands twice"),
            answers(
                "names in any script", "do: [{ Gửi báo cáo: { set: '${ $task.reference }' } }]", #""/do/0/Gửi báo cáo""#
            ),
            answers(
                "`set`: a mapping; replaces the input", one("set: { n: '${ .x }' }"), #"{"n":1}"#,
                from: #"{"x":1,"y":2}"#),
            answers("`set`: an expression", one("set: '${ .x }'"), "1", from: #"{"x":1}"#),
            answers(
                "`switch`: `when`, `then`; the input is the output",
                "do: [{ s: { switch: [{ x: { when: '. > 1', then: big } }, { y: { then: end } }] } }, { no: { set: { n: 0 } } }, { big: { wait: PT0S } }]",
                "2", from: "2"),
            answers(
                "`switch`: the default case",
                two("switch: [{ x: { when: false, then: b } }, { y: { then: end } }]", "set: { n: 0 }"), "2", from: "2"),
            answers(
                "`switch`: no case holds", two("switch: [{ x: { when: false, then: end } }]", "set: { n: 0 }"),
                #"{"n":0}"#),
            refused(
                "`switch`: two defaults", one("switch: [{ x: { then: end } }, { y: { then: end } }]"), "has no \"when\""
            ),
        ]),
    LanguagePart(
        "`for`",
        [
            answers(
                "`each`, `at`, `in`; one iteration's output is the next one's input",
                one("for: { each: w, at: i, in: '[\"x\", \"y\"]' }, do: [{ b: { set: '${ . + [$w, $i] }' } }]"),
                #"["x",0,"y",1]"#, from: "[]"),
            answers(
                "`$item` and `$index` by default",
                one("for: { in: '[5]' }, do: [{ b: { set: '${ [$item, $index] }' } }]"), "[5,0]"),
            answers(
                "`in`: a list written out",
                one("for: { in: [{ n: 1 }, { n: 2 }] }, do: [{ b: { set: '${ . + $item.n }' } }]"), "3", from: "0"),
            answers(
                "`while`, asked before each",
                one("for: { in: '[1, 2, 3]' }, while: '$item < 3', do: [{ b: { set: '${ . + $item }' } }]"), "3",
                from: "0"),
            answers(
                "`then: exit` in it goes on with the next",
                one(
                    "for: { in: '[1, 2]' }, do: [{ b: { set: '${ . + $item }', then: exit } }, { c: { set: '${ 9 }' } }]"
                ), "3", from: "0"),
            answers(
                "nothing to go through; the input is the output",
                one("for: { in: '[]' }, do: [{ b: { set: '${ 9 }' } }]"), "7", from: "7"),
            faults("`in`: no list", one("for: { in: '{}' }, do: [{ b: { wait: PT0S } }]"), "expression", 400),
        ]),
    LanguagePart(
        "`fork`",
        [
            answers(
                "`branches`; an array in the order of the document",
                one("fork: { branches: [{ b: { wait: PT0.05S, output: { as: '1' } } }, { c: { set: '${ 2 }' } }] }"),
                "[1,2]"),
            answers(
                "`compete`; the winner's output, the others are cancelled",
                one("fork: { compete: true, branches: [{ b: { wait: P1D } }, { c: { set: '${ 2 }' } }] }"), "2"),
            refused(
                "`compete`: an expression", one("fork: { compete: '${ true }', branches: [{ b: { wait: PT0S } }] }"),
                "true or false"),
            answers(
                "`export` in branches; merged at the join, in the order of the document",
                two(
                    "fork: { branches: [{ c: { set: { x: 1 }, export: { as: '$context + .' } } }, { d: { set: { y: 2 }, export: { as: '$context + .' } } }] }",
                    "set: '${ $context }'"),
                #"{"x":1,"y":2}"#),
            faults(
                "a fault in a branch faults the fork, also where they compete",
                one("fork: { compete: true, branches: [{ b: { set: '${ {} + 1 }' } }, { c: { wait: P1D } }] }"),
                "expression", 400),
            refused(
                "`then` from one branch to another",
                one("fork: { branches: [{ b: { wait: PT0S, then: c } }, { c: { wait: PT0S } }] }"), "there is no task"),
        ]),
]
