import Directory
import Almanac
import Definition
package import Engine
import Interpreter
import Notation

/// How a collection is to be summed up.
struct RollupOrder: Codable, Equatable {
    /// The template of the summary.
    var template: String
    /// To whom it goes up; it is drafted, and sent by people.
    var to: UnitCode
    /// The template of the letter that goes with it.
    var letter: String?
    /// Whom that letter addresses in the name of `to`; nil: the collector writes it to `to`.
    var letterTo: UnitCode?
    /// Who else gets the same package, sideways: press, radio.
    var forward: [UnitCode] = []
    /// The collections of the level below that it sums up beside its own, in order.
    var parts: [Part]?
    /// It proposes rewards; nil: it does not.
    var isReward: Bool?

    /// A supplement may be made when those whom it is for have ended: it goes to who goes on for them.
    func current(in office: Office, on day: Day) -> RollupOrder {
        func heir(_ code: UnitCode) -> UnitCode { office.heir(of: code, on: day) ?? code }
        var order = self
        var seen: Set<UnitCode> = []
        order.to = heir(to)
        order.letterTo = letterTo.map(heir)
        order.forward = forward.map(heir).filter { seen.insert($0).inserted }
        return order
    }

    struct Part: Codable, Equatable {
        let unit: UnitCode?
        let name: String
        let collection: String
    }
}

extension Collection {
    /// What follows by itself when no workflow says otherwise.
    var plainOrder: RollupOrder { RollupOrder(template: "rollup", to: rule.to) }
}

/// Where the files of a roll-up are laid out.
package struct FilePackage: Codable, Equatable, Sendable {
    /// Below the site: `packages/articles/2021-03/v1`.
    package let folder: String
    package let files: [File]

    package struct File: Codable, Equatable, Sendable {
        /// Uniform: `2021-03_bao-an-giang_bai-1.docx`.
        package let name: String
        package let sha256: String
    }
}

/// Makes roll-ups: what has come, what is missing, one version a call; late items make a supplement.
struct Rollups {
    let office: Office

    @discardableResult
    func make(_ order: RollupOrder, of collection: Collection, in sitting: Sitting) throws -> JSON {
        var collection = collection
        let order = order.current(in: office, on: office.zone.day(of: sitting.now))
        collection.rollup = order
        collection.rollupVersion += 1
        try sitting.save(collection)
        let law = order.isReward == true ? RewardLaw(of: office, at: sitting.now) : nil
        let all = try sitting.assignments(of: collection.key).map { ($0, law?.exclusion(of: $0.unit)) }
        let assignments = all.filter { $0.1 == nil }.map(\.0)
        let excluded = all.compactMap(\.1)
        let version = collection.rollupVersion
        var facts = facts(of: collection, order, assignments, at: sitting.now)
        facts["excluded"] = .array(excluded.map { ["note": .string($0.note)] })
        let tallies = try tallies(of: order, in: sitting)
        facts["parts"] = .array(tallies.map { $0.tally.json(name: $0.name) })
        facts["sum"] =
            tallies.isEmpty
            ? .null : tallies.map(\.tally).reduce(Tally(), +).json(name: "Cộng")
        try notify(collection, order, facts, in: sitting)
        try rememberParts(of: order, for: collection, in: sitting)
        try supplementAbove(collection, in: sitting)
        let files = package(collection, assignments)
        if !files.files.isEmpty { try sitting.release(key: "package/\(files.folder)", kind: "package", body: files) }
        let result: JSON = [
            "collection": .string(collection.key), "version": .integer(version), "isSupplement": .bool(version > 1),
            "missing": .array(assignments.filter { !$0.isSettled && !$0.isOptional }.map { .string($0.unit.text) }),
            "obligation": .string(collection.rule.code), "period": .string(collection.period),
            "excluded": .array(excluded.map(\.json)),
        ]
        sitting.emit(
            CloudEvent(
                id: "rollup/\(collection.key)/\(version)", source: "/collections/\(collection.key)",
                type: EventType.rollupMade.rawValue,
                subject: collection.rule.code, time: sitting.now, data: result))
        return result
    }

