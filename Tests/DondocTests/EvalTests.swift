import TestKit
import Testing

@Suite struct `the command eval` {
    @Test(
        arguments: [
            (["-7 % 3"], "-1"), (["-(1 + 2)"], "-3"), (["-.x", "--arg", "n=-5"], nil), (["--arg", "n=-5", "-$n"], "5"),
            (["--", "-7 % 3"], "-1"), (["--input", "-7", "."], nil),
        ] as [([String], String?)])
    func `takes what no option begins with for an expression`(words: [String], expected: String?) throws {
        let result = try DondocProcess.run(["eval"] + words)
        #expect(!result.error.contains("has no option"), "\(result.error)")
        if let expected { #expect(result.out == expected + "\n") }
    }

    @Test(arguments: ["-x", "--x", "-Input"])
    func `an option that it lacks is told`(word: String) throws {
        let result = try DondocProcess.run(["eval", word])
        #expect(result.code == 2 && result.error.contains("has no option \(word)"), "\(result.error)")
    }
}
