import CCurl

/// The answer while it comes in; touched only by the thread that waits for it.
final class Arriving {
    private(set) var status = 0
    private(set) var headers: [(name: String, value: String)] = []
    private(set) var body: [UInt8] = []
    private(set) var isTooLarge = false
    private let limit: Int
    private var headerBytes = 0
    private var isInHead = false
    private static let mostHeaderBytes = 256 << 10

    init(limit: Int) { self.limit = limit }

    /// The caller keeps this alive until the handle is done.
    func listen(to handle: UnsafeMutableRawPointer) {
        let place = Unmanaged.passUnretained(self).toOpaque()
        dondoc_setopt_write(handle, Arriving.takesBody, place)
        dondoc_setopt_header(handle, Arriving.takesHeader, place)
    }

    private typealias Callback =
        @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int

    private static let takesBody: Callback = { bytes, size, count, place in
        Arriving.hand(bytes, size * count, to: place) { $0.take($1) }
    }

    private static let takesHeader: Callback = { bytes, size, count, place in
        Arriving.hand(bytes, size * count, to: place) { $0.take(line: $1) }
    }

    /// Anything but the count that was offered makes curl stop.
    private static func hand(
        _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, to place: UnsafeMutableRawPointer?,
        _ take: (Arriving, UnsafeRawBufferPointer) -> Bool
    ) -> Int {
        guard let place, count > 0 else { return 0 }
        let arrival = Unmanaged<Arriving>.fromOpaque(place).takeUnretainedValue()
        return take(arrival, UnsafeRawBufferPointer(start: bytes, count: count)) ? count : 0
    }

    private func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard body.count + bytes.count <= limit else {
            isTooLarge = true
            return false
        }
        body.append(contentsOf: bytes)
        return true
    }

    /// Each interim answer (`100`, a challenge) begins with a status line of its own; only the last one counts.
    private func take(line bytes: UnsafeRawBufferPointer) -> Bool {
        headerBytes += bytes.count
        guard headerBytes <= Arriving.mostHeaderBytes else {
            isTooLarge = true
            return false
        }
        let line = Arriving.text(of: bytes)
        if line.hasPrefix("HTTP/"), !isInHead {
            status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
            headers = []
            body = []
            isInHead = true
        } else if line.isEmpty {
            isInHead = false
        } else if isInHead, let colon = line.firstIndex(of: ":") {
            headers.append((String(line[..<colon]), Arriving.trimmed(line[line.index(after: colon)...])))
        }
        // What comes after the body (trailers) is not part of the head.
        return true
    }

    /// Servers write UTF-8 or Latin-1; HTTP leaves it open.
    private static func text(of bytes: UnsafeRawBufferPointer) -> String {
        var bytes = bytes[...]
        while let last = bytes.last, last == 0x0D || last == 0x0A { bytes = bytes.dropLast() }
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text = text.dropLast() }
        return String(text)
    }
}
