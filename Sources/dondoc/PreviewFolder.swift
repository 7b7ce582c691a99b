import Almanac
import Casework
import Definition
import Directory
import Foundation
import Notation
import Post

/// Writes a preview for people: the mails, and one page to look at.
struct PreviewFolder {
    let folder: String
    let office: Office
    let from: Day
    let to: Day

    /// - Returns: the page's path.
    func write(_ result: Previewing.Result) throws -> String {
        let mails = Outbox(
            folder: "\(folder)/outbox", settings: office.settings,
            templates: TemplateFolder(language: office.settings.language))
        let shown = result.notices.compactMap { one in one.message.map { (one.notice, $0) } }
        for (notice, message) in shown { try mails.write(message, of: notice) }
        let zone = office.settings.zone
        var content = PreviewContent(
            siteTitle: office.settings.title, planReference: office.plan?.title ?? "", from: from, to: to, zone: zone)
        content.mails = shown.map {
            PreviewContent.Mail(notice: $0, message: $1, folder: "outbox/\(zone.day(of: $0.at).iso)")
        }
        content.periods = result.periods.map { row in
            PreviewContent.Period(
                obligation: row.obligation, title: row.title, period: row.period, periodName: row.periodName,
                units: row.units.map { UnitCode($0) },
                lastDay: row.lastDay, reading: row.reading, state: row.waived)
        }
        content.warnings = result.warnings
        content.holiday = { [calendar = office.calendar] in calendar.holiday(on: $0) }
        content.commemorations = office.namedDays(from: from, to: to)
        content.unitNames = Dictionary(
            office.tree.codes.map { ($0, office.tree.unit($0, on: to)?.name ?? $0.text) },
            uniquingKeysWith: { first, _ in first })
        // A day without a mail has made no folder yet.
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let page = "\(folder)/index.html"
        try Data(PreviewPage(content).html.utf8).write(to: URL(filePath: page), options: .atomic)
        return page
    }
}
