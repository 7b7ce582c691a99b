import Foundation
import Interpreter
import Notation
import TestKit
import Testing

@testable import Errands

func ask(_ kind: String, _ arguments: JSON, of errand: ProcessErrand = ProcessErrand()) -> Answer {
    do throws(WorkflowFault) {
        return .output(try errand.output(of: "run:\(kind)", arguments, taskName: "chay"))
    } catch {
        return .failed(error)
    }
}

func fault(_ answer: Answer) throws -> WorkflowFault {
    guard case .failed(let fault) = answer else { throw WorkflowFault(.runtime, "no fault, but \(answer)") }
    return fault
}

@Suite struct `a shell command` {
    @Test func `has its arguments, its input and its environment`() {
        let arguments: JSON = [
            "command": "echo \"$1|$2|$3|$PLACE|$COUNT|$(cat)\"", "arguments": ["một hai", 3, true], "stdin": "vào",
            "environment": ["PLACE": "An Giang", "COUNT": 11],
        ]
        #expect(ask("shell", arguments) == .output("một hai|3|true|An Giang|11|vào\n"))
    }

    @Test(
        arguments: [
            (["a": [1, "ă"]], #"{"a":[1,"ă"]}"#), ("văn bản", "văn bản"), (12, "12"), (false, "false"), (nil, ""),
        ] as [(JSON, String)])
    func `reads text as it is, and all else as JSON`(input: JSON, seen: String) {
        #expect(ask("shell", ["command": "cat", "stdin": input]) == .output(.string(seen)))
    }

    @Test func `sees nothing of the server's environment`() throws {
        setenv("DONDOC_LEFT_BEHIND", "kín", 1)
        guard case .output(.string(let text)) = ask("shell", ["command": "env", "environment": ["A": "b"]]) else {
            throw WorkflowFault(.runtime, "no output")
        }
        let names = Set(text.split(separator: "\n").compactMap { $0.split(separator: "=").first.map(String.init) })
        // The shell adds its own three.
        #expect(names.subtracting(["PWD", "OLDPWD", "SHLVL", "_"]) == ["PATH", "LANG", "HOME", "A"])
        #expect(text.contains("LANG=C.UTF-8\n"))
    }

    @Test(
        arguments: [
            ("stdout", "ra\n"), ("stderr", "lỗi\n"), ("code", 0), ("none", nil),
            ("all", ["code": 0, "stdout": "ra\n", "stderr": "lỗi\n"]),
        ] as [(JSON, JSON)])
    func `returns what is asked for`(returned: JSON, output: JSON) {
        #expect(ask("shell", ["command": "echo ra; echo lỗi >&2", "return": returned]) == .output(output))
    }

    @Test(
        arguments: [
            ("stderr", "hỏng\n"), ("code", 3), ("all", ["code": 3, "stdout": "", "stderr": "hỏng\n"]),
        ] as [(JSON, JSON)])
    func `that fails is no fault where the workflow can see it`(returned: JSON, output: JSON) {
        #expect(ask("shell", ["command": "echo hỏng >&2; exit 3", "return": returned]) == .output(output))
    }

    @Test(arguments: ["stdout", "none", nil] as [JSON])
    func `that fails is a fault where nobody would see it`(returned: JSON) throws {
        let fault = try fault(ask("shell", ["command": "echo hỏng >&2; exit 3", "return": returned]))
        #expect(fault == WorkflowFault(.runtime, "the process ended with code 3: hỏng"))
    }

    @Test func `tells of its complaints no more than two kibibytes, in whole characters`() throws {
        let fault = try fault(
            ask("shell", ["command": "yes ấ | head -n 5000 | tr -d '\\n' >&2; echo cuối >&2; exit 1"]))
        let detail = try #require(fault.detail)
        #expect(detail.utf8.count < 2100)
        #expect(detail.hasSuffix("ấcuối"))
        #expect(!detail.contains("\u{FFFD}"))
    }

    @Test func `that runs too long is a timeout`() throws {
        var errand = ProcessErrand()
        errand.limits = .init(time: .milliseconds(100), grace: .milliseconds(50))
        #expect(try fault(ask("shell", ["command": "sleep 60"], of: errand)).status == 408)
    }

    @Test(
        arguments: [
            ([:], "shell.command must be text, and is missing"),
            (["command": 3], "shell.command must be text, and is a number"),
            (
                ["command": "true", "arguments": ["name": "An"]],
                "shell.arguments is an object; since 1.0.3 it is a list"
            ),
            (
                ["command": "true", "arguments": [["a"]]],
                "an argument of shell must be text, a number or a boolean, and is an array"
            ),
            (["command": "true", "arguments": ["a\0b"]], "has a NUL in it"),
            (["command": "true", "environment": ["A=B": "c"]], "shell.environment has \"A=B\""),
            (
                ["command": "true", "environment": ["A": nil]],
                "shell.environment.A must be text, a number or a boolean, and is null"
            ),
            (["command": "true", "environment": "A=b"], "shell.environment must be a mapping, and is a string"),
        ] as [(JSON, String)])
    func `that cannot be meant is refused with a sentence`(arguments: JSON, sentence: String) throws {
        let fault = try fault(ask("shell", arguments))
        #expect(fault.type.hasSuffix("configuration"))
        #expect(fault.status == 400)
        #expect(fault.detail?.contains(sentence) == true, "\(fault.detail ?? "")")
    }
}

@Suite struct `a script` {
    private static let python = "import os, sys; print(sys.argv[1], os.environ['A'], sys.stdin.read(), end='')"
    private static let module = """
        import { readFileSync } from 'node:fs';
        const [_, __, first] = process.argv;
        process.stdout.write(`${first} ${process.env.A} ${readFileSync(process.stdin.fd, 'utf8')}`);
        """
    private static let older = """
        const { readFileSync } = require('node:fs');
        process.stdout.write(`${process.argv[2]} ${process.env.A} ${readFileSync(0, 'utf8')}`);
        """

