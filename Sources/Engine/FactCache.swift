/// Facts as they were last read or written, so that what is needed again and again is not decoded each time.
///
/// Belongs to one desk, which is the store's only writer; after an error the desk is given up, and this with it.
final class FactCache {
    private struct Name: Hashable {
        let kind: String
        let key: String
    }

    private var facts: [Name: Any] = [:]
    /// What is active at one time in a large office; more are read again.
    private static let most = 16_384

    func fact<Fact>(_ type: Fact.Type, _ kind: String, _ key: String) -> Fact? {
        facts[Name(kind: kind, key: key)] as? Fact
    }

    func keep(_ fact: some Any, _ kind: String, _ key: String) {
        if facts.count >= FactCache.most { facts.removeAll(keepingCapacity: true) }
        facts[Name(kind: kind, key: key)] = fact
    }

    func forget(_ kind: String, _ key: String) { facts[Name(kind: kind, key: key)] = nil }
}
