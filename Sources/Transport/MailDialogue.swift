import CCurl
import Notation

/// What is said about one mail: how much of it has been handed over, and the server's last answer.
///
/// Touched only by the thread that waits for it.
final class MailDialogue {
    private let content: [UInt8]
    private let abandonment: Abandonment?
    private let handsOver: () -> Bool
    private var isBegun = false
    private var done = 0
    /// All has been handed over: from here on the server may have taken it.
    private var isWhole = false
    private var last: (code: Int, words: String)?
    /// To what came after the whole mail.
    private var verdict: (code: Int, words: String)?
    private static let mostWords = 300

    /// - Parameter handsOver: asked once, when the server waits for the content; false: it is broken off.
    init(content: [UInt8], abandonment: Abandonment?, handsOver: @escaping () -> Bool) {
        self.content = content
        self.abandonment = abandonment
        self.handsOver = handsOver
    }

    /// The server has said something, other than that it goes away.
    var hasBegun: Bool { last.map { $0.code != MailDialogue.closing } ?? false }

    /// The caller keeps this alive until the handle is done.
    func listen(to handle: UnsafeMutableRawPointer) {
        let place = Unmanaged.passUnretained(self).toOpaque()
        dondoc_setopt_read(handle, MailDialogue.gives, place)
        dondoc_setopt_header(handle, MailDialogue.hears, place)
        dondoc_setopt_write(handle, MailDialogue.hears, place)
        dondoc_setopt_progress(
            handle,
            { place, _, _, _, _ in
                guard let place else { return 0 }
                return Unmanaged<MailDialogue>.fromOpaque(place).takeUnretainedValue().isGivenUp ? 1 : 0
            }, place)
    }

    private typealias Callback =
        @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int

    private static let gives: Callback = { bytes, size, count, place in
        guard let place, let bytes else { return 0 }
        let dialogue = Unmanaged<MailDialogue>.fromOpaque(place).takeUnretainedValue()
        return dialogue.give(into: UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
    }

    private static let hears: Callback = { bytes, size, count, place in
        guard let place, count > 0 else { return 0 }
        let dialogue = Unmanaged<MailDialogue>.fromOpaque(place).takeUnretainedValue()
        dialogue.hear(UnsafeRawBufferPointer(start: bytes, count: size * count))
        return size * count
    }

    /// What has been handed over whole cannot be taken back.
    private var isGivenUp: Bool { !isWhole && abandonment?.isDeclared == true }

    private func give(into piece: UnsafeMutableRawBufferPointer) -> Int {
        if !isBegun {
            isBegun = true
            guard handsOver() else { return MailDialogue.breaksOff }
        }
        let count = min(piece.count, content.count - done)
        if count == 0 { isWhole = true }
        content.withUnsafeBytes { piece.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[done..<done + count])) }
        done += count
        // Curl does not ask again once it has as much as was announced.
        if done == content.count { isWhole = true }
        return count
    }

    /// `CURL_READFUNC_ABORT`
    private static let breaksOff = 0x1000_0000

    /// `250-SIZE` goes on, `250 OK` is the end of an answer.
    private func hear(_ bytes: UnsafeRawBufferPointer) {
        let line = String(decoding: bytes.prefix { $0 != 0x0D && $0 != 0x0A }, as: UTF8.self)
        guard line.utf8.count >= 3, let code = Int(line.prefix(3)), (200...599).contains(code),
            code != MailDialogue.goodbye, line.dropFirst(3).first != "-"
        else { return }
        let clean = String(
            String.UnicodeScalarView(line.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
        last = (code, String(clean.prefix(MailDialogue.mostWords)))
        if isWhole, verdict == nil { verdict = last }
    }

    /// To `QUIT`, which curl says by itself after a refusal.
    private static let goodbye = 221

    /// What curl's code and the server's words come to.
    func answer(_ code: CURLcode, _ failure: String) -> MailAnswer {
        if code == CURLE_OK { return .accepted(verdict?.words ?? "") }
        if isWhole, let verdict { return MailDialogue.judged(verdict) ?? .uncertain(failure) }
        if isWhole { return .uncertain(failure) }
        // A command about the mail was refused; what comes before that is about the relay.
        let isAboutMail = code == CURLE_SEND_ERROR && ["MAIL", "RCPT", "DATA"].contains { failure.hasPrefix("\($0) ") }
        if isAboutMail, let last, last.code != MailDialogue.closing, let judged = MailDialogue.judged(last) {
            return judged
        }
        let words = last.map { $0.code >= 400 ? "\(failure) (\($0.words))" : failure } ?? failure
        return .unavailable(words)
    }

    /// 421: the server is going away, whatever was asked.
    private static let closing = 421

    private static func judged(_ said: (code: Int, words: String)) -> MailAnswer? {
        switch said.code {
        case 200...299: .accepted(said.words)
        case 400...499: .temporary(code: said.code, said.words)
        case 500...599: .permanent(code: said.code, said.words)
        default: nil
        }
    }
}
