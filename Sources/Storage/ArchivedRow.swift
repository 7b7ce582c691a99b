package import Almanac
package import Notation

/// What has been taken out of the store because it ended long ago: one line of an archive file.
package enum ArchivedRow: Equatable, Sendable {
    case instance(InstanceRow, journal: [JournalRow])
    case event(CloudEvent, recordedAt: Instant)
    case outgoing(OutgoingRow)
    case record(RecordRow, at: Instant)

    /// When it ended, or happened: which file it belongs into.
    package var instant: Instant {
        switch self {
        case .instance(let row, _): row.endedAt ?? row.startedAt
        case .event(_, let instant), .record(_, let instant): instant
        case .outgoing(let row): row.queuedAt
        }
    }

    package var json: JSON {
        switch self {
        case .instance(let row, let journal):
            let entries = journal.map { JSON.array([.instant($0.at), .string($0.stimulus)]) }
            return ["instance": row.archived, "journal": .array(entries)]
        case .event(let event, let instant): return ["event": event.json, "at": .instant(instant)]
        case .outgoing(let row):
            return [
                "outgoing": .string(row.key), "kind": .string(row.kind), "state": .string(row.state.rawValue),
                "at": .instant(row.queuedAt), "note": JSON(row.note), "body": .string(row.body),
            ]
        case .record(let row, let instant):
            return [
                "record": .string(row.key), "kind": .string(row.kind), "parent": JSON(row.parent),
                "at": .instant(instant), "body": .string(row.body),
            ]
        }
    }

    /// Nil for a line that is none, such as one that a power cut has torn.
    package init?(json: JSON) {
        let instant = json["at"].asInteger.map { Instant(milliseconds: Int64($0)) }
        if let row = InstanceRow(archived: json["instance"]) {
            let entries = (json["journal"].asArray ?? []).compactMap { entry -> JournalRow? in
                guard let at = entry[0].asInteger, let stimulus = entry[1].asString else { return nil }
                return JournalRow(instance: row.id, at: Instant(milliseconds: Int64(at)), stimulus: stimulus)
            }
            self = .instance(row, journal: entries)
        } else if let event = try? CloudEvent(json: json["event"]), let instant {
            self = .event(event, recordedAt: instant)
        } else if let key = json["outgoing"].asString, let kind = json["kind"].asString, let instant,
            let state = json["state"].asString.flatMap(OutgoingRow.State.init(rawValue:)),
            let body = json["body"].asString
        {
            self = .outgoing(
                OutgoingRow(
                    key: key, kind: kind, body: body, state: state, queuedAt: instant, note: json["note"].asString))
        } else if let key = json["record"].asString, let kind = json["kind"].asString, let instant,
            let body = json["body"].asString
        {
            self = .record(
                RecordRow(kind: kind, key: key, parent: json["parent"].asString, isSettled: true, body: body),
                at: instant)
        } else {
            return nil
        }
    }
}

extension InstanceRow {
    fileprivate var archived: JSON {
        [
            "id": .integer(Int(id)), "namespace": .string(namespace), "name": .string(name),
            "version": .string(version), "definition": .string(definition), "phase": .string(phase),
            "startedAt": .instant(startedAt), "endedAt": endedAt.map { .instant($0) } ?? .null,
            "subject": JSON(subject), "parent": parent.map { .integer(Int($0)) } ?? .null,
            "parentToken": parentToken.map { .integer($0) } ?? .null, "state": .string(state), "result": JSON(result),
        ]
    }

    fileprivate init?(archived json: JSON) {
        guard let id = json["id"].asInteger, let namespace = json["namespace"].asString,
            let name = json["name"].asString, let version = json["version"].asString,
            let definition = json["definition"].asString, let phase = json["phase"].asString,
            let startedAt = json["startedAt"].asInteger, let state = json["state"].asString
        else { return nil }
        self.init(
            id: Int64(id), namespace: namespace, name: name, version: version, definition: definition, phase: phase,
            startedAt: Instant(milliseconds: Int64(startedAt)),
            endedAt: json["endedAt"].asInteger.map { Instant(milliseconds: Int64($0)) },
            subject: json["subject"].asString, parent: json["parent"].asInteger.map(Int64.init),
            parentToken: json["parentToken"].asInteger, state: state, result: json["result"].asString)
    }
}

extension JSON {
    fileprivate static func instant(_ instant: Instant) -> JSON { .integer(Int(instant.milliseconds)) }
}
