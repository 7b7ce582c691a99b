import Foundation
import Interpreter
import Notation

/// `run: shell`, `run: script` and `run: container`: one program, run here and now on the thread that asks.
///
/// Where the specification is silent: the output is the text as the program wrote it, with its last newline. A program that
/// fails (an exit code other than 0) faults the task when `return` is `stdout` or `none`, because nobody would see it
/// otherwise; `code`, `all` and `stderr` show the failure to the workflow, and do not fault.
struct ProcessErrand: Sendable {
    /// The folders where interpreters are looked for, and the `PATH` that programs see.
    var path = SearchPath.ofThisProcess
    /// What a relative `script.source` is relative to.
    var folder = URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
    var limits = ChildProcess.Limits()
    let running = RunningChildren()

    /// - Parameters:
    ///   - function: `run:shell`, `run:script` or `run:container`.
    ///   - arguments: what stands under that key, with `return` beside it.
    ///   - abandonment: ends the process when it is declared.
    func output(
        of function: String, _ arguments: JSON, taskName: String, unless abandonment: Abandonment = Abandonment()
    ) throws(WorkflowFault) -> JSON {
        try running.during { () throws(WorkflowFault) in
            try outcome(of: function, arguments, taskName: taskName, unless: abandonment)
        }
    }

    /// Ends what still runs. What is asked for later is ended at once.
    func stop() {
        running.close()
        running.wait(atMost: .seconds(5))
    }

    private func outcome(
        of function: String, _ arguments: JSON, taskName: String, unless abandonment: Abandonment
    ) throws(WorkflowFault) -> JSON {
        let order = try ProcessOrder(arguments, of: function)
        do {
            let ending =
                switch function {
                case "run:shell": try shell(order, abandonment)
                case "run:script": try script(order, abandonment)
                default: try container(order, abandonment, taskName: taskName)
                }
            return try output(of: ending, as: order.returned)
        } catch let fault as WorkflowFault {
            throw fault
        } catch let trouble as ChildProcess.Trouble {
            throw trouble.fault
        } catch {
            throw WorkflowFault(.runtime, "\(error)")
        }
    }

    /// `$1`, `$2` … of the command are the arguments.
    private func shell(_ order: ProcessOrder, _ abandonment: Abandonment) throws -> ChildProcess.Ending {
        let command = try order.text("command")
        return try child(
            "/bin/sh", ["-c", command, "sh"] + order.arguments, of: order, in: try WorkingFolder()
        ).run(unless: abandonment)
    }

    private func script(_ order: ProcessOrder, _ abandonment: Abandonment) throws -> ChildProcess.Ending {
        let language = try ScriptLanguage(named: order.text("language"))
        let code = try order.has("code") ? order.text("code") : ScriptSource(order["source"]).code(below: folder)
        guard let interpreter = path.program(language.interpreter) else {
            throw WorkflowFault(.configuration, language.isMissing)
        }
        let working = try WorkingFolder()
        let file = try working.write(code, to: language.fileName(of: code))
        return try child(interpreter, [file] + order.arguments, of: order, in: working).run(unless: abandonment)
    }

    private func container(
        _ order: ProcessOrder, _ abandonment: Abandonment, taskName: String
    ) throws -> ChildProcess.Ending {
        guard let engine = path.program("podman") ?? path.program("docker") else {
            throw WorkflowFault(.configuration, "containers need podman or docker, and neither is on the PATH")
        }
        let key = UUID().uuidString.lowercased()
        let container = try ContainerOrder(order, taskName: taskName, key: key)
        var client = try child(engine, container.arguments, of: order, in: try WorkingFolder())
        client.environment = container.clientEnvironment(from: ProcessInfo.processInfo.environment, path: path)
        do {
            let ending = try client.run(unless: abandonment)
            if running.isClosed || abandonment.isDeclared { remove(container, as: client) }
            guard ending.code != ContainerOrder.engineFailed else {
                throw WorkflowFault(.runtime, "the container cannot be run: \(ending.error.excerpt)")
            }
            return ending
        } catch let trouble as ChildProcess.Trouble {
            remove(container, as: client)
            throw trouble
        }
    }

    /// A container outlives its client. When the engine does not listen either, there is nobody left to tell.
    private func remove(_ container: ContainerOrder, as client: ChildProcess) {
        var removal = client
        removal.arguments = container.removal
        removal.input = []
        removal.limits.time = .seconds(30)
        removal.register = nil
        _ = try? removal.run(unless: Abandonment())
    }

    private func child(
        _ program: String, _ arguments: [String], of order: ProcessOrder, in working: WorkingFolder
    ) throws -> ChildProcess {
        var environment = ["PATH": path.text, "LANG": "C.UTF-8", "HOME": working.path]
        for (name, value) in order.environment { environment[name] = value }
        return ChildProcess(
            program: program, arguments: arguments, environment: environment, input: order.input, folder: working,
            limits: limits, register: running)
    }

    private func output(of ending: ChildProcess.Ending, as returned: String) throws(WorkflowFault) -> JSON {
        switch returned {
        case "code": return .integer(Int(ending.code))
        case "all":
            return [
                "code": .integer(Int(ending.code)), "stdout": .string(ending.output), "stderr": .string(ending.error),
            ]
        case "stderr": return .string(ending.error)
        default:
            guard ending.code == 0 else {
                let said = ending.error.excerpt
                let sentence = "the process ended with code \(ending.code)"
                throw WorkflowFault(.runtime, said.isEmpty ? sentence : "\(sentence): \(said)")
            }
            return returned == "none" ? .null : .string(ending.output)
        }
    }
}

extension String {
    /// The end of what a program said, where it tells why it failed: at most 2 KiB, whole characters.
    var excerpt: String {
        let text = trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.utf8.count > 2048 else { return text }
        let isMiddleOfCharacter = { (byte: UInt8) in byte & 0b1100_0000 == 0b1000_0000 }
        return "…" + String(decoding: text.utf8.suffix(2045).drop(while: isMiddleOfCharacter), as: UTF8.self)
    }
}

extension ChildProcess.Trouble {
    var fault: WorkflowFault {
        switch self {
        case .notStarted(let program, let reason):
            WorkflowFault(.configuration, "\(program) cannot be started: \(reason)")
        case .outOfTime(let limit):
            WorkflowFault(.timeout, "the process was ended: it ran longer than \(limit.components.seconds) seconds")
        case .tooMuch(let stream, let bytes):
            WorkflowFault(.runtime, "the process was ended: it wrote more than \(bytes) bytes to \(stream)")
        }
    }
}
