import Foundation

/// A `.xlsx`: its sheets, each read when it is asked for.
package struct Workbook {
    /// In the order of the tabs.
    package let sheetNames: [String]
    private let parts: [String]
    private let archive: ZipArchive
    private let strings: [String]
    private let dateStyles: [Bool]
    private let dates: SheetDates

    package init(_ content: [UInt8], limits: ZipLimits = ZipLimits()) throws(PaperError) {
        archive = try ZipArchive(content, limits: limits)
        let part = try PartRelations(of: "", in: archive).part(of: "officeDocument") ?? "xl/workbook.xml"
        guard part.hasPrefix("xl/"), let book = try archive.bytes(of: part) else {
            throw PaperError("not-a-xlsx", "the file is no workbook", hint: "save it as .xlsx")
        }
        let relations = try PartRelations(of: part, in: archive)
        var names: [String] = []
        var parts: [String] = []
        var since1904 = false
        let reading = try XMLReading(book, part: part)
        while let event = try reading.next() {
            guard case .start(let name, let attributes) = event else { continue }
            if name == "workbookPr" { since1904 = ["1", "true"].contains(attributes["date1904"]) }
            if name == "sheet", let id = attributes["id"], let part = relations.part(withID: id) {
                names.append((attributes["name"] ?? "").precomposedStringWithCanonicalMapping)
                parts.append(part)
            }
        }
        sheetNames = names
        self.parts = parts
        dates = SheetDates(since1904: since1904)
        strings = try Self.sharedStrings(relations.part(of: "sharedStrings"), in: archive)
        dateStyles = try Self.dateStyles(relations.part(of: "styles"), in: archive)
    }

    /// The first sheet, or the one of that name.
    package func sheet(_ name: String? = nil) throws(PaperError) -> Sheet {
        guard let index = name.map({ sheetNames.firstIndex(of: $0) }) ?? sheetNames.indices.first else {
            let known = sheetNames.map { "\"\($0)\"" }.joined(separator: ", ")
            throw PaperError("no-such-sheet", "the workbook has no sheet \"\(name ?? "")\"", hint: "it has \(known)")
        }
        guard let content = try archive.bytes(of: parts[index]) else {
            throw PaperError("damaged", "the workbook lacks its sheet \"\(sheetNames[index])\"")
        }
        let reader = SheetReader(strings: strings, dateStyles: dateStyles, dates: dates)
        return try reader.read(XMLReading(content, part: parts[index]), name: sheetNames[index])
    }

    private static func sharedStrings(_ part: String?, in archive: ZipArchive) throws(PaperError) -> [String] {
        guard let part, let content = try archive.bytes(of: part) else { return [] }
        let reading = try XMLReading(content, part: part)
        var strings: [String] = []
        while let event = try reading.next() {
            guard case .start("si", _) = event else { continue }
            strings.append(try SheetReader.text(until: "si", reading))
        }
        return strings
    }

    /// Of each cell style, whether it shows a date.
    private static func dateStyles(_ part: String?, in archive: ZipArchive) throws(PaperError) -> [Bool] {
        guard let part, let content = try archive.bytes(of: part) else { return [] }
        let reading = try XMLReading(content, part: part)
        var formats: [Int: String] = [:]
        var styles: [Bool] = []
        var isWithin = false
        while let event = try reading.next() {
            switch event {
            case .start("numFmt", let attributes):
                if let id = attributes["numFmtId"].flatMap({ Int($0) }) { formats[id] = attributes["formatCode"] }
            case .start("cellXfs", _): isWithin = true
            case .end("cellXfs"): isWithin = false
            case .start("xf", let attributes) where isWithin:
                let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
                styles.append(formats[id].map { SheetDates.isDate($0) } ?? SheetDates.isDate(builtIn: id))
            default: continue
            }
        }
        return styles
    }
}
