/// Which part of an office file belongs to which: the `.rels` beside it.
struct PartRelations {
    private var targets: [(id: String, type: String, target: String)] = []
    private let folder: String

    /// Of a part, `xl/workbook.xml`, or of the whole file with an empty name. Without the list there are none.
    init(of part: String, in archive: ZipArchive) throws(PaperError) {
        let cut = part.lastIndex(of: "/").map { part.index(after: $0) } ?? part.startIndex
        folder = String(part[..<cut])
        let list = "\(folder)_rels/\(part[cut...]).rels"
        guard let content = try archive.bytes(of: list) else { return }
        let reading = try XMLReading(content, part: list)
        while let event = try reading.next() {
            guard case .start("Relationship", let attributes) = event, attributes["TargetMode"] != "External",
                let id = attributes["Id"], let type = attributes["Type"], let target = attributes["Target"]
            else { continue }
            targets.append((id, type, target))
        }
    }

    /// The part of a kind: `officeDocument`, `styles`.
    func part(of kind: String) -> String? { targets.first { $0.type.hasSuffix("/\(kind)") }.map { path($0.target) } }

    /// All of a kind: `header`.
    func parts(of kind: String) -> [String] { targets.filter { $0.type.hasSuffix("/\(kind)") }.map { path($0.target) } }

    func part(withID id: String) -> String? { targets.first { $0.id == id }.map { path($0.target) } }

    private func path(_ target: String) -> String {
        if target.hasPrefix("/") { return String(target.dropFirst()) }
        var parts = folder.split(separator: "/")
        for part in target.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}
