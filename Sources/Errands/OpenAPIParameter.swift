import Interpreter
import Notation

/// Where one value goes, and how it is written there.
struct OpenAPIParameter {
    enum Place: String { case path, query, header, cookie, formData }

    /// How the elements of a list stand beside each other.
    enum Style {
        case repeated
        case joined(by: String)
        /// `name[key]=value`.
        case deepObject
        /// As JSON text (`content` of OpenAPI 3).
        case json
    }

    let name: String
    let place: Place
    let isRequired: Bool
    private let style: Style
    /// Whether the members of an object stand under their own names.
    private let explodes: Bool

    init(_ value: JSON, in document: OpenAPIDocument) throws(WorkflowFault) {
        guard let name = value["name"].asString, let place = value["in"].asString.flatMap(Place.init) else {
            throw WorkflowFault(.configuration, "the document has a parameter without a name or a place: \(value.text)")
        }
        guard value["type"].asString != "file" else {
            throw WorkflowFault(.configuration, "the operation wants a file as \"\(name)\", and Dondoc sends none")
        }
        self.name = name
        self.place = place
        isRequired = place == .path || value["required"].asBool ?? false
        let form = place == .query || place == .cookie
        if document.isSwagger {
            explodes = false
            style =
                switch value["collectionFormat"].asString {
                case "multi": .repeated
                case "ssv": .joined(by: " ")
                case "tsv": .joined(by: "\t")
                case "pipes": .joined(by: "|")
                default: .joined(by: ",")
                }
            return
        }
        let written = value["style"].asString ?? (form ? "form" : "simple")
        explodes = value["explode"].asBool ?? (written == "form")
        if !value["content"].isNull {
            style = .json
            return
        }
        switch written {
        case "form": style = explodes ? .repeated : .joined(by: ",")
        case "simple": style = .joined(by: ",")
        case "spaceDelimited": style = explodes ? .repeated : .joined(by: " ")
        case "pipeDelimited": style = explodes ? .repeated : .joined(by: "|")
        case "deepObject": style = .deepObject
        default: throw WorkflowFault(.configuration, "parameters of the style \"\(written)\" are not known")
        }
    }

    /// The names and texts that stand for a value: several in a query or a form, one elsewhere.
    func pairs(for value: JSON) throws(WorkflowFault) -> [(name: String, value: String)] {
        switch (value, style) {
        case (_, .json): return [(name, value.text)]
        case (.array(let values), .joined(let separator)):
            return [(name, try texts(of: values).joined(separator: separator))]
        case (.array(let values), _):
            let texts = try texts(of: values)
            let isSplit = place == .query || place == .formData
            return isSplit ? texts.map { (name, $0) } : [(name, texts.joined(separator: ","))]
        case (.object(let members), .deepObject):
            let texts = try texts(of: members.values)
            return zip(members.keys, texts).map { ("\(name)[\($0)]", $1) }
        case (.object(let members), _):
            let texts = try texts(of: members.values)
            if explodes, place == .query { return zip(members.keys, texts).map { ($0, $1) } }
            let joined = zip(members.keys, texts).map { explodes ? "\($0)=\($1)" : "\($0),\($1)" }
            return [(name, joined.joined(separator: ","))]
        default: return [(name, try texts(of: [value])[0])]
        }
    }

    private func texts(of values: [JSON]) throws(WorkflowFault) -> [String] {
        let texts = values.compactMap(PlainText.of)
        guard texts.count == values.count else {
            throw WorkflowFault(.validation, "the parameter \"\(name)\" holds lists or objects within others")
        }
        return texts
    }
}
