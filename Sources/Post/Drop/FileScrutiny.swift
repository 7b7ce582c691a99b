import Definition
import Foundation

/// Why a file is not taken up.
struct FileFinding: Error, Hashable, Sendable {
    /// Kebab-case, for programs.
    let code: String
    /// One Vietnamese sentence, for the administrator and the unit.
    let reason: String

    static let noUnit = FileFinding(
        code: "no-unit", reason: "Tệp nằm ngoài thư mục của đơn vị; hãy đặt vào inbox/<mã đơn vị>/")
    static let tooDeep = FileFinding(
        code: "too-deep",
        reason:
            "Tệp nằm quá sâu; chỉ nhận trong inbox/<mã đơn vị>/, inbox/<mã đơn vị>/<mã nhiệm vụ>/ hoặc, khi nộp thay, inbox/<mã cấp trên>/<mã đơn vị>/"
    )
    static let notAFile = FileFinding(
        code: "not-a-file", reason: "Đây không phải tệp thường (là liên kết, thiết bị hoặc ống dẫn)")
    static let empty = FileFinding(code: "empty", reason: "Tệp rỗng, không có nội dung; đề nghị gửi lại tệp đầy đủ")
    static let executable = FileFinding(
        code: "executable", reason: "Tệp là chương trình hoặc tập lệnh chạy được, không được tiếp nhận")
    static let encrypted = FileFinding(
        code: "encrypted",
        reason: "Tệp đặt mật khẩu nên không kiểm tra được nội dung; đề nghị gửi lại tệp không có mật khẩu")
    static let secret = FileFinding(
        code: "secret",
        reason:
            "Tên tệp mang dấu chỉ độ mật; tài liệu mật chỉ gửi qua văn thư cơ quan, theo đường tài liệu mật, không qua hệ thống này"
    )
    static let unreadable = FileFinding(code: "unreadable", reason: "Không có quyền đọc tệp")

    static let unknownUnitCode = "unknown-unit"

    static func unknownUnit(_ folder: String) -> FileFinding {
        FileFinding(
            code: unknownUnitCode, reason: "Thư mục “\(folder.onOneLine)” không phải mã của đơn vị nào trong danh sách")
    }

    static func notBelow(_ folder: String) -> FileFinding {
        FileFinding(
            code: "not-below",
            reason: "Đơn vị “\(folder.onOneLine)” không trực thuộc đơn vị của thư mục ngoài, nên không nộp thay được")
    }

    static func unknownDuty(_ folder: String) -> FileFinding {
        FileFinding(
            code: "unknown-duty", reason: "Thư mục “\(folder.onOneLine)” không phải mã của nhiệm vụ nào trong kế hoạch")
    }

    static func tooLarge(_ limit: Int) -> FileFinding {
        let size = limit >= 1 << 20 ? "\(limit >> 20) MiB" : "\(limit) byte"
        return FileFinding(
            code: "too-large", reason: "Tệp lớn hơn mức cho phép (\(size)); đề nghị chia nhỏ hoặc gửi bằng cách khác")
    }
}

/// Looks a file over before it is let in. What is marked secret is judged by its name and never opened.
enum FileScrutiny {
    private static let executableEndings: Set<String> = [
        "apk", "app", "bat", "bin", "cmd", "com", "cpl", "dll", "elf", "exe", "hta", "jar", "js", "jse", "lnk", "mjs",
        "msc", "msi", "msp", "pif",
        "ps1", "psm1", "py", "reg", "run", "scr", "sct", "sh", "so", "sys", "vb", "vbe", "vbs", "wsc", "wsf", "wsh",
    ]
    private static let executableBeginnings: [[UInt8]] = [
        Array("MZ".utf8), [0x7F] + Array("ELF".utf8), Array("#!".utf8), [0xFE, 0xED, 0xFA, 0xCE],
        [0xFE, 0xED, 0xFA, 0xCF], [0xCE, 0xFA, 0xED, 0xFE],
        [0xCF, 0xFA, 0xED, 0xFE], [0xCA, 0xFE, 0xBA, 0xBE], Array("dex\n".utf8),
    ]

    static func fault(
        of file: InboxFile, largest: Int, knows: (UnitCode) -> Bool, isTooDeep: Bool
    ) -> FileFinding? {
        if file.sighting.kind == .other { return .notAFile }
        if isMarkedSecret(file.relativePath) { return .secret }
        guard let unit = file.folders.first else { return .noUnit }
        if !knows(UnitCode(unit.normalized)) { return .unknownUnit(unit) }
        if isTooDeep || file.sighting.kind == .folder { return .tooDeep }
        if file.sighting.size == 0, !isNil(file) { return .empty }
        if file.sighting.size > largest { return .tooLarge(largest) }
        if executableEndings.contains(FileName.ending(of: file.name)) { return .executable }
        guard let glance = FileGlance(path: file.path) else { return .unreadable }
        if executableBeginnings.contains(where: glance.beginning.starts) { return .executable }
        return glance.isEncrypted(ending: FileName.ending(of: file.name)) ? .encrypted : nil
    }

