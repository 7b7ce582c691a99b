import CCurl
import Notation

/// What a server says to one command; touched only by the thread that waits for it.
final class IMAPHearing {
    /// The answer, without the line that ends it.
    private(set) var content: [UInt8] = []
    private(set) var isTooLarge = false
    /// Of the line that ended the command, where it was no "OK".
    private(set) var refusal: String?
    private let limit: Int
    private let abandonment: Abandonment?
    private static let mostWords = 300

    init(limit: Int, abandonment: Abandonment?) {
        self.limit = limit
        self.abandonment = abandonment
    }

    var lines: [String] {
        content.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The caller keeps this alive until the handle is done.
    func listen(to handle: UnsafeMutableRawPointer) {
        let place = Unmanaged.passUnretained(self).toOpaque()
        dondoc_setopt_write(handle, IMAPHearing.takes, place)
        dondoc_setopt_header(handle, IMAPHearing.hears, place)
        dondoc_setopt_progress(
            handle,
            { place, _, _, _, _ in
                guard let place else { return 0 }
                let hearing = Unmanaged<IMAPHearing>.fromOpaque(place).takeUnretainedValue()
                return hearing.abandonment?.isDeclared == true ? 1 : 0
            }, place)
    }

    private typealias Callback =
        @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int

    private static let takes: Callback = { bytes, size, count, place in
        guard let place, size * count > 0 else { return 0 }
        let hearing = Unmanaged<IMAPHearing>.fromOpaque(place).takeUnretainedValue()
        guard hearing.content.count + size * count <= hearing.limit else {
            hearing.isTooLarge = true
            return 0
        }
        hearing.content.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: size * count))
        return size * count
    }

    private static let hears: Callback = { bytes, size, count, place in
        guard let place, size * count > 0 else { return 0 }
        let hearing = Unmanaged<IMAPHearing>.fromOpaque(place).takeUnretainedValue()
        hearing.hear(UnsafeRawBufferPointer(start: bytes, count: size * count))
        return size * count
    }

    /// `A007 NO [TRYCREATE] …`, or `* BYE …`.
    private func hear(_ bytes: UnsafeRawBufferPointer) {
        let line = String(decoding: bytes.prefix { $0 != 0x0D && $0 != 0x0A }.prefix(1000), as: UTF8.self)
        let words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard words.count >= 2 else { return }
        let isEnd = words[0].count == 4 && words[0].dropFirst().allSatisfy(\.isNumber)
        let answer = words[1].uppercased()
        // The goodbye that follows a refusal says nothing more.
        guard refusal == nil, isEnd && ["NO", "BAD"].contains(answer) || words[0] == "*" && answer == "BYE" else {
            return
        }
        let clean = line.drop { $0 != " " }.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
        refusal = String(String(String.UnicodeScalarView(clean)).dropFirst().prefix(IMAPHearing.mostWords))
    }
}
