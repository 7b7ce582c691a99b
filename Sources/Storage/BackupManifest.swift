package import Almanac
package import Notation

/// What a backup is a backup of: `manifest.json`.
package struct BackupManifest: Equatable, Sendable {
    package enum Kind: String, Sendable {
        /// `state/dondoc.db` is the store.
        case sqlite
        /// `store.dump`, of pg_dump, is the store.
        case postgresql
    }

    /// The layout of the folder; a later one may not be read by this program.
    static let newestFormat = 1

    package let program: String
    /// The site's own name.
    package let site: String
    package let madeAt: Instant
    package let kind: Kind
    package let store: StoreFacts
    /// The site's folders, as its settings name them.
    package let stateFolder: String
    package let inbox: String

    package init(
        program: String, site: String, madeAt: Instant, kind: Kind, store: StoreFacts, stateFolder: String,
        inbox: String
    ) {
        self.program = program
        self.site = site
        self.madeAt = madeAt
        self.kind = kind
        self.store = store
        self.stateFolder = stateFolder
        self.inbox = inbox
    }

    /// An instant as a part of a file's name: `20211121-070000`.
    package static func stamp(_ instant: Instant, in zone: Zone) -> String {
        let digits = instant.rfc3339(in: zone).filter { $0.isNumber || $0 == "T" }
        return String(digits.prefix(15)).replacing("T", with: "-")
    }

    package func json(in zone: Zone) -> JSON {
        [
            "format": .integer(BackupManifest.newestFormat), "program": .string(program), "site": .string(site),
            "madeAt": .string(madeAt.rfc3339(in: zone)), "store": .string(kind.rawValue),
            "schema": .integer(store.schema), "turns": .integer(store.turns),
            "firstAudit": .string(store.firstAudit), "lastAudit": .string(store.lastAudit),
            "folders": ["state": .string(stateFolder), "inbox": .string(inbox)],
        ]
    }

    init(json: JSON, of path: String) throws(BackupFault) {
        guard let format = json["format"].asInteger else {
            throw .damaged("\(path) is no backup's manifest")
        }
        guard format <= BackupManifest.newestFormat else {
            throw .unfit(
                "the backup was made by a newer dondoc (\(json["program"].asString ?? "")); restore it with that one")
        }
        guard let program = json["program"].asString, let site = json["site"].asString,
            let madeAt = json["madeAt"].asString.flatMap({ Instant(rfc3339: $0) }),
            let kind = json["store"].asString.flatMap(Kind.init(rawValue:)), let schema = json["schema"].asInteger,
            let turns = json["turns"].asInteger, let first = json["firstAudit"].asString,
            let last = json["lastAudit"].asString, let state = json["folders"]["state"].asString,
            let inbox = json["folders"]["inbox"].asString,
            [state, inbox].allSatisfy(BackupList.isHarmless)
        else { throw .damaged("\(path) lacks what a backup's manifest says") }
        self.init(
            program: program, site: site, madeAt: madeAt, kind: kind,
            store: StoreFacts(schema: schema, turns: turns, firstAudit: first, lastAudit: last), stateFolder: state,
            inbox: inbox)
    }
}
