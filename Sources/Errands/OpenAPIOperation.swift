import Foundation
import Interpreter
import Notation

/// One operation of a document, in the terms that OpenAPI 3 and Swagger 2 have in common.
struct OpenAPIOperation {
    struct Body {
        let isRequired: Bool
        /// The kind of content that is sent: JSON where there is a choice.
        let type: String
        /// What Swagger 2 calls its body; `body` means it as well.
        let name: String
    }

    let id: String
    let method: String
    /// Absolute, with its variables in braces.
    let address: String
    let parameters: [OpenAPIParameter]
    let body: Body?

    private static let methods = ["get", "put", "post", "delete", "options", "head", "patch"]

    init(_ id: String, in document: OpenAPIDocument) throws(WorkflowFault) {
        for (path, item) in document.root["paths"].asObject ?? Members() {
            let item = try document.resolved(item)
            for method in OpenAPIOperation.methods where item[method]["operationId"].asString == id {
                try self.init(id, method, path, item, document)
                return
            }
        }
        throw WorkflowFault(.configuration, "the document has no operation \"\(id)\"")
    }

    private init(
        _ id: String, _ method: String, _ path: String, _ item: JSON, _ document: OpenAPIDocument
    ) throws(WorkflowFault) {
        let operation = item[method]
        self.id = id
        self.method = method.uppercased()
        let written = try OpenAPIOperation.parameters(of: item, operation, document)
        var parameters: [OpenAPIParameter] = []
        for value in written where value["in"].asString != "body" {
            parameters.append(try OpenAPIParameter(value, in: document))
        }
        self.parameters = parameters
        let base: String
        if document.isSwagger {
            base = try OpenAPIOperation.swaggerBase(operation, document)
            body = OpenAPIOperation.swaggerBody(written, operation, document)
        } else {
            base = try OpenAPIOperation.server(item, operation, document)
            body = try OpenAPIOperation.requestBody(operation, document)
        }
        address = (base.hasSuffix("/") ? String(base.dropLast()) : base) + path
    }

    /// Those of the path, and those of the operation, which take the places of the path's.
    private static func parameters(
        of item: JSON, _ operation: JSON, _ document: OpenAPIDocument
    ) throws(WorkflowFault) -> [JSON] {
        var parameters: [JSON] = []
        for reference in (item["parameters"].asArray ?? []) + (operation["parameters"].asArray ?? []) {
            let parameter = try document.resolved(reference)
            parameters.removeAll { $0["name"] == parameter["name"] && $0["in"] == parameter["in"] }
            parameters.append(parameter)
        }
        return parameters
    }
}

/// Where the servers stand.
extension OpenAPIOperation {
    private static func server(
        _ item: JSON, _ operation: JSON, _ document: OpenAPIDocument
    ) throws(WorkflowFault) -> String {
        let servers = [operation, item, document.root].compactMap { $0["servers"].asArray }.first { !$0.isEmpty }
        let server = servers?[0] ?? ["url": "/"]
        var url = server["url"].asString ?? "/"
        for (name, variable) in server["variables"].asObject ?? Members() {
            url = url.replacing("{\(name)}", with: variable["default"].asString ?? "")
        }
        if url.contains("://") { return url }
        guard let address = document.address, let absolute = URL(string: url, relativeTo: address) else {
            throw WorkflowFault(
                .configuration, "the document names no server with a whole address, and was not read from one")
        }
        return absolute.absoluteString
    }

    private static func swaggerBase(_ operation: JSON, _ document: OpenAPIDocument) throws(WorkflowFault) -> String {
        let root = document.root
        let schemes = (operation["schemes"].asArray ?? root["schemes"].asArray ?? []).compactMap(\.asString)
        let scheme = schemes.contains("https") ? "https" : schemes.first ?? document.address?.scheme ?? "https"
        var host = root["host"].asString
        if host == nil, let address = document.address, let name = address.host() {
            host = address.port.map { "\(name):\($0)" } ?? name
        }
        guard let host else {
            throw WorkflowFault(.configuration, "the document names no host, and was not read from one")
        }
        let path = root["basePath"].asString ?? ""
        return "\(scheme)://\(host)\(path.isEmpty || path.hasPrefix("/") ? path : "/" + path)"
    }
}

/// What the body is.
extension OpenAPIOperation {
    private static func requestBody(
        _ operation: JSON, _ document: OpenAPIDocument
    ) throws(WorkflowFault) -> Body? {
        guard !operation["requestBody"].isNull else { return nil }
        let body = try document.resolved(operation["requestBody"])
        let types = body["content"].asObject?.keys ?? []
        return Body(isRequired: body["required"].asBool ?? false, type: preferred(types), name: "body")
    }

    private static func swaggerBody(_ parameters: [JSON], _ operation: JSON, _ document: OpenAPIDocument) -> Body? {
        let consumed = operation["consumes"].asArray ?? document.root["consumes"].asArray ?? []
        let types = consumed.compactMap(\.asString)
        if let body = parameters.first(where: { $0["in"].asString == "body" }) {
            return Body(
                isRequired: body["required"].asBool ?? false, type: preferred(types),
                name: body["name"].asString ?? "body")
        }
        guard parameters.contains(where: { $0["in"].asString == "formData" }) else { return nil }
        let form = types.first { MediaType($0).isForm || MediaType($0).isMultipart }
        // The form's fields are parameters of their own.
        return Body(isRequired: false, type: form ?? "application/x-www-form-urlencoded", name: "")
    }

    private static func preferred(_ types: [String]) -> String {
        let wishes: [(MediaType) -> Bool] = [\.isJSON, \.isForm, \.isMultipart]
        for isWished in wishes {
            if let type = types.first(where: { isWished(MediaType($0)) }) { return type }
        }
        return types.first { !$0.contains("*") } ?? "application/json"
    }
}
