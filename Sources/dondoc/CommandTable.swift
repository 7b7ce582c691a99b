import CPosix
import Foundation

/// How a command ended, for scripts: see the command line's contract.
enum ExitCode: Int32 {
    case done = 0
    /// The work itself failed: a workflow faulted, a check found errors.
    case failed = 1
    case usage = 2
    /// The store cannot be reached, there is no right to write.
    case environment = 3
}

/// Ends a command with one sentence on standard error.
struct CommandError: Error {
    let code: ExitCode
    let sentence: String

    static func usage(_ sentence: String) -> CommandError { CommandError(code: .usage, sentence: sentence) }
    static func failed(_ sentence: String) -> CommandError { CommandError(code: .failed, sentence: sentence) }
    static func environment(_ sentence: String) -> CommandError { CommandError(code: .environment, sentence: sentence) }
}

/// One word of the command line, with its options and its help.
struct Command: Sendable {
    struct Option: Sendable {
        let name: String
        /// What stands for the value in the help; nil for a switch.
        let value: String?
        let help: String

        init(_ name: String, _ value: String? = nil, _ help: String) {
            self.name = name
            self.value = value
            self.help = help
        }
    }

    let name: String
    /// What follows the name: `SITE [--from DATE]`.
    let synopsis: String
    let summary: String
    let options: [Option]
    let run: @Sendable (Arguments) throws -> ExitCode

    var help: String {
        var lines = ["dondoc \(name) \(synopsis)", "", "  \(summary)", ""]
        let all = options + [Option("help", nil, "shows this")]
        let heads = all.map { "  --\($0.name)\($0.value.map { " \($0)" } ?? "")" }
        let width = (heads.map(\.count).max() ?? 0) + 2
        for (head, option) in zip(heads, all) {
            lines.append(head.padding(toLength: width, withPad: " ", startingAt: 0) + option.help)
        }
        return lines.joined(separator: "\n")
    }
}

enum CommandTable {
    static let commands: [Command] = [
        documentCommands, almanacCommands, siteCommands, draftingCommands, newCommands, caseworkCommands, unitCommands,
        reportCommands, letterCommands, trustCommands, recoveryCommands, backupCommands,
        instanceCommands,
        benchCommands,
    ].flatMap { $0 }

    static func run(_ words: [String]) -> ExitCode {
        guard words.count > 1, words[1] != "--help", words[1] != "help" else {
            Terminal.say(overview)
            return words.count > 1 ? .done : .usage
        }
        if words[1] == "--version" {
            Terminal.put("dondoc \(version)")
            return .done
        }
        guard let command = commands.first(where: { $0.name == words[1] }) else {
            Terminal.complain(
                "there is no command \"\(words[1])\"\(suggestion(for: words[1])); dondoc --help lists them")
            return .usage
        }
        do {
            let arguments = try Arguments(Array(words.dropFirst(2)), of: command)
            if arguments.has("help") {
                Terminal.put(command.help)
                return .done
            }
            return try command.run(arguments)
        } catch let error as CommandError {
            Terminal.complain(error.sentence)
            return error.code
        } catch {
            Terminal.complain("\(error)")
            return .environment
        }
    }

    static let version = "0.1.0"

    private static var overview: String {
        let width = (commands.map(\.name.count).max() ?? 0) + 2
        let lines = commands.map { "  " + $0.name.padding(toLength: width, withPad: " ", startingAt: 0) + $0.summary }
        return "dondoc COMMAND [options] [arguments]\n\n" + lines.joined(separator: "\n")
            + "\n\ndondoc COMMAND --help tells more."
    }
}
