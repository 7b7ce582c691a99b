import Interpreter
import Notation

/// What podman and docker, whose command lines agree in this, are told to run.
///
/// Where the specification is silent: `command` is a line for the shell of the image, in place of its entry point, with the
/// arguments as `$1`, `$2` …; without a command, the arguments go to what the image runs by itself. The keys of `ports` and
/// `volumes` are the host's side.
struct ContainerOrder: Equatable {
    let name: String
    /// Of the engine, beginning with `run`.
    let arguments: [String]
    /// Of the engine, for a container that has to be ended.
    let removal: [String]
    /// What the client hands on to the container: only the names stand among the arguments, which everybody can see.
    private let handedOn: [String: String]

    /// The exit code by which the engine says that it, and not what ran in the container, has failed.
    static let engineFailed: Int32 = 125

    /// - Parameter key: makes the name of a container unique that the task does not name.
    init(_ order: ProcessOrder, taskName: String, key: String) throws(WorkflowFault) {
        let image = try order.text("image")
        guard !image.isEmpty, !image.hasPrefix("-"), !image.contains(where: \.isWhitespace) else {
            throw WorkflowFault(.configuration, "\"\(image)\" is no name of an image")
        }
        name = try order.has("name") ? order.text("name") : ContainerOrder.name(for: taskName, key: key)
        guard name.first?.isLetter == true || name.first?.isNumber == true, name.allSatisfy(ContainerOrder.isOfName)
        else {
            throw WorkflowFault(
                .configuration,
                "no container can be called \"\(name)\": letters, digits, \"-\", \"_\" and \".\" make a name")
        }
        var options = ["run", "--name", name]
        switch order["lifetime"]["cleanup"].asString {
        case nil, "never": removal = ["kill", name]
        case "always":
            options.append("--rm")
            removal = ["rm", "--force", name]
        case let other?:
            throw WorkflowFault(
                .configuration,
                "container.lifetime.cleanup: \(other) is not offered: write \"always\", or \"never\" and remove it yourself"
            )
        }
        switch order["pullPolicy"].asString {
        case nil, "ifNotPresent": options += ["--pull", "missing"]
        case "always": options += ["--pull", "always"]
        case "never": options += ["--pull", "never"]
        case let other?: throw WorkflowFault(.configuration, "container.pullPolicy: \(other) is not known")
        }
        if order.hasInput { options.append("--interactive") }
        var handedOn: [String: String] = [:]
        for (variable, value) in order.environment {
            if ContainerOrder.isForClient(variable) {
                options += ["--env", "\(variable)=\(value)"]
            } else {
                options += ["--env", variable]
                handedOn[variable] = value
            }
        }
        self.handedOn = handedOn
        for (host, inside) in try order.pairs("ports") { options += ["--publish", "\(host):\(inside)"] }
        for (host, inside) in try order.pairs("volumes") { options += ["--volume", "\(host):\(inside)"] }
        if order.has("command") {
            let command = try order.text("command")
            arguments = options + ["--entrypoint", "sh", image, "-c", command, "sh"] + order.arguments
        } else {
            arguments = options + [image] + order.arguments
        }
    }

    /// Where the engine's client finds its server, its settings and its credentials, and what it hands on.
    func clientEnvironment(from environment: [String: String], path: SearchPath) -> [String: String] {
        var own = environment.filter { name, _ in ContainerOrder.isForClient(name) }
        own["PATH"] = path.text
        return own.merging(handedOn) { own, _ in own }
    }

    private static func isForClient(_ name: String) -> Bool {
        ["PATH", "HOME", "LANG", "XDG_RUNTIME_DIR", "SSH_AUTH_SOCK"].contains(name)
            || ["DOCKER_", "CONTAINER_", "CONTAINERS_"].contains { name.hasPrefix($0) }
    }

    private static func isOfName(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "-_.".contains(character))
    }

    /// `chaySaoKe` → `chaySaoKe-<key>`; what no name may hold becomes a dash.
    private static func name(for taskName: String, key: String) -> String {
        let letters = taskName.prefix(40).map { isOfName($0) ? $0 : "-" }
        return "dondoc-\(String(letters))-\(key)"
    }
}
