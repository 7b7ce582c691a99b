package import Casework
package import Definition
import Almanac
import Foundation
import Notation
import Storage

/// Where mails leave as `.eml` files: one file a notice, in a folder a day. Where mails go to a server, these are the
/// copies.
package struct Outbox: Sendable {
    /// The path of the folder.
    package let folder: String
    private let settings: SiteSettings
    private let templates: TemplateFolder
    private let replies: ReplyReference?

    /// - Parameter replies: marks each mail, so that an answer is known again; nil: none is marked.
    package init(
        folder: String, settings: SiteSettings, templates: TemplateFolder, replies: ReplyReference? = nil
    ) {
        self.folder = folder
        self.settings = settings
        self.templates = templates
        self.replies = replies
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
        let attachments = try notice.enclosures.map { try letter($0, of: notice) }
        let reference = replies?.token(for: notice.matter)
        let answersApart = settings.mail?.replyTo == .plus
        return Message(
            id: messageID(of: notice.key), from: Mailbox(name: settings.sender.name, address: settings.sender.address),
            to: notice.to,
            subject: answersApart ? filled.subject : reference.map { "\(filled.subject) [#\($0)]" } ?? filled.subject,
            date: notice.at, zone: settings.zone, language: templates.language, text: filled.text, html: filled.html,
            attachments: attachments + calendar(of: notice), thread: notice.inReplyTo ?? notice.answers.map(messageID),
            replyTo: answersApart ? reference.map { ReplyReference.address(settings.sender.address, with: $0) } : nil)
    }

    /// As a Word document where there is a form of that name, for a person has to go on writing in it; else as a page.
    private func letter(_ enclosure: Notice.Enclosure, of notice: Notice) throws -> Message.Attachment {
        let own = (notice.fields.asObject ?? Members()).merging(enclosure.fields.asObject ?? Members())
        let worded = NoticeFields.worded(.object(own), of: notice)
        // Until they had numbers, letters were pages and their names said so.
        let name = enclosure.fileName.hasSuffix(".html") ? String(enclosure.fileName.dropLast(5)) : enclosure.fileName
        if let form = templates.form(named: enclosure.template) {
            return Message.Attachment(
                fileName: "\(name).docx", type: WordTemplate.mediaType, bytes: try form.filled(with: worded))
        }
        let page = try templates.template(named: enclosure.template).filled(with: worded, language: templates.language)
        return Message.Attachment(
            fileName: "\(name).html", type: "text/html; charset=utf-8", bytes: Array(page.html.utf8))
    }

    /// The same for the same key, however often the mail is made.
    private func messageID(of key: String) -> String { "\(Notice.identity(of: key))@\(domain)" }

    private var domain: String {
        settings.sender.address.split(separator: "@").last.map(String.init) ?? "dondoc.invalid"
    }

    /// The days by which something is owed, as a file that calendars open.
    private func calendar(of notice: Notice) -> [Message.Attachment] {
        let days = notice.dueDays ?? []
        guard !days.isEmpty else { return [] }
        let file = CalendarFile(
            name: settings.title,
            events: days.map { CalendarFile.Event(of: $0, at: notice.at, in: domain) })
        return [
            Message.Attachment(
                fileName: "han-nop.ics", type: "text/calendar; charset=utf-8; method=PUBLISH", bytes: file.bytes)
        ]
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

    /// Writes a mail that is rendered already, and beside it the letters that somebody is to sign.
    @discardableResult
    package func write(_ message: Message, of notice: Notice) throws -> String {
        let path = "\(folder)/\(fileName(of: notice))"
        for letter in message.attachments where letter.isLetter {
            let place = "\(DurableFile.parent(of: path))/\(FileName.safe(letter.fileName))"
            // Somebody may be writing in it already.
            if access(place, F_OK) != 0 { try DurableFile.write(letter.bytes, to: place) }
        }
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
