/// How much an archive from outside may hold. What is larger is refused before it is unpacked.
package struct ZipLimits: Sendable {
    package var entries = 4096
    /// Bytes of one entry, unpacked.
    package var entry = 64 << 20
    /// Bytes of all entries, unpacked.
    package var total = 256 << 20
    /// Bytes of the archive itself.
    package var archive = 128 << 20
    /// Unpacked bytes for one packed byte, asked of entries above a mebibyte: office XML stays far below, bombs do not.
    package var ratio = 200

    package init() {}
}
