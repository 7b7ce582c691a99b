import Notation

/// `name:version@catalog`, as it stands in `call:`; version and catalog may be missing.
struct FunctionName {
    let name: String
    let version: String?
    let catalog: String?

    init(_ text: String) {
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let named = parts[0].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        name = String(named[0])
        version = named.count == 2 ? String(named[1]) : nil
        catalog = parts.count == 2 ? String(parts[1]) : nil
    }

    /// May be the name of a folder.
    var isPlain: Bool {
        !name.isEmpty && name.first != "." && name.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
    }

    /// The newest of the names that are versions. What is only being prepared (`2.0.0-rc.1`) counts where nothing is out.
    static func newest(of versions: [String]) -> String? {
        let versions = versions.filter(Reader.isSemanticVersion)
        let released = versions.filter { !$0.prefix { $0 != "+" }.contains("-") }
        return (released.isEmpty ? versions : released).max { isOlder($0, than: $1) }
    }

    /// By semantic version 2.0, 11.
    static func isOlder(_ a: String, than b: String) -> Bool {
        func parts(_ version: String) -> (numbers: [Substring], labels: [Substring]) {
            let release = version.prefix { $0 != "+" }.split(separator: "-", maxSplits: 1)
            return (release[0].split(separator: "."), release.count == 2 ? release[1].split(separator: ".") : [])
        }
        let (left, right) = (parts(a), parts(b))
        for (a, b) in zip(left.numbers, right.numbers) where a != b { return isSmaller(a, b) }
        if left.labels.isEmpty || right.labels.isEmpty { return !left.labels.isEmpty && right.labels.isEmpty }
        for (a, b) in zip(left.labels, right.labels) where a != b {
            switch (a.allSatisfy(\.isNumber), b.allSatisfy(\.isNumber)) {
            case (true, true): return isSmaller(a, b)
            case (true, false): return true
            case (false, true): return false
            case (false, false): return a < b
            }
        }
        return left.labels.count < right.labels.count
    }

    /// Digits without leading zeros, of any length.
    private static func isSmaller(_ a: Substring, _ b: Substring) -> Bool { (a.count, a) < (b.count, b) }
}

/// A catalog that functions are called from.
struct CatalogEndpoint {
    /// As a document names it; nil for the runtime's own.
    let name: String?
    let folder: FunctionAddress
    var authentication: JSON = .null

    /// The folder beside the document.
    static let runtime = CatalogEndpoint(name: nil, folder: .file(""))

    func folder(of name: String) -> FunctionAddress { folder.appending(["functions", name]) }

    func address(of name: String, version: String) -> FunctionAddress {
        folder.appending(["functions", name, version, "function.yaml"])
    }
}