    /// `khong-phat-sinh.txt`, `Không phát sinh.docx`: says by its name that there is nothing, and may be empty.
    static func isNil(_ file: InboxFile) -> Bool {
        FileName.slug(String(file.name.split(separator: ".").first ?? "")) == "khong-phat-sinh"
    }

    /// MẬT, TỐI MẬT, TUYỆT MẬT, as a word of its own: all three hold the one word. In `mật khẩu` or `bảo mật` it is no mark.
    static func isMarkedSecret(_ name: String) -> Bool {
        let text = name.normalized.lowercased()
        let words = text.split { !$0.isLetter }
        func belongTogether(_ first: Substring, _ second: Substring) -> Bool {
            ["", " ", "-", "_"].contains(text[first.endIndex..<second.startIndex])
        }
        return words.indices.contains { place in
            guard words[place] == "mật" else { return false }
            let next = words.indices.contains(place + 1) ? words[place + 1] : nil
            if let next, wordsAfter.contains(next), belongTogether(words[place], next) { return false }
            let previous = place > 0 ? words[place - 1] : nil
            if let previous, wordsBefore.contains(previous), belongTogether(previous, words[place]) { return false }
            return true
        }
    }

    /// Password, density, honey, close, molasses: words whose first half is "mật".
    private static let wordsAfter: Set<Substring> = ["khẩu", "độ", "ong", "thiết", "mía"]
    /// Confidential in general, security, cordial: a subject to write about, not one of the three marks of the law.
    private static let wordsBefore: Set<Substring> = ["bí", "bảo", "thân"]
}

/// The beginning of a file, and the list of contents of a ZIP.
struct FileGlance {
    let beginning: [UInt8]
    private let isEncryptedZip: Bool
    /// The comment at the end of a ZIP has at most 65,535 bytes.
    private static let longestEnd = 22 + 65_535
    private static let longestList = 16 << 20
    private static let officeEndings: Set<String> = ["docx", "xlsx", "pptx", "docm", "xlsm", "pptm"]
    private static let oldOffice: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]

    /// Nil when it cannot be read.
    init?(path: String) {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0, let beginning = FileGlance.read(file, at: 0, count: 512) else { return nil }
        self.beginning = beginning
        isEncryptedZip =
            beginning.starts(with: Array("PK\u{3}\u{4}".utf8))
            && FileGlance.hasEncryptedEntry(file, Int(facts.st_size), beginning)
    }

    /// A password on a new Office file makes it an old-style container under the new ending.
    func isEncrypted(ending: String) -> Bool {
        isEncryptedZip || (beginning.starts(with: FileGlance.oldOffice) && FileGlance.officeEndings.contains(ending))
    }

    /// Bit 0 of the flags, in the first local header or in any entry of the central directory (APPNOTE 4.4.4).
    private static func hasEncryptedEntry(_ file: Int32, _ size: Int, _ beginning: [UInt8]) -> Bool {
        if beginning.count > 7, beginning[6] & 1 == 1 { return true }
        let tailStart = max(0, size - longestEnd)
        guard let tail = read(file, at: tailStart, count: size - tailStart) else { return false }
        let mark = Array("PK\u{5}\u{6}".utf8)
        guard let end = tail.indices.dropLast(21).last(where: { tail[$0...].starts(with: mark) }) else { return false }
        func number(_ bytes: [UInt8], _ at: Int, _ width: Int) -> Int {
            (0..<width).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
        }
        let (length, offset) = (number(tail, end + 12, 4), number(tail, end + 16, 4))
        guard length <= longestList, offset + length <= size, let list = read(file, at: offset, count: length) else {
            return false
        }
        var at = 0
        while at + 46 <= list.count, list[at...].starts(with: Array("PK\u{1}\u{2}".utf8)) {
            if list[at + 8] & 1 == 1 { return true }
            at += 46 + number(list, at + 28, 2) + number(list, at + 30, 2) + number(list, at + 32, 2)
        }
        return false
    }

    /// As many bytes as there are, up to `count`.
    private static func read(_ file: Int32, at offset: Int, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let got = bytes.withUnsafeMutableBytes {
                pread(file, $0.baseAddress?.advanced(by: done), count - done, off_t(offset + done))
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { return nil }
            if got == 0 { break }
            done += got
        }
        return Array(bytes.prefix(done))
    }
}
