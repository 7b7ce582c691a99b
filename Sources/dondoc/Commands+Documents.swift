import Almanac
import Casework
import Definition
import Engine
import Expression
import Foundation
import Interpreter
import Notation
import Post

extension CommandTable {
    static let documentCommands = [check, exec, eval]

    private static let check = Command(
        name: "check", synopsis: "[PATH…] [--schema]",
        summary: "parses and validates workflows, units, plans, templates",
        options: [
            Arguments.format,
            .init("schema", nil, "prints the JSON Schema of workflow documents, for editors"),
        ]
    ) { arguments in
        if arguments.has("schema") {
            Terminal.put(WorkflowSchema.json.prettyText)
            return .done
        }
        let checked = try DocumentCheck(paths: arguments.positional.isEmpty ? ["."] : arguments.positional)
        let errors = checked.diagnostics.count { $0.severity == .error }
        if try arguments.wantsJSON {
            let rows = JSON.array(checked.diagnostics.map(\.json))
            Terminal.put(JSON.object(Members([("diagnostics", rows)])).text)
        } else {
            Terminal.put(checked.diagnostics, sources: checked.sources, toError: false)
            let warnings = checked.diagnostics.count - errors
            Terminal.say(
                "\(counted(checked.files, "file")): \(counted(errors, "error")), \(counted(warnings, "warning"))")
        }
        return errors == 0 ? .done : .failed
    }

    private static func counted(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }

    private static let eval = Command(
        name: "eval", synopsis: "EXPR [--input FILE or -]",
        summary: "evaluates one expression: each result as one line of compact JSON",
        options: [
            .init("input", "FILE", "the input, JSON; - for standard input, null when it is left out"),
            .init("arg", "NAME=JSON", "a variable"),
        ]
    ) { arguments in
        let text = try arguments.only("the expression, in quotes,")
        var variables: [String: JSON] = [:]
        for pair in arguments.values("arg") {
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let value = try? JSON(parsing: parts[1]) else {
                throw CommandError.usage("--arg takes NAME=JSON, not \"\(pair)\"")
            }
            variables[parts[0]] = value
        }
        let input = try readInput(arguments.value("input"))
        let program: Program
        do throws(ExpressionSyntaxError) {
            program = try Program(parsing: text, arguments: Set(variables.keys))
        } catch {
            throw CommandError.failed("\(error.message)\n  \(text)\n  \(String(repeating: " ", count: error.offset))^")
        }
        do throws(ExpressionError) {
            try program.run(on: input, arguments: variables, at: WallClock.now) {
                Terminal.put($0.text)
                return true
            }
        } catch {
            throw CommandError.failed(error.message)
        }
        return .done
    }

    private static let exec = Command(
        name: "exec", synopsis: "FILE [--input FILE or -] [--events FILE] [--secrets FILE]",
        summary: "runs one workflow document in the foreground, in memory, without a site",
        options: [
            .init("input", "FILE", "the workflow's input, JSON; - for standard input"),
            .init("events", "FILE", "appends every CloudEvent, one JSON object a line"),
            .init("secrets", "FILE", "the secrets, a JSON object by name"),
        ]
    ) { arguments in
        let file = try arguments.only("the workflow document")
        let exec = try Execing(
            file: file, events: arguments.value("events"), secrets: arguments.value("secrets"))
        return try exec.run(input: readInput(arguments.value("input")))
    }

    static func readInput(_ path: String?) throws(CommandError) -> JSON {
        guard let path else { return .null }
        let bytes = path == "-" ? Array(FileHandle.standardInput.readDataToEndOfFile()) : try readBytes(path)
        do {
            return try JSON(parsing: bytes)
        } catch {
            throw .usage("the input \(path == "-" ? "on standard input" : path) is not JSON: \(error)")
        }
    }

    static func readBytes(_ path: String) throws(CommandError) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else { throw .usage("\(path) cannot be read") }
        return Array(data)
    }

    static func readText(_ path: String) throws(CommandError) -> String {
        guard let text = String(validating: try readBytes(path), as: UTF8.self) else {
            throw .failed("\(path) is not UTF-8")
        }
        return text
    }

    static func suggestion(for word: String) -> String {
        Diagnostic.suggestion(for: word, among: commands.map(\.name)).map { ", \($0)" } ?? ""
    }

    static func thisYear(in zone: Zone) -> Int { zone.day(of: WallClock.now).year }
}
