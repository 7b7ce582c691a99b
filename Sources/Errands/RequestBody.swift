import Interpreter
import Notation

/// How a value becomes the bytes of a request.
enum RequestBody {
    /// Sets the body, and the content type where the author gave none: JSON for values, plain text for text.
    static func put(_ value: JSON, into outgoing: inout Outgoing) throws(WorkflowFault) {
        if value.isNull { return }
        let type = MediaType(outgoing.header("content-type"))
        if let text = value.asString {
            outgoing.body = Array(text.utf8)
            if type.essence.isEmpty { outgoing.set("Content-Type", to: "text/plain; charset=utf-8") }
        } else if let members = value.asObject, type.isForm {
            put(try pairs(members, of: "the body"), isMultipart: false, into: &outgoing)
        } else if let members = value.asObject, type.isMultipart {
            put(try pairs(members, of: "the body"), isMultipart: true, into: &outgoing)
        } else {
            outgoing.body = Array(value.text.utf8)
            if type.essence.isEmpty { outgoing.set("Content-Type", to: "application/json") }
        }
    }

    /// A form, under a content type that says so.
    static func put(_ fields: [(name: String, value: String)], isMultipart: Bool, into outgoing: inout Outgoing) {
        guard isMultipart else {
            outgoing.body = Array(PercentEncoding.form(fields).utf8)
            if outgoing.header("content-type") == nil {
                outgoing.set("Content-Type", to: "application/x-www-form-urlencoded")
            }
            return
        }
        let boundary = boundary(apartFrom: fields.map(\.value))
        outgoing.body = Array(multipart(fields, boundary).utf8)
        outgoing.set("Content-Type", to: "multipart/form-data; boundary=\(boundary)")
    }

    /// Names and texts; a list gives its name once for each element, null leaves it out.
    static func pairs(_ members: Members, of owner: String) throws(WorkflowFault) -> [(name: String, value: String)] {
        var pairs: [(name: String, value: String)] = []
        for (name, value) in members where !value.isNull {
            for element in value.asArray ?? [value] {
                guard let text = PlainText.of(element) else {
                    throw WorkflowFault(
                        .validation, "\"\(name)\" in \(owner) is \(element.typeName) and cannot be written as text")
                }
                pairs.append((name, text))
            }
        }
        return pairs
    }

    /// RFC 7578, for fields of text.
    private static func multipart(_ parts: [(name: String, value: String)], _ boundary: String) -> String {
        let written = parts.map { name, value in
            let name = name.replacing("\"", with: "%22").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
            return "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\n\r\n\(value)\r\n"
        }
        return written.joined() + "--\(boundary)--\r\n"
    }

    /// No part may hold it; the same parts always give the same one.
    private static func boundary(apartFrom texts: [String]) -> String {
        var number = 0
        while texts.contains(where: { $0.contains("dondoc-part-\(number)") }) { number += 1 }
        return "dondoc-part-\(number)"
    }
}
