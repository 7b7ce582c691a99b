import Almanac
package import Notation

/// `plan.yaml`: the plan as an office reads it.
package enum PlanDocument {
    static let known = [
        "plan", "title", "issuer", "symbol", "issued", "issuedOrigin", "validity", "implements", "supersedes",
        "recipients", "obligations", "themes",
    ]
    /// What stands for the number of a plan that has none yet.
    static let unnumbered = "chưa cấp số"

    /// Reads a plan and tells everything that is wrong or doubtful; it is nil when anything is an error.
    package static func read(_ source: SourceText) -> (plan: PlanFile?, diagnostics: [Diagnostic]) {
        let problems = Problems(file: source.file)
        let plan = LocatedTree.parsing(source, problems).flatMap { tree in
            var reader = Reader(tree: tree, problems: problems)
            reader.readsExpressions = false
            return reader.plan(tree.root)
        }
        return (problems.hasErrors ? nil : plan, problems.inOrder)
    }
}

extension Reader {
    fileprivate func plan(_ node: Node) -> PlanFile? {
        let required = ["plan", "title", "issuer", "validity"]
        guard let fields = fields(node, of: "plan.yaml", PlanDocument.known, required: required) else { return nil }
        let code = fields["plan"].flatMap { self.code($0, "\"plan\"") }
        let title = text("title", in: fields)
        let issuer = fields["issuer"].flatMap { unit($0, "\"issuer\"") }
        let validity = fields["validity"].flatMap(validity)
        var plan = PlanFile(
            code: code ?? "", title: title ?? "", issuer: issuer ?? UnitCode(""),
            validFrom: validity?.from ?? Day(number: 0),
            validTo: validity?.to ?? Day(number: 0))
        plan.symbol = symbol(fields)
        plan.issued = fields["issued"].flatMap { day($0, "\"issued\"") }
        plan.issuedOrigin = choice("issuedOrigin", in: fields, of: ObligationRule.Origin.self) ?? .stated
        plan.supersedes =
            fields["supersedes"].map { oneOrMore($0).compactMap { self.code($0, "\"supersedes\"") } } ?? []
        if let node = fields["supersedes"], plan.supersedes.contains(plan.code) {
            problems.error(
                "supersedes-itself", at: node.mark, "the plan \(quoted(plan.code)) supersedes itself",
                hint: "name the plan before it, and give this one a code of its own")
        }
        plan.recipients = (list("recipients", in: fields) ?? []).compactMap(addressee)
        for entry in fields["obligations"].flatMap({ open($0, of: "\"obligations\"") })?.node.entries ?? [] {
            plan.marks[entry.key] = entry.keyMark
            if let rule = obligation(entry) { plan.obligations.append(rule) }
        }
        let parents = (list("implements", in: fields) ?? []).compactMap { node in parent(node).map { (node, $0) } }
        plan.parents = parents.map(\.1)
        plan.parentsMark = fields.has("implements") ? fields.keyMark("implements") : nil
        let themes = (list("themes", in: fields) ?? []).enumerated().compactMap { theme($1, at: $0) }
        plan.themes = themes
        tellDuplicates(themes)
        guard code != nil, let title, issuer != nil, validity != nil else { return nil }
        plan.references = references.list
        lint(plan, title: title, fields, parents)
        return plan
    }

    private func symbol(_ fields: Fields) -> String? {
        guard let node = fields["symbol"] else {
            problems.error(
                "missing-symbol", at: fields.node.mark, "plan.yaml lacks \"symbol\", the number of the plan",
                hint: "write \"symbol: 31/KH-UBND\"; while it has none, \"symbol: \(PlanDocument.unnumbered)\"")
            return nil
        }
        guard let text = text(node, "\"symbol\"") else { return nil }
        guard text.lowercased() != PlanDocument.unnumbered else {
            problems.warning(
                "unnumbered-plan", at: node.mark,
                "the plan has no number yet (\(PlanDocument.unnumbered)); letters leave it blank",
                hint: "enter it as soon as the registry has given it")
            return nil
        }
        if text.first == "/" || text.contains(" /") {
            problems.error(
                "missing-symbol", at: node.mark, "\"symbol\" is \(quoted(text)), without a number",
                hint: "enter the number, or write \"symbol: \(PlanDocument.unnumbered)\"")
            return nil
        }
        return text
    }

    private func validity(_ node: Node) -> (from: Day, to: Day)? {
        let owner = "\"validity\""
        guard let fields = fields(node, of: owner, ["from", "to"], required: ["from", "to"]),
            let from = fields["from"].flatMap({ day($0, member("from", of: owner)) }),
            let to = fields["to"].flatMap({ day($0, member("to", of: owner)) })
        else { return nil }
        if from <= to { return (from, to) }
        problems.error("bad-range", at: node.mark, "\(owner) ends on \(to.shown), before it begins on \(from.shown)")
        return nil
    }

