import CZip

extension ZipArchive {
    /// The archive with other bytes in place of some entries; the others stay as they are packed.
    static func replacing(_ entries: [String: [UInt8]], in content: [UInt8]) throws(PaperError) -> [UInt8] {
        // libzip reads the buffers only when it closes the archive.
        let original = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, content.count))
        _ = original.initialize(from: content)
        var copies = [original]
        defer { for copy in copies { copy.deallocate() } }
        guard let source = zip_source_buffer_create(original.baseAddress, zip_uint64_t(content.count), 0, nil) else {
            throw unwritable
        }
        guard let archive = zip_open_from_source(source, 0, nil) else {
            zip_source_free(source)
            throw unwritable
        }
        // Closing gives the source up; what was written is read from it.
        zip_source_keep(source)
        defer { zip_source_free(source) }
        for (name, bytes) in entries.sorted(by: { $0.key < $1.key }) {
            let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, bytes.count))
            _ = copy.initialize(from: bytes)
            copies.append(copy)
            let place = zip_name_locate(archive, name, ZIP_FL_ENC_RAW)
            let new = zip_source_buffer(archive, copy.baseAddress, zip_uint64_t(bytes.count), 0)
            guard place >= 0, let new, zip_file_replace(archive, zip_uint64_t(place), new, 0) == 0 else {
                zip_source_free(new)
                zip_discard(archive)
                throw unwritable
            }
            // 1 January 1980: the same document is the same bytes on every day.
            zip_file_set_dostime(archive, zip_uint64_t(place), 0, 0x21, 0)
        }
        guard zip_close(archive) == 0 else {
            zip_discard(archive)
            throw unwritable
        }
        return try read(source)
    }

    private static func read(_ source: OpaquePointer) throws(PaperError) -> [UInt8] {
        guard zip_source_open(source) == 0 else { throw unwritable }
        defer { zip_source_close(source) }
        guard zip_source_seek(source, 0, SEEK_END) == 0 else { throw unwritable }
        let size = zip_source_tell(source)
        guard size > 0, zip_source_seek(source, 0, SEEK_SET) == 0 else { throw unwritable }
        var content = [UInt8](repeating: 0, count: Int(size))
        let count = content.withUnsafeMutableBytes { zip_source_read(source, $0.baseAddress, zip_uint64_t($0.count)) }
        guard count == size else { throw unwritable }
        return content
    }

    private static var unwritable: PaperError { PaperError("unwritable", "the document cannot be put together again") }
}