    private func facts(
        of collection: Collection, _ order: RollupOrder, _ assignments: [Assignment], at now: Instant
    ) -> JSON {
        let wording = Wording(office: office, now: now)
        let today = office.zone.day(of: now)
        let tally = Tally(assignments)
        let files = assignments.flatMap { assignment in
            assignment.pieces.filter { !$0.isSuperseded }.map { piece -> JSON in
                [
                    "unit": .string(assignment.unitName), "name": .string(piece.name), "sha256": .string(piece.sha256),
                    "size": .integer(piece.size),
                ]
            }
        }
        let missing = assignments.filter { !$0.isSettled && !$0.isOptional }.map { assignment -> JSON in
            ["unit": .string(assignment.unitName), "title": .string(wording.lack(of: assignment))]
        }
        return [
            "title": .string(collection.rule.title ?? collection.rule.code),
            "periodName": .string(Wording.periodName(collection.period)),
            // The day of a duty that comes once is its deadline, and not what the results are as of.
            "asOf": Day(iso: collection.period) == nil ? nil : .string("ngày \(today.vietnamese)"),
            "folder": files.isEmpty ? nil : .string(folder(of: collection)),
            "hasIntroduced": .bool(hasIntroduced(assignments)),
            "version": .integer(collection.rollupVersion), "isSupplement": .bool(collection.rollupVersion > 1),
            "total": .integer(tally.total), "accepted": .integer(tally.accepted), "late": .integer(tally.late),
            "missing": .array(missing),
            "rows": .array(assignments.map { row($0, wording, at: now) }), "files": .array(files),
            "to": .string(office.unitName(order.to, on: today)),
            "themes": wording.themes(of: collection.deadline.lastDay),
            "alike": .array(
                Likeness.list(assignments).map {
                    ["what": .string($0.words), "units": .string($0.units.joined(separator: ", "))]
                }),
        ]
    }

    /// The four official categories of task tracking (Báo cáo 1270/BC-TCTTTg, 2017).
    private func row(_ assignment: Assignment, _ wording: Wording, at now: Instant) -> JSON {
        let state: String
        switch assignment.stage {
        case _ where assignment.countedFor != nil: state = wording.afterlife(of: assignment) ?? ""
        case .accepted: state = assignment.cameLate ? "hoàn thành quá hạn" : "hoàn thành đúng hạn"
        case .submitted: state = "đang chờ kiểm tra"
        case .open:
            state =
                assignment.isOptional
                ? "tùy tình hình, chưa gửi"
                : assignment.isOverdue(at: now)
                    ? "chưa hoàn thành quá hạn"
                    : now >= assignment.deadline.dueBefore ? "chưa phản hồi" : "chưa hoàn thành trong hạn"
        case .waived(let reason): state = "miễn: \(reason)"
        case .handedOver, .held, .cancelled: state = wording.afterlife(of: assignment) ?? ""
        }
        return [
            "unit": .string(assignment.unitName), "received": JSON(wording.receivedWords(assignment)),
            "state": .string(state),
            "at": JSON(assignment.completedAt.map(wording.moment)), "isLate": .bool(assignment.cameLate),
        ]
    }

    private func notify(_ collection: Collection, _ order: RollupOrder, _ facts: JSON, in sitting: Sitting) throws {
        let wording = Wording(office: office, now: sitting.now)
        let day = office.zone.day(of: sitting.now)
        let addressing = Addressing(office: office, day: day)
        let key = "rollup/\(collection.key)/v\(collection.rollupVersion)"
        var enclosures: [Notice.Enclosure] = []
        if let letter = order.letter, facts["hasIntroduced"] == true {
            let writer = order.letterTo == nil ? collection.rule.to : order.to
            let verb = letter == "cong-van-gioi-thieu" ? "giới thiệu" : "tổng hợp"
            var head = wording.letterhead(
                from: writer,
                about: "V/v \(verb) \(Wording.midSentence(collection.rule.title ?? collection.rule.code))")
            head["kinhGui"] = .array([.string(office.unitName(order.letterTo ?? order.to, on: day))])
            head["noiNhan"] = .array(["Như trên;", "Lưu: VT."])
            let draft = try Letters(office: office).draft(
                letter, about: head["subject"].asString ?? "", by: head["agency"].asString ?? "", named: collection.key,
                collection: collection.key, in: sitting)
            enclosures.append(
                Notice.Enclosure(
                    template: letter, fileName: draft.name,
                    fields: ["letter": head, "plan": wording.plan, "rollup": facts]))
        }
        // The letter upward is drafted for the collector to number and sign; the same package goes sideways as it is.
        let recipients =
            addressing.contact(of: collection.rule.to).map { ($0, collection.rule.to, enclosures) }
            + order.forward.flatMap { unit in addressing.contact(of: unit).map { ($0, unit, []) } }
        for (mailbox, unit, enclosures) in recipients {
            var fields = wording.common(to: mailbox)
            fields["rollup"] = facts
            let notice = Notice(
                key: "\(key)/\(mailbox.address ?? mailbox.name)", kind: .rollup, at: sitting.now, to: [mailbox],
                unit: unit,
                obligation: collection.rule.code, period: collection.period, template: order.template, fields: fields,
                entries: [
                    Notice.Entry(
                        kind: .rollup, unit: unit, obligation: collection.rule.code,
                        period: collection.period)
                ],
                enclosures: enclosures, thread: collection.key)
            try sitting.post(notice)
        }
    }

