import Almanac
import Notation

/// `emit`, `listen` and the events that start a workflow.
extension Reader {
    func emission(_ node: Node, _ owner: String, _ scope: Scope) -> EventFormula? {
        guard let fields = fields(node, of: owner, ["event"], required: ["event"]), let event = fields["event"],
            let definition = open(event, of: member("event", of: owner), required: ["with"]),
            let with = definition["with"],
            open(with, of: member("with", of: definition.owner), required: ["type"]) != nil
        else { return nil }
        noteType(.emission, in: with)
        return EventFormula(attributes: eventAttributes(with, member("with", of: definition.owner), scope))
    }

    /// `id`, `source`, `type`, `time`, …: texts; `data` and extensions: anything.
    private func eventAttributes(_ node: Node, _ owner: String, _ scope: Scope) -> [(key: String, value: Formula)] {
        let fields = Fields(node: node, owner: owner)
        for key in ["id", "source", "type", "time", "subject", "datacontenttype", "dataschema"] {
            _ = text(key, in: fields)
        }
        if let time = fields["time"], let text = time.string, !isExpression(time), !isPattern(text),
            Instant(rfc3339: text) == nil
        {
            problems.error(
                "bad-time", at: time.mark, "\(quoted(text)) is no instant",
                hint: "write it as RFC 3339: \"2021-03-24T08:00:00+07:00\"")
        }
        return (node.entries ?? []).compactMap { entry in formula(entry.value, scope).map { (entry.key, $0) } }
    }

    /// `/…/` is a regular expression.
    private func isPattern(_ text: String) -> Bool { text.count > 1 && text.hasPrefix("/") && text.hasSuffix("/") }

    func listen(_ node: Node, _ task: Fields, _ setting: TaskSetting) -> Listen? {
        guard let fields = fields(node, of: member("listen", of: task.owner), ["to", "read"], required: ["to"]),
            let to = fields["to"]
        else { return nil }
        let strategy = strategy(to, member("to", of: fields.owner), setting.scope)
        let read = choice("read", in: fields, of: EventReading.self, isFixed: true) ?? .data
        let each = task["foreach"].flatMap { eventLoop($0, task, setting) }
        return strategy.map { Listen(to: $0, read: read, each: each) }
    }

    private func eventLoop(_ node: Node, _ task: Fields, _ setting: TaskSetting) -> EventLoop? {
        let owner = member("foreach", of: task.owner)
        guard let fields = fields(node, of: owner, ["item", "at", "do", "output", "export"]) else { return nil }
        let item = variable("item", in: fields) ?? "item"
        let at = variable("at", in: fields) ?? "index"
        let inner = setting.scope.adding(item, at)
        let position = setting.position.appending("foreach").appending("do")
        let body = fields["do"].map { tasks($0, member("do", of: owner), at: position, inner) }
        return EventLoop(
            item: item, at: at, body: body ?? [], output: stage("output", in: fields, transform: "as", inner),
            export: stage("export", in: fields, transform: "as", inner))
    }

    func strategy(_ node: Node, _ owner: String, _ scope: Scope, mayHaveUntil: Bool = true) -> EventStrategy? {
        guard let fields = fields(node, of: owner, ["one", "any", "all"] + (mayHaveUntil ? ["until"] : [])) else {
            return nil
        }
        let given = ["one", "any", "all"].filter(fields.has)
        guard given.count == 1, let kind = given.first, let node = fields[kind] else {
            problems.error(
                "bad-strategy", at: node.mark,
                "\(owner) needs one of \"one\", \"any\" and \"all\", and has \(given.count)")
            return nil
        }
        if fields.has("until"), kind != "any" {
            problems.error(
                "bad-strategy", at: fields.keyMark("until"), "\"until\" goes with \"any\", not with \(quoted(kind))")
        }
        if kind == "one" { return filter(node, member("one", of: owner), scope).map { .one($0) } }
        guard let nodes = list(node, member(kind, of: owner)) else { return nil }
        let filters = nodes.compactMap { filter($0, "an event of \(owner)", scope) }
        guard kind == "any" else {
            if nodes.isEmpty {
                problems.error(
                    "empty-list", at: node.mark, "\(member("all", of: owner)) is empty", hint: "name at least one event"
                )
            }
            return .all(filters)
        }
        return .any(filters, until: fields["until"].flatMap { limit($0, owner, scope) })
    }

    private func limit(_ node: Node, _ owner: String, _ scope: Scope) -> EventLimit? {
        if node.entries != nil {
            return strategy(node, member("until", of: owner), scope, mayHaveUntil: false).map { .events($0) }
        }
        return program(node, member("until", of: owner), scope).map { .condition($0) }
    }

    private func filter(_ node: Node, _ owner: String, _ scope: Scope) -> EventFilter? {
        guard let fields = fields(node, of: owner, ["with", "correlate"], required: ["with"]) else { return nil }
        var attributes: [(key: String, value: Formula)] = []
        if let with = fields["with"], open(with, of: member("with", of: owner)) != nil {
            if with.entries?.isEmpty == true {
                problems.error(
                    "empty-mapping", at: with.mark, "\(member("with", of: owner)) is empty",
                    hint: "name at least the type of the event")
            }
            noteType(.event, in: with)
            attributes = eventAttributes(with, member("with", of: owner), scope)
        }
        let correlations =
            fields["correlate"].flatMap { open($0, of: member("correlate", of: owner)) }?.node.entries ?? []
        return EventFilter(attributes: attributes, correlations: correlations.compactMap { correlation($0, scope) })
    }

    private func correlation(_ entry: Node.Entry, _ scope: Scope) -> Correlation? {
        let owner = "the correlation \(quoted(entry.key))"
        guard let fields = fields(entry.value, of: owner, ["from", "expect"], required: ["from"]) else { return nil }
        // What is expected may be a constant: an expression only inside `${ }`.
        let expect = fields["expect"].flatMap { formula($0, scope) }
        return program("from", in: fields, scope).map { Correlation(name: entry.key, from: $0, expect: expect) }
    }

    func schedule(_ node: Node) -> Schedule? {
        let owner = "\"schedule\""
        guard let fields = fields(node, of: owner, ["every", "cron", "after", "on", "read"]) else { return nil }
        var schedule = Schedule()
        schedule.every = duration("every", in: fields)
        schedule.after = duration("after", in: fields)
        if let every = schedule.every, every == CivilDuration(), let node = fields["every"] {
            problems.error(
                "bad-duration", at: node.mark, "\(member("every", of: owner)) is no time at all",
                hint: "for example PT1H")
        }
        schedule.cron = fields["cron"].flatMap(cron)
        schedule.on = fields["on"].flatMap { strategy($0, member("on", of: owner), Scope()) }
        schedule.read = choice("read", in: fields, of: EventReading.self, isFixed: true) ?? .data
        if fields.has("read"), !fields.has("on") {
            problems.error(
                "missing-property", at: fields.keyMark("read"),
                "\(member("read", of: owner)) says how events are read, but \"on\" is missing")
        }
        if !["every", "cron", "after", "on"].contains(where: fields.has) {
            problems.error(
                "empty-schedule", at: node.mark, "\(owner) does not say when",
                hint: "it needs \"every\", \"cron\", \"after\" or \"on\"")
        }
        return schedule
    }

    private func cron(_ node: Node) -> Cron? {
        guard let text = text(node, "\"schedule.cron\"") else { return nil }
        do throws(CronError) {
            return try Cron(parsing: text)
        } catch {
            problems.error("bad-cron", at: tree.mark(in: node, at: error.offset, width: error.width), error.message)
            return nil
        }
    }
}
