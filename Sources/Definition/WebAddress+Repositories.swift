/// Git hosts show a page where people look at a file; what is in the file lies at another address.
///
/// A branch, a tag and a commit may all stand in the same place, so it is taken over as it is written.
extension WebAddress {
    private static let pages: Set = ["tree", "blob", "raw"]
    private static let raw = "https://raw.githubusercontent.com"

    /// The same file or folder as it is to be read by a program; itself for every other host.
    var ofContent: WebAddress {
        switch origin {
        case "https://github.com", "https://www.github.com", "http://github.com": onGitHub
        case "https://gitlab.com", "http://gitlab.com": onGitLab
        default: segments.contains("-") ? onGitLab : self
        }
    }

    /// The same for the root of a catalog, which may be a whole repository: its default branch is meant.
    var ofCatalog: WebAddress {
        var address = self
        address.query = ""
        while address.segments.last == "" { address.segments.removeLast() }
        if address.segments.last?.hasSuffix(".git") == true {
            address.segments.append(String(address.segments.removeLast().dropLast(4)))
        }
        if address.segments.count == 2, address.origin.hasSuffix("://github.com") {
            address.segments += ["tree", "HEAD"]
        } else if address.origin.hasSuffix("://gitlab.com"), !address.segments.contains(where: Self.pages.contains) {
            address.segments += ["-", "tree", "HEAD"]
        }
        return address.ofContent
    }

    private var onGitHub: WebAddress {
        var address = self
        guard segments.count >= 3 else { return self }
        if WebAddress.pages.contains(segments[2]) {
            address.segments.remove(at: 2)
        } else if let last = segments.last, let at = last.lastIndex(of: "@"), at != last.startIndex {
            // `owner/repository/path@ref`, as the specification writes it: the folder of a function.
            address.segments[segments.count - 1] = String(last[..<at])
            address.segments.insert(String(last[last.index(after: at)...]), at: 2)
            address.segments.append("function.yaml")
        } else {
            return self
        }
        address.origin = WebAddress.raw
        address.query = ""
        return address
    }

    /// `group/project/-/tree/ref/…`; older addresses lack the hyphen.
    private var onGitLab: WebAddress {
        guard let place = segments.indices.first(where: { $0 >= 2 && WebAddress.pages.contains(segments[$0]) }) else {
            return self
        }
        let hasHyphen = segments[place - 1] == "-"
        guard hasHyphen || origin.hasSuffix("://gitlab.com") else { return self }
        var address = self
        address.segments.replaceSubrange(place...place, with: hasHyphen ? ["raw"] : ["-", "raw"])
        address.query = ""
        return address
    }
}
