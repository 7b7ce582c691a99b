import CSodium

/// SHA-256, written as 64 lower-case hexadecimal digits.
package enum Digest {
    package static func sha256(_ text: String) -> String { sha256(bytes: Array(text.utf8)) }

    package static func sha256(bytes: [UInt8]) -> String {
        var digest = RunningDigest()
        bytes.withUnsafeBytes { digest.add($0) }
        return digest.finish()
    }
}

/// SHA-256 of what comes piece by piece.
struct RunningDigest {
    private var state = crypto_hash_sha256_state()

    init() { crypto_hash_sha256_init(&state) }

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.bindMemory(to: UInt8.self).baseAddress else { return }
        crypto_hash_sha256_update(&state, start, UInt64(bytes.count))
    }

    consuming func finish() -> String {
        var digest = [UInt8](repeating: 0, count: crypto_hash_sha256_bytes())
        crypto_hash_sha256_final(&state, &digest)
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
