/// `text/html; charset=utf-8`, as far as it tells how a body is to be read.
struct MediaType: Equatable {
    /// Lower case, without parameters; empty when there is none.
    let essence: String
    /// Lower case.
    let charset: String?

    init(_ header: String?) {
        let parts = (header ?? "").split(separator: ";").map { MediaType.trimmed($0).lowercased() }
        essence = parts.first ?? ""
        charset = parts.dropFirst().first { $0.hasPrefix("charset=") }.map {
            $0.dropFirst(8).filter { $0 != "\"" && $0 != "'" }
        }
    }

    var isJSON: Bool { essence == "application/json" || essence == "text/json" || essence.hasSuffix("+json") }
    var isForm: Bool { essence == "application/x-www-form-urlencoded" }
    var isMultipart: Bool { essence == "multipart/form-data" }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text = text.dropLast() }
        return text
    }
}
