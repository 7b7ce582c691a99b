import Notation

/// What a unit owes: kinds of things, with their quotas.
extension Reader {
    static let itemProperties = [
        "kind", "min", "max", "exactly", "units", "for", "years", "optional", "count", "types", "recognition",
    ]

    func items(_ node: Node, _ owner: String) -> [ItemRule]? {
        if isExpression(node) { return nil }
        guard let nodes = list(node, owner) else { return nil }
        if nodes.isEmpty {
            problems.error(
                "empty-list", at: node.mark, "\(owner) is empty", hint: "for example [{ kind: report, min: 1 }]")
        }
        return nodes.compactMap { isExpression($0) ? nil : item($0, "an item of \(owner)") }
    }

    private func item(_ node: Node, _ owner: String) -> ItemRule? {
        guard let fields = fields(node, of: owner, Reader.itemProperties, required: ["kind"]),
            let kind = name("kind", of: .item, in: fields)
        else { return nil }
        let isOptional = boolean("optional", in: fields) ?? false
        let range = quota(kind, isOptional: isOptional, fields)
        var item = ItemRule(kind: kind, min: range.min, max: range.max)
        item.isOptional = isOptional
        item.units = fields["units"].flatMap { unitCodes($0, "\"units\" of \(quoted(kind))") }
        item.audience = fields["for"].flatMap { selector($0, "\"for\" of \(quoted(kind))") }
        item.years = fields["years"].map { oneOrMore($0).compactMap { integer($0, "a year of \(owner)", 1900...2200) } }
        item.types = words("types", of: ExemplarType.self, in: fields)
        item.recognition = words("recognition", of: Recognition.self, in: fields)
        let isOfExemplars = item.types != nil || item.recognition != nil
        let counting = choice("count", in: fields, of: ItemRule.Counting.self)
        if isOfExemplars, counting == .files {
            problems.error(
                "bad-alternative", at: fields.keyMark("count"),
                "\(quoted(kind)) counts files, and files have neither type nor recognition",
                hint: "write \"count: exemplars\", or leave it out")
        }
        item.counting = counting ?? (isOfExemplars ? .exemplars : .usual(for: kind))
        return item
    }

    /// `exactly: 1` is both limits; what is optional has no least number unless one is named, which then is only shown.
    private func quota(_ kind: String, isOptional: Bool, _ fields: Fields) -> (min: Int, max: Int?) {
        if let exact = integer("exactly", in: fields, 1...1_000_000) {
            for key in ["min", "max"] where fields.has(key) {
                problems.error(
                    "bad-alternative", at: fields.keyMark(key),
                    "\(quoted(key)) of \(quoted(kind)) stands beside \"exactly\", which is both limits",
                    hint: "leave one of them out")
            }
            return (exact, exact)
        }
        let most = integer("max", in: fields, 1...1_000_000)
        let least = integer("min", in: fields, 0...1_000_000) ?? (isOptional ? 0 : min(1, most ?? 1))
        if let most, most < least {
            problems.error(
                "bad-range", at: fields.keyMark("max"),
                "\"max\" of \(quoted(kind)) is \(most), less than its \"min\", \(least)")
        }
        return (least, most)
    }

    /// One word of an enumeration, or several.
    private func words<Word: RawRepresentable & CaseIterable>(
        _ key: String, of _: Word.Type, in fields: Fields
    ) -> [Word]? where Word.RawValue == String {
        guard let node = fields[key], !isExpression(node) else { return nil }
        let owner = member(key, of: fields.owner)
        if node.entries != nil || node.isNull || node.nodes?.isEmpty == true {
            tellType(
                node, of: owner, wanted: "a word or a list of words",
                hint: "it may have \(Word.allCases.map(\.rawValue).listed())")
            return nil
        }
        return oneOrMore(node).compactMap { element in
            word(element, owner, among: Word.allCases.map(\.rawValue)).flatMap { Word(rawValue: $0) }
        }
    }
}
