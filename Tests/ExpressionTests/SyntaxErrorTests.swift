import Expression
import Notation
import Testing

@Suite struct `An expression that cannot be read` {
    @Test(
        arguments: [
            (".a +", "the expression ends where a value should be", 4, 1),
            ("foo(1) | 2", "foo/1 is not defined", 0, 3),
            (".a | $nope", "$nope is not defined", 5, 5),
            ("đôn", "the character \"đ\" has no meaning here", 0, 1),
            ("\"đôn\" | tên", "the character \"ê\" has no meaning here", 9, 1),
            ("[1, 2", "the expression ends where \"]\" should be", 5, 1),
            ("{a: 1", "the expression ends where \"}\" should be", 5, 1),
            ("{1: 2}", "an object's key is a name, a string, a variable or in parentheses", 1, 1),
            ("if . then 1", "the expression ends where \"end\" should be", 11, 1),
            ("\"abc", "the closing quote is missing", 0, 4),
            ("\"a\\qb\"", "there is no such escape in a string", 2, 2),
            ("\"\\u12x4\"", "four hexadecimal digits should follow \\u", 1, 2),
            ("\"a\\(1\"", "the closing quote is missing", 5, 1),
            (".a.b.", "\".\" stands where it has no meaning", 4, 1),
            ("1 == 2 == 3", "\"==\" stands where it has no meaning", 7, 2),
            (". as [$a | $a", "\"|\" stands where \"]\" should be", 9, 1),
            ("reduce .[] as $x (0)", "\")\" stands where \";\" should be", 19, 1),
            ("import \"a\" as a; 1", "an expression cannot import other files", 0, 6),
            ("include \"a\"; 1", "an expression cannot include other files", 0, 7),
            ("break $out", "$*label-out is not defined", 0, 5),
            ("@nope", "nope is not a valid format", 0, 5),
            ("@nope \"\\(1)\"", "nope is not a valid format", 0, 5),
            (")", "\")\" stands where a value should be", 0, 1),
            ("1 2", "\"2\" stands where it has no meaning", 2, 1),
            ("def f: 1;", "the expression ends where a value should be", 9, 1),
            ("try", "the expression ends where a value should be", 3, 1),
            ("_sort_by", "_sort_by/0 is not defined", 0, 8),
        ])
    func `says what is wrong and where`(text: String, message: String, offset: Int, width: Int) {
        let error = #expect(throws: ExpressionSyntaxError.self) { try Program(parsing: text) }
        #expect(error == ExpressionSyntaxError(message: message, offset: offset, width: width))
    }

    @Test(
        arguments: [
            "", " # nothing but a comment", ".a # trailing", ".\n|\n.", "if . then . else . end # x\n| .", "..", ".[]?",
            ".a.b.c", "-1", "- .a", "1 - -1", "reduce .[] as [$a, {b: $c}] (0; 1)", "def f(g; $x): g + $x; f(1; 2)",
            "label $x | break $x", ".and", "{and: 1, if: 2}", "$__loc__", "@text", "@base64 \"x\"", "try -1 catch 2",
            "def f: def g: 1; g; f", ".a as $x | $x", "[.[] as $x | $x]", "1 as $x | 2 as $y | $x",
        ])
    func `is not one of these`(text: String) {
        #expect(throws: Never.self) { try Program(parsing: text) }
    }

    @Test(
        arguments: [
            ("(", ")"), ("[", "]"), ("{a:", "}"), ("- ", ""), ("if . then ", " end"), ("try ", ""), ("1 as $x | ", ""),
            ("def f: ", "; f"), ("\"\\(", ")\""), ("map(", ")"), ("def f: 1; ", ""),
        ])
    func `may nest too deeply`(opening: String, closing: String) {
        let nested = String(repeating: opening, count: 2000) + "1" + String(repeating: closing, count: 2000)
        let error = #expect(throws: ExpressionSyntaxError.self) { try Program(parsing: nested) }
        #expect(error?.message.contains("nests deeper") == true)
    }

    @Test func `may be too long`() {
        let error = #expect(throws: ExpressionSyntaxError.self) {
            try Program(parsing: String(repeating: " ", count: 70_000))
        }
        #expect(error?.message == "the expression is longer than 65536 characters")
    }

    @Test func `may repeat one operator too often`() {
        #expect(throws: Never.self) { try Program(parsing: Array(repeating: "1", count: 90).joined(separator: "+")) }
        #expect(throws: ExpressionSyntaxError.self) {
            try Program(parsing: Array(repeating: "1", count: 5000).joined(separator: "+"))
        }
        #expect(throws: Never.self) { try Program(parsing: Array(repeating: ".", count: 5000).joined(separator: "|")) }
        #expect(throws: Never.self) { try Program(parsing: Array(repeating: "1", count: 5000).joined(separator: ",")) }
    }
}
