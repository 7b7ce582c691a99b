/// A reader of what comes from outside, and how inputs for it are made.
package enum Subject: String, CaseIterable, Sendable {
    case yaml, definition, phrase, expression, json, csv, cron, mail

    /// Has the reader read the bytes, uses what it has read, and checks what it promises.
    ///
    /// - Parameter isQuick: true where a debug build has many inputs to go through in less than a second.
    /// - Throws: `BrokenPromise`; what cannot be read is told by the reader and is no failure.
    package func take(_ bytes: [UInt8], isQuick: Bool = false) throws(BrokenPromise) {
        switch self {
        case .yaml: try Trial.yaml(bytes)
        case .definition: try Trial.definition(bytes)
        case .phrase: try Trial.phrase(bytes)
        case .expression: try Trial.expression(bytes, isQuick ? Trial.smallBudget : Trial.budget)
        case .json: try Trial.json(bytes)
        case .csv: try Trial.csv(bytes)
        case .cron: try Trial.cron(bytes)
        case .mail: try Trial.mail(bytes)
        }
    }

    /// A new input: made by the grammar, or a kept one with changes.
    ///
    /// - Parameter corpus: inputs that were kept, in an order that does not change.
    package func input(_ random: inout Randomness, corpus: [[UInt8]]) -> [UInt8] {
        if !corpus.isEmpty, random.isOne(in: 3) {
            return random.changed(random.pick(corpus), among: corpus, words: Grammar.words(of: self))
        }
        let made = Array(Grammar.text(for: self, &random).utf8)
        return random.isOne(in: 4) ? random.changed(made, among: corpus, words: Grammar.words(of: self)) : made
    }
}

/// What a reader promised and did not hold, in a sentence.
package struct BrokenPromise: Error, CustomStringConvertible {
    package let description: String
}

/// What the readers are given, and what must hold afterwards.
enum Trial {
    static func require(_ holds: Bool, _ promise: @autoclosure () -> String) throws(BrokenPromise) {
        if !holds { throw BrokenPromise(description: promise()) }
    }
}
