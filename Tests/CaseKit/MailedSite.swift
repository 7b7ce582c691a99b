package import Casework
import Almanac
import Definition
import Directory
import Foundation
import Notation
import Post
package import Storage
import Engine
import TestKit

/// The site at nine in the morning of 18 March 2021: reminders have left the day before.
package final class MailedSite {
    package let year: Year
    private let folder: TemporaryFolder
    private var drop: FileDrop
    package static let key = SigningKey(bytes: Array(repeating: 7, count: 32))

    private static let reports = """
          reports:
            title: Báo cáo quý
            from: { units: [dai-pt-th, so-y-te] }
            to: so-noi-vu
            items: [{ kind: report, min: 1 }]
            due: trước các ngày 25/3, 25/6, 25/9 và 25/12
            remind: [5, 3, 1]
        """

    package convenience init(
        plan: String? = nil, at instant: String = "2021-03-18T09:00", admin: String? = nil,
        mail: Year.MailServerRules? = Year.MailServerRules()
    ) throws {
        let year = try Year(
            plan: plan ?? SampleSite.plan(issued: "2021-03-01", more: MailedSite.reports), admin: admin, mail: mail,
            replies: MailedSite.key.map { ReplyReference(key: $0) })
        try self.init(try year.play(until: instant))
    }

    /// A year that is played already.
    package init(_ year: Year) throws {
        self.year = year
        folder = try TemporaryFolder()
        drop = FileDrop(
            site: folder.path, settings: year.office.settings,
            shelf: try FileShelf(folder: "\(folder.path)/state/files"))
    }

    package var files: [String] { get throws { try folder.files } }

    package struct End: CustomStringConvertible {
        package let words: String
        package let told: [String]
        package let notices: [Notice]
        package var description: String { "\(words) → \(told.joined(separator: ", "))" }
    }

    @discardableResult
    package func take(_ bytes: [UInt8], at instant: String? = nil) throws -> End {
        let place = folder.url.appending(path: "inbox/mail/thu.eml")
        if let instant { try year.play(until: instant) }
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: place)
        let before = year.notices.count
        var words: [String] = []
        // A test beside this one may start a program, which for a moment has every file open.
        for _ in 1...10_000 where words.isEmpty {
            for found in try look() {
                let reply = try year.receive(found.event)
                // What a mail causes leaves at once.
                try year.wait(.seconds(30))
                words.append(try self.words(of: found.event, reply))
                try drop.clear(found)
            }
        }
        let notices = Array(year.notices.dropFirst(before))
        return End(
            words: words.joined(separator: " | "), told: notices.compactMap { $0.to.first?.address }.sorted(),
            notices: notices)
    }

    private func look() throws -> [Drop] {
        let office = year.office
        let day = office.settings.zone.day(of: year.rehearsal.now)
        return try drop.look(
            at: year.rehearsal.now, knows: { office.takes(from: $0, on: day) }, owes: office.hasDuty,
            maySend: { office.maySend($0, for: $1, on: day) }, owners: { office.tree.owners(of: $0, on: day) })
    }

    // MARK: How it ended

    private func words(of event: CloudEvent, _ reply: Reply?) throws -> String {
        guard case .done(let told)? = reply else { return "refused \(String(describing: reply))" }
        switch told["end"].asString {
        case "submitted": return try submission(event) + held(event) + request(event)
        case "extension requested": return try extensionRequest(event)
        case "quarantined":
            let codes = (event.data?["held"].asArray ?? []).compactMap { $0["code"].asString }
            return "quarantined \(codes.joined(separator: ", "))"
        case "bounce": return "bounce \((told["notes"].asArray ?? []).compactMap(\.asString).joined(separator: ", "))"
        case let end: return end ?? told.text
        }
    }

    private func held(_ event: CloudEvent) -> String {
        (event.data?["held"].asArray ?? []).compactMap { $0["code"].asString }.map { "; held \($0)" }.joined()
    }

    private func submission(_ event: CloudEvent) throws -> String {
        guard let row = try year.store.record(kind: "submission", key: "\(event.id)/submission") else { return "lost" }
        let record = try JSON(parsing: row.body)
        let files = (record["submitted"]["files"].asArray ?? []).compactMap { $0["name"].asString }.joined(
            separator: ", ")
        if let key = record["assignment"].asString {
            let parts = key.split(separator: "/")
            let code = "\(parts.dropFirst().joined(separator: "/"))/\(parts[0])"
            return record["submitted"]["isNil"] == true ? "nothing \(code)" : "submitted \(code): \(files)"
        }
        return "\((record["outcome"].asString ?? "").replacing(":", with: "")): \(files)".replacing(
            "unclear  ", with: "unclear ")
    }

    private func request(_ event: CloudEvent) throws -> String {
        guard let row = try year.store.record(kind: "extension-request", key: event.id) else { return "" }
        return "; extension \(try JSON(parsing: row.body)["until"].asString ?? "")"
    }

    private func extensionRequest(_ event: CloudEvent) throws -> String {
        guard let row = try year.store.record(kind: "extension-request", key: event.id) else { return "lost" }
        let record = try JSON(parsing: row.body)
        let parts = (record["assignment"].asString ?? "").split(separator: "/")
        let code = "\(parts.dropFirst().joined(separator: "/"))/\(parts[0])"
        return "extension \(code) \(record["until"].asString ?? ""): \(record["reason"].asString ?? "-")"
    }
}