    @Test(arguments: [
        ("shell", "printf '%s %s %s' \"$1\" \"$A\" \"$(cat)\""), ("sh", "printf '%s %s %s' \"$1\" \"$A\" \"$(cat)\""),
        ("python", python), ("js", module), ("javascript", older),
    ])
    func `runs in its language`(language: String, code: String) throws {
        let interpreter = try ScriptLanguage(named: language).interpreter
        guard SearchPath.ofThisProcess.program(interpreter) != nil else { return }
        let arguments: JSON = [
            "language": .string(language), "code": .string(code), "arguments": ["một"], "environment": ["A": "hai"],
            "stdin": "ba ễ",
        ]
        #expect(ask("script", arguments) == .output("một hai ba ễ"))
    }

    @Test(arguments: [
        ("python", "python scripts need python3"), ("js", "javascript scripts need node"),
        ("sh", "shell scripts need sh"),
        ("cobol", "not in \"cobol\""),
    ])
    func `whose interpreter is missing is refused with what to install`(language: String, sentence: String) throws {
        let errand = ProcessErrand(path: SearchPath("/no/such/folder"))
        let fault = try fault(ask("script", ["language": .string(language), "code": ""], of: errand))
        #expect(fault.type.hasSuffix("configuration"))
        #expect(fault.detail?.contains(sentence) == true)
    }

    @Test func `may lie in a file, named by its path or as a URL`() throws {
        let folder = try TemporaryFolder()
        try folder.write("echo từ tệp \"$1\"", to: "scripts/chạy.sh")
        let errand = ProcessErrand(folder: folder.url)
        let url = folder.url.appending(path: "scripts/chạy.sh").absoluteString
        for endpoint in ["scripts/chạy.sh", ["uri": "scripts/chạy.sh"], .string(url)] as [JSON] {
            let arguments: JSON = ["language": "sh", "source": ["endpoint": endpoint], "arguments": ["một"]]
            #expect(ask("script", arguments, of: errand) == .output("từ tệp một\n"))
        }
    }

    @Test(arguments: [
        ("thiếu.sh", "thiếu.sh cannot be read"),
        ("https://example.org/a.sh", "https://example.org/a.sh cannot be fetched"),
        ("big.sh", "has more than 1048576 bytes"),
    ])
    func `that cannot be had is refused`(endpoint: String, sentence: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(String(repeating: "#", count: (1 << 20) + 1), to: "big.sh")
        let arguments: JSON = ["language": "sh", "source": ["endpoint": .string(endpoint)]]
        let fault = try fault(ask("script", arguments, of: ProcessErrand(folder: folder.url)))
        #expect(fault.type.hasSuffix("configuration"))
        #expect(fault.detail?.contains(sentence) == true, "\(fault.detail ?? "")")
    }
}
