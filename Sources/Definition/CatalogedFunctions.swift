import Notation

/// The functions that one document reaches in catalogs: which are called from where, and what is wrong with them.
///
/// One reading owns it; it never leaves the room.
final class CatalogedFunctions {
    /// In one document, those included that functions call in their turn.
    static let most = 100
    static let mostBytesTogether = 4 << 20

    /// A function that is called, and has to be read.
    struct Wanted {
        let address: FunctionAddress
        let name: String
        let authentication: JSON
        /// What it may call without naming a catalog.
        let home: CatalogEndpoint?
    }

    private struct Call {
        /// The function's name as it is written there.
        let function: String
        let mark: SourceMark
        let problems: Problems
        /// The function whose task calls; nil for the document.
        let caller: FunctionAddress?

        var isTold: Bool { problems.diagnostics.contains { $0.severity == .error && $0.mark == mark } }
    }

    private struct Flaw {
        let code: String
        let message: (_ function: String) -> String
        let hint: String?
    }

    let catalog: FunctionCatalog
    /// What paths of functions begin with when they are shown: the document's folder.
    private let shownFolder: String
    private(set) var texts: [String: String] = [:]
    private(set) var tasks: [String: WorkflowTask] = [:]
    private(set) var references: [Reference] = []
    private var queue: [Wanted] = []
    /// In the order in which they were first called.
    private var order: [FunctionAddress] = []
    private var calls: [FunctionAddress: [Call]] = [:]
    private var flaws: [FunctionAddress: Flaw] = [:]
    private var files: [FunctionAddress: Problems] = [:]
    private var byteCount = 0

    init(_ catalog: FunctionCatalog, besides file: String) {
        self.catalog = catalog
        shownFolder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
    }

    /// Of the functions' own files.
    var diagnostics: [Diagnostic] { order.flatMap { files[$0]?.diagnostics ?? [] } }

    func want(
        _ wanted: Wanted, by caller: FunctionAddress?, as function: String, at mark: SourceMark, _ problems: Problems
    ) {
        let call = Call(function: function, mark: mark, problems: problems, caller: caller)
        guard calls[wanted.address] == nil else {
            calls[wanted.address]?.append(call)
            return
        }
        calls[wanted.address] = [call]
        order.append(wanted.address)
        if order.count <= CatalogedFunctions.most {
            queue.append(wanted)
        } else {
            flaws[wanted.address] = Flaw(
                code: "too-many-functions",
                message: { "\(quoted($0)) is one function too many: a document reaches at most \(Self.most)" },
                hint: nil)
        }
    }

    /// Reads what is wanted, and what that wants in its turn; then tells what is wrong at the calls.
    ///
    /// - Parameter reader: the one of the document: what it knows of functions and catalogs, the others know as well.
    func read(by reader: Reader) {
        while !queue.isEmpty {
            let wanted = queue.removeFirst()
            if let source = source(of: wanted) { read(source, wanted, by: reader) }
        }
        findCircles()
        tellFlaws()
    }

    private func source(of wanted: Wanted) -> SourceText? {
        do throws(FunctionCatalog.Absence) {
            let bytes = try catalog.bytes(wanted.address, wanted.authentication)
            byteCount += bytes.count
            guard bytes.count <= FunctionCatalog.largestText, byteCount <= CatalogedFunctions.mostBytesTogether else {
                throw FunctionCatalog.Absence("is not read: it is too large")
            }
            let (source, diagnostics) = SourceText.reading(bytes: bytes, file: shown(wanted.address))
            if let source { return source }
            throw FunctionCatalog.Absence("cannot be read: \(diagnostics.first?.line ?? "it is no text")")
        } catch {
            let place = quoted(shown(wanted.address), atMost: 300)
            flaws[wanted.address] = Flaw(
                code: "unreachable-function",
                message: {
                    $0 == wanted.address.text ? "\(place) \(error.reason)" : "\(quoted($0)): \(place) \(error.reason)"
                },
                hint: otherVersions(of: wanted))
            return nil
        }
    }

    private func otherVersions(of wanted: Wanted) -> String? {
        guard let place = wanted.address.place else { return nil }
        let folder = place.catalog.appending(["functions", place.name])
        let versions = catalog.folders(folder).filter(Reader.isSemanticVersion)
            .sorted { FunctionName.isOlder($0, than: $1) }
        return versions.isEmpty ? nil : "there are the versions \(versions.suffix(8).joined(separator: ", "))"
    }

    private func read(_ source: SourceText, _ wanted: Wanted, by reader: Reader) {
        let problems = Problems(file: source.file)
        files[wanted.address] = problems
        let task = LocatedTree.parsing(source, problems).flatMap { tree in
            reader.function(in: tree, problems, at: wanted.address, home: wanted.home).catalogedTask(named: wanted.name)
        }
        guard let task, !problems.hasErrors else { return }
        texts[wanted.address.text] = source.text
        tasks[wanted.address.text] = task.task
        references += task.references
    }

    private func shown(_ address: FunctionAddress) -> String {
        if case .file(let path) = address, !path.hasPrefix("/") { return FilePath.normal(shownFolder + path) }
        return address.text
    }

    /// A function that calls itself, by whichever way, would never end.
    private func findCircles() {
        var called: [FunctionAddress: [(address: FunctionAddress, call: Call)]] = [:]
        for address in order {
            for call in calls[address] ?? [] { call.caller.map { called[$0, default: []].append((address, call)) } }
        }
        var finished: Set<FunctionAddress> = []
        var way: [FunctionAddress] = []
        func follow(_ address: FunctionAddress) {
            way.append(address)
            for (next, call) in called[address] ?? [] {
                if let start = way.firstIndex(of: next) {
                    let names = (way[start...] + [next]).map { quoted(shown($0), marks: false, atMost: 120) }
                        .joined(separator: " → ")
                    call.problems.error(
                        "circular-functions", at: call.mark, "functions call one another in a circle: \(names)")
                } else if !finished.contains(next) {
                    follow(next)
                }
            }
            way.removeLast()
            finished.insert(address)
        }
        for address in order where !finished.contains(address) { follow(address) }
    }

    /// A function with mistakes is told at each call of it; one that calls such a function has a mistake by that.
    private func tellFlaws() {
        var told: Set<FunctionAddress> = []
        var isNew = true
        while isNew {
            isNew = false
            for address in order where !told.contains(address) {
                if flaws[address] == nil, let file = files[address], file.hasErrors { flaws[address] = flaw(of: file) }
                guard let flaw = flaws[address] else { continue }
                told.insert(address)
                isNew = true
                for call in calls[address] ?? [] where !call.isTold {
                    call.problems.error(flaw.code, at: call.mark, flaw.message(call.function), hint: flaw.hint)
                }
            }
        }
    }

    private func flaw(of file: Problems) -> Flaw {
        let first = file.inOrder.first { $0.severity == .error }
        return Flaw(
            code: "bad-function", message: { "the function \(quoted($0)) has mistakes" },
            hint: first.map { "the first is at \($0.file):\($0.mark.line):\($0.mark.column)" })
    }
}
