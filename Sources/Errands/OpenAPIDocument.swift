import Definition
import Foundation
import Interpreter
import Notation
import Transport

/// A description of a web interface: OpenAPI 3 or Swagger 2, in JSON or YAML.
struct OpenAPIDocument {
    let root: JSON
    /// Where it was read over HTTP, for addresses in it that are relative; nil for a file.
    let address: URL?
    private static let mostBytes = 8 << 20
    /// A reference may lead to a reference, but not for ever.
    private static let mostReferences = 20

    init(root: JSON, address: URL?) throws(WorkflowFault) {
        guard root["openapi"].asString?.hasPrefix("3.") == true || root["swagger"].asString == "2.0" else {
            throw WorkflowFault(.configuration, "the document describes neither OpenAPI 3 nor Swagger 2")
        }
        self.root = root
        self.address = address
    }

    /// - Parameter resource: `{ endpoint }`, an address or a path below the folder.
    init(_ resource: JSON, input: JSON, folder: URL, client: WebClient) throws(WorkflowFault) {
        let endpoint = try Endpoint(resource["endpoint"], input: input, of: "the document of call openapi")
        guard endpoint.address.contains("://") else {
            let path = endpoint.address.removingPercentEncoding ?? endpoint.address
            let bytes = try OpenAPIDocument.bytes(of: path, in: folder)
            try self.init(root: try OpenAPIDocument.value(of: bytes, endpoint.address), address: nil)
            return
        }
        var request = Outgoing(method: "GET", address: endpoint.address)
        request.authentication = endpoint.authentication
        let response = try OpenAPIDocument.fetch(&request, client)
        try self.init(
            root: try OpenAPIDocument.value(of: response.body, request.address), address: URL(string: request.address))
    }

    /// Redirections are followed, as every reader of a published document does; but not with a name and a password, and not
    /// from a secure connection to an open one.
    private static func fetch(_ request: inout Outgoing, _ client: WebClient) throws(WorkflowFault) -> HTTPResponse {
        var client = client
        client.exchange.bodyLimit = mostBytes
        for _ in 0..<mostReferences {
            let response = try client.send(request)
            if response.status == 200 { return response }
            guard 301...308 ~= response.status, request.authentication == nil, let place = response.header("location"),
                let next = URL(string: place, relativeTo: URL(string: request.address))?.absoluteString,
                next.hasPrefix("https:") || request.address.hasPrefix("http:")
            else { throw AnswerForm.fault(response, to: request, hiding: client.secrets) }
            request.address = next
        }
        throw WorkflowFault(.communication, "the document \(request.address) is redirected in a circle")
    }

    var isSwagger: Bool { !root["swagger"].isNull }

    private static func bytes(of path: String, in folder: URL) throws(WorkflowFault) -> [UInt8] {
        let base = folder.resolvingSymlinksInPath().standardizedFileURL.path
        let file = folder.appending(path: path).resolvingSymlinksInPath().standardizedFileURL
        guard !path.hasPrefix("/"), file.path.hasPrefix(base + "/") else {
            throw WorkflowFault(.configuration, "the document \"\(path)\" lies outside the site's folder")
        }
        guard let handle = try? FileHandle(forReadingFrom: file), let data = try? handle.read(upToCount: mostBytes + 1)
        else { throw WorkflowFault(.configuration, "the document \"\(path)\" cannot be read") }
        guard data.count <= mostBytes else {
            throw WorkflowFault(.configuration, "the document \"\(path)\" has more than \(mostBytes) bytes")
        }
        return [UInt8](data)
    }

    private static func value(of bytes: [UInt8], _ name: String) throws(WorkflowFault) -> JSON {
        if let value = try? JSON(parsing: bytes) { return value }
        let source = SourceText(file: name, text: String(decoding: bytes, as: UTF8.self))
        let (tree, diagnostics) = LocatedTree.parsing(source)
        guard let tree else {
            throw WorkflowFault(
                .configuration, "the document cannot be read: \(diagnostics.first?.line ?? "it is empty")")
        }
        return tree.root.json
    }

    /// The value itself, or what its `$ref` leads to within the document.
    func resolved(_ value: JSON) throws(WorkflowFault) -> JSON {
        var value = value
        for _ in 0..<OpenAPIDocument.mostReferences {
            guard let reference = value["$ref"].asString else { return value }
            guard reference.hasPrefix("#/") else {
                throw WorkflowFault(.configuration, "the document refers to \"\(reference)\", which lies outside it")
            }
            var target = root
            for token in reference.dropFirst(2).split(separator: "/", omittingEmptySubsequences: false) {
                let key = (token.removingPercentEncoding ?? String(token))
                    .replacing("~1", with: "/").replacing("~0", with: "~")
                target = target.asArray.map { _ in target[Int(key) ?? -1] } ?? target[key]
            }
            guard !target.isNull else {
                throw WorkflowFault(.configuration, "the document refers to \"\(reference)\", which it does not hold")
            }
            value = target
        }
        throw WorkflowFault(.configuration, "references in the document lead in a circle")
    }
}
