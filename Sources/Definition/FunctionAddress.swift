/// Where the text of a function lies.
package enum FunctionAddress: Hashable, Sendable {
    /// An `http` or `https` address, absolute, as it is fetched.
    case web(String)
    /// A path; relative to the document's folder unless it begins with `/`.
    case file(String)

    /// An address as `text` gave it.
    package init(_ text: String) { self = FunctionAddress.isWeb(text) ? .web(text) : .file(text) }

    package var text: String {
        switch self {
        case .web(let text), .file(let text): text
        }
    }

    static func isWeb(_ text: String) -> Bool {
        let start = text.prefix(8).lowercased()
        return start.hasPrefix("http://") || start.hasPrefix("https://")
    }

    /// True for what stands in `call:` and is an address, not a name.
    static func isMeant(by text: String) -> Bool {
        text.contains("/") || text.lowercased().hasPrefix("file:")
            || [".yaml", ".yml", ".json"].contains { text.hasSuffix($0) }
    }
}

/// Why a text is no address that functions are read from.
struct NoFunctionAddress: Error, Equatable {
    let sentence: String
    let hint: String?
}

extension FunctionAddress {
    /// What a reference leads to that stands in a file of this folder.
    func resolving(_ reference: String) throws(NoFunctionAddress) -> FunctionAddress {
        if FunctionAddress.isWeb(reference) { return .web(try WebAddress(reference).text) }
        if let colon = reference.firstIndex(of: ":"), reference[..<colon].allSatisfy({ $0.isLetter && $0.isASCII }) {
            guard reference[..<colon].lowercased() == "file" else {
                throw NoFunctionAddress(
                    sentence: "functions are not read from \(quoted(reference))",
                    hint: "an address begins with https:, http: or file:")
            }
            return try resolving(path: try FunctionAddress.path(ofFile: reference[reference.index(after: colon)...]))
        }
        guard case .web(let base) = self else { return try resolving(path: reference) }
        var address = try WebAddress(base)
        address.go(to: try WebAddress.encoded(reference))
        return .web(address.text)
    }

    private func resolving(path: String) throws(NoFunctionAddress) -> FunctionAddress {
        guard case .file(let base) = self else {
            throw NoFunctionAddress(
                sentence: "a function from the web cannot call \(quoted(path)), a file of this machine",
                hint: "call it by its name from a catalog that the document declares")
        }
        return .file(FilePath.normal(path.hasPrefix("/") || base.isEmpty ? path : "\(base)/\(path)"))
    }

    /// The path of a `file:` address (RFC 8089): `///a/b`, `/a/b`, and also `a/b`, which is relative.
    private static func path(ofFile rest: Substring) throws(NoFunctionAddress) -> String {
        var rest = rest
        if rest.hasPrefix("//") {
            let authority = rest.dropFirst(2).prefix { $0 != "/" }
            guard authority.isEmpty || authority == "localhost" else {
                throw NoFunctionAddress(
                    sentence: "\(quoted("file:" + rest)) lies on another machine",
                    hint: "write three slashes: file:///…")
            }
            rest = rest.dropFirst(2 + authority.count)
        }
        return WebAddress.decoded(String(rest))
    }

    /// A file below this folder.
    func appending(_ names: [String]) -> FunctionAddress {
        switch self {
        case .file(let path):
            return .file(FilePath.normal(([path].filter { !$0.isEmpty } + names).joined(separator: "/")))
        case .web(let text):
            guard var address = try? WebAddress(text) else { return self }
            if address.segments.last == "" { address.segments.removeLast() }
            address.segments += names.map(WebAddress.percentEncoded)
            return .web(address.text)
        }
    }

    /// The folder of a file.
    var folder: FunctionAddress {
        switch self {
        case .file(let path): .file(path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "")
        case .web(let text): .web(text.prefix { $0 != "?" }.lastIndex(of: "/").map { String(text[...$0]) } ?? text)
        }
    }

    /// The name of the folder directly below `folder` in which this file lies; nil when it lies elsewhere.
    func folderName(below folder: FunctionAddress) -> String? {
        guard case (.file(let path), .file(let base)) = (self, folder), path.hasPrefix(base + "/") else { return nil }
        let rest = path.dropFirst(base.count + 1)
        return rest.firstIndex(of: "/").map { String(rest[..<$0]) }
    }

    /// The catalog in whose structure this file stands, `functions/<name>/<version>/function.yaml`, and the function's
    /// name; nil when it stands elsewhere.
    package var place: (catalog: FunctionAddress, name: String)? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts.last == "function.yaml", parts[parts.count - 4] == "functions",
            Reader.isSemanticVersion(String(parts[parts.count - 2]))
        else { return nil }
        let base = parts.dropLast(4).joined(separator: "/")
        return (FunctionAddress(base), String(parts[parts.count - 3]))
    }
}

enum FilePath {
    /// Without `.`, empty names, and `..` where it can be resolved.
    static func normal(_ path: String) -> String {
        var names: [Substring] = []
        for name in path.split(separator: "/") where name != "." {
            if name == "..", let last = names.last, last != ".." {
                names.removeLast()
            } else if name != ".." || !path.hasPrefix("/") {
                names.append(name)
            }
        }
        return (path.hasPrefix("/") ? "/" : "") + names.joined(separator: "/")
    }
}
