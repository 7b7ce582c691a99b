package import Papers

extension PlanText {
    /// More is no plan.
    private static let largest = 32 << 20

    /// A plan as it came: a Word document, or text in UTF-8. Everything else is refused in one sentence.
    ///
    /// - Parameter name: the file's name, by whose end a format is told that its first bytes do not tell.
    package init(file name: String, bytes: [UInt8]) throws(PaperError) {
        let name = name.lowercased()
        guard bytes.count <= Self.largest else {
            throw PaperError("too-large", "the file is larger than any plan", hint: "send the plan alone")
        }
        if bytes.starts(with: Array("PK".utf8)) || name.hasSuffix(".docx") {
            self.init(try WordDocument(bytes))
            return
        }
        if let kind = Self.format(of: bytes, name) {
            throw PaperError("not-a-text", "the file is \(kind)", hint: "save it as .docx or as plain text")
        }
        guard let content = String(validating: bytes, as: UTF8.self) else {
            throw PaperError("not-utf-8", "the file is not UTF-8", hint: "save it as .docx or as plain text in UTF-8")
        }
        self.init(content)
    }

    private static let beginnings: [([UInt8], String)] = [
        ([0xD0, 0xCF, 0x11, 0xE0], "an old .doc"), (Array("{\\rtf".utf8), "an RTF file"),
        ([0x89, 0x50, 0x4E, 0x47], "a picture"), ([0xFF, 0xD8, 0xFF], "a picture"), (Array("GIF8".utf8), "a picture"),
        ([0xFF, 0xFE], "text in UTF-16"), ([0xFE, 0xFF], "text in UTF-16"),
    ]
    private static let endings = [(".pdf", "a PDF"), (".doc", "an old .doc"), (".rtf", "an RTF file")]

    /// What a file is that is no text. The mark of a PDF may stand after other bytes; text has no control characters.
    private static func format(of bytes: [UInt8], _ name: String) -> String? {
        let mark = Array("%PDF-".utf8)
        let head = bytes.prefix(1024)
        if head.indices.contains(where: { head[$0...].starts(with: mark) }) { return "a PDF" }
        return beginnings.first { bytes.starts(with: $0.0) }?.1 ?? endings.first { name.hasSuffix($0.0) }?.1
            ?? (bytes.contains { $0 < 0x20 && !(0x08...0x0D).contains($0) && $0 != 0x1B } ? "a binary file" : nil)
    }
}
