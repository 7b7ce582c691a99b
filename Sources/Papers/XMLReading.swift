import CXML2

/// One part of an office file, event by event. No network, no document type, hence no entities but XML's own five.
///
/// Owns the C reader and the bytes that it reads, which must stay where they are; used by one reading at a time.
final class XMLReading {
    enum Event {
        /// Local names; a prefix says nothing that these formats need.
        case start(String, [String: String])
        case end(String)
        case text(String)
    }

    private let reader: xmlTextReaderPtr
    private let bytes: UnsafeMutableBufferPointer<CChar>
    private let part: String
    /// The end of an element that was empty, `<w:br/>`, still to be told.
    private var owed: String?

    private static let ready: Void = xmlInitParser()

    /// - Parameter part: the name that errors give.
    init(_ content: [UInt8], part: String) throws(PaperError) {
        _ = Self.ready
        guard Self.isPlain(content) else {
            throw PaperError(
                "hostile-xml", "\"\(part)\" has a document type or is not UTF-8; no office program writes that")
        }
        bytes = .allocate(capacity: max(1, content.count))
        _ = bytes.initialize(from: content.map { CChar(bitPattern: $0) })
        let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
        guard let reader = xmlReaderForMemory(bytes.baseAddress, Int32(content.count), nil, "UTF-8", options) else {
            bytes.deallocate()
            throw PaperError("damaged", "\"\(part)\" cannot be read")
        }
        self.reader = reader
        self.part = part
    }

    deinit {
        xmlFreeTextReader(reader)
        bytes.deallocate()
    }

    /// Nil at the end.
    func next() throws(PaperError) -> Event? {
        if let name = owed {
            owed = nil
            return .end(name)
        }
        while true {
            switch xmlTextReaderRead(reader) {
            case 1: break
            case 0: return nil
            default:
                let line = xmlGetLastError().map { Int($0.pointee.line) } ?? 0
                throw PaperError("damaged", "\"\(part)\" is not XML, at its line \(line)")
            }
            switch xmlReaderTypes(rawValue: UInt32(max(0, xmlTextReaderNodeType(reader)))) {
            case XML_READER_TYPE_ELEMENT:
                let name = string(xmlTextReaderConstLocalName(reader))
                let attributes = readAttributes()
                if xmlTextReaderIsEmptyElement(reader) == 1 { owed = name }
                return .start(name, attributes)
            case XML_READER_TYPE_END_ELEMENT: return .end(string(xmlTextReaderConstLocalName(reader)))
            case XML_READER_TYPE_TEXT, XML_READER_TYPE_CDATA, XML_READER_TYPE_WHITESPACE,
                XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
                return .text(string(xmlTextReaderConstValue(reader)))
            case XML_READER_TYPE_DOCUMENT_TYPE, XML_READER_TYPE_ENTITY_REFERENCE:
                throw PaperError("hostile-xml", "\"\(part)\" has entities of its own, which are not read")
            default: continue
            }
        }
    }

    /// Passes over what is inside the element that has just begun, its end included.
    func skip() throws(PaperError) {
        var depth = 1
        while depth > 0, let event = try next() {
            switch event {
            case .start: depth += 1
            case .end: depth -= 1
            case .text: break
            }
        }
    }

    private func readAttributes() -> [String: String] {
        var attributes: [String: String] = [:]
        while xmlTextReaderMoveToNextAttribute(reader) == 1 {
            guard xmlTextReaderIsNamespaceDecl(reader) != 1 else { continue }
            let name = string(xmlTextReaderConstLocalName(reader))
            // `val` and `r:val`: the one without a prefix comes from the format itself.
            if attributes[name] == nil || xmlTextReaderConstPrefix(reader) == nil {
                attributes[name] = string(xmlTextReaderConstValue(reader))
            }
        }
        xmlTextReaderMoveToElement(reader)
        return attributes
    }

    private func string(_ text: UnsafePointer<xmlChar>?) -> String { text.map { String(cString: $0) } ?? "" }

    /// UTF-8 (other encodings could hide what is looked for here) and without `<!DOCTYPE`.
    private static func isPlain(_ content: [UInt8]) -> Bool {
        guard !content.isEmpty, content.count <= Int(Int32.max) else { return false }
        let forbidden = Array("<!DOCTYPE".utf8)
        return content.withUnsafeBufferPointer { bytes in
            !bytes.indices.contains { place in
                bytes[place] == 0
                    || bytes[place] == forbidden[0] && bytes.count - place >= forbidden.count
                        && bytes[place..<place + forbidden.count].elementsEqual(forbidden)
            }
        }
    }
}
