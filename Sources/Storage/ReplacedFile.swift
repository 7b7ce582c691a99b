import CSQLite
import Glibc

/// A small file that is replaced as a whole, often, and not synced: after a power cut an older one may stand there.
package enum ReplacedFile {
    package static func write(_ text: String, to path: String) throws(StoreError) {
        let part = "\(path).part"
        let file = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard file >= 0 else { throw refusal(part) }
        let bytes = Array(text.utf8)
        let isWhole = Glibc.write(file, bytes, bytes.count) == bytes.count
        close(file)
        guard isWhole, rename(part, path) == 0 else { throw refusal(path) }
    }

    private static func refusal(_ path: String) -> StoreError {
        StoreError(code: SQLITE_IOERR, message: DiskError("cannot write \(path)").description)
    }
}
