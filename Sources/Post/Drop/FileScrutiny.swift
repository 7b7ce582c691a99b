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
        return fault(of: glance, named: file.name)
    }

    /// The same for what came with a mail; `nil` for what may be kept.
    static func fault(
        ofMailed file: IncomingMail.Attachment, _ glance: FileGlance, largest: Int
    ) -> FileFinding? {
        if isMarkedSecret(file.original) { return .secret }
        if file.type == "application/ms-tnef" || file.name.lowercased() == "winmail.dat" { return .winmail }
        if file.bytes.isEmpty, !isNil(named: file.name) { return .empty }
        if file.bytes.count > largest { return .tooLarge(largest) }
        if executableEndings.contains(FileName.ending(of: file.name)) { return .executable }
        return fault(of: glance, named: file.name)
    }

    private static func fault(of glance: FileGlance, named name: String) -> FileFinding? {
        if executableBeginnings.contains(where: glance.beginning.starts) { return .executable }
        let ending = FileName.ending(of: name)
        if glance.isEncrypted(ending: ending) { return .encrypted }
        guard let entries = glance.entries, !FileGlance.isDocument(ending: ending) else { return nil }
        if entries.contains(where: { isMarkedSecret($0.name) }) { return .secret }
        if entries.contains(where: { executableEndings.contains(FileName.ending(of: $0.name)) }) {
            return .archivedProgram
        }
        if entries.contains(where: { archiveEndings.contains(FileName.ending(of: $0.name)) }) { return .nestedArchive }
        return glance.isBomb ? .archiveBomb : nil
    }

    /// `khong-phat-sinh.txt`, `Không phát sinh.docx`: says by its name that there is nothing, and may be empty.
    static func isNil(_ file: InboxFile) -> Bool { isNil(named: file.name) }

    static func isNil(named name: String) -> Bool {
        FileName.slug(String(name.split(separator: ".").first ?? "")) == "khong-phat-sinh"
    }

    private static let archiveEndings: Set<String> = [
        "zip", "rar", "7z", "tar", "gz", "tgz", "xz", "bz2", "cab", "iso",
    ]

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
