/// The disk of a simulated machine. It tells no lies: what was synced is there, of all else each sector is a matter of luck.
final class VirtualDisk {
    private(set) var files: [String: VirtualFile] = [:]
    /// What the folder is sure to list after a power cut.
    private var lasting: [String: VirtualFile] = [:]
    /// In bytes, all files together; nil: never full.
    var capacity: Int?
    private var handles = 0

    var size: Int { files.values.reduce(0) { $0 + $1.bytes.count } }

    func newHandle() -> Int {
        handles += 1
        return handles
    }

    func make(_ name: String) -> VirtualFile {
        let file = VirtualFile()
        files[name] = file
        return file
    }

    /// With the folder, where the file is new in it: SQLite's own file system does so too.
    func sync(_ name: String) {
        guard let file = files[name] else { return }
        file.sync()
        if lasting[name] !== file { lasting = files }
    }

    /// The machine has had time to write back all that it held.
    func settle() {
        for file in files.values { file.sync() }
        lasting = files
    }

    func remove(_ name: String, forGood: Bool) {
        files[name] = nil
        if forGood { lasting = files }
    }

    func losePower(_ random: inout Randomness) {
        for name in files.keys.sorted() where lasting[name] == nil && random.isOne(in: 3) {
            lasting[name] = files[name]
        }
        files = lasting
        for name in files.keys.sorted() { files[name]?.losePower(&random) }
    }
}
