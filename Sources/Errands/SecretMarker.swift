package import Notation

extension Secrets {
    /// What stands in the place of a secret: a text between two scalars of the private use area.
    struct Marker: Equatable {
        let name: String
        let path: [String]

        static let opening: Unicode.Scalar = "\u{E000}"
        static let closing: Unicode.Scalar = "\u{E001}"

        init(name: String, path: [String]) {
            self.name = name
            self.path = path
        }

        /// - Parameter inside: what stands between the two scalars; nil when it is no marker of ours.
        init?(_ inside: Substring.UnicodeScalarView) {
            let text = String(inside)
            guard text.hasPrefix("secret:") else { return nil }
            let parts = text.dropFirst(7).split(separator: "/", omittingEmptySubsequences: false)
            let names = parts.map { $0.replacing("~1", with: "/").replacing("~0", with: "~") }
            name = String(names[0])
            path = names.dropFirst().map { String($0) }
        }

        func below(_ key: String) -> Marker { Marker(name: name, path: path + [key]) }

        var text: String {
            let names = ([name] + path).map { $0.replacing("~", with: "~0").replacing("/", with: "~1") }
            return "\u{E000}secret:\(names.joined(separator: "/"))\u{E001}"
        }
    }

    /// Takes the scalars of markers out of what comes from outside: else whoever sends us data could have a secret sent
    /// somewhere by writing its marker.
    package static func defused(_ value: JSON) -> JSON {
        switch value {
        case .null, .bool, .integer, .number: value
        case .string(let text): .string(defused(text))
        case .array(let values): .array(values.map(defused))
        case .object(let members): .object(Members(members.map { (defused($0), defused($1)) }))
        }
    }

    static func defused(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0 == Marker.opening || $0 == Marker.closing }) else { return text }
        return String(
            String.UnicodeScalarView(text.unicodeScalars.filter { $0 != Marker.opening && $0 != Marker.closing }))
    }
}
