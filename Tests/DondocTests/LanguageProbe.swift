import Foundation
import Notation
import TestKit

/// One property of the language, and a document that shows what the program does with it.
struct LanguageProbe: Sendable {
    enum Outcome: Sendable, Equatable {
        /// `exec` prints this JSON.
        case answers(String)
        /// `exec` ends with an error of this kind and status.
        case faults(String, Int)
        /// `check` takes it; what it means shows in `run`, or with a program that may not be installed.
        case read
        /// `check` and `exec` refuse it, with a sentence in which these words stand.
        case refused(String)
        /// `exec --events` writes an event of this type.
        case tells(String)
    }

    let property: String
    let document: String
    let outcome: Outcome
    var input: String?
    var secrets: [String: String] = [:]

    /// What stands in the table.
    enum Finding: Sendable {
        case asExpected(String)
        case otherwise(String)
    }

    /// In a document that does not begin with `document:`, that part is added; `SERVER` is the address of the server,
    /// and `FOLDER` the folder of the document.
    func run() throws -> Finding {
        let folder = try TemporaryFolder()
        return try withExtendedLifetime(folder) {
            let heading = "document: { dsl: '1.0.3', namespace: test, name: main, version: '0.1.0' }\n"
            var text = document.hasPrefix("document:") ? document : heading + document
            if text.contains("SERVER") { text = text.replacing("SERVER", with: try WebServer.shared.get().url("")) }
            try folder.write(text.replacing("FOLDER", with: folder.path), to: "main.yaml")
            try folder.write("printf abc\n", to: "script.sh")
            try folder.write("set: { n: '${ .n + 1 }' }\n", to: "catalog/functions/f/1.0.0/function.yaml")
            try folder.write(LanguageProbe.child, to: "child.yaml")
            let words =
                switch outcome {
                case .read: ["check", "main.yaml"]
                case .tells: ["exec", "main.yaml", "--events", "events"]
                default: ["exec", "main.yaml"] + (input == nil ? [] : ["--input", "-"])
                }
            let result = try DondocProcess.run(words, environment: secrets, in: folder.path, input: input)
            return try judge(result, told: (try? folder.text(of: "events")) ?? "")
        }
    }

    private func judge(_ result: DondocProcess.Result, told: String) throws -> Finding {
        let shown = "\(result.code) \(result.out)\(result.error)"
        switch outcome {
        case .answers(let output):
            let isSame = try result.code == 0 && JSON(parsing: result.out) == JSON(parsing: output)
            return isSame ? .asExpected("supported") : .otherwise(shown)
        case .faults(let kind, let status):
            let error = result.code == 1 ? try JSON(parsing: result.out) : .null
            let isSame = error["type"].asString?.hasSuffix("/\(kind)") == true && error["status"] == .integer(status)
            return isSame ? .asExpected("error \(status), \(kind)") : .otherwise(shown)
        case .read: return result.code == 0 ? .asExpected("read") : .otherwise(shown)
        case .refused(let words):
            let sentence = result.error.split(separator: "\n").first { $0.contains(": error: ") }
                .flatMap { $0.split(separator: ": error: ", maxSplits: 1).last }.map(String.init)
            guard result.code == 2, let sentence, sentence.contains(words) else { return .otherwise(shown) }
            return .asExpected("refused: \(sentence)")
        case .tells(let type):
            return told.contains("\"type\":\"\(type)\"") ? .asExpected("supported") : .otherwise("\(shown)\(told)")
        }
    }

    private static let child = """
        document: { dsl: '1.0.3', namespace: test, name: child, version: '1.2.0' }
        do: [{ a: { set: { doubled: '${ .n * 2 }' } } }]
        """
}

/// The probes of one part of the language.
struct LanguagePart: Sendable {
    let title: String
    let probes: [LanguageProbe]

    init(_ title: String, _ probes: [LanguageProbe]) {
        self.title = title
        self.probes = probes
    }
}

/// What documents print, from which input.
func answers(
    _ property: String, _ document: String, _ output: String, from input: String? = nil, secrets: [String: String] = [:]
) -> LanguageProbe {
    LanguageProbe(property: property, document: document, outcome: .answers(output), input: input, secrets: secrets)
}

func faults(_ property: String, _ document: String, _ kind: String, _ status: Int) -> LanguageProbe {
    LanguageProbe(property: property, document: document, outcome: .faults(kind, status))
}

func refused(_ property: String, _ document: String, _ words: String) -> LanguageProbe {
    LanguageProbe(property: property, document: document, outcome: .refused(words))
}

func isRead(_ property: String, _ document: String) -> LanguageProbe {
    LanguageProbe(property: property, document: document, outcome: .read)
}

/// `do` with one task.
func one(_ task: String) -> String { "do: [{ a: { \(task) } }]" }
