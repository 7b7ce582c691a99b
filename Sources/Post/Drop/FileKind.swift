/// What a file is, as far as a duty asks for it.
enum FileKind: String, Sendable, CaseIterable {
    case document, video, audio, image, sheet, archive, other

    private static let endings: [FileKind: Set<String>] = [
        .document: ["doc", "docx", "odt", "pdf", "rtf", "txt", "md", "htm", "html", "ppt", "pptx", "odp"],
        .sheet: ["xls", "xlsx", "ods", "csv", "tsv"],
        .video: ["mp4", "mov", "avi", "mkv", "wmv", "webm", "m4v", "mpg", "mpeg", "3gp", "flv", "mts", "ts"],
        .audio: ["mp3", "wav", "m4a", "ogg", "aac", "wma", "flac", "amr"],
        .image: ["jpg", "jpeg", "png", "gif", "webp", "heic", "heif", "bmp", "tif", "tiff"],
        .archive: ["zip", "rar", "7z", "tar", "gz", "tgz", "xz", "bz2"],
    ]

    /// What a beginning allows, the likeliest first.
    private static let beginnings: [(bytes: [UInt8], at: Int, kinds: [FileKind])] = [
        (Array("PK\u{3}\u{4}".utf8), 0, [.archive, .document, .sheet]), (Array("%PDF".utf8), 0, [.document]),
        ([0xD0, 0xCF, 0x11, 0xE0], 0, [.document, .sheet]), (Array("{\\rtf".utf8), 0, [.document]),
        (Array("ftyp".utf8), 4, [.video, .audio, .image]), (Array("AVI ".utf8), 8, [.video]),
        (Array("WAVE".utf8), 8, [.audio]),
        (Array("WEBP".utf8), 8, [.image]), ([0x1A, 0x45, 0xDF, 0xA3], 0, [.video, .audio]),
        ([0x89] + Array("PNG".utf8), 0, [.image]),
        ([0xFF, 0xD8, 0xFF], 0, [.image]), (Array("GIF8".utf8), 0, [.image]), (Array("ID3".utf8), 0, [.audio]),
        (Array("OggS".utf8), 0, [.audio, .video]),
        (Array("fLaC".utf8), 0, [.audio]), (Array("Rar!".utf8), 0, [.archive]),
        ([0x37, 0x7A, 0xBC, 0xAF], 0, [.archive]), ([0x1F, 0x8B], 0, [.archive]),
    ]

    /// By its ending, unless its beginning says that it is something else.
    init(of file: InboxFile) {
        self.init(name: file.name, beginning: FileGlance(path: file.path)?.beginning ?? [])
    }

    init(name: String, beginning: [UInt8]) {
        let ending = FileName.ending(of: name)
        let byEnding = FileKind.endings.first { $0.value.contains(ending) }?.key
        let allowed = FileKind.beginnings.first { beginning.dropFirst($0.at).starts(with: $0.bytes) }?.kinds ?? []
        if let byEnding, allowed.isEmpty || allowed.contains(byEnding) {
            self = byEnding
        } else {
            self = allowed.first ?? byEnding ?? .other
        }
    }
}
