import Almanac
import Casework
import Definition
import Engine
import Foundation
import Notation
import Post
import Storage

/// Plays a copy of a site on a virtual clock with everything real: store, files, mails. What `make demo` shows.
struct Rehearsing {
    let site: SiteFolder
    let office: Office
    /// A copy of the site's own files is made here.
    let folder: String

    /// What happened: the lines of a story's transcript, and the table at the end.
    struct Result {
        let transcript: [String]
        let status: Status
        let sent: [Notice.Kind: Int]
    }

    init(site: SiteFolder, office: Office, folder: String) throws {
        self.site = site
        self.office = office
        self.folder = folder
        let files = FileManager.default
        let left = Set([
            office.settings.state, office.settings.inbox, office.settings.outbox, office.settings.quarantine,
            "packages",
        ])
        guard !files.fileExists(atPath: "\(folder)/\(office.settings.state)") else {
            throw CommandError.usage("\(folder) holds a rehearsal already; remove it or name another folder")
        }
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for name in try files.contentsOfDirectory(atPath: site.path)
        where !left.contains(name) && !files.fileExists(atPath: "\(folder)/\(name)") {
            try files.copyItem(atPath: "\(site.path)/\(name)", toPath: "\(folder)/\(name)")
        }
        try files.createDirectory(atPath: "\(folder)/\(office.settings.state)", withIntermediateDirectories: true)
    }

    func play(_ script: Script?, from: Day, to: Day) throws -> Result {
        let store = try SQLiteStore(path: "\(folder)/\(office.settings.state)/dondoc.db")
        let shelf = try FileShelf(
            folder: "\(folder)/\(office.settings.state)/files", largest: office.settings.largestFile)
        let templates = try OpenSite.templates(of: office, in: site.path)
        let outbox = Outbox(
            folder: "\(folder)/\(office.settings.outbox)", settings: office.settings, templates: templates)
        let seen = CollectingOutlet(outbox: outbox, keepsMails: false)
        let outlet = TeeOutlet(
            first: SiteOutlet(outbox: outbox, shelf: shelf, site: folder, errands: nil), second: seen)
        let zone = office.settings.zone
        let start = zone.start(of: from)
        let end = zone.start(of: to.advanced(by: 1))
        var play = try Play(of: site, office, in: folder, store: store, outlet: outlet, from: start)
        var bar = ProgressBar("chạy thử")
        try play.perform(script, until: end) { now in
            bar.show(Double(now.milliseconds(since: start)) / Double(end.milliseconds(since: start)))
        }
        bar.end()
        try CalendarUpkeep.write(of: office, from: store, in: folder, at: end)
        let notices = seen.notices
        return Result(
            transcript: notices.map { $0.notice.line($0.subject, in: zone) } + seen.failures,
            status: try Status(of: office, in: store, at: end),
            sent: Dictionary(grouping: notices, by: \.notice.kind).mapValues(\.count))
    }
}

/// Really delivers, and remembers what it was.
private final class TeeOutlet: Outlet {
    private let first: any Outlet
    private let second: any Outlet

    init(first: any Outlet, second: any Outlet) {
        self.first = first
        self.second = second
    }

    func deliver(_ release: Release, unless abandonment: Abandonment) -> Report {
        let report = first.deliver(release, unless: abandonment)
        _ = second.deliver(release, unless: abandonment)
        return report
    }
}