    private func package(_ collection: Collection, _ assignments: [Assignment]) -> FilePackage {
        let files = assignments.flatMap { assignment in
            assignment.pieces.filter { !$0.isSuperseded }.map {
                FilePackage.File(name: "\(assignment.period)_\(assignment.unit)_\($0.name)", sha256: $0.sha256)
            }
        }
        return FilePackage(folder: folder(of: collection), files: files)
    }

    /// Below the site.
    private func folder(of collection: Collection) -> String {
        "packages/\(collection.key)/v\(collection.rollupVersion)"
    }

    /// Something was accepted that a letter could introduce; "không phát sinh" is accepted, but is nothing to introduce.
    private func hasIntroduced(_ assignments: [Assignment]) -> Bool {
        assignments.contains { $0.stage == .accepted && $0.pieces.contains { !$0.isSuperseded } }
    }
}

/// `rollup`: gathers what was accepted for a period; one version per call.
package struct Rollup: StepFunction {
    let office: Office

    package init(office: Office) { self.office = office }

    package var name: String? { "rollup" }
    package var wakes: Set<String> { ["supplement"] }

    package func call(_ call: StepCall, in sitting: Sitting) throws -> StepAnswer {
        let arguments = call.request.arguments
        let key = Rollup.collection(named: arguments["of"]) ?? call.subject ?? ""
        guard let collection = try sitting.collection(key) else {
            throw WorkflowFault.badArguments(
                "there is no collection \"\(key)\" to roll up; \"of\" is what collect answered")
        }
        let day = office.zone.day(of: sitting.now)
        let order = RollupOrder(
            template: arguments["template"].asString ?? "rollup",
            to: try units(arguments["to"], on: day).first ?? collection.rule.to,
            letter: arguments["letter"].asString,
            letterTo: arguments["letterTo"].asString.map { current(UnitCode($0), on: day) },
            forward: try units(arguments["forward"], on: day), parts: Rollup.parts(arguments["of"]),
            isReward: arguments["reward"] == true ? true : nil)
        return .done(try Rollups(office: office).make(order, of: collection, in: sitting))
    }

    /// What `collect` answered, or `cascade`: then each unit's own collection is a part.
    private static func collection(named of: JSON) -> String? {
        of.asString ?? of["collection"].asString ?? of.asArray?.first?["chain"].asString
    }

    private static func parts(_ of: JSON) -> [RollupOrder.Part]? {
        guard let rows = of.asArray else { return nil }
        return rows.compactMap { row in
            guard let key = collection(named: row["output"]) else { return nil }
            let unit = row["unit"].asString.map { UnitCode($0) }
            return RollupOrder.Part(unit: unit, name: row["name"].asString ?? unit?.text ?? key, collection: key)
        }
    }

    private func units(_ selected: JSON, on day: Day) throws -> [UnitCode] {
        if selected.isNull { return [] }
        let (selector, diagnostics) = Selector.read(json: selected)
        guard let selector else {
            throw WorkflowFault.badArguments(diagnostics.map(\.message).joined(separator: "; "))
        }
        // Codes that are written out keep their order; for who has ended, whoever goes on is meant.
        return office.current(selector, on: day).units
            ?? office.tree.units(matching: selector, on: day).map(\.code)
    }

    /// The unit itself, or the one that goes on for it.
    private func current(_ unit: UnitCode, on day: Day) -> UnitCode { office.heir(of: unit, on: day) ?? unit }

    package func wake(_ wakeUp: WakeUp, in sitting: Sitting) throws {
        guard let collection = try sitting.collection(wakeUp.subject), let order = collection.rollup else { return }
        try Rollups(office: office).make(order, of: collection, in: sitting)
    }
}
