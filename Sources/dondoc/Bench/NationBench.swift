import Directory
import Almanac
import Casework
import Definition
import Dispatch
import Engine
import Foundation
import Notation
import Post
import Storage
import Synchronization

/// The chain of the whole country for a year: provinces, districts and communes with generated names, plans handed down,
/// a report owed by every commune each month; played on the virtual clock through the whole path to rendered mails.
struct NationBench {
    /// 2021: 63 provinces, 705 districts, 10,599 communes.
    struct Size {
        var provinces = 63
        var districts = 705
        var communes = 10_599
        var months = 12
    }

    struct Result {
        let units: Int
        let assignments: Int
        let notices: Int
        let seconds: Double
    }

    let size: Size
    private static let year = 2021

    func play(showing bar: inout ProgressBar) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dondoc-nation-\(Commanding.newID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        let site = SiteFolder(path: folder.path)
        guard let office = site.office, !site.hasErrors else {
            throw CommandError.environment(site.diagnostics.prefix(3).map(\.line).joined(separator: "\n"))
        }
        let zone = office.settings.zone
        let start = zone.start(of: Day(clamping: 1, month: 1, year: Self.year))
        let end = zone.start(of: Day(clamping: 1, month: size.months, year: Self.year).adding(months: 1))
        let store = try SQLiteStore(path: SQLiteStore.temporary)
        let templates = try OpenSite.templates(of: office, in: folder.path)
        let outlet = CountingOutlet(outbox: Outbox(folder: "", settings: office.settings, templates: templates))
        let desk = Desk(
            store: store, library: site.library, functions: office.functions, zone: zone)
        var rehearsal = Rehearsal(of: desk, outlet: outlet, from: start)
        let spent = try ContinuousClock().measure {
            for answer in answers {
                let instant = start.advanced(byMilliseconds: answer.minute * 60_000)
                if instant > rehearsal.now {
                    try rehearsal.play(until: min(instant, end)) {
                        bar.show(Double($0.milliseconds(since: start)) / Double(end.milliseconds(since: start)))
                    }
                }
                guard instant < end else { break }
                try rehearsal.receive(answer.units.map { .event(event(of: $0, answer)) })
            }
            try rehearsal.play(until: end)
            try outlet.finish()
        }
        bar.end()
        return Result(
            units: office.tree.codes.count, assignments: try store.count(of: "assignment"), notices: outlet.count,
            seconds: Double(spent.components.seconds) + Double(spent.components.attoseconds) / 1e18)
    }

    /// What comes in at one minute of the year.
    private struct Answer {
        let minute: Int64
        let obligation: String
        let period: String?
        let units: [String]
    }

    /// Plans in January; then each month most communes report in time, some when they are reminded, a few late, some never.
    private var answers: [Answer] {
        var answers: [Answer] = []
        let day = Int64(24 * 60)
        let provinces = (0..<size.provinces).map { "t\($0)" }
        let districts = (0..<size.districts).map { "h\($0)" }
        let communes = (0..<size.communes).map { "x\($0)" }
        answers.append(Answer(minute: 8 * day, obligation: "central/provinces", period: nil, units: provinces))
        for (place, group) in stride(from: 0, to: districts.count, by: 50).enumerated() {
            let units = Array(districts[group..<min(group + 50, districts.count)])
            answers.append(
                Answer(minute: 12 * day + Int64(place), obligation: "province/districts", period: nil, units: units))
        }
        for (place, group) in stride(from: 0, to: communes.count, by: 500).enumerated() {
            let units = Array(communes[group..<min(group + 500, communes.count)])
            answers.append(
                Answer(minute: 18 * day + Int64(place), obligation: "district/communes", period: nil, units: units))
        }
        var first = Int64(0)
        for month in 1...size.months {
            let label = "\(Self.year)-\(month < 10 ? "0" : "")\(month)"
            for (offset, share) in [(Int64(10), 0..<70), (19, 70..<90), (27, 90..<96)] {
                let units = communes.enumerated().filter { share.contains(($0.offset * 31 + month * 17) % 100) }
                    .map(\.element)
                for group in stride(from: 0, to: units.count, by: 500) {
                    answers.append(
                        Answer(
                            minute: (first + offset) * day + 600 + Int64(group / 500), obligation: "reports",
                            period: label, units: Array(units[group..<min(group + 500, units.count)])))
                }
            }
            first += Int64(Day(clamping: 31, month: month, year: Self.year).day)
        }
        return answers.sorted { $0.minute < $1.minute }
    }

