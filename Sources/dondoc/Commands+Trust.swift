import Directory
import Almanac
import Casework
import Definition
import Engine
import Foundation
import Notation
import Storage

/// What happened, why, and whether all of it is still whole.
extension CommandTable {
    static let trustCommands = [why, audit, doctor]

    private static let site = Command.Option("site", "DIR", "the site's folder; the current one when it is left out")

    private static let why = Command(
        name: "why", synopsis: "UNIT [--date DATE]",
        summary: "why a unit got, or did not get, a mail on a day (vì sao đơn vị nhận, hay không nhận được thư)",
        options: [site, .init("date", "DATE", "the day; today when it is left out"), Arguments.format]
    ) { arguments in
        let path = arguments.value("site") ?? "."
        let office = try OpenSite.read(path).1
        let unit = UnitCode(try arguments.only("the unit's code"))
        guard office.tree.knows(unit) else {
            throw CommandError.failed("there is no unit \"\(unit)\" in units.csv")
        }
        let store = try Database.startedReader(of: office, in: path)
        let day = try arguments.day("date") ?? office.settings.zone.day(of: WallClock.now)
        let why = try Why(
            unit: unit, day: day, of: office, in: store,
            archive: Archive(folder: "\(path)/\(office.settings.state)/archive"), at: WallClock.now)
        Terminal.put(try arguments.wantsJSON ? why.json.text : why.text)
        return .done
    }

    private static let audit = Command(
        name: "audit", synopsis: "SITE", summary: "who changed what, when, with which result; chained by hash",
        options: [Arguments.format]
    ) { arguments in
        let path = try arguments.only("the site's folder")
        let office = try OpenSite.read(path).1
        let zone = office.settings.zone
        let wantsJSON = try arguments.wantsJSON
        try Database.reader(of: office, in: path)?.eachAudit { entry in
            let at = entry.at.rfc3339(in: zone)
            if wantsJSON {
                let facts: JSON = [
                    "at": .string(at), "actor": .string(entry.actor), "action": .string(entry.action),
                    "subject": .string(entry.subject), "result": .string(entry.result),
                    "evidence": .string(entry.evidence), "hash": .string(entry.hash),
                ]
                Terminal.put(facts.text)
            } else {
                Terminal.put("\(at)  \(entry.actor)  \(entry.action)  \(entry.subject)  \(entry.result)")
            }
        }
        return .done
    }

    private static let doctor = Command(
        name: "doctor", synopsis: "SITE",
        summary:
            "looks at all that a site keeps, and at clock, disk, rights and the last backup; changes nothing (kiểm tra)",
        options: [Arguments.format]
    ) { arguments in
        let findings = try Doctor(site: try arguments.only("the site's folder"), at: WallClock.now).findings()
        if try arguments.wantsJSON {
            let facts = findings.map { finding -> JSON in
                var facts: JSON = [
                    "name": .string(finding.name), "warning": .bool(finding.isWarning),
                    "faults": .array(finding.faults.map { .string($0) }),
                ]
                if !finding.counts.isEmpty {
                    facts["counts"] = .object(Members(finding.counts.map { ($0.0, .integer($0.1)) }))
                }
                return facts
            }
            Terminal.put(JSON.array(facts).text)
        } else {
            for finding in findings {
                let mark = finding.faults.isEmpty ? "✓" : finding.isWarning ? "!" : "✗"
                Terminal.put("\(mark) \(finding.words)")
                for fault in finding.faults { Terminal.put("    \(fault)") }
            }
        }
        return findings.contains { !$0.faults.isEmpty && !$0.isWarning } ? .failed : .done
    }
}
