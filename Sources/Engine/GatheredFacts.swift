import Notation
import Storage

/// Facts to which many steps of one turn add, such as the digest of whoever is told of ten thousand units: each is changed
/// in place, and encoded once, at the turn's end.
///
/// Belongs to one desk, as the facts in its cache do.
final class GatheredFacts {
    private struct Name: Hashable, Comparable {
        let kind: String
        let key: String

        static func < (a: Name, b: Name) -> Bool { (a.kind, a.key) < (b.kind, b.key) }
    }

    private struct Gathered {
        var fact: Any
        let row: (Any) throws -> RecordRow
    }

    private var gathered: [Name: Gathered] = [:]

    func fact<Fact>(_ type: Fact.Type, _ kind: String, _ key: String) -> Fact? {
        gathered[Name(kind: kind, key: key)]?.fact as? Fact
    }

    func forget(_ kind: String, _ key: String) { gathered[Name(kind: kind, key: key)] = nil }

    /// - Parameter known: the fact as it stands where nothing has been gathered for it in this turn.
    func change<Fact: Encodable>(
        _ kind: String, _ key: String, from known: () throws -> Fact, _ change: (inout Fact) -> Void
    ) throws {
        let name = Name(kind: kind, key: key)
        // Taken out, so that what is changed has one owner and is not copied.
        var fact = if let held = gathered.removeValue(forKey: name)?.fact as? Fact { held } else { try known() }
        change(&fact)
        gathered[name] = Gathered(fact: fact) { fact in
            guard let fact = fact as? Fact else { preconditionFailure("what was gathered changed its type") }
            return RecordRow(kind: kind, key: key, body: try JSON(encoding: fact).text)
        }
    }

    /// Before the commit; what was written is known to the cache from then on.
    func write(to store: any Store, _ facts: FactCache) throws {
        for (name, one) in gathered.sorted(by: { $0.key < $1.key }) {
            try store.put(one.row(one.fact))
            facts.keep(one.fact, name.kind, name.key)
        }
        gathered.removeAll(keepingCapacity: true)
    }
}
