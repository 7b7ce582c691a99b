import Foundation
import Interpreter
import Notation

/// `call: openapi`.
struct OpenAPIErrand {
    private let arguments: JSON
    private let input: JSON
    private let form: AnswerForm
    private let operationID: String

    /// - Parameter arguments: the evaluated `with`, secrets in clear.
    init(_ arguments: JSON, input: JSON) throws(WorkflowFault) {
        form = try AnswerForm(arguments)
        guard let operationID = arguments["operationId"].asString else {
            throw WorkflowFault(
                .validation, "call openapi needs an operationId, not \(arguments["operationId"].text)")
        }
        guard arguments["parameters"].isNull || arguments["parameters"].asObject != nil else {
            throw WorkflowFault(.validation, "parameters is \(arguments["parameters"].typeName), not an object")
        }
        self.operationID = operationID
        self.arguments = arguments
        self.input = input
    }

    /// - Parameter folder: where the path of a document begins.
    func carryOut(by client: WebClient, in folder: URL) throws(WorkflowFault) -> JSON {
        let authentication = try Authentication(arguments["authentication"], input: input)
        let document = try OpenAPIDocument(arguments["document"], input: input, folder: folder, client: client)
        let operation = try OpenAPIOperation(operationID, in: document)
        var outgoing = try operation.request(with: arguments["parameters"].asObject ?? Members())
        outgoing.authentication = authentication
        return try form.answer(client.send(outgoing), to: outgoing, hiding: client.secrets)
    }
}

extension OpenAPIOperation {
    /// - Throws: a validation fault for a parameter that is missing, or that the operation does not have.
    func request(with given: Members) throws(WorkflowFault) -> Outgoing {
        var outgoing = Outgoing(method: method, address: address)
        outgoing.set("Accept", to: "application/json, */*;q=0.9")
        var cookies: [String] = []
        var query: [(name: String, value: String)] = []
        var fields: [(name: String, value: String)] = []
        var taken: Set<String> = []
        for parameter in parameters {
            guard let value = given[parameter.name], !value.isNull else {
                guard !parameter.isRequired else {
                    throw WorkflowFault(
                        .validation, "the operation \"\(id)\" needs the parameter \"\(parameter.name)\"")
                }
                continue
            }
            taken.insert(parameter.name)
            let pairs = try parameter.pairs(for: value)
            switch parameter.place {
            case .query: query += pairs
            case .formData: fields += pairs
            case .path:
                let text = pairs.map { PercentEncoding.value($0.value) }.joined(separator: ",")
                outgoing.address = outgoing.address.replacing("{\(parameter.name)}", with: text)
            case .header where OpenAPIOperation.reserved.contains(parameter.name.lowercased()): break
            case .header: outgoing.set(parameter.name, to: pairs.map(\.value).joined(separator: ","))
            case .cookie: cookies += pairs.map { "\($0.name)=\(PercentEncoding.value($0.value))" }
            }
        }
        if !cookies.isEmpty { outgoing.set("Cookie", to: cookies.joined(separator: "; ")) }
        guard !outgoing.address.contains("{") else {
            throw WorkflowFault(.configuration, "the document does not say what goes into \"\(outgoing.address)\"")
        }
        outgoing.address = PercentEncoding.literal(outgoing.address)
        outgoing.add(query: query)
        try put(given.filter { !taken.contains($0.0) && !$0.1.isNull }, fields, into: &outgoing)
        return outgoing
    }

    /// Parameters of these names say nothing (OpenAPI 3, "Parameter Object"): content and authentication are told elsewhere.
    private static let reserved: Set<String> = ["accept", "content-type", "authorization"]

    /// - Parameter rest: what no parameter has taken: the body, or its members.
    private func put(
        _ rest: [(String, JSON)], _ fields: [(name: String, value: String)], into outgoing: inout Outgoing
    ) throws(WorkflowFault) {
        guard let body, !body.name.isEmpty else {
            guard rest.isEmpty else { throw unknown(rest) }
            if let body {
                RequestBody.put(fields, isMultipart: MediaType(body.type).isMultipart, into: &outgoing)
            }
            return
        }
        let whole = rest.first { $0.0 == body.name } ?? rest.first { $0.0 == "body" }
        if let whole {
            guard rest.count == 1 else { throw unknown(rest.filter { $0.0 != whole.0 }) }
            try put(whole.1, as: body.type, into: &outgoing)
        } else if !rest.isEmpty {
            try put(.object(Members(rest)), as: body.type, into: &outgoing)
        } else if body.isRequired {
            throw WorkflowFault(
                .validation, "the operation \"\(id)\" needs a body: give it as \"body\" or its members as parameters")
        }
    }

    private func put(_ value: JSON, as type: String, into outgoing: inout Outgoing) throws(WorkflowFault) {
        let kind = MediaType(type)
        outgoing.set("Content-Type", to: type)
        if kind.isJSON {
            outgoing.body = Array(value.text.utf8)
            return
        }
        let fits = value.asString != nil || value.asObject != nil && (kind.isForm || kind.isMultipart)
        guard fits else {
            throw WorkflowFault(
                .validation, "the body of \"\(id)\" is \(value.typeName) and cannot be written as \(type)")
        }
        try RequestBody.put(value, into: &outgoing)
    }

    private func unknown(_ rest: [(String, JSON)]) -> WorkflowFault {
        let names = rest.map { "\"\($0.0)\"" }.joined(separator: ", ")
        let known = parameters.map { "\"\($0.name)\"" }.joined(separator: ", ")
        let told = known.isEmpty ? "it has none" : "it has \(known)"
        return WorkflowFault(.validation, "the operation \"\(id)\" has no parameter \(names); \(told)")
    }
}
