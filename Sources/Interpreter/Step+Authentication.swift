import Definition
import Foundation
import Notation

/// Who a call says it is: what the document only names (`use`) is put in the place of the name.
///
/// Only names that the author wrote count. One that a computed value brings along stays a name, and is refused where the
/// call is carried out: otherwise whoever sends us data could choose which secret goes where.
extension Step {
    func authenticated(_ arguments: JSON, as call: FunctionCall) throws(WorkflowFault) -> JSON {
        var arguments = arguments
        for place in Step.placesOfAuthentication(in: call) {
            guard let written = call.arguments.written(at: place), let policy = try policy(written) else { continue }
            arguments.put(policy, at: place[...])
        }
        return arguments
    }

    private static func placesOfAuthentication(in call: FunctionCall) -> [[String]] {
        call.function == "http"
            ? [["endpoint", "authentication"]] : [["authentication"], ["document", "endpoint", "authentication"]]
    }

    /// `$authorization`: the scheme, and the parameter where it is known before the call. That of `digest` depends on the
    /// server's challenge, and a token that is fetched never comes into the workflow.
    func authorization(of call: FunctionCall) throws(WorkflowFault) -> JSON? {
        guard let place = Step.placesOfAuthentication(in: call).first, let written = call.arguments.written(at: place)
        else { return nil }
        let named = try policy(written)
        let policy: JSON
        if let named { policy = named } else { policy = try value(of: written, on: top.input) }
        guard let (scheme, credentials) = policy.asObject?.first(where: { (name: String, _) -> Bool in name != "use" })
        else { return nil }
        let parameter: JSON =
            switch scheme {
            case "basic": Step.basicParameter(credentials)
            case "bearer": credentials.asString.map(JSON.string) ?? credentials["token"]
            default: .null
            }
        return ["scheme": .string(Step.schemeNames[scheme] ?? scheme), "parameter": parameter]
    }

    private static let schemeNames = [
        "basic": "Basic", "bearer": "Bearer", "digest": "Digest", "oauth2": "Bearer", "oidc": "Bearer",
    ]

    /// RFC 7617.
    private static func basicParameter(_ credentials: JSON) -> JSON {
        guard let username = credentials["username"].asString, let password = credentials["password"].asString else {
            return .null
        }
        return .string(Data("\(username):\(password)".utf8).base64EncodedString())
    }

    /// Nil when nothing is named, so that what was evaluated already holds.
    private func policy(_ written: Formula) throws(WorkflowFault) -> JSON? {
        if let name = written.written(at: ["use"])?.text {
            guard let named = workflow.shared.authentications[name] else {
                throw WorkflowFault(.configuration, "there is no authentication \"\(name)\" under use.authentications")
            }
            if let secret = try policy(named) { return secret }
            return try value(of: named, on: top.input)
        }
        for scheme in ["basic", "bearer", "digest", "oauth2", "oidc"] {
            guard let name = written.written(at: [scheme, "use"])?.text else { continue }
            guard workflow.shared.secrets.contains(name), let secret = surroundings.secrets[name] else {
                throw WorkflowFault(.authorization, "there is no secret \"\(name)\" for this workflow")
            }
            return .object(Members([(scheme, secret)]))
        }
        return nil
    }
}

extension Formula {
    /// What stands in the document at that path; nil where nothing does, or where the way leads through an expression.
    fileprivate func written(at path: [String]) -> Formula? {
        var formula = self
        for key in path {
            switch formula {
            case .object(let members):
                guard let member = members.first(where: { $0.key == key }) else { return nil }
                formula = member.value
            case .literal(.object(let members)):
                guard let member = members[key] else { return nil }
                formula = .literal(member)
            default: return nil
            }
        }
        return formula
    }

    fileprivate var text: String? { if case .literal(let value) = self { value.asString } else { nil } }
}

extension JSON {
    fileprivate mutating func put(_ value: JSON, at path: ArraySlice<String>) {
        guard let key = path.first else {
            self = value
            return
        }
        self[key].put(value, at: path.dropFirst())
    }
}
