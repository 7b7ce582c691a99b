import Almanac
import Expression
import Foundation
import Notation
import Testing

@Suite struct `A budget` {
    @Test(
        arguments: [
            "[range(1e9)]", "[repeat(1)]",
            "last(repeat(1))", "0 | until(false; . + 1)", "\"x\" * 1e9",
            "reduce range(1e9) as $i (0; . + 1)", "def f: f; f", "def f: f, 1; f", "def f: 1 + f; f", "def f: [f]; f",
            "def f(g): f(g + 1); f(1)", "reduce range(1000) as $i (null; [.])",
            "reduce range(1000) as $i (null; {a: .})",
            "[limit(100000; repeat(1))] | [combinations(9)]", "reduce range(60) as $i (\"x\"; . + .)",
            "reduce range(60) as $i ([1]; . + .)", "reduce range(60) as $i ([1]; [.[], .[]])",
            "setpath([range(500) | \"a\"]; 1)", "[range(100000)] as $x | [range(1000) | $x + [.]]",
            "def a: [.]; def b: a | a | a | a | a; def c: b | b | b | b | b; def d: c | c | c | c | c; d | d",
        ])
    func `ends what would not end`(program: String) throws {
        let small = Budget(steps: 500_000, bytes: 16 << 20)
        #expect(try failure(of: program, budget: small).isOverBudget)
    }

    /// Each time that a value stands somewhere is one value in memory; whoever goes over it meets it each time.
    @Test(
        arguments: [
            ".", "tojson", "@text", "\"\\(.)\"", ". == .", ". < .", "[., .] | sort", "[., .] | unique", "flatten",
            "[..] | length", "[tostream]", "walk(.)", "error", "[leaf_paths]",
            "def f: [., .]; reduce range(60) as $i (.; f)", "min_by(.)", "IN([.[]])", "@json", "@base64",
        ])
    func `counts what stands in several places each time`(program: String) throws {
        let small = Budget(steps: 10_000, bytes: 1 << 18)
        let doubled = "reduce range(50) as $i (.; [., .]) | \(program)"
        #expect(try failure(of: doubled, on: 3, budget: small).isOverBudget)
    }

    @Test(
        arguments: [
            "[range(3000)] as $x | [range(3000) | $x | .[0] = 1]",
            "[range(3000)] as $x | [range(3000) | $x | del(.[0])]",
            "[range(3000)] as $x | [range(3000) | $x | .[1:] = []]", "[range(3000)] as $x | [range(3000) | $x | .[1:]]",
            "(reduce range(3000) as $i ({}; .[\"k\\($i)\"] = 1)) as $x | [range(3000) | $x | .k1 = 2]",
            "(reduce range(3000) as $i ({}; .[\"k\\($i)\"] = 1)) as $x | [range(3000) | $x + {a: 1}]",
            "[range(30000)] as $x | [range(3000) | $x | implode]",
            "(\"x\" * 1e5) as $x | [range(1e5) | $x] | join(\"\")",
            "(\"x\" * 1e5) as $x | $x | gsub(\"\"; $x)", "(\"x\" * 1e5) | [scan(\"(?=(.*))\")]",
            "\"x\" * 1e7 | split(\"\")",
            "reduce range(50) as $i (3; {a: ., b: .}) | . * .", "reduce range(50) as $i (3; {a: ., b: .}) | . == .",
            "[range(1e5)] as $x | [range(1e5) | $x == $x]", "reduce range(1e9) as $i (0; jn(1e6; 1.5))",
            "def f($m): try ([] | .[$m]) catch f(.); f(\"x\")",
            "(\"x\" * 1e5) as $x | [range(1e5) | $x] | @csv", "(\"x\" * 1e5) as $x | [range(1e5) | $x] | @sh",
            "(\"ế\" * 1e5) as $x | {($x): 1} | [range(1e7) as $i | .[$x]] | length",
            ".[9999999][9999999] = 1", "[range(100000)] | to_entries | map(to_entries)",
        ])
    func `counts the copies of what somebody else holds`(program: String) throws {
        let small = Budget(steps: 100_000, bytes: 1 << 20)
        #expect(try failure(of: program, budget: small).isOverBudget)
    }

    /// A message that names what it was about must not be as long as that.
    @Test(
        arguments: [
            "try ([] | .[$m]) catch .", "try ($m | fromjson) catch .", "try ($m | strptime($m)) catch .",
            "try (\"a\" | test($m; $m)) catch .", "try (1 | format($m)) catch .", "try ({} | .[[$m]]) catch .",
            "try (\"{\\(\"a\\($m)\" | tojson)\" | fromjson) catch .",
        ])
    func `lets no message grow from error to error`(program: String) throws {
        let length = try results(of: "reduce range(200) as $i (\"{\" * 1000; . as $m | \(program)) | length")
        #expect(try #require(length.first?.asInteger) < 400)
    }

    @Test(arguments: ["test(\"^(a+)+$\")", "[match(\"(a|aa)+$\"; \"g\")]", "gsub(\"(a*)*b\"; \"\")"])
    func `ends a search that would not end`(program: String) throws {
        let text = JSON.string(String(repeating: "a", count: 60) + "!")
        #expect(try failure(of: program, on: text, budget: Budget(steps: 200_000, bytes: 1 << 20)).isOverBudget)
    }

