import Almanac
import Notation

/// `document` and `evaluate`: what the file is.
extension Reader {
    static func isSemanticVersion(_ text: String) -> Bool {
        guard text.unicodeScalars.allSatisfy({ $0.isASCII }) else { return false }
        let build = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        let release = build[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let numbers = release[0].split(separator: ".", omittingEmptySubsequences: false)
        func isNumber(_ text: Substring) -> Bool {
            !text.isEmpty && text.allSatisfy(\.isNumber) && (text == "0" || text.first != "0")
        }
        func areLabels(_ text: Substring, strict: Bool) -> Bool {
            text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
                !label.isEmpty && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
                    && (!strict || !label.allSatisfy(\.isNumber) || isNumber(label))
            }
        }
        return numbers.count == 3 && numbers.allSatisfy(isNumber)
            && (release.count < 2 || areLabels(release[1], strict: true))
            && (build.count < 2 || areLabels(build[1], strict: false))
    }

    /// A version as it stands: text, or a number that YAML made of it, which is told.
    func versionText(_ node: Node, _ owner: String) -> String? {
        if let text = node.string { return text }
        if let scalar = node.scalar, scalar.value.asDouble != nil {
            let dots = scalar.text.filter { $0 == "." }.count
            let whole = scalar.text + String(repeating: ".0", count: max(0, 2 - dots))
            problems.error(
                "unquoted-version", at: node.mark, "\(owner) is the number \(scalar.text), not text",
                hint: "put it in quotes: '\(whole)'")
        } else {
            tellType(node, of: owner, wanted: "a version in quotes, such as '1.0.0'")
        }
        return nil
    }

    func checkVersion(_ text: String, _ node: Node, _ owner: String) {
        guard !Reader.isSemanticVersion(text) else { return }
        problems.error(
            "bad-version", at: node.mark, "\(owner) is \(quoted(text)), which is no version",
            hint: "write three numbers: '1.0.0'")
    }

    func document(_ node: Node) -> (name: WorkflowName, title: String?, metadata: JSON)? {
        let owner = "\"document\""
        let known = ["dsl", "namespace", "name", "version", "title", "summary", "tags", "metadata"]
        guard let fields = fields(node, of: owner, known, required: ["dsl", "namespace", "name", "version"]) else {
            return nil
        }
        checkLanguage(in: fields)
        let namespace = label("namespace", in: fields)
        let name = label("name", in: fields)
        let version = fields["version"].flatMap { node -> String? in
            guard let text = versionText(node, member("version", of: owner)) else { return nil }
            checkVersion(text, node, member("version", of: owner))
            return text
        }
        let title = text("title", in: fields)
        _ = text("summary", in: fields)
        _ = object("tags", in: fields)
        let metadata = object("metadata", in: fields) ?? .object(Members())
        fields["metadata"].map(checkMetadata)
        guard let namespace, let name, let version else { return nil }
        return (WorkflowName(namespace: namespace, name: name, version: version), title, metadata)
    }

    private func checkLanguage(in fields: Fields) {
        guard let node = fields["dsl"], let version = versionText(node, member("dsl", of: fields.owner)) else { return }
        checkVersion(version, node, member("dsl", of: fields.owner))
        let numbers = version.split(separator: ".")
        if Reader.isSemanticVersion(version), numbers.prefix(2) != ["1", "0"] {
            problems.error(
                "unsupported-dsl", at: node.mark, "version \(version) of the language is not read here",
                hint: "write dsl: '1.0.3'")
        }
    }

    /// A DNS label.
    private func label(_ key: String, in fields: Fields) -> String? {
        guard let text = text(key, in: fields), let node = fields[key] else { return nil }
        func isLabel(_ text: String) -> Bool {
            (1...63).contains(text.utf8.count) && text.first != "-" && text.last != "-"
                && text.unicodeScalars.allSatisfy {
                    $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-")
                }
        }
        if isLabel(text) { return text }
        let changed =
            text.contains(".")
            ? text.replacing(".", with: "-") : text.replacing(" ", with: "-").replacing("_", with: "-")
        problems.error(
            "bad-name", at: node.mark,
            "\(member(key, of: fields.owner)) is \(quoted(text)); it may have letters, digits and \"-\", at most 63",
            hint: isLabel(changed) ? "write \"\(changed)\"" : "write it without accents and blanks: \"bao-cao-thang\"")
        return nil
    }

    /// The members of the open `metadata` that Dondoc reads.
    private func checkMetadata(_ node: Node) {
        guard node.entries != nil else { return }
        let fields = Fields(node: node, owner: "\"metadata\"")
        if let plan = fields["plan"] { _ = code(plan, "\"metadata.plan\"") }
        _ = text("quote", in: fields)
        if let zone = fields["timezone"] { _ = self.zone(zone, "\"metadata.timezone\"") }
        _ = choice("missedRuns", in: fields, of: MissedRuns.self, isFixed: true)
    }

    func zone(_ node: Node, _ owner: String) -> Zone? {
        guard let name = text(node, owner) else { return nil }
        if let zone = Zone(identifier: name) { return zone }
        problems.error(
            "unknown-zone", at: node.mark, "\(quoted(name)) is no time zone",
            hint: "write its name in the tz database: Asia/Ho_Chi_Minh")
        return nil
    }

    /// True unless `evaluate.mode` is `loose`.
    func evaluation(_ node: Node) -> Bool {
        guard let fields = fields(node, of: "\"evaluate\"", ["language", "mode"]) else { return true }
        if let language = fields["language"] { _ = word(language, "\"evaluate.language\"", among: ["jq"]) }
        let mode = fields["mode"].flatMap { word($0, "\"evaluate.mode\"", among: ["strict", "loose"]) }
        return mode != "loose"
    }
}
