import CPQ
import Glibc

/// A row of a result that is still held: to be read at once, not to be kept.
struct PostgresRow: SQLRow {
    let result: OpaquePointer
    let index: Int32

    func integer(_ column: Int32) -> Int64 { Int64(strtoll(PQgetvalue(result, index, column), nil, 10)) }

    func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }

    func text(_ column: Int32) -> String {
        guard let bytes = PQgetvalue(result, index, column) else { return "" }
        let count = Int(PQgetlength(result, index, column))
        return UnsafeRawBufferPointer(start: bytes, count: count).withMemoryRebound(to: UInt8.self) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            return bytes.holds(0xF4) ? text.nulsRestored : text
        }
    }

    func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

    private func isNull(_ column: Int32) -> Bool { PQgetisnull(result, index, column) == 1 }
}

extension [SQLValue] {
    /// The values as libpq takes them: texts that end with a NUL, all in one place.
    func withPointers<Result>(_ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result) -> Result {
        guard !isEmpty else { return body(nil) }
        var bytes: [UInt8] = []
        var starts: [Int?] = []
        starts.reserveCapacity(count)
        for value in self {
            switch value {
            case .null:
                starts.append(nil)
                continue
            case .integer(let number):
                starts.append(bytes.count)
                bytes.append(contentsOf: String(number).utf8)
            case .text(let text):
                starts.append(bytes.count)
                bytes.append(contentsOf: text.withoutNULs.utf8)
            }
            bytes.append(0)
        }
        return bytes.withUnsafeBytes { place in
            let base = place.bindMemory(to: CChar.self).baseAddress
            let pointers = starts.map { start in start.flatMap { base?.advanced(by: $0) } }
            return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
        }
    }
}

/// PostgreSQL keeps no NUL in a text, and what others send may hold one: it is written as the last of all code points and
/// a digit, and that code point, which hardly ever comes, with another.
extension String {
    private static let mark: Unicode.Scalar = "\u{10FFFF}"

    var withoutNULs: String {
        let needsNone = utf8.withContiguousStorageIfAvailable { bytes in
            !bytes.holds(0) && !bytes.holds(0xF4)
        }
        if needsNone ?? !utf8.contains(where: { $0 == 0 || $0 == 0xF4 }) { return self }
        var scalars = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar {
            case "\0": scalars.append(contentsOf: [Self.mark, "0"])
            case Self.mark: scalars.append(contentsOf: [Self.mark, "1"])
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }

    var nulsRestored: String {
        var scalars = String.UnicodeScalarView()
        var isMarked = false
        for scalar in unicodeScalars {
            if isMarked {
                scalars.append(scalar == "0" ? "\0" : Self.mark)
                isMarked = false
            } else if scalar == Self.mark {
                isMarked = true
            } else {
                scalars.append(scalar)
            }
        }
        return String(scalars)
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// `memchr` looks through many bytes at once.
    fileprivate func holds(_ byte: UInt8) -> Bool {
        guard let baseAddress else { return false }
        return memchr(baseAddress, Int32(byte), count) != nil
    }
}
