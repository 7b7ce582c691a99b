package import Almanac
package import Casework
import Definition
package import Engine
import Foundation
package import Notation
package import Storage
import Synchronization
import TestKit

/// A site played in a test: real desk, real store in memory, releases kept.
package final class Year {
    package private(set) var office: Office
    package let store: SQLiteStore
    private var library: Library
    private let folder: TemporaryFolder
    private let outlet: Kept
    private let mail: MailServerRules?
    package private(set) var rehearsal: Rehearsal
    private var events = 0

    package init(
        plan: String = SampleSite.plan(), units: String = SampleSite.units, roles: String = SampleSite.roles,
        workflows: [String: String] = [:], from start: String = "2021-01-01", score: String? = nil,
        admin: String? = nil, mail: MailServerRules? = nil, upkeep: Upkeep? = nil, replies: ReplyReference? = nil
    ) throws {
        self.mail = mail
        outlet = Kept(mail)
        folder = try TemporaryFolder()
        try SampleSite.write(into: folder, plan: plan, units: units, roles: roles, workflows: workflows)
        if let score { try folder.write(score, to: "score.csv") }
        if let admin {
            try folder.write("\(SampleSite.site)admin: { name: Quản trị, address: \(admin) }\n", to: "site.yaml")
        }
        let site = SiteFolder(path: folder.path)
        guard var office = site.office, !site.hasErrors else { throw Broken(lines: site.diagnostics.map(\.line)) }
        office.replies = replies
        self.office = office
        library = site.library
        store = try SQLiteStore(path: ":memory:")
        let desk = Desk(
            store: store, library: site.library, functions: office.functions, zone: .vietnam, upkeep: upkeep,
            postage: mail?.postage)
        rehearsal = Rehearsal(of: desk, outlet: outlet, from: Year.instant(start))
    }

    /// What the site's mail server is like; without one, all mails leave at once and arrive.
    package struct MailServerRules: Sendable {
        package let perMinute: Int
        /// Addresses that it does not know.
        package let refused: Set<String>

        /// Addresses with which it breaks off before it answers.
        package let silent: Set<String>

        package init(perMinute: Int = 1000, refused: Set<String> = [], silent: Set<String> = []) {
            self.perMinute = perMinute
            self.refused = refused
            self.silent = silent
        }

        fileprivate var postage: Postage { Postage(kind: Release.notice, pace: Pace(perMinute, in: .seconds(60))) }
    }

    package struct Broken: Error { package let lines: [String] }

    package static func instant(_ text: String) -> Instant {
        let parts = text.split(separator: "T").map(String.init)
        return Zone.vietnam.instant(of: Day(iso: parts[0])!, at: parts.count > 1 ? TimeOfDay(parts[1])! : .midnight)
    }

    @discardableResult
    package func play(until end: String) throws -> Year {
        try rehearsal.play(until: Year.instant(end))
        return self
    }

    /// The site's files change, and the desk is opened anew over the same store, as on SIGHUP.
    package func change(_ files: [String: String]) throws {
        for (name, text) in files { try folder.write(text, to: name) }
        let site = SiteFolder(path: folder.path)
        guard let office = site.office, !site.hasErrors else { throw Broken(lines: site.diagnostics.map(\.line)) }
        self.office = office
        library = site.library
        let desk = Desk(
            store: store, library: library, functions: office.functions, zone: .vietnam, postage: mail?.postage)
        rehearsal = Rehearsal(of: desk, outlet: outlet, from: rehearsal.now)
    }

    /// The process is down until then: nothing is played in between, and a new desk opens over the same store.
    package func sleep(until end: String) throws {
        let desk = Desk(
            store: store, library: library, functions: office.functions, zone: .vietnam, postage: mail?.postage)
        rehearsal = Rehearsal(of: desk, outlet: outlet, from: Year.instant(end))
    }

    @discardableResult
    package func submit(
        _ unit: String, _ files: String..., at instant: String, obligation: String? = nil, more: JSON = [:]
    ) throws -> Reply? {
        let list = files.map { name -> JSON in
            let kind = name.hasSuffix(".mp4") ? "video" : "document"
            // The bytes are told by what stands before the underscore: "a_1.docx" and "a_2.docx" are the same bytes.
            let bytes = name.contains("_") ? String(name.prefix { $0 != "_" }) : name
            return [
                "name": .string(name), "sha256": .string(Storage.Digest.sha256(bytes)), "size": 10,
                "kind": .string(kind),
            ]
        }
        var data: JSON = ["unit": .string(unit), "channel": "test", "files": .array(list)]
        data["obligation"] = JSON(obligation)
        for (key, value) in more.asObject ?? Members() { data[key] = value }
        return try send("dondoc.submission.received.v1", data, at: instant)
    }

    @discardableResult
    package func command(_ verb: Commands.Verb, _ unit: String, at instant: String, _ more: JSON = [:]) throws -> Reply?
    {
        var data: JSON = ["unit": .string(unit)]
        for (key, value) in more.asObject ?? Members() { data[key] = value }
        return try send(verb.eventType, data, at: instant)
    }

    @discardableResult
    package func send(_ type: String, _ data: JSON, at instant: String) throws -> Reply? {
        try play(until: instant)
        events += 1
        let event = CloudEvent(id: "event-\(events)", source: "/test", type: type, time: rehearsal.now, data: data)
        return try rehearsal.receive([.event(event)])[event.id]
    }

    package func wait(_ span: Duration) throws { try rehearsal.play(until: rehearsal.now.advanced(by: span)) }

    /// As it comes from a door of the site.
    @discardableResult
    package func receive(_ event: CloudEvent) throws -> Reply? { try rehearsal.receive([.event(event)])[event.id] }

    package var notices: [Notice] { outlet.notices }

    /// `03-17 08:00 reminder bao-an-giang`, without receipts.
    package var lines: [String] { lines { $0.kind != .receipt && $0.kind != .rollup } }

    package func lines(_ isWanted: (Notice) -> Bool) -> [String] {
        notices.filter(isWanted).map { notice in
            let zone = office.settings.zone
            let when = "\(zone.day(of: notice.at).iso.dropFirst(5)) \(zone.time(of: notice.at).text)"
            return "\(when) \(notice.kind.rawValue) \(notice.unit?.text ?? notice.to[0].name)"
        }
    }

    package func assignment(_ unit: String, _ collection: String) throws -> Assignment {
        let parts = collection.split(separator: "/")
        let row = try store.record(kind: "assignment", key: "\(unit)/\(parts[0])/\(parts[1])")
        return try Sitting.decoded(row!.body)
    }
}

private final class Kept: Outlet {
    private let mail: Year.MailServerRules?
    private let kept = Mutex<[Notice]>([])
    package var notices: [Notice] { kept.withLock { $0 } }

    init(_ mail: Year.MailServerRules?) { self.mail = mail }

    package func deliver(_ release: Release, unless abandonment: Abandonment) -> Report {
        guard release.kind == "notice" else { return .sent(note: nil) }
        do {
            let notice: Notice = try Sitting.decoded(release.body)
            let address = notice.to.first?.address ?? ""
            if mail?.refused.contains(address) == true { return .failed("550 5.1.1 no such mailbox") }
            kept.withLock { $0.append(notice) }
            if mail?.silent.contains(address) == true { return .uncertain("the connection broke") }
            return .sent(note: nil)
        } catch {
            return .failed("\(error)")
        }
    }
}
