import Notation

/// A value with how much deeper it may nest than what the program was given.
///
/// Deep values must not come into being: whatever walks or releases a value recurses, on threads with small stacks.
/// The bound only grows where values are put into others, is never too small, and is made exact when it gets large.
struct Measured: Sendable {
    var json: JSON
    var growth: Int32

    /// A result may nest so much deeper than the input.
    static let deepest: Int32 = 64

    init(_ json: JSON, growth: Int32 = 0) {
        self.json = json
        self.growth = growth
    }

    static let null = Measured(.null)

    /// Leaves null behind, so that what was taken can be changed in place.
    mutating func take() -> Measured {
        var taken = Measured.null
        swap(&taken, &self)
        return taken
    }

    var isTruthy: Bool {
        switch json {
        case .null, .bool(false): false
        default: true
        }
    }

    /// Something inside this value.
    func inside(_ json: JSON) -> Measured { Measured(json, growth: Swift.max(0, growth - 1)) }

    /// What was found in this value by that key. A slice, which an object names, is as deep as the whole.
    func found(_ json: JSON, by key: JSON) -> Measured {
        if case .object = key { Measured(json, growth: growth) } else { inside(json) }
    }
}

extension JSON {
    var isContainer: Bool {
        switch self {
        case .array, .object: true
        default: false
        }
    }
}
