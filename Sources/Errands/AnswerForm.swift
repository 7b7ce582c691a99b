import Foundation
import Interpreter
import Notation
import Transport

/// What the task gets of a response, and which responses are faults: `output` and `redirect` of a call.
struct AnswerForm {
    enum Output: String { case raw, content, response }

    let output: Output
    /// Whether a redirection (300–399) is an answer. It is never followed: the specification speaks of statuses only.
    let takesRedirections: Bool

    init(_ arguments: JSON) throws(WorkflowFault) {
        let word = arguments["output"]
        guard let output = word.isNull ? .content : word.asString.flatMap(Output.init) else {
            throw WorkflowFault(.validation, "the output of a call is raw, content or response, not \(word.text)")
        }
        guard arguments["redirect"].isNull || arguments["redirect"].asBool != nil else {
            throw WorkflowFault(.validation, "redirect is true or false, not \(arguments["redirect"].text)")
        }
        self.output = output
        takesRedirections = arguments["redirect"].asBool ?? false
    }

    /// - Throws: a communication fault with the response's own status when that is no success.
    func answer(_ response: HTTPResponse, to outgoing: Outgoing, hiding secrets: Secrets) throws(WorkflowFault) -> JSON
    {
        guard 200...(takesRedirections ? 399 : 299) ~= response.status else {
            throw AnswerForm.fault(response, to: outgoing, hiding: secrets)
        }
        switch output {
        case .raw: return .string(Data(response.body).base64EncodedString())
        case .content: return try AnswerForm.content(of: response)
        case .response:
            let request: JSON = [
                "method": .string(outgoing.method), "uri": .string(secrets.hidden(in: outgoing.address)),
                "headers": AnswerForm.map(outgoing.headers.map { ($0.name, secrets.hidden(in: $0.value)) }),
            ]
            return [
                "request": request, "statusCode": .integer(response.status),
                "headers": AnswerForm.map(response.headers), "content": try AnswerForm.content(of: response),
            ]
        }
    }

    /// JSON where the server says so, else text, else base 64; null for a body without bytes.
    static func content(of response: HTTPResponse) throws(WorkflowFault) -> JSON {
        if response.body.isEmpty { return .null }
        let type = MediaType(response.header("content-type"))
        if type.isJSON {
            do {
                return try JSON(parsing: response.body)
            } catch {
                throw WorkflowFault(.communication, "the answer is said to be JSON and is not: \(error)")
            }
        }
        if let text = text(of: response.body, charset: type.charset) { return .string(text) }
        return .string(Data(response.body).base64EncodedString())
    }

    private static func text(of bytes: [UInt8], charset: String?) -> String? {
        if charset == "iso-8859-1" || charset == "latin1" {
            return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        }
        return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
    }

    /// Headers that come several times are one, joined with commas (RFC 9110, 5.3).
    private static func map(_ headers: [(name: String, value: String)]) -> JSON {
        var members = Members()
        var spelling: [String: String] = [:]
        for (name, value) in headers {
            let known = spelling[name.lowercased()] ?? name
            spelling[name.lowercased()] = known
            members[known] = .string(members[known]?.asString.map { "\($0), \(value)" } ?? value)
        }
        return .object(members)
    }

    static func fault(
        _ response: HTTPResponse, to outgoing: Outgoing, hiding secrets: Secrets
    ) -> WorkflowFault {
        let asked = "\(outgoing.method) \(outgoing.address) was answered with status \(response.status)"
        var title = "HTTP status \(response.status)"
        var words = text(of: response.body, charset: nil) ?? ""
        let problem = (try? content(of: response)) ?? .null
        if MediaType(response.header("content-type")).essence == "application/problem+json" {
            title = problem["title"].asString ?? title
            words = problem["detail"].asString ?? words
        }
        // Hidden before it is cut: half a secret would not be known again.
        let shown = secrets.hidden(in: words).unicodeScalars.prefix(500).map { $0.value < 0x20 ? " " : String($0) }
            .joined()
        return WorkflowFault(
            type: FaultKind.communication.type, status: response.status, title: title,
            detail: shown.isEmpty ? asked : "\(asked): \(shown)")
    }
}
