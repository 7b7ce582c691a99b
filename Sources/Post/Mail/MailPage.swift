/// The small document around a mail's body: readable on a telephone, and on paper.
struct MailPage {
    let title: String
    /// Safe already.
    let body: String
    let language: String

    var html: String {
        """
        <!DOCTYPE html>
        <html lang="\(language.htmlEscaped)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title.htmlEscaped)</title>
        <style>
        p, ul, ol { margin: 0 0 12px } li { margin: 0 0 8px } li p { margin: 0 0 4px } h1, h2, h3 { line-height: 1.3; margin: 20px 0 8px }
        h1 { font-size: 20px } h2 { font-size: 18px } h3 { font-size: 16px } hr { border: 0; border-top: 1px solid #ccc; margin: 16px 0 }
        blockquote { margin: 0 0 12px; padding: 2px 12px; border-left: 3px solid #b3261e; color: #444 }
        code { font-family: monospace; overflow-wrap: anywhere }
        @media print { .mail { max-width: none !important; padding: 0 !important; font-size: 12pt !important } }
        </style>
        </head>
        <body style="margin:0;background:#fff">
        <div class="mail" style="max-width:640px;margin:0 auto;padding:16px;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;color:#1a1a1a;overflow-wrap:break-word">
        \(body)</div>
        </body>
        </html>

        """
    }
}
