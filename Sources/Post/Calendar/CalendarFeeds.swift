package import Almanac
package import Casework
package import Definition
import Notation
import Foundation
package import Storage

/// The calendars that people subscribe to: one of the office, and one of each unit.
package struct CalendarFeeds {
    private let office: Office
    private let duties: DutyCalendar
    private let commemorations: [CalendarFile.Event]
    private let domain: String

    package init(of office: Office, in store: (any Store)?, at now: Instant) throws {
        self.office = office
        duties = try DutyCalendar(of: office, in: store, at: now)
        let domain = office.settings.sender.address.split(separator: "@").last.map(String.init) ?? "dondoc.invalid"
        self.domain = domain
        let zone = office.settings.zone
        commemorations =
            office.plan.map { plan in
                office.namedDays(from: plan.validFrom, to: plan.validTo).map { day, name in
                    CalendarFile.Event(
                        // Lunar ones fall on another day each year: the year tells them apart.
                        id: "day/\(Digest.sha256(name).prefix(16))/\(day.year)@\(domain)", day: day, summary: name,
                        description: plan.title, revision: 0, at: zone.start(of: plan.issued ?? plan.validFrom))
                }
            } ?? []
    }

    /// The calendar of one unit.
    package func file(of unit: UnitCode, on day: Day) -> CalendarFile {
        file(named: "\(office.unitName(unit, on: day)) – \(office.settings.title)", duties.entries(of: unit))
    }

    /// The calendar of the whole office.
    package var file: CalendarFile { file(named: office.settings.title, duties.entries) }

    private func file(named name: String, _ entries: [DutyCalendar.Entry]) -> CalendarFile {
        let events = entries.map { CalendarFile.Event(of: $0, in: domain) } + commemorations
        return CalendarFile(name: name, events: events.sorted { ($0.day, $0.id) < ($1.day, $1.id) })
    }

    /// Writes `office.ics` and `units/CODE.ics`, each whole or not at all, and only those that have changed.
    /// - Returns: how many were written.
    @discardableResult
    package func write(to folder: String, on day: Day) throws -> Int {
        var written = try replace("\(folder)/office.ics", with: file.bytes) ? 1 : 0
        for (unit, entries) in duties.entriesByUnit.sorted(by: { $0.key < $1.key }) {
            let name = "\(office.unitName(unit, on: day)) – \(office.settings.title)"
            let path = "\(folder)/units/\(FileName.safe(unit.text)).ics"
            if try replace(path, with: file(named: name, entries).bytes) { written += 1 }
        }
        return written
    }

    private func replace(_ path: String, with bytes: [UInt8]) throws -> Bool {
        if FileManager.default.contents(atPath: path).map({ Array($0) == bytes }) == true { return false }
        try DurableFile.write(bytes, to: path)
        return true
    }
}

extension CalendarFile.Event {
    /// - Parameter domain: as for the day that a mail brings: the same event.
    init(of entry: DutyCalendar.Entry, in domain: String) {
        var (summary, isCancelled) = ("Hạn: \(entry.title) – \(entry.owner)", false)
        var description = "\(entry.reading)\nMã tra cứu: \(entry.code)"
        switch entry.state {
        case .owed: break
        case .done: summary = "Đã xong: \(entry.title) – \(entry.owner)"
        case .cancelled(let reason):
            isCancelled = true
            description += "\nKhông còn phải gửi: \(reason)"
        }
        self.init(
            id: "\(entry.code)@\(domain)", day: entry.lastDay, summary: summary, description: description,
            revision: entry.revision + (isCancelled ? 1 : 0), at: entry.at, isCancelled: isCancelled)
    }
}
