package import Notation

/// The form in which the journal keeps a stimulus: the frequent ones in few bytes. Journals hold the form before this
/// one as well, `{"woke":{"_0":{"number":1}}}`; both are read.
extension Stimulus {
    package var stored: JSON {
        get throws {
            switch self {
            case .started(.null): ["s"]
            case .started(let input): ["s", input]
            case .woke(let token): ["w", .integer(token.number)]
            case .answered(let token, .output(let output)): ["a", .integer(token.number), output]
            default: try JSON(encoding: self)
            }
        }
    }

    /// - Throws: an error of decoding when it is nothing that was stored.
    package init(stored: JSON) throws {
        switch (stored[0], stored[1].asInteger) {
        case ("s", _): self = .started(input: stored[1])
        case ("w", let token?): self = .woke(WaitToken(token))
        case ("a", let token?): self = .answered(WaitToken(token), .output(stored[2]))
        default: self = try stored.decoded()
        }
    }
}
