package import Casework
package import Definition
import Almanac
import Foundation
import Notation
import Storage

/// Where mails leave as `.eml` files: one file a notice, in a folder a day.
///
/// SMTP stands behind the same two verbs: `render` makes the mail, `deliver` lets it go.
package struct Outbox: Sendable {
    /// The path of the folder.
    package let folder: String
    private let settings: SiteSettings
    private let templates: TemplateFolder

    package init(folder: String, settings: SiteSettings, templates: TemplateFolder) {
        self.folder = folder
        self.settings = settings
        self.templates = templates
    }

    /// The mail that this notice becomes; nothing is written.
    ///
    /// - Throws: `TemplateError`, or `MessageError` for an address that is none.
    package func render(_ notice: Notice) throws -> Message {
        guard !notice.to.isEmpty else { throw MessageError.nobodyToReach }
        for address in [settings.sender.address] + notice.to.compactMap(\.address) where !Message.isAddress(address) {
            throw MessageError.notAnAddress(address)
        }
        let fields = NoticeFields.worded(notice.fields, of: notice)
        let filled = try templates.template(named: notice.template).filled(with: fields, language: templates.language)
        let attachments = try notice.enclosures.map { enclosure in
            let own = (notice.fields.asObject ?? Members()).merging(enclosure.fields.asObject ?? Members())
            let worded = NoticeFields.worded(.object(own), of: notice)
            let letter = try templates.template(named: enclosure.template).filled(
                with: worded, language: templates.language)
            return Message.Attachment(
                fileName: enclosure.fileName, type: "text/html; charset=utf-8", bytes: Array(letter.html.utf8))
        }
        let domain = settings.sender.address.split(separator: "@").last.map(String.init) ?? "dondoc.invalid"
        return Message(
            id: "\(Digest.sha256(notice.key).prefix(32))@\(domain)",
            from: Mailbox(name: settings.sender.name, address: settings.sender.address), to: notice.to,
            subject: filled.subject,
            date: notice.at, zone: settings.zone, language: templates.language, text: filled.text, html: filled.html,
            attachments: attachments, thread: notice.thread.map { "\(Digest.sha256($0).prefix(32)).thread@\(domain)" })
    }

    /// The page that a workflow publishes, as HTML.
    ///
    /// - Throws: `TemplateError`.
    func page(_ page: PublishedPage) throws -> [UInt8] {
        let filled = try templates.template(named: page.template).filled(
            with: page.fields, language: templates.language)
        return Array(filled.html.utf8)
    }

    /// Writes the mail and answers the path of its file. Durable when it returns; the same notice again leaves the same one file.
    @discardableResult
    package func deliver(_ notice: Notice) throws -> String {
        try write(try render(notice), of: notice)
    }

    /// Writes a mail that is rendered already.
    @discardableResult
    package func write(_ message: Message, of notice: Notice) throws -> String {
        let path = "\(folder)/\(fileName(of: notice))"
        try DurableFile.write(message.bytes, to: path)
        return path
    }

    /// `2021-03-17/0800-reminder-bao-an-giang-1a2b3c4d.eml`, below the folder.
    package func fileName(of notice: Notice) -> String {
        let day = settings.zone.day(of: notice.at)
        let time = settings.zone.time(of: notice.at)
        let whom = FileName.slug(notice.unit?.text ?? notice.to.first?.name ?? "")
        let key = Digest.sha256(notice.key).prefix(8)
        return
            "\(day.iso)/\(twoDigits(time.hour))\(twoDigits(time.minute))-\(notice.kind.rawValue)-\(whom.isEmpty ? "" : "\(whom)-")\(key).eml"
    }
}
