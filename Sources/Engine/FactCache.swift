/// Facts as they were last read or written, so that what is needed again and again is not decoded each time.
///
/// Belongs to one desk, which is the store's only writer; after an error the desk is given up, and this with it.
final class FactCache {
    private struct Name: Hashable {
        let kind: String
        let key: String
    }

    /// Two generations: when the younger is full the elder is given up, so what is asked for again and again stays.
    private var young: [Name: Any] = [:]
    private var old: [Name: Any] = [:]
    /// What is active at one time in a large office; more are read again.
    private static let most = 16_384

    func fact<Fact>(_ type: Fact.Type, _ kind: String, _ key: String) -> Fact? {
        let name = Name(kind: kind, key: key)
        if let fact = young[name] { return fact as? Fact }
        guard let fact = old.removeValue(forKey: name) else { return nil }
        keep(fact, as: name)
        return fact as? Fact
    }

    func keep(_ fact: some Any, _ kind: String, _ key: String) { keep(fact, as: Name(kind: kind, key: key)) }

    private func keep(_ fact: Any, as name: Name) {
        if young.count >= FactCache.most {
            old = young
            young = [:]
            young.reserveCapacity(FactCache.most)
        }
        young[name] = fact
    }

    func forget(_ kind: String, _ key: String) {
        let name = Name(kind: kind, key: key)
        young[name] = nil
        old[name] = nil
    }
}
