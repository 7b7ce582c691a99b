import CZip

/// A ZIP archive in memory, looked over whole before anything is unpacked.
///
/// Owns the C archive and the bytes that it reads, which must stay where they are; used by one reading at a time.
package final class ZipArchive {
    /// In the archive's own order.
    package let names: [String]
    private let places: [String: UInt64]
    private let archive: OpaquePointer
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    private let limits: ZipLimits
    private var unpacked = 0

    package init(_ content: [UInt8], limits: ZipLimits = ZipLimits()) throws(PaperError) {
        guard content.count <= limits.archive else {
            throw .tooLarge("the archive is larger than \(limits.archive) bytes")
        }
        bytes = .allocate(capacity: max(1, content.count))
        _ = bytes.initialize(from: content)
        self.limits = limits
        do throws(PaperError) {
            archive = try Self.open(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[..<content.count]))
        } catch {
            bytes.deallocate()
            throw error
        }
        do throws(PaperError) {
            (names, places) = try Self.look(over: archive, limits)
        } catch {
            zip_discard(archive)
            bytes.deallocate()
            throw error
        }
    }

    deinit {
        zip_discard(archive)
        bytes.deallocate()
    }

    package func has(_ name: String) -> Bool { places[name] != nil }

    /// The unpacked bytes; nil when there is no such entry.
    package func bytes(of name: String) throws(PaperError) -> [UInt8]? {
        guard let place = places[name] else { return nil }
        let size = try Self.size(of: place, in: archive, limits).unpacked
        guard unpacked + size <= limits.total else {
            throw .tooLarge("the archive unpacks to more than \(limits.total) bytes")
        }
        unpacked += size
        guard let file = zip_fopen_index(archive, place, 0) else {
            throw PaperError("damaged", "the part \"\(name)\" of the archive cannot be opened: \(lastError)")
        }
        defer { zip_fclose(file) }
        // One byte more than was declared: an entry that lies about its size is told, not believed.
        var content = [UInt8](repeating: 0, count: size + 1)
        var count = 0
        while count < content.count {
            let read = content.withUnsafeMutableBytes {
                zip_fread(file, $0.baseAddress! + count, zip_uint64_t($0.count - count))
            }
            guard read >= 0 else {
                throw PaperError(
                    "damaged", "the part \"\(name)\" of the archive is damaged",
                    hint: "ask for the file once more, or open it and save it again")
            }
            if read == 0 { break }
            count += Int(read)
        }
        guard count == size else {
            throw PaperError("damaged", "the part \"\(name)\" of the archive is not of the size that it declares")
        }
        content.removeLast()
        return content
    }

    private var lastError: String { String(cString: zip_error_strerror(zip_get_error(archive))) }

    private static func open(_ bytes: UnsafeRawBufferPointer) throws(PaperError) -> OpaquePointer {
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            throw PaperError(
                "encrypted", "the file is in an old format or locked with a password",
                hint: "open it, then save it as .docx or .xlsx without a password")
        }
        let notAZip = PaperError("not-a-zip", "the file is no ZIP archive, and so no .docx or .xlsx either")
        guard !bytes.isEmpty else { throw notAZip }
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let source = zip_source_buffer_create(bytes.baseAddress, zip_uint64_t(bytes.count), 0, &error) else {
            throw PaperError("damaged", "the archive cannot be read: \(String(cString: zip_error_strerror(&error)))")
        }
        guard let archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error) else {
            zip_source_free(source)
            throw error.zip_err == ZIP_ER_NOZIP
                ? notAZip
                : PaperError("damaged", "the archive is damaged: \(String(cString: zip_error_strerror(&error)))")
        }
        return archive
    }

    /// Judges every entry by what the directory of the archive says of it.
    private static func look(
        over archive: OpaquePointer, _ limits: ZipLimits
    ) throws(PaperError) -> ([String], [String: UInt64]) {
        let count = Int(zip_get_num_entries(archive, 0))
        guard count <= limits.entries else { throw .tooLarge("the archive holds more than \(limits.entries) files") }
        var names: [String] = []
        var places: [String: UInt64] = [:]
        var total = 0
        for place in 0..<UInt64(max(0, count)) {
            guard let raw = zip_get_name(archive, place, ZIP_FL_ENC_RAW),
                let name = String(validatingCString: raw), isHarmless(name)
            else {
                throw PaperError("hostile-name", "the archive holds a file whose name leads out of it or is not text")
            }
            guard places.updateValue(place, forKey: name) == nil else {
                throw PaperError("duplicate-name", "the archive holds \"\(name)\" twice")
            }
            let size = try size(of: place, in: archive, limits)
            total += size.unpacked
            let isBomb = size.unpacked > 1 << 20 && size.unpacked / max(1, size.packed) > limits.ratio
            guard total <= limits.total, !isBomb else {
                throw .tooLarge("the archive unpacks to far more than an office file holds")
            }
            names.append(name)
        }
        return (names, places)
    }

    private static func size(
        of place: UInt64, in archive: OpaquePointer, _ limits: ZipLimits
    ) throws(PaperError) -> (unpacked: Int, packed: Int) {
        var facts = zip_stat_t()
        guard zip_stat_index(archive, place, 0, &facts) == 0 else {
            throw PaperError("damaged", "the directory of the archive is damaged")
        }
        if facts.valid & UInt64(ZIP_STAT_ENCRYPTION_METHOD) != 0, facts.encryption_method != UInt16(ZIP_EM_NONE) {
            throw PaperError(
                "encrypted", "the file is locked with a password", hint: "save it without a password and send it again")
        }
        let known = UInt64(ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE)
        guard facts.valid & known == known, facts.size <= UInt64(limits.entry), facts.comp_size <= UInt64(Int32.max)
        else {
            throw .tooLarge("a file of the archive unpacks to more than \(limits.entry) bytes")
        }
        return (Int(facts.size), Int(facts.comp_size))
    }

    /// Nothing is ever written under such a name; an archive that bears one was not made by an office program.
    private static func isHarmless(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return !name.isEmpty && name.utf8.count <= 1024 && !name.hasPrefix("/") && !name.contains("\\")
            && !name.contains(":") && !parts.contains("..") && name.unicodeScalars.allSatisfy { $0.value >= 0x20 }
    }
}

extension PaperError {
    fileprivate static func tooLarge(_ message: String) -> PaperError {
        PaperError("too-large", message, hint: "divide it, or send it in another way")
    }
}
