import CZip
import Foundation

/// Makes ZIP archives for tests, hostile ones too.
package enum Archive {
    package static func made(_ entries: [(name: String, text: String)], password: String? = nil) -> [UInt8] {
        made(entries.map { ($0.name, Array($0.text.utf8)) }, password: password)
    }

    package static func made(_ entries: [(name: String, bytes: [UInt8])], password: String? = nil) -> [UInt8] {
        let path = FileManager.default.temporaryDirectory.appending(path: "dondoc-test-\(UUID().uuidString).zip").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_CREATE, &code) else { return [] }
        // libzip reads them only when it closes.
        let copies = entries.map { entry in
            let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, entry.bytes.count))
            _ = copy.initialize(from: entry.bytes)
            return copy
        }
        defer { for copy in copies { copy.deallocate() } }
        for (entry, copy) in zip(entries, copies) {
            let source = zip_source_buffer(archive, copy.baseAddress, zip_uint64_t(entry.bytes.count), 0)
            let place = zip_file_add(archive, entry.name, source, ZIP_FL_ENC_UTF_8)
            if let password {
                zip_file_set_encryption(archive, zip_uint64_t(place), zip_uint16_t(ZIP_EM_AES_256), password)
            }
        }
        zip_close(archive)
        return FileManager.default.contents(atPath: path).map(Array.init) ?? []
    }

    /// With every occurrence of some bytes replaced by as many others: names and sizes can be falsified so.
    package static func falsified(_ archive: [UInt8], _ old: [UInt8], with new: [UInt8]) -> [UInt8] {
        var bytes = archive
        var place = 0
        while place + old.count <= bytes.count {
            if bytes[place..<place + old.count].elementsEqual(old) {
                bytes.replaceSubrange(place..<place + old.count, with: new)
                place += old.count
            } else {
                place += 1
            }
        }
        return bytes
    }
}
