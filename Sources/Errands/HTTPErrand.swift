import Interpreter
import Notation

/// `call: http`.
struct HTTPErrand {
    private let outgoing: Outgoing
    private let form: AnswerForm

    /// - Parameter arguments: the evaluated `with`, secrets in clear.
    init(_ arguments: JSON, input: JSON) throws(WorkflowFault) {
        form = try AnswerForm(arguments)
        guard let method = arguments["method"].asString, !method.isEmpty else {
            throw WorkflowFault(.validation, "call http needs a method, not \(arguments["method"].text)")
        }
        let endpoint = try Endpoint(arguments["endpoint"], input: input, of: "call http")
        var outgoing = Outgoing(method: method.uppercased(), address: endpoint.address)
        outgoing.authentication = endpoint.authentication
        outgoing.add(query: try HTTPErrand.pairs("query", in: arguments))
        outgoing.headers = try HTTPErrand.pairs("headers", in: arguments)
        try RequestBody.put(arguments["body"], into: &outgoing)
        self.outgoing = outgoing
    }

    func carryOut(by client: WebClient) throws(WorkflowFault) -> JSON {
        try form.answer(client.send(outgoing), to: outgoing, hiding: client.secrets)
    }

    private static func pairs(
        _ key: String, in arguments: JSON
    ) throws(WorkflowFault) -> [(name: String, value: String)] {
        let given = arguments[key]
        if given.isNull { return [] }
        guard let members = given.asObject else {
            throw WorkflowFault(.validation, "\(key) is \(given.typeName), not an object")
        }
        return try RequestBody.pairs(members, of: key)
    }
}

/// An address, or `{ uri, authentication }`.
struct Endpoint {
    let address: String
    let authentication: Authentication?

    /// - Parameter owner: what needs it, for the message: `call http`.
    init(_ value: JSON, input: JSON, of owner: String) throws(WorkflowFault) {
        let uri = value.asString ?? value["uri"].asString
        guard let uri, !uri.isEmpty else {
            throw WorkflowFault(.validation, "\(owner) needs the address of an endpoint, not \(value.typeName)")
        }
        address = try URITemplate(uri).expanded(with: input)
        authentication = try Authentication(value["authentication"], input: input)
    }
}
