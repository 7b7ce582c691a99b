package import Almanac
package import Definition
package import Foundation
import Interpreter
import Notation
import Synchronization
import Transport

/// Brings the texts of catalogued functions: files, and what lies on the web.
package struct FunctionSource: Sendable {
    /// What relative paths are relative to: the folder of the document.
    private let folder: URL
    private let secrets: @Sendable () throws(SecretsError) -> Secrets
    private let now: Instant
    private let exchange: HTTPExchange
    private static let mostRedirections = 5

    /// - Parameters:
    ///   - secrets: asked for only where the endpoint of a catalog has an authentication.
    ///   - answersWithin: how long one exchange over HTTP may take.
    package init(
        folder: URL, at now: Instant, answersWithin: Duration = .seconds(20),
        secrets: @escaping @Sendable () throws(SecretsError) -> Secrets
    ) {
        self.folder = folder
        self.secrets = secrets
        self.now = now
        exchange = HTTPExchange(
            connectsWithin: min(.seconds(10), answersWithin), answersWithin: answersWithin,
            bodyLimit: FunctionCatalog.largestText)
    }

    /// For one reading of a document or of a site: a server that could not be reached is not asked again in it.
    package var catalog: FunctionCatalog {
        let servers = SlowServers()
        return FunctionCatalog { address, authentication throws(FunctionCatalog.Absence) in
            switch address {
            case .file(let path): try bytes(ofFile: path)
            case .web(let text): try bytes(at: text, authentication, servers)
            }
        } folders: { address in
            guard case .file(let path) = address else { return [] }
            // A folder that is not there holds nothing.
            return (try? FileManager.default.contentsOfDirectory(atPath: place(of: path))) ?? []
        }
    }

    private func place(of path: String) -> String {
        path.hasPrefix("/") ? path : folder.appending(path: path).path
    }

    private func bytes(ofFile path: String) throws(FunctionCatalog.Absence) -> [UInt8] {
        let place = place(of: path)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) else {
            throw FunctionCatalog.Absence("is not there")
        }
        let kind = try? FileManager.default.attributesOfItem(
            atPath: URL(filePath: place).resolvingSymlinksInPath().path)
        guard kind?[.type] as? FileAttributeType == .typeRegular else {
            throw FunctionCatalog.Absence("cannot be read: it is no plain file")
        }
        guard let handle = FileHandle(forReadingAtPath: place),
            let data = try? handle.read(upToCount: FunctionCatalog.largestText + 1)
        else { throw FunctionCatalog.Absence("cannot be read") }
        guard data.count <= FunctionCatalog.largestText else {
            throw FunctionCatalog.Absence("is not read: it has more than \(FunctionCatalog.largestText) bytes")
        }
        return [UInt8](data)
    }

    private func bytes(
        at address: String, _ policy: JSON, _ servers: SlowServers
    ) throws(FunctionCatalog.Absence) -> [UInt8] {
        var known = Secrets()
        do {
            if !policy.isNull { known = try secrets() }
            var request = Outgoing(method: "GET", address: address)
            request.authentication = try Authentication(named(policy, known), input: .null)
            let client = WebClient(exchange: exchange, secrets: known, tokens: TokenShelf(), now: now)
            return try fetch(&request, client, servers)
        } catch let error as SecretsError {
            throw FunctionCatalog.Absence("cannot be fetched: \(error.sentence)")
        } catch {
            var sentence = (error as? WorkflowFault).map { $0.detail ?? $0.title ?? $0.type } ?? "\(error)"
            // Which function it is stands before it.
            if let own = sentence.firstRange(of: "GET \(address): ") { sentence.removeSubrange(own) }
            throw FunctionCatalog.Absence("cannot be fetched: \(known.hidden(in: sentence))")
        }
    }

    /// Redirections are followed, but not with a name and a password, and not from a secure connection to an open one.
    private func fetch(
        _ request: inout Outgoing, _ client: WebClient, _ servers: SlowServers
    ) throws(WorkflowFault) -> [UInt8] {
        for _ in 0...FunctionSource.mostRedirections {
            let response = try servers.answering(request.address) { () throws(WorkflowFault) in
                try client.send(request)
            }
            if response.status == 200 { return response.body }
            guard 301...308 ~= response.status, request.authentication == nil, let place = response.header("location"),
                let next = URL(string: place, relativeTo: URL(string: request.address))?.absoluteString,
                next.hasPrefix("https:") || request.address.hasPrefix("http:")
            else {
                throw WorkflowFault(.communication, "the server answered with status \(response.status)")
            }
            request.address = next
        }
        throw WorkflowFault(.communication, "it is redirected more than \(FunctionSource.mostRedirections) times")
    }

    /// With the secret itself in the place of its name (`bearer: { use: … }`).
    private func named(_ policy: JSON, _ secrets: Secrets) throws(WorkflowFault) -> JSON {
        guard let members = policy.asObject, members.count == 1, let scheme = members.keys.first,
            let name = policy[scheme]["use"].asString
        else { return policy }
        guard let value = secrets.value(of: name) else {
            throw WorkflowFault(.authorization, "there is no secret \"\(name)\"")
        }
        return .object(Members([(scheme, value)]))
    }
}

/// Servers that did not answer in time, by their origin: one wait for each of them is enough.
private final class SlowServers: Sendable {
    private let origins = Mutex<Set<Substring>>([])

    func answering(
        _ address: String, _ ask: () throws(WorkflowFault) -> HTTPResponse
    ) throws(WorkflowFault) -> HTTPResponse {
        let origin = address.split(separator: "/", maxSplits: 2).dropFirst().first ?? ""
        guard !origins.withLock({ $0.contains(origin) }) else {
            throw WorkflowFault(.timeout, "its server has just not answered in time")
        }
        do throws(WorkflowFault) {
            return try ask()
        } catch {
            if error.type == FaultKind.timeout.type { _ = origins.withLock { $0.insert(origin) } }
            throw error
        }
    }
}
