import CSodium
import Glibc

/// A key that a site alone has: what carries its mark was made by the site.
package struct SigningKey: Sendable {
    private let bytes: [UInt8]
    private static let length = 32

    /// - Parameter bytes: 32 of them.
    package init?(bytes: [UInt8]) {
        guard bytes.count == SigningKey.length else { return nil }
        self.bytes = bytes
    }

    /// Reads the file, or makes it with a new key, for its owner's eyes only.
    package init(file path: String) throws(SigningKeyError) {
        if let known = try SigningKey.read(path) {
            self = known
            return
        }
        guard sodium_init() >= 0 else { throw SigningKeyError("libsodium could not be started") }
        var new = [UInt8](repeating: 0, count: SigningKey.length)
        randombytes_buf(&new, new.count)
        try SigningKey.write(new, to: path)
        // Where another process was first, its key counts.
        guard let key = try SigningKey.read(path) else { throw SigningKeyError("\(path) is gone again") }
        self = key
    }

    /// HMAC-SHA-256, cut to 80 bits: 16 letters and digits of base 32.
    package func mark(of text: String) -> String {
        var whole = [UInt8](repeating: 0, count: crypto_auth_hmacsha256_bytes())
        let message = Array(text.utf8)
        crypto_auth_hmacsha256(&whole, message, UInt64(message.count), bytes)
        return SigningKey.base32(Array(whole.prefix(10)))
    }

    /// Whether that is the mark of the text; takes as long for a wrong one as for the right one.
    package func hasMade(_ mark: String, of text: String) -> Bool {
        let (own, given) = (Array(self.mark(of: text).utf8), Array(mark.lowercased().utf8))
        return own.count == given.count && sodium_memcmp(own, given, own.count) == 0
    }

    private static func read(_ path: String) throws(SigningKeyError) -> SigningKey? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw SigningKeyError("\(path) cannot be read: \(String(cString: strerror(errno)))")
        }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: length + 1)
        let count = Glibc.read(file, &bytes, bytes.count)
        guard count == length, let key = SigningKey(bytes: Array(bytes.prefix(length))) else {
            throw SigningKeyError("\(path) is no key: bring it back from a copy, or remove it to have a new one made")
        }
        return key
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(SigningKeyError) {
        let unfinished = "\(path).\(getpid())"
        let file = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw SigningKeyError("\(unfinished) cannot be written: \(String(cString: strerror(errno)))")
        }
        defer { unlink(unfinished) }
        let isWritten = Glibc.write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
        close(file)
        guard isWritten, link(unfinished, path) == 0 || errno == EEXIST else {
            throw SigningKeyError("\(path) cannot be written: \(String(cString: strerror(errno)))")
        }
        try? DiskFolder.sync(DiskFolder.containing(path))
    }

    /// RFC 4648, 6, in small letters: safe in addresses, and read out over a telephone.
    private static func base32(_ bytes: [UInt8]) -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
        var (bits, count, text) = (0, 0, [UInt8]())
        for byte in bytes {
            bits = bits << 8 | Int(byte)
            count += 8
            while count >= 5 {
                count -= 5
                text.append(letters[bits >> count & 31])
            }
            bits &= (1 << count) - 1
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// Why there is no key.
package struct SigningKeyError: Error, Equatable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
