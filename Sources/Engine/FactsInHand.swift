import Storage

/// The facts that a turn reads and writes: what was read or written is not decoded again, and each fact that changes is
/// encoded and written once, at the end of the turn or when somebody lists its kind.
///
/// Belongs to one desk, which is the store's only writer; after an error the desk is given up, and this with it.
final class FactsInHand {
    private let store: any Store
    private let known = FactCache()
    /// What the store does not have yet, by kind and key.
    private var unwritten: [String: [String: Unwritten]] = [:]

    private struct Unwritten {
        let fact: any Encodable
        let parent: String?
        let isSettled: Bool
    }

    init(store: any Store) { self.store = store }

    func fact<Fact: Decodable>(_ type: Fact.Type, _ kind: String, _ key: String) throws -> Fact? {
        if let fact = inHand(type, kind, key) { return fact }
        return try store.record(kind: kind, key: key).map(fact(of:))
    }

    /// What a row holds, and is likely to be asked for again.
    func fact<Fact: Decodable>(of row: RecordRow) throws -> Fact {
        if let fact = inHand(Fact.self, row.kind, row.key) { return fact }
        let fact: Fact = try Sitting.decoded(row.body)
        known.keep(fact, row.kind, row.key)
        return fact
    }

    /// Nil where it would have to be read.
    func inHand<Fact>(_ type: Fact.Type, _ kind: String, _ key: String) -> Fact? {
        unwritten[kind]?[key].flatMap { $0.fact as? Fact } ?? known.fact(type, kind, key)
    }

    func keep(_ fact: some Encodable, _ kind: String, _ key: String, parent: String?, isSettled: Bool) {
        unwritten[kind, default: [:]][key] = Unwritten(fact: fact, parent: parent, isSettled: isSettled)
        known.keep(fact, kind, key)
    }

    /// Taken out for as long as it changes, so that what may be long has one owner and is not copied.
    func change<Fact: Codable>(
        _ kind: String, _ key: String, from new: () -> Fact, _ change: (inout Fact) -> Void
    ) throws {
        var fact = try self.fact(Fact.self, kind, key) ?? new()
        unwritten[kind]?[key] = nil
        known.forget(kind, key)
        change(&fact)
        keep(fact, kind, key, parent: nil, isSettled: false)
    }

    func remove(_ kind: String, _ key: String) throws {
        unwritten[kind]?[key] = nil
        known.forget(kind, key)
        try store.remove(kind: kind, key: key)
    }

    /// The store, with all that was kept of this kind.
    func store(with kind: String) throws -> any Store {
        guard let facts = unwritten.removeValue(forKey: kind) else { return store }
        for (key, one) in facts.sorted(by: { $0.key < $1.key }) {
            let body = try Sitting.encoded(one.fact)
            try store.put(RecordRow(kind: kind, key: key, parent: one.parent, isSettled: one.isSettled, body: body))
        }
        return store
    }

    /// The store, with all that was kept.
    func writtenStore() throws -> any Store {
        for kind in unwritten.keys.sorted() { _ = try store(with: kind) }
        return store
    }
}