    private func event(of unit: String, _ answer: Answer) -> CloudEvent {
        let id = "\(answer.obligation)/\(answer.period ?? "")/\(unit)"
        let name = answer.period == nil ? "1-KH-UBND 2021-01-1\(min(9, answer.minute % 10)).docx" : "bao-cao.docx"
        var data: JSON = [
            "unit": .string(unit), "channel": "bench",
            "files": [["name": .string(name), "sha256": .string(id), "size": 1000, "kind": "document"]],
        ]
        if let period = answer.period {
            data["obligation"] = .string(answer.obligation)
            data["period"] = .string(period)
        }
        return CloudEvent(
            id: id, source: "/bench", type: EventType.submissionReceived.rawValue, subject: unit, data: data)
    }
}

/// The site, as files.
extension NationBench {
    private var files: [(String, String)] {
        [
            (
                "site.yaml",
                "site: nation\ntitle: Cả nước\nsender: { name: Ban TĐKT, address: b@tw.example.vn, unit: tw }\n"
            ),
            ("plan.yaml", plan), ("units.csv", units), ("central.yaml", chain("central", "tw", "province", "province")),
            ("province.yaml", chain("province", nil, "district", "district")),
            ("district.yaml", chain("district", nil, "commune", nil)),
        ]
    }

    private var plan: String {
        """
        plan: nation-2021
        title: Kế hoạch tuyên truyền điển hình tiên tiến
        issuer: tw
        symbol: 1/KH-TW
        issued: 2021-01-04
        validity: { from: 2021-01-01, to: 2021-12-31 }
        obligations:
          reports:
            title: Báo cáo tháng
            from: { level: commune }
            to: tw
            items: [{ kind: report, min: 1 }]
            due: trước ngày 25 hàng tháng
            remind: [5, 3, 1]
            escalate:
              - { after: 1, to: contact }
              - { after: 3, to: superior }
              - { after: 5, to: superior, draft: cong-van-don-doc }

        """
    }

    private func chain(_ name: String, _ under: String?, _ level: String, _ next: String?) -> String {
        let schedule =
            under == nil ? "" : "schedule: { on: { one: { with: { type: dondoc.plan.activated.v1 } } } }\n"
        let task = ["province": "provinces", "district": "districts", "commune": "communes"][level] ?? level
        return """
            document: { dsl: '1.0.3', namespace: nation, name: \(name), version: '1.0.0' }
            \(schedule)do:
              - \(task):
                  call: cascade
                  with:
                    under: \(under ?? "${ .unit }")
                    level: \(level)
                    to: \(under ?? "${ .unit }")
                    due: trong vòng 20 ngày làm việc kể từ ngày ban hành
            \(next.map { "        workflow: \($0)\n" } ?? "")
            """
    }

    private var units: String {
        var lines = [
            "code,name,level,kind,parent,mailbox", "tw,Ban Thi đua - Khen thưởng Trung ương,central,central,,tw@e.vn",
        ]
        for place in 0..<size.provinces {
            lines.append("t\(place),UBND tỉnh \(place),province,people-committee,tw,t\(place)@e.vn")
        }
        for place in 0..<size.districts {
            let parent = place * size.provinces / size.districts
            lines.append("h\(place),UBND huyện \(place),district,people-committee,t\(parent),h\(place)@e.vn")
        }
        for place in 0..<size.communes {
            let parent = place * size.districts / size.communes
            lines.append("x\(place),UBND xã \(place),commune,people-committee,h\(parent),x\(place)@e.vn")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

/// Renders each mail on the other cores while the desk goes on, and keeps only the count.
private final class CountingOutlet: Outlet {
    private let outbox: Outbox
    private let state = Mutex((count: 0, fault: (any Error)?.none))
    private let queue = DispatchQueue(label: "dondoc.bench.render", attributes: .concurrent)
    private let group = DispatchGroup()
    /// So many mails wait at most: the desk does not run away from the renderers.
    private let places = DispatchSemaphore(value: 512)

    init(outbox: Outbox) { self.outbox = outbox }

    var count: Int { state.withLock { $0.count } }

    func deliver(_ release: Release, unless abandonment: Abandonment) -> Report {
        guard release.kind == Release.notice else { return .sent(note: nil) }
        places.wait()
        queue.async(group: group) { [self] in
            do {
                _ = try outbox.render(try Sitting.decoded(release.body))
                state.withLock { $0.count += 1 }
            } catch {
                state.withLock { $0.fault = error }
            }
            places.signal()
        }
        return .sent(note: nil)
    }

    /// Returns when all are rendered; throws what went wrong with one.
    func finish() throws {
        group.wait()
        if let fault = state.withLock({ $0.fault }) { throw fault }
    }
}
