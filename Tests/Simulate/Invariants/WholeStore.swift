/// The file itself is sound, and no row points to one that is not there.
extension World {
    func wholeStore(_ reading: Reading) throws -> [String] {
        let integrity = try reading.rows("PRAGMA integrity_check").joined()
        let orphans = try reading.rows("PRAGMA foreign_key_check")
        return (Array(integrity) == ["ok"] ? [] : ["the store is damaged: \(integrity.prefix(3))"])
            + orphans.map { "a row points to nothing: \($0)" }
    }
}
