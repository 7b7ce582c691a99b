import Almanac
import Casework
import Definition
import Engine
import Foundation
import Interpreter
import Notation
import Post
import Storage
import Synchronization

/// Plays a site on a virtual clock, changing nothing: every notice that would leave, with its text.
struct Previewing {
    let site: SiteFolder
    let office: Office
    let from: Day
    let to: Day
    /// The mails themselves are wanted, not only what they are about.
    var keepsMails = true

    /// One notice that would leave; without its mail it is a hundredth of the size.
    struct Shown {
        let notice: Notice
        let subject: String
        let message: Message?
    }

    struct Result {
        let notices: [Shown]
        let periods: [PeriodOverview.Row]
        let warnings: [String]
    }

    func play(_ script: Script?) throws -> Result {
        let templates = try OpenSite.templates(of: office, in: site.path)
        let outbox = Outbox(folder: "", settings: office.settings, templates: templates)
        let zone = office.settings.zone
        let end = zone.start(of: to.advanced(by: 1))
        let outlet = CollectingOutlet(outbox: outbox, keepsMails: keepsMails, of: zone.start(of: from)..<end)
        let store = try SQLiteStore(path: ":memory:")
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "dondoc-preview-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // What was before belongs to the play: the plan came into force, periods opened.
        let start = zone.start(of: min(from, office.plan?.validFrom ?? from, office.plan?.issued ?? from))
        var play = try Play(of: site, office, in: folder.path, store: store, outlet: outlet, from: start)
        var bar = ProgressBar("xem trước")
        try play.perform(script, until: end) { now in
            bar.show(Double(now.milliseconds(since: start)) / Double(end.milliseconds(since: start)))
        }
        bar.end()
        return Result(
            notices: outlet.notices, periods: try PeriodOverview(in: store, from: from, to: to).rows,
            warnings: try warnings(outlet.failures, store))
    }

    private func warnings(_ failures: [String], _ store: SQLiteStore) throws -> [String] {
        let faults = try store.instances(phase: "faulted", atMost: 100).map { row in
            "workflow \(row.name) (\(row.subject ?? "")) ended with an error: \(row.result ?? "")"
        }
        let years = Set(from.year...to.year).filter { office.calendar.isProvisional(year: $0) }.sorted()
        let provisional = years.map {
            "no official holiday table for \($0): its working days are provisional (tạm tính)"
        }
        return site.diagnostics.map(\.line) + provisional + failures + faults
    }
}

/// Keeps what would have left.
final class CollectingOutlet: Outlet {
    private let outbox: Outbox
    private let keepsMails: Bool
    private let span: Range<Instant>?
    private let kept = Mutex<(notices: [Previewing.Shown], failures: [String])>(([], []))

    /// - Parameter span: only what leaves within it is kept; nil: everything.
    init(outbox: Outbox, keepsMails: Bool = true, of span: Range<Instant>? = nil) {
        self.outbox = outbox
        self.keepsMails = keepsMails
        self.span = span
    }

    var notices: [Previewing.Shown] { kept.withLock { $0.notices } }
    var failures: [String] { kept.withLock { $0.failures } }

    func deliver(_ release: Release, unless abandonment: Abandonment) -> Report {
        if let call = try? OutsideCall(release) {
            kept.withLock {
                $0.failures.append("\(call.request.position): \"\(call.request.function)\" is not called in a preview")
            }
            return .answered(.failed(WorkflowFault(.configuration, "a preview calls nobody outside")))
        }
        guard release.kind == Release.notice else { return .sent(note: nil) }
        do {
            let notice: Notice = try Sitting.decoded(release.body)
            let message = try outbox.render(notice)
            guard span?.contains(notice.at) ?? true else { return .sent(note: nil) }
            let shown = Previewing.Shown(
                notice: keepsMails ? notice : notice.withoutContent, subject: message.subject,
                message: keepsMails ? message : nil)
            kept.withLock { $0.notices.append(shown) }
            return .sent(note: nil)
        } catch {
            kept.withLock { $0.failures.append("\(release.key): \(error)") }
            return .failed("\(error)")
        }
    }
}

extension Previewing.Result {
    /// One JSON object, in pieces: an element a line, so that a preview of years is never one text in memory.
    func writeJSON(in zone: Zone, _ put: (String) -> Void) {
        put("{\"notices\":[")
        Self.list(notices, put) { $0.json(in: zone) }
        put("],\"periods\":[")
        Self.list(periods, put) { $0.json(in: zone) }
        put("],\"warnings\":[")
        Self.list(warnings, put) { .string($0) }
        put("]}\n")
    }

    private static func list<Element>(_ elements: [Element], _ put: (String) -> Void, _ json: (Element) -> JSON) {
        for (place, element) in elements.enumerated() { put((place == 0 ? "\n" : ",\n") + json(element).text) }
    }

    /// One line a notice, as stories show them.
    func timeline(in zone: Zone) -> [String] { notices.map { $0.notice.line($0.subject, in: zone) } }
}

extension Previewing.Shown {
    fileprivate func json(in zone: Zone) -> JSON {
        [
            "at": .string(notice.at.rfc3339(in: zone)), "kind": .string(notice.kind.rawValue),
            "to": .array(notice.to.map { .string($0.address ?? $0.name) }), "unit": JSON(notice.unit?.text),
            "obligation": JSON(notice.obligation), "period": JSON(notice.period), "subject": .string(subject),
            "entries": .array(notice.entries.map(\.json)),
        ]
    }
}

extension Notice.Entry {
    var json: JSON {
        [
            "kind": .string(kind.rawValue), "unit": JSON(unit?.text), "obligation": JSON(obligation),
            "period": JSON(period),
        ]
    }
}

extension Notice {
    /// To whom and about what, without what a template would name.
    fileprivate var withoutContent: Notice {
        Notice(
            key: key, kind: kind, at: at, to: to, unit: unit, obligation: obligation, period: period,
            template: template, fields: [:], entries: entries)
    }

    /// `2021-03-17 08:00 reminder     bao-an-giang articles/2021-03  [Nhắc việc] …`
    func line(_ subject: String, in zone: Zone) -> String {
        let when = "\(zone.day(of: at).iso) \(zone.time(of: at).text)"
        let about = obligation.map { "\($0)\(period.map { "/\($0)" } ?? "")" } ?? "–"
        let who = unit?.text ?? to.first?.address ?? "–"
        return "\(when) \(kind.rawValue.padding(toLength: 12, withPad: " ", startingAt: 0)) \(who) \(about)  \(subject)"
    }
}
