import Almanac
import Casework
import Definition
import Engine
import Foundation
import Notation
import Post
import Storage

/// One of the sites that worlds play: read from real files once, then kept.
struct SimulatedSite: Sendable {
    let folder: SiteFolder
    let office: Office
    let outbox: Outbox
    let templates: TemplateFolder
    let nightlyZone: Zone
    let nightlyPolicy: MissedRuns

    struct Broken: Error, CustomStringConvertible {
        let lines: [String]
        var description: String { lines.joined(separator: "\n") }
    }

    /// Zones whose clocks are moved, by an hour or half of one, on either half of the earth; and the one that is meant.
    private static let zones = [
        "Asia/Ho_Chi_Minh", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Ho_Chi_Minh",
    ]

    private static let all: [Result<SimulatedSite, any Error>] = zones.indices.map { index in
        Result { try SimulatedSite(variant: index) }
    }

    static func of(seed: UInt64) throws -> SimulatedSite {
        var random = Randomness(seed: seed, purpose: "site")
        return try all[random.below(all.count)].get()
    }

    private init(variant: Int) throws {
        let folder = URL.temporaryDirectory.appending(path: "dondoc-simulate-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let policies = MissedRuns.allCases
        let policy = policies[variant % policies.count]
        let nightly = policies[(variant + 1) % policies.count]
        let zone = variant == 0 ? "Europe/Berlin" : SimulatedSite.zones[variant]
        var files = WorkflowTexts.all(nightlyZone: zone, missedRuns: nightly.rawValue)
        files["site.yaml"] = SiteTexts.site(zone: SimulatedSite.zones[variant], missedRuns: policy.rawValue)
        files["units.csv"] = SiteTexts.units
        files["roles.csv"] = SiteTexts.roles
        files["successors.csv"] = SiteTexts.successors
        files["plan.yaml"] = SiteTexts.plan
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        let site = SiteFolder(path: folder.path)
        guard let office = site.office, !site.hasErrors else { throw Broken(lines: site.diagnostics.map(\.line)) }
        self.folder = site
        self.office = office
        templates = TemplateFolder(language: office.settings.language)
        outbox = Outbox(folder: "outbox", settings: office.settings, templates: templates)
        nightlyZone = Zone(identifier: zone) ?? .vietnam
        nightlyPolicy = nightly
    }

    var zone: Zone { office.settings.zone }

    func desk(over store: any Store, announces: Bool, postage: Postage?) -> Desk {
        Desk(
            store: store, library: folder.library, functions: office.functions, zone: zone,
            missedRuns: office.settings.missedRuns, announces: announces, postage: postage)
    }
}
