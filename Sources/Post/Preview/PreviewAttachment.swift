import Papers

/// What a mail of the preview has with it: a page inside a frame, a letter as its words with the file to open, other
/// files by their text.
struct PreviewAttachment {
    let attachment: Message.Attachment
    let mail: PreviewContent.Mail

    init(attachment: Message.Attachment, of mail: PreviewContent.Mail) {
        self.attachment = attachment
        self.mail = mail
    }

    var html: String {
        let name = attachment.fileName.htmlEscaped
        if attachment.isLetter {
            let link = mail.folder.map {
                "<a href=\"\("\($0)/\(FileName.safe(attachment.fileName))".htmlEscaped)\">\(name)</a>"
            }
            return "<p>Kèm theo: \(link ?? name)</p>\n<blockquote>\(words)</blockquote>\n"
        }
        let text = String(decoding: attachment.bytes, as: UTF8.self).htmlEscaped
        guard attachment.type.hasPrefix("text/html") else { return "<p>Kèm theo: \(name)</p>\n<pre>\(text)</pre>\n" }
        return "<p>Kèm theo: \(name)</p>\n<iframe sandbox title=\"\(name)\" srcdoc=\"\(text)\"></iframe>\n"
    }

    private var words: String {
        do throws(PaperError) {
            return try WordDocument(attachment.bytes).lines.map(\.htmlEscaped).joined(separator: "<br>\n")
        } catch {
            return error.sentence.htmlEscaped
        }
    }
}
