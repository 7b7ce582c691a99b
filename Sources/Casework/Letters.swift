import Almanac
import Definition
package import Engine
import Foundation
package import Notation
import Storage

/// Keeps what was drafted, and takes down number and date when a person records them ("đã phát hành").
package struct Letters: StepFunction {
    let office: Office

    package init(office: Office) { self.office = office }

    package static let issueCommand = "dondoc.command.issue.v1"

    package var hears: Set<String> { [Letters.issueCommand] }

    /// A draft of that day; the same again, where it goes to several mailboxes.
    ///
    /// - Parameter subject: what the letter is named after: `articles/2021-03`.
    func draft(
        _ template: String, about: String, by agency: String, named subject: String, collection: String?,
        pressing units: [UnitCode] = [], in sitting: Sitting
    ) throws -> DraftedLetter {
        let base = "\(template)-\(Letters.plain(subject))"
        let known = try sitting.records(kind: DraftedLetter.kind, keyPrefix: base, openOnly: false)
            .map { try Sitting.decoded($0.body) as DraftedLetter }
        let today = office.zone.day(of: sitting.now)
        if let same = known.last(where: {
            $0.collection == collection && $0.units == units && $0.issued == nil
                && office.zone.day(of: $0.draftedAt) == today
        }) {
            return same
        }
        let taken = Set(known.map(\.name))
        var (name, number) = (base, 1)
        while taken.contains(name) {
            number += 1
            name = "\(base)-\(number)"
        }
        let letter = DraftedLetter(
            name: name, template: template, about: about.hasPrefix("V/v ") ? String(about.dropFirst(4)) : about,
            agency: agency, collection: collection, units: units, draftedAt: sitting.now)
        try save(letter, in: sitting)
        return letter
    }

    package func hear(_ event: CloudEvent, in sitting: Sitting) throws {
        let data = event.data ?? .null
        let name = data["letter"].asString ?? ""
        guard var letter = try sitting.load(DraftedLetter.self, DraftedLetter.kind, name) else {
            throw Refusal("no letter \"\(name)\" has been drafted; dondoc letters lists them")
        }
        guard let symbol = data["symbol"].asString?.trimmingCharacters(in: .whitespaces), !symbol.isEmpty,
            symbol.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }),
            let day = data["date"].asString.flatMap({ Day(iso: $0) })
        else { throw Refusal("issue needs the letter's number and its date, such as 123/SNV-TĐKT and 2021-03-30") }
        let drafted = office.zone.day(of: letter.draftedAt)
        guard day >= drafted, day <= office.zone.day(of: sitting.now) else {
            throw Refusal(
                "\(day.vietnamese) is no day on which \(name) can have been issued: it was drafted on \(drafted.vietnamese)"
            )
        }
        if let other = letter.issued, data["again"] != true {
            throw Refusal(
                "\(name) has gone out as \(other.symbol) of \(other.day.vietnamese) already; say --again to correct that"
            )
        }
        letter.issued = DraftedLetter.Issue(symbol: symbol.precomposedStringWithCanonicalMapping, day: day)
        try save(letter, in: sitting)
        try Urging.note(letter, in: sitting)
        try sitting.enter("command/\(event.id)", nominal: sitting.now, .done, "issued \(name) as \(symbol)")
        sitting.emit(
            CloudEvent(
                id: "\(event.id)/told", source: "/letters/\(name)", type: EventType.letterIssued.rawValue,
                subject: name,
                time: sitting.now, data: letter.facts(in: office.zone)))
        sitting.reply(to: event, letter.facts(in: office.zone))
    }

    private func save(_ letter: DraftedLetter, in sitting: Sitting) throws {
        try sitting.save(
            letter, DraftedLetter.kind, letter.name, parent: letter.collection, isSettled: letter.issued != nil)
    }

    /// As it may stand in the name of a file.
    private static func plain(_ subject: String) -> String {
        String(
            String.UnicodeScalarView(
                subject.precomposedStringWithCanonicalMapping.unicodeScalars.map {
                    $0.properties.isAlphabetic || ("0"..."9").contains($0) || "._".unicodeScalars.contains($0)
                        ? $0 : "-"
                })
        ).prefix(80).description
    }
}
