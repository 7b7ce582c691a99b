import Notation

/// A document together with the functions that it reaches: all that an instance keeps, in one text.
///
/// A document that reaches none is kept as it is. The other form, a JSON object whose `document` is a text, is no
/// workflow document, so neither can be taken for the other.
struct KeptDefinition {
    let document: String
    /// The texts by address.
    let functions: [String: String]

    init(document: String, functions: [String: String]) {
        self.document = document
        self.functions = functions
    }

    init(_ text: String) {
        guard text.hasPrefix("{"), let kept = try? JSON(parsing: text), let document = kept["document"].asString,
            let functions = kept["functions"].asObject
        else {
            self.init(document: text, functions: [:])
            return
        }
        let pairs = functions.compactMap { address, text in text.asString.map { (address, $0) } }
        self.init(document: document, functions: Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
    }

    var text: String {
        guard !functions.isEmpty else { return document }
        let pairs = functions.sorted { $0.key < $1.key }.map { ($0.key, JSON.string($0.value)) }
        return JSON.object(Members([("document", .string(document)), ("functions", .object(Members(pairs)))])).text
    }
}
