package import Notation

extension SourceText {
    /// The text of a file's bytes. A byte order mark is left out.
    ///
    /// Bytes that are no UTF-8 are told with the place of the first of them; the text then is nil.
    package static func reading(bytes: [UInt8], file: String) -> (text: SourceText?, diagnostics: [Diagnostic]) {
        var bytes = bytes[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        if let text = String(validating: bytes, as: UTF8.self) { return (SourceText(file: file, text: text), []) }
        let sound = soundPrefix(of: bytes)
        let before = SourceText(file: file, text: String(decoding: bytes.prefix(sound), as: UTF8.self))
        let byte = String(bytes[bytes.startIndex + sound], radix: 16, uppercase: true)
        let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        let problem = Diagnostic(
            file: file, mark: before.mark(atUTF8: sound), code: "not-utf-8",
            message: "the byte 0x\(byte.count == 1 ? "0" : "")\(byte) here is not UTF-8",
            hint: isUTF16 ? "the file is UTF-16; save it as UTF-8" : "save the file as UTF-8")
        return (nil, [problem])
    }

    /// How many bytes from the start are whole, well-formed characters.
    private static func soundPrefix(of bytes: ArraySlice<UInt8>) -> Int {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var sound = 0
        while case .scalarValue(let scalar) = decoder.decode(&iterator) { sound += UTF8.width(scalar) }
        return sound
    }
}