    @Test func `is enough by default, and no more`() throws {
        #expect(try results(of: "[range(1000000)] | length") == [1_000_000])
        #expect(try failure(of: "[range(1e9)]").isOverBudget)
    }

    @Test func `cannot be caught`() throws {
        let small = Budget(steps: 500_000, bytes: 16 << 20)
        #expect(try failure(of: "try [range(1e9)] catch 1", budget: small).isOverBudget)
        #expect(try failure(of: "[range(1e9)]?", budget: small).isOverBudget)
        #expect(try failure(of: "first(def f: f; f)? // 2", budget: small).isOverBudget)
        #expect(try failure(of: ". as [$a] ?// $a | [range(1e9)]", on: [1], budget: small).isOverBudget)
    }

    @Test func `counts steps`() throws {
        let small = Budget(steps: 1000, bytes: 1 << 20)
        #expect(
            try failure(of: "[range(2000)] | length", budget: small).message == "the expression takes too many steps")
        #expect(try Program(parsing: "[range(500)] | length").evaluate(on: .null, at: .newYear, budget: small) == [500])
    }

    @Test func `counts bytes`() throws {
        let small = Budget(steps: 1_000_000, bytes: 10_000)
        #expect(try failure(of: "[range(2000)]", budget: small).message == "the expression makes too much data")
        #expect(try failure(of: "\"x\" * 20000", budget: small).isOverBudget)
        #expect(try Program(parsing: "[range(200)] | length").evaluate(on: .null, at: .newYear, budget: small) == [200])
    }

    @Test(
        arguments: [
            ("def f: if . > 100000 then . else . + 1 | f end; 0 | f", 100_001 as JSON),
            ("0 | until(. > 100000; . + 1)", 100_001),
            ("last(0 | while(. < 100000; . + 1))", 99_999),
            ("last(limit(100000; repeat(1)))", 1),
            ("[0 | recurse(if . < 50000 then . + 1 else empty end)] | length", 50_001),
            ("reduce range(200000) as $i (0; . + $i)", 19_999_900_000),
            ("reduce range(20000) as $i ([]; . + [$i]) | length", 20_000),
            ("reduce range(20000) as $i ({}; .[\"k\\($i)\"] = $i) | length", 20_000),
            ("reduce range(20000) as $i ({}; .a.b += [$i]) | .a.b | length", 20_000),
            ("[range(20000)] | .[] |= . + 1 | add", 200_010_000),
            ("[range(20000)] | del(.[] | select(. % 2 == 0)) | length", 10_000),
            ("def f(g; $n): if $n > 50000 then [g] else f(g; $n + 1) end; f(1; 0) | length", 1),
            ("def f: if . == 0 then 0 else (. - 1 | f) + 1 end; 20000 | f", 20_000),
        ])
    func `lets long work pass`(program: String, expected: JSON) throws {
        #expect(try results(of: program) == [expected])
    }

    /// Whatever runs here runs on a thread like those of Dispatch: 512 KiB of stack, and this build's large frames.
    @Test(
        arguments: [
            String(repeating: "(", count: 40) + "1" + String(repeating: ")", count: 40),
            String(repeating: "[", count: 40) + "1" + String(repeating: "]", count: 40),
            String(repeating: "{a:", count: 40) + "1" + String(repeating: "}", count: 40),
            String(repeating: "map(", count: 15) + "." + String(repeating: ")", count: 15),
            String(repeating: "if . then ", count: 40) + "1" + String(repeating: " end", count: 40),
            String(repeating: "\"\\(", count: 40) + "1" + String(repeating: ")\"", count: 40),
            "." + String(repeating: " | .[0]?", count: 4000), "." + String(repeating: ".a", count: 80),
            "def f: 1 + f; f", "def f: [f]; f", "def f(g): f(g + 1); f(1)", "def f: f, 1; f",
            "reduce range(60) as $i (.; [.]) | [.. | numbers] | length", "[.., .] | sort | unique | length",
            "[tostream] | length", "fromstream(tostream) == .", "walk(.) == .", "tojson | fromjson", "flatten",
            "[.] | contains([.[]])", "[paths] | length", "del(..)", "[.[0], .[0]] | group_by(.)",
            "reduce range(1000) as $i (.; [.])", "(.. | numbers) |= . + 1", "getpath([range(100) | 0])",
            "setpath([range(60) | \"a\"]; 1)?", "delpaths([[range(100) | 0]])",
            "last(while(true; JOIN(.; $__loc__; $__loc__; .[1:])))", "reduce range(10000) as $i (.; [.[{}]])",
        ])
    func `keeps to a small stack`(program: String) async throws {
        let deepest = JSON.deepest - 1
        let input = String(repeating: "[", count: deepest) + "1" + String(repeating: "]", count: deepest)
        let outcome = await withCheckedContinuation { continuation in
            let thread = Thread {
                do {
                    let value = try JSON(parsing: input)
                    _ = try Program(parsing: program).evaluate(on: value, at: .newYear)
                    continuation.resume(returning: true)
                } catch {
                    continuation.resume(returning: error is ExpressionError || error is ExpressionSyntaxError)
                }
            }
            thread.stackSize = 512 << 10
            thread.start()
        }
        #expect(outcome)
    }
}
