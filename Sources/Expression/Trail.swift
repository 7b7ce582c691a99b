import Notation

/// Where a value stands inside the one that `path(…)` was asked about, while paths are followed.
final class Trail {
    let key: JSON
    let parent: Trail?
    let depth: Int

    private init(key: JSON, parent: Trail?, depth: Int) {
        self.key = key
        self.parent = parent
        self.depth = depth
    }

    /// The value itself. A fresh one each time: what runs shares nothing with other runs.
    static func start() -> Trail { Trail(key: .null, parent: nil, depth: 0) }

    /// For values that were computed, not found: they have no place.
    static func lost() -> Trail { Trail(key: .null, parent: nil, depth: -1) }

    var isLost: Bool { depth < 0 }

    /// - Throws: over budget where a path is longer than values may nest.
    func appending(_ key: JSON) throws(ExpressionError) -> Trail {
        guard depth <= 2 * JSON.deepest else { throw .overBudget("a path is longer than \(2 * JSON.deepest) keys") }
        return Trail(key: key, parent: self, depth: depth + 1)
    }

    var path: [JSON] {
        var keys: [JSON] = []
        var place = self
        while let parent = place.parent {
            keys.append(place.key)
            place = parent
        }
        return keys.reversed()
    }
}
