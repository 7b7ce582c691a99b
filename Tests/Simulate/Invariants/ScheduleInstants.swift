import Almanac
import Casework
import Definition
import Foundation

/// No instant of a schedule is fired twice, none is skipped against its policy.
///
/// What the instants are is worked out here anew, from Foundation's time zones alone.
extension World {
    func scheduleInstants(_ reading: Reading) throws -> [String] {
        let site = site.office.settings.missedRuns
        return try schedule(
            "nightly", policy: self.site.nightlyPolicy, in: reading,
            instants: clockTimes(hour: 2, minute: 30, in: self.site.nightlyZone) { _ in true })
            + schedule(
                "weekly", policy: site, in: reading,
                instants: clockTimes(hour: 8, minute: 15, in: self.site.zone) { $0.weekday == 1 })
            + schedule("often", policy: site, in: reading, instants: nil)
            + again(reading)
    }

    private func schedule(
        _ name: String, policy: MissedRuns, in reading: Reading, instants: [Int64]?
    ) throws -> [String] {
        let subject = "schedule/mo-phong.\(name)"
        let rows = try reading.rows(
            "SELECT nominal, handled, result FROM ledger WHERE subject = '\(subject)' ORDER BY sequence"
        ).map { (nominal: Int64($0[0]) ?? 0, handled: Int64($0[1]) ?? 0, result: $0[2]) }
        var found: [String] = []
        let nominals = rows.map(\.nominal)
        // What runs again after its end runs first of all when the first desk opens.
        let first = try reading.rows(
            "SELECT nominal FROM ledger WHERE subject = 'schedule/mo-phong.again' ORDER BY sequence LIMIT 1"
        ).first.flatMap { Int64($0[0]) }
        guard let first else { return ["no desk has ever opened"] }
        if let instants {
            // Where the clock was ahead for a while, more was handled than it shows now.
            let last = max(nominals.last ?? first, wall.milliseconds)
            let expected = instants.filter { $0 > first && $0 <= last }
            if nominals != expected {
                let odd = Set(nominals).symmetricDifference(expected).sorted().prefix(3)
                found.append("\(name) ran for \(nominals.count) instants, not \(expected.count): see \(Array(odd))")
            }
        } else {
            let period: Int64 = 17 * 3_600_000
            for (earlier, later) in zip([first] + nominals, nominals) where later - earlier != period {
                found.append("\(name) ran at \(later) after \(earlier)")
            }
            if wall.milliseconds - (nominals.last ?? first) > period { found.append("\(name) has stopped") }
        }
        found += policyBreaches(name, rows, policy)
        return try found + instances(of: name, for: rows.filter { $0.result == "done" }.map(\.nominal), reading)
    }

    /// What was handled at one moment was missed but for its last.
    private func policyBreaches(
        _ name: String, _ rows: [(nominal: Int64, handled: Int64, result: String)], _ policy: MissedRuns
    ) -> [String] {
        rows.enumerated().compactMap { index, row in
            let isLast = index == rows.count - 1 || rows[index + 1].handled != row.handled
            let expected =
                switch policy {
                case .all: "done"
                case .latest: isLast ? "done" : "merged"
                case .skip: isLast && row.handled - row.nominal <= 60_000 ? "done" : "skipped"
                }
            return row.result == expected
                ? nil : "\(name) at \(row.nominal), handled at \(row.handled), is \(row.result), not \(expected)"
        }
    }

    /// One instance for each instant that was run, and no other.
    private func instances(of name: String, for nominals: [Int64], _ reading: Reading) throws -> [String] {
        let subjects = try reading.rows("SELECT subject FROM instance WHERE name = '\(name)' ORDER BY id")
            .map { Instant(rfc3339: $0[0])?.milliseconds ?? 0 }
        return subjects == nominals ? [] : ["\(name) has \(subjects.count) instances for \(nominals.count) runs"]
    }

    /// `after`: each run begins that long after the one before has ended, or later.
    private func again(_ reading: Reading) throws -> [String] {
        let rows = try reading.rows("SELECT subject, ended_at FROM instance WHERE name = 'again' ORDER BY id")
        var found = rows.isEmpty ? ["again has never run"] : []
        for (earlier, later) in zip(rows, rows.dropFirst()) {
            let begin = Instant(rfc3339: later[0])?.milliseconds ?? 0
            guard let end = Int64(earlier[1]), begin == end + 30 * 3_600_000 else {
                found.append("again was to begin 30 hours after \(earlier[1]), and began for \(later[0])")
                continue
            }
        }
        return found
    }

    /// Every day's instant at which the clocks show that time: the first where they show it twice, the same span later
    /// where they skip it.
    private func clockTimes(hour: Int, minute: Int, in zone: Zone, on isMeant: (Day) -> Bool) -> [Int64] {
        guard let rules = TimeZone(identifier: zone.identifier) else { return [] }
        let first = zone.day(of: Instant(milliseconds: start)).advanced(by: -2)
        return (0..<500).compactMap { number in
            let day = first.advanced(by: number)
            guard isMeant(day) else { return nil }
            let shown = day.number * 86_400 + hour * 3600 + minute * 60
            func offset(_ seconds: Int) -> Int {
                rules.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
            }
            let (before, after) = (offset(shown - 86_400), offset(shown + 86_400))
            let seconds =
                offset(shown - before) == before || offset(shown - after) != after ? shown - before : shown - after
            return Int64(seconds) * 1000
        }
    }
}
