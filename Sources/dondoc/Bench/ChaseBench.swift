import Almanac
import Casework
import Engine
import Foundation
import Notation
import Storage

/// Assignments with three reminders and three rungs, half of them answered, through the whole path to mails on the disk;
/// and, while all of them are open, what one submission and the table of who owes what cost.
struct ChaseBench {
    let count: Int
    let runs: Int

    /// So many units at most; more assignments than this are several duties of each.
    private static let mostUnits = 10_000
    private static let batch = 500

    private var units: Int { min(count, ChaseBench.mostUnits) }
    private var duties: Int { (count + units - 1) / units }
    private var assignments: Int { units * duties }

    func report() throws -> BenchReport {
        var report = BenchReport(
            "chase", [("n", .integer(assignments)), ("units", .integer(units)), ("duties", .integer(duties))])
        if runs > 1 { _ = try ChaseBench(count: min(count, 100), runs: 1).play() }
        let results = try (1...runs).map { _ in try play() }
        report.add("openedPerSecond", results.map { Double(assignments) / $0.opening })
        report.add("bytesOnDiskEach", results.map { Double($0.bytes) / Double(assignments) })
        report.add("submissionMilliseconds", results.map { $0.submission * 1000 })
        report.add("statusSeconds", results.map(\.status))
        report.add("secondsToReopen", results.map(\.reopening))
        report.add("chaseSeconds", results.map(\.chase))
        report.add("mails", .integer(results[0].mails))
        report.add("assignmentsPerSecond", results.map { Double(assignments) / $0.chase })
        report.add("peakResidentMB", .integer(Terminal.peakResidentMegabytes))
        return report
    }

    private struct Result {
        var opening = 0.0
        var bytes = 0
        var submission = 0.0
        var status = 0.0
        var reopening = 0.0
        var chase = 0.0
        var mails = 0
    }

    private func play() throws -> Result {
        try BenchSite.with([("plan.yaml", plan), ("units.csv", directory)]) { site in
            var result = Result()
            result.opening = try Stopwatch.seconds { try advance(site, from: 1, to: 6) }
            result.bytes = site.storeBytes
            // The site is read, and the first turn of a desk is on disk that remembers nothing.
            result.reopening = try Stopwatch.seconds { try advance(site, from: 7, to: 7) }
            result.submission = try submitOneByOne(to: site)
            result.status = try Stopwatch.seconds {
                try BenchSite.tell(["status", site.path, "--as-of", "2021-01-20", "--format", "json"])
            }
            result.chase = try Stopwatch.seconds { try chase(site) }
            result.mails = try FileManager.default.subpathsOfDirectory(atPath: "\(site.path)/outbox")
                .count { $0.hasSuffix(".eml") }
            return result
        }
    }

    /// The days of January 2021, as whole days from midnight.
    private func advance(_ site: BenchSite, from: Int, to: Int) throws {
        var play = try rehearsal(of: site, from: day(from))
        if from == to { try play.receive([]) } else { try play.play(until: day(to)) }
    }

    /// The median of some, each taken and answered for itself.
    private func submitOneByOne(to site: BenchSite) throws -> Double {
        var play = try rehearsal(of: site, from: day(8))
        try play.play(until: day(9))
        let times = try (0..<min(21, units)).map { unit in
            try Stopwatch.seconds { try play.receive([answer(of: unit, for: 0)]) }
        }
        return BenchReport.median(times)
    }

    /// The first reminder is out when half of them answer; the others are reminded again and pressed three times.
    private func chase(_ site: BenchSite) throws {
        var play = try rehearsal(of: site, from: day(10))
        try play.play(until: day(53))
        let answers = (0..<units).filter { $0 % 2 == 0 }.flatMap { unit in (0..<duties).map { (unit, $0) } }
        for from in stride(from: 0, to: answers.count, by: ChaseBench.batch) {
            try play.receive(
                answers[from..<min(from + ChaseBench.batch, answers.count)].map { answer(of: $0.0, for: $0.1) })
        }
        try play.play(until: day(80))
    }

    private func rehearsal(of site: BenchSite, from start: Instant) throws -> Rehearsal {
        let open = try OpenSite(path: site.path)
        return Rehearsal(
            of: open.plan.desk(on: try SQLiteStore(path: site.storeFile)), outlet: open.outlet, from: start)
    }

    /// Counted from 1 January 2021.
    private func day(_ number: Int) -> Instant {
        Zone.vietnam.start(of: Day(clamping: 1, month: 1, year: 2021).advanced(by: number - 1))
    }

    private func answer(of unit: Int, for duty: Int) -> Arrival {
        let id = "x\(unit)/d\(duty)"
        return .event(
            CloudEvent(
                id: id, source: "/bench", type: EventType.submissionReceived.rawValue, subject: "x\(unit)",
                data: [
                    "unit": .string("x\(unit)"), "channel": "bench", "obligation": .string("d\(duty)"),
                    "files": [
                        ["name": "bao-cao.docx", "sha256": .string(id), "size": 1000, "kind": "document"]
                    ],
                ]))
    }
}

/// The site, as files.
extension ChaseBench {
    private var plan: String {
        let head = """
            plan: bench-2021
            title: Kế hoạch đo tốc độ
            issuer: tw
            symbol: 1/KH-TW
            issued: 2021-01-04
            validity: { from: 2021-01-01, to: 2021-12-31 }
            obligations:

            """
        return head
            + (0..<duties).map { duty in
                """
                  d\(duty):
                    title: Báo cáo \(duty)
                    from: { level: commune }
                    to: tw
                    items: [{ kind: report, min: 1 }]
                    due: trước ngày 26/02/2021
                    remind: [5, 3, 1]
                    escalate:
                      - { after: 1, to: contact }
                      - { after: 3, to: superior }
                      - { after: 5, to: superior }

                """
            }.joined()
    }

    private var directory: String {
        var lines = [
            "code,name,level,kind,parent,mailbox", "tw,Ban Thi đua - Khen thưởng Trung ương,central,central,,tw@e.vn",
            "t,UBND tỉnh,province,people-committee,tw,t@e.vn",
        ]
        for place in 0...(units / 100) {
            lines.append("h\(place),UBND huyện \(place),district,people-committee,t,h\(place)@e.vn")
        }
        for place in 0..<units {
            lines.append("x\(place),UBND xã \(place),commune,people-committee,h\(place / 100),x\(place)@e.vn")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
