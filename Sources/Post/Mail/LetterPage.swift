import Notation

/// The frame of an official letter after Decree 30/2020/NĐ-CP, Article 8 and Annex I, complete except for what people
/// give it: number, date and signature.
struct LetterPage {
    let template: Template
    let fields: JSON
    /// Its first part is the content, its second the annex, which begins a page.
    let document: MarkdownText

    var html: String {
        get throws(TemplateError) {
            let upper = try words("letter.upperAgency", inCapitals: true)
            let agency = try words("letter.agency", inCapitals: true)
            let suffix = try words("letter.symbolSuffix")
            let place = try words("letter.place")
            let subject = try words("letter.subject").withoutAbout
            let signer = try words("letter.signer", inCapitals: true)
            return """
                <!DOCTYPE html>
                <html lang="vi">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>\(subject)</title>
                <style>\(LetterPage.style)</style>
                </head>
                <body>
                <table class="head">
                <tr><td class="agency">\(upper.isEmpty ? "" : "\(upper)<br>")<b class="line">\(agency)</b></td>\
                <td class="state"><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br><b class="line motto">Độc lập - Tự do - Hạnh phúc</b></td></tr>
                <tr><td class="agency">Số: <span class="blank"></span>/\(suffix)<br><span class="about">V/v \(subject)</span></td>\
                <td class="state"><i>\(place.isEmpty ? "<span class=\"blank\"></span>" : place), ngày <span class="blank"></span> tháng <span class="blank"></span> năm <span class="blank"></span></i></td></tr>
                </table>
                \(try addressees())
                <div class="content">
                \(document.html(part: 0))</div>
                <table class="foot">
                <tr><td class="copies"><b><i>Nơi nhận:</i></b><br>\(try copies())</td>\
                <td class="signer"><b>\(signer)</b><br><span class="space"></span></td></tr>
                </table>
                \(annexes)</body>
                </html>

                """
        }
    }

    private var annexes: String {
        (1..<max(1, document.partCount)).map { "<section class=\"annex\">\n\(document.html(part: $0))</section>\n" }
            .joined()
    }

    /// One addressee stands on the line of "Kính gửi:", several stand under it.
    private func addressees() throws(TemplateError) -> String {
        let names = try list("letter.kinhGui")
        if names.count == 1 { return "<p class=\"to\">Kính gửi: \(names[0]).</p>" }
        let lines = names.enumerated().map { "- \($1)\($0 == names.count - 1 ? "." : ";")" }
        return "<div class=\"to\"><p>Kính gửi:</p><p>\(lines.joined(separator: "<br>"))</p></div>"
    }

    private func copies() throws(TemplateError) -> String {
        let names = try list("letter.noiNhan")
        return names.enumerated().map { "- \($1)\($0 == names.count - 1 ? "." : ";")" }.joined(separator: "<br>")
    }

    private func words(_ path: String, inCapitals: Bool = false) throws(TemplateError) -> String {
        let value = try template.required(path, in: fields)
        if value.isNull { return "" }
        guard let text = value.asString else {
            throw .notText(path, type: value.typeName, template: template.name, mark: .start)
        }
        return (inCapitals ? text.uppercased() : text).onOneLine.htmlEscaped
    }

    private func list(_ path: String) throws(TemplateError) -> [String] {
        let value = try template.required(path, in: fields)
        let names = value.asArray?.compactMap(\.asString)
        guard let names else { throw .notText(path, type: value.typeName, template: template.name, mark: .start) }
        return names.map { $0.onOneLine.trimmingPunctuation.htmlEscaped }
    }

    /// A4; margins 20 mm above and below, 30 left, 15 right; Times New Roman 13 to 14.
    private static let style = """
        @page { size: A4; margin: 20mm 15mm 20mm 30mm }
        body { font-family: "Times New Roman", "Liberation Serif", serif; font-size: 14pt; line-height: 1.35; color: #000; max-width: 165mm; \
        margin: 0 auto; padding: 12px }
        table.head, table.foot { width: 100%; border-collapse: collapse } table.head td { vertical-align: top; text-align: center; padding: 0 4px 10px }
        td.agency { width: 42%; font-size: 13pt } td.state { width: 58%; font-size: 13pt }
        b.line { display: inline-block; border-bottom: 1px solid #000; padding-bottom: 2px } b.motto { font-size: 14pt }
        .about { font-size: 12pt } .blank { display: inline-block; min-width: 2.2em }
        .to { margin: 14px 0 14px 15% } div.to p { margin: 0 0 4px }
        .content p { text-align: justify; text-indent: 1.25cm; margin: 6px 0 } .content li p, .content td p { text-indent: 0 }
        table.foot { margin-top: 18px; page-break-inside: avoid } td.copies { width: 50%; vertical-align: top; font-size: 11pt }
        td.signer { width: 50%; vertical-align: top; text-align: center } .space { display: block; height: 90px }
        .annex { page-break-before: always; break-before: page; margin-top: 40px; font-size: 12pt } .annex h1, .annex h2 { text-align: center; font-size: 14pt }
        @media print { body { padding: 0; max-width: none } .annex { margin-top: 0 } }
        """
}

extension String {
    /// "V/v" stands in the frame already.
    fileprivate var withoutAbout: String { hasPrefix("V/v ") ? String(dropFirst(4)) : self }

    /// The office writes "- VT;" or "- VT"; the frame puts the mark itself.
    fileprivate var trimmingPunctuation: String {
        var text = self[...]
        if text.hasPrefix("- ") { text = text.dropFirst(2) }
        while let last = text.last, ";.,".contains(last) { text = text.dropLast() }
        return String(text)
    }
}
