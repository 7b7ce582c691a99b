import Definition
import Expression
import Notation

/// Expressions and the data that they see; validation of what flows.
extension Step {
    /// The first result; null where the expression yields nothing.
    ///
    /// - Parameter depth: the frame whose input, variables and descriptor the expression sees; the innermost by default.
    func value(
        of located: LocatedProgram, on input: JSON, at depth: Int? = nil, output: JSON = .null, rawOutput: JSON = .null,
        tellsDefinition: Bool = false
    ) throws(WorkflowFault) -> JSON {
        let program = located.program
        let names = Mentions(of: program.text)
        var arguments: [String: JSON] = [:]
        if !names.isEmpty {
            arguments = try self.arguments(
                names, at: depth ?? topDepth, output: output, rawOutput: rawOutput, tellsDefinition: tellsDefinition)
        }
        do throws(ExpressionError) {
            return try program.first(on: input, arguments: arguments, at: now) ?? .null
        } catch {
            throw WorkflowFault(.expression, "\(program.text): \(error.message)")
        }
    }

    /// jq's truth: everything but null and false.
    func isTrue(
        _ program: LocatedProgram, on input: JSON, at depth: Int? = nil, tellsDefinition: Bool = false
    ) throws(WorkflowFault) -> Bool {
        switch try value(of: program, on: input, at: depth, tellsDefinition: tellsDefinition) {
        case .null, .bool(false): false
        default: true
        }
    }

    func value(
        of formula: Formula, on input: JSON, at depth: Int? = nil, output: JSON = .null, rawOutput: JSON = .null
    ) throws(WorkflowFault) -> JSON {
        switch formula {
        case .literal(let value): return value
        case .program(let program):
            return try value(of: program, on: input, at: depth, output: output, rawOutput: rawOutput)
        case .array(let formulas):
            var values: [JSON] = []
            for formula in formulas {
                values.append(try value(of: formula, on: input, at: depth, output: output, rawOutput: rawOutput))
            }
            return .array(values)
        case .object(let formulas):
            var members = Members()
            for (key, formula) in formulas {
                members[key] = try value(of: formula, on: input, at: depth, output: output, rawOutput: rawOutput)
            }
            return .object(members)
        }
    }

    func transformed(_ value: JSON, by stage: DataStage, rawOutput: JSON = .null) throws(WorkflowFault) -> JSON {
        guard let transform = stage.transform else { return value }
        return try self.value(of: transform, on: value, rawOutput: rawOutput)
    }

    /// - Parameter subject: what is validated, in words: `the input`.
    func validate(_ value: JSON, against schema: JSON?, of subject: String) throws(WorkflowFault) {
        guard let schema else { return }
        let violations = SchemaValidation(of: schema).violations(of: value)
        guard !violations.isEmpty else { return }
        let shown = violations.prefix(5).map(\.description).joined(separator: "; ")
        let rest = violations.count > 5 ? " and \(violations.count - 5) more" : ""
        throw WorkflowFault(.validation, "\(subject) does not fit its schema: \(shown)\(rest)")
    }

    /// Everything that the expression may name and does name.
    func arguments(
        _ names: Mentions, at depth: Int, output: JSON = .null, rawOutput: JSON = .null, tellsDefinition: Bool = false
    ) throws(WorkflowFault) -> [String: JSON] {
        var arguments: [String: JSON] = ["authorization": strand.frames[depth].authorization ?? .null]
        variables(into: &arguments, of: strand, upTo: depth)
        if names.contain("context") { arguments["context"] = strand.context }
        if names.contain("input") { arguments["input"] = strand.frames[depth].input }
        if names.contain("output") { arguments["output"] = output }
        if names.contain("secrets") { arguments["secrets"] = try secrets(names) }
        if names.contain("runtime") {
            arguments["runtime"] = [
                "name": "dondoc", "version": .string(surroundings.runtimeVersion),
                "metadata": surroundings.runtimeMetadata,
            ]
        }
        if names.contain("workflow") { arguments["workflow"] = describedWorkflow }
        if names.contain("task") {
            arguments["task"] = describedTask(depth, rawOutput: rawOutput, tellsDefinition: tellsDefinition)
        }
        return arguments
    }

    /// Inner variables hide outer ones.
    private func variables(into arguments: inout [String: JSON], of strand: Strand, upTo depth: Int) {
        if let origin = strand.origin, let parent = execution.strands.first(where: { $0.id == origin.strand }) {
            variables(into: &arguments, of: parent, upTo: parent.frames.count - 1)
        }
        for frame in strand.frames.prefix(depth + 1) {
            for variable in frame.variables { arguments[variable.name] = variable.value }
        }
    }

    /// Those secrets that the workflow declares. One that it names and does not have is an error, as the specification wants.
    private func secrets(_ names: Mentions) throws(WorkflowFault) -> JSON {
        var known = Members()
        for name in workflow.shared.secrets { known[name] = surroundings.secrets[name] }
        for name in names.secrets where known[name] == nil {
            throw WorkflowFault(.authorization, "there is no secret \"\(name)\" for this workflow")
        }
        return .object(known)
    }

    private var describedWorkflow: JSON {
        [
            "id": .string(String(execution.id.value)), "definition": workflow.definition, "input": execution.input,
            "startedAt": (execution.startedAt ?? now).descriptor(in: zone),
        ]
    }

    /// - Parameter tellsDefinition: the members of the definition as well, as the `when` of an extension expects them.
    private func describedTask(_ depth: Int, rawOutput: JSON, tellsDefinition: Bool) -> JSON {
        let frame = strand.frames[depth]
        guard let task = places[depth].task else { return .null }
        let own = Members([
            ("name", .string(task.name)), ("reference", .string(task.position.text)), ("definition", task.definition),
            ("input", frame.rawInput), ("output", rawOutput), ("startedAt", frame.startedAt.descriptor(in: zone)),
        ])
        guard tellsDefinition, let definition = task.definition.asObject else { return .object(own) }
        return .object(definition.merging(own))
    }
}