    private func parent(_ node: Node) -> DocumentReference? {
        let owner = "a document of \"implements\""
        let known = ["issuer", "symbol", "date", "title", "implements"]
        guard let fields = fields(node, of: owner, known, required: ["issuer", "symbol"]) else { return nil }
        let issuer = fields["issuer"].flatMap { code($0, member("issuer", of: owner)) }
        let symbol = text("symbol", in: fields)
        let date = fields["date"].flatMap { day($0, member("date", of: owner)) }
        let title = text("title", in: fields)
        guard let issuer, let symbol else { return nil }
        var document = DocumentReference(issuer: issuer, symbol: symbol, date: date, title: title)
        document.implements = (list("implements", in: fields) ?? []).compactMap(parent)
        return document
    }

    private func addressee(_ node: Node) -> Addressee? {
        let owner = "a line of \"recipients\""
        if node.entries == nil {
            return text(node, owner).map {
                Addressee(text: $0, selector: nil, copies: Reader.copies(in: $0) ?? 1, mark: node.mark)
            }
        }
        guard let fields = fields(node, of: owner, ["text", "to", "copies"], required: ["text"]) else { return nil }
        let selector = fields["to"].flatMap { self.selector($0, member("to", of: owner)) }
        let copies = integer("copies", in: fields, 0...10_000)
        return text("text", in: fields).map {
            Addressee(text: $0, selector: selector, copies: copies ?? Reader.copies(in: $0) ?? 1, mark: node.mark)
        }
    }

    /// `Phòng Nội vụ (02b)`: 2; also `(02 bản)`.
    static func copies(in text: String) -> Int? {
        for part in text.split(separator: "(").filter({ $0.contains(")") }) {
            let words = part.prefix { $0 != ")" }
            let digits = words.prefix { $0.isASCII && $0.isNumber }
            let rest = words.dropFirst(digits.count).filter { !$0.isWhitespace }.lowercased()
            if ["b", "bản"].contains(rest), digits.count < 5, let count = Int(digits) { return count }
        }
        return nil
    }

    private func obligation(_ entry: Node.Entry) -> ObligationRule? {
        let owner = "the obligation \(quoted(entry.key))"
        if entry.key.allSatisfy(\.isWhitespace) || entry.key.contains(where: { $0.isWhitespace || $0 == "/" }) {
            problems.error(
                "bad-code", at: entry.keyMark, "\(owner) has blanks or \"/\" in its name",
                hint: "write a code such as \"monthly-articles\"")
        }
        return fields(entry.value, of: owner, FunctionShape.obligation.map(\.name), at: entry.keyMark).flatMap {
            obligation($0, code: entry.key, defaultTo: nil)
        }
    }

    private func theme(_ node: Node, at index: Int) -> Theme? {
        let owner = "a theme"
        let known = ["code", "months", "title", "content", "days"]
        guard let fields = fields(node, of: owner, known, required: ["title"]) else { return nil }
        let code = fields["code"].flatMap { self.code($0, member("code", of: owner)) } ?? "theme-\(index + 1)"
        let months =
            fields["months"].map { oneOrMore($0).compactMap { integer($0, "a month of \(owner)", 1...12) } } ?? []
        let days = (list("days", in: fields) ?? []).compactMap(commemoration)
        let title = text("title", in: fields)
        let content = text("content", in: fields)
        return title.map {
            Theme(code: code, months: months, title: $0, content: content, days: days, line: node.mark.line)
        }
    }

    private func commemoration(_ node: Node) -> Commemoration? {
        let owner = "a day of a theme"
        guard let fields = fields(node, of: owner, ["name", "solar", "lunar", "since"], required: ["name"]) else {
            return nil
        }
        let name = text("name", in: fields)
        let since = integer("since", in: fields, 1...9999)
        guard fields.has("solar") != fields.has("lunar"), let day = fields["solar"] ?? fields["lunar"] else {
            problems.error(
                "bad-alternative", at: node.mark, "\(owner) is either \"solar\" or \"lunar\"",
                hint: "write \"solar: 3/2\" or \"lunar: 10/3\"")
            return nil
        }
        let isLunar = fields.has("lunar")
        let date = dayOfYear(day, "\"\(isLunar ? "lunar" : "solar")\" of \(owner)", isLunar: isLunar)
        guard let name, let date else { return nil }
        return Commemoration(name: name, day: date.day, month: date.month, isLunar: isLunar, since: since)
    }

    private func tellDuplicates(_ themes: [Theme]) {
        var lines: [String: Int] = [:]
        for theme in themes {
            if let line = lines.updateValue(theme.line, forKey: theme.code) {
                problems.error(
                    "duplicate-name", at: SourceMark(line: theme.line, column: 1),
                    "the theme \(quoted(theme.code)) stands twice",
                    hint: "the first is in line \(line); give each a code of its own")
            }
        }
    }
}
