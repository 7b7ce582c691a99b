import Almanac
import Notation

/// `raise`, `try` and what is retried.
extension Reader {
    func raisedError(_ node: Node, _ owner: String, _ scope: Scope) -> RaisedError? {
        guard let fields = fields(node, of: owner, ["error"], required: ["error"]), let error = fields["error"] else {
            return nil
        }
        if error.string != nil {
            return reference(error, member("error", of: owner), to: "use.errors", among: shared.errors).map {
                .named($0)
            }
        }
        return errorFormula(error, member("error", of: owner), scope).map { .inline($0) }
    }

    func errorFormula(_ node: Node, _ owner: String, _ scope: Scope) -> ErrorFormula? {
        let known = ["type", "status", "title", "detail", "instance"]
        guard let fields = fields(node, of: owner, known, required: ["type", "status"]) else { return nil }
        func part(_ key: String) -> Formula? {
            text(key, in: fields) == nil ? nil : fields[key].flatMap { formula($0, scope) }
        }
        if let node = fields["status"], isExpression(node) {
            tellType(
                node, of: member("status", of: owner), wanted: "a whole number", hint: "an expression cannot stand here"
            )
            return nil
        }
        let type = part("type")
        let (title, detail, instance) = (part("title"), part("detail"), part("instance"))
        if let node = fields["instance"], let text = node.string, !isExpression(node), !text.isEmpty,
            !text.hasPrefix("/")
        {
            problems.error(
                "bad-value", at: node.mark, "\(quoted(text)) is no JSON Pointer", hint: "it begins with \"/\"")
        }
        let status = integer("status", in: fields, 100...599)
        guard let type, let status else { return nil }
        return ErrorFormula(type: type, status: status, title: title, detail: detail, instance: instance)
    }

    func attempt(_ node: Node, _ task: Fields, _ setting: TaskSetting) -> Try? {
        let body = tasks(node, member("try", of: task.owner), at: setting.position.appending("try"), setting.scope)
        guard let catchNode = task["catch"] else {
            problems.error(
                "missing-property", at: task.mark, "\(task.owner) lacks \"catch\"",
                hint: "\"catch: {}\" catches every error")
            return nil
        }
        let known = ["errors", "as", "when", "exceptWhen", "retry", "do", "then"]
        guard let fields = fields(catchNode, of: member("catch", of: task.owner), known) else { return nil }
        let variable = variable("as", in: fields) ?? "error"
        let inner = setting.scope.adding(variable)
        let position = setting.position.appending("catch").appending("do")
        let filter = fields["errors"].flatMap { errorFilter($0, member("errors", of: fields.owner)) }
        return Try(
            body: body, filter: filter ?? .any, variable: variable, when: program("when", in: fields, inner),
            exceptWhen: program("exceptWhen", in: fields, inner),
            retry: fields["retry"].flatMap { retry($0, member("retry", of: fields.owner), inner) },
            handler: fields["do"].map { tasks($0, member("do", of: fields.owner), at: position, inner) },
            then: directive("then", in: fields, setting))
    }

    private func errorFilter(_ node: Node, _ owner: String) -> ErrorFilter? {
        // The text of 1.0.3 has `details` in one place for what the schema calls `detail`.
        let known = ["type", "status", "title", "detail", "instance", "details"]
        guard let outer = fields(node, of: owner, ["with"], required: ["with"]), let with = outer["with"],
            let fields = fields(with, of: member("with", of: owner), known)
        else { return nil }
        if with.entries?.isEmpty == true {
            problems.error(
                "empty-mapping", at: with.mark, "\(fields.owner) is empty",
                hint: "leave out \"errors\" to catch every error")
        }
        return ErrorFilter(
            type: text("type", in: fields), status: integer("status", in: fields, 100...599, isFixed: true),
            title: text("title", in: fields),
            detail: text("detail", in: fields) ?? text("details", in: fields), instance: text("instance", in: fields))
    }

    private func retry(_ node: Node, _ owner: String, _ scope: Scope) -> RetryReference? {
        if node.string != nil {
            return reference(node, owner, to: "use.retries", among: shared.retries).map { .named($0) }
        }
        return retryPolicy(node, owner, scope).map { .inline($0) }
    }

    func retryPolicy(_ node: Node, _ owner: String, _ scope: Scope) -> RetryPolicy? {
        let known = ["when", "exceptWhen", "delay", "backoff", "limit", "jitter"]
        guard let fields = fields(node, of: owner, known) else { return nil }
        let limit = fields["limit"].flatMap {
            self.fields($0, of: member("limit", of: owner), ["attempt", "duration"])
        }
        let attempt = limit?["attempt"].flatMap {
            self.fields($0, of: member("limit.attempt", of: owner), ["count", "duration"])
        }
        return RetryPolicy(
            when: program("when", in: fields, scope), exceptWhen: program("exceptWhen", in: fields, scope),
            delay: delay("delay", in: fields, scope), backoff: backoff(in: fields),
            attempts: attempt.flatMap { integer("count", in: $0, 0...1_000_000, isFixed: true) },
            attemptDuration: attempt.flatMap { delay("duration", in: $0, scope) },
            duration: limit.flatMap { delay("duration", in: $0, scope) }, jitter: jitter(in: fields, scope))
    }

    private func backoff(in fields: Fields) -> RetryPolicy.Backoff {
        let kinds = ["constant", "linear", "exponential"]
        guard let node = fields["backoff"] else { return .constant }
        let owner = member("backoff", of: fields.owner)
        guard let backoff = self.fields(node, of: owner, kinds) else { return .constant }
        let given = kinds.filter(backoff.has)
        if given.count != 1 {
            problems.error(
                "bad-backoff", at: node.mark, "\(owner) must have one of \(kinds.listed("and")), not \(given.count)",
                hint: "for example \"exponential: {}\"")
        }
        for kind in given {
            guard let definition = backoff[kind], !definition.isNull else { continue }
            // An open object without defined members: a factor written here means something that no text defines.
            for entry in definition.entries ?? [] {
                problems.warning(
                    "unknown-property", at: entry.keyMark,
                    "\(quoted(entry.key)) of \(quoted(kind)) has no meaning in the specification",
                    hint: kind == "exponential" ? "the delay doubles each time" : nil)
            }
            if definition.entries == nil {
                tellType(
                    definition, of: member(kind, of: owner), wanted: "a mapping", hint: "write \"\(kind): {}\"")
            }
        }
        return given.contains("exponential") ? .exponential : given.contains("linear") ? .linear : .constant
    }

    private func jitter(in fields: Fields, _ scope: Scope) -> (from: Delay, to: Delay)? {
        let owner = member("jitter", of: fields.owner)
        guard let node = fields["jitter"],
            let jitter = self.fields(node, of: owner, ["from", "to"], required: ["from", "to"]),
            let from = delay("from", in: jitter, scope), let to = delay("to", in: jitter, scope)
        else { return nil }
        if case .fixed(let least) = from, case .fixed(let most) = to, least.months == 0, most.months == 0,
            Double(least.days) * 86_400_000 + Double(least.milliseconds) > Double(most.days) * 86_400_000
                + Double(most.milliseconds)
        {
            problems.error(
                "bad-jitter", at: node.mark, "\(owner) goes from more to less", hint: "exchange \"from\" and \"to\"")
        }
        return (from, to)
    }
}
