package import Definition
import Foundation
package import Notation

/// Somebody put forward as an example: a collective, an individual or a household (điển hình tiên tiến).
package struct Exemplar: Hashable, Sendable, Codable {
    package let type: ExemplarType
    package let name: String
    /// lĩnh vực
    package let field: String?
    /// cấp công nhận; nil: not recognised, or not said.
    package let recognition: Recognition?

    /// More of one submission are a mistake.
    package static let mostAtOnce = 1000
    static let longestText = 200

    package init(type: ExemplarType, name: String, field: String? = nil, recognition: Recognition? = nil) {
        self.type = type
        self.name = name
        self.field = field
        self.recognition = recognition
    }

    /// Who it is: the same type and name, however it is composed, spaced or capitalised.
    var identity: String {
        "\(type.rawValue)/\(Exemplar.tidied(name).lowercased().replacing("/", with: "∕"))"
    }

    /// `Nguyễn Văn A (cá nhân)`
    var words: String { "\(name) (\(type.vietnamese))" }

    package var json: JSON {
        [
            "type": .string(type.rawValue), "name": .string(name), "field": JSON(field),
            "recognition": JSON(recognition?.rawValue),
        ]
    }

    static func tidied(_ text: some StringProtocol) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ").precomposedStringWithCanonicalMapping
    }
}

/// Why a declaration cannot be taken: one Vietnamese sentence for the person who wrote it.
package struct ExemplarFault: Error, Equatable, Sendable, CustomStringConvertible {
    package let description: String
}

extension Exemplar {
    /// `cá nhân: Nguyễn Văn A; lĩnh vực; cấp công nhận`, of which the last two may be left out.
    package init(declaration text: String) throws(ExemplarFault) {
        guard let colon = text.firstIndex(of: ":") else {
            throw ExemplarFault(
                description: "“\(text.prefix(80))” thiếu loại; hãy viết: cá nhân: Nguyễn Văn A; lĩnh vực; cấp công nhận"
            )
        }
        let parts = text[text.index(after: colon)...].split(separator: ";", omittingEmptySubsequences: false)
        guard parts.count <= 3 else {
            throw ExemplarFault(
                description: "“\(text.prefix(80))” có quá nhiều phần; hãy viết: loại: tên; lĩnh vực; cấp công nhận")
        }
        try self.init(
            type: String(text[..<colon]), name: String(parts[0]), field: parts.count > 1 ? String(parts[1]) : "",
            recognition: parts.count > 2 ? String(parts[2]) : "")
    }

    /// The same in four fields, as people write them.
    init(type: String, name: String, field: String, recognition: String) throws(ExemplarFault) {
        guard let kind = ExemplarType(words: type) else {
            throw ExemplarFault(
                description: "“\(type.prefix(40))” không phải loại gương; loại là tập thể, cá nhân hoặc hộ gia đình")
        }
        let name = Exemplar.tidied(name)
        guard !name.isEmpty else { throw ExemplarFault(description: "thiếu tên của gương điển hình") }
        let field = Exemplar.tidied(field)
        for text in [name, field] {
            let isPlain = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
            guard isPlain, text.count <= Exemplar.longestText else {
                throw ExemplarFault(description: "“\(text.prefix(40))…” quá dài hoặc có ký tự điều khiển")
            }
        }
        let level = Exemplar.tidied(recognition)
        let known = Recognition(words: level)
        guard known != nil || Recognition.unsaid.contains(level.lowercased()) else {
            throw ExemplarFault(
                description:
                    "“\(level.prefix(40))” không phải cấp công nhận; cấp là cơ sở, xã, huyện, tỉnh hoặc toàn quốc")
        }
        self.init(type: kind, name: name, field: field.isEmpty ? nil : field, recognition: known)
    }
}

extension ExemplarType {
    package var vietnamese: String {
        switch self {
        case .collective: "tập thể"
        case .individual: "cá nhân"
        case .household: "hộ gia đình"
        }
    }

    /// In Vietnamese or English, as people write it.
    init?(words: String) {
        let text = Exemplar.tidied(words).lowercased()
        let meant =
            text == "hộ" ? .household : ExemplarType.allCases.first { [$0.vietnamese, $0.rawValue].contains(text) }
        guard let meant else { return nil }
        self = meant
    }
}

extension Recognition {
    package var vietnamese: String {
        switch self {
        case .grassroots: "cơ sở"
        case .commune: "cấp xã"
        case .district: "cấp huyện"
        case .province: "cấp tỉnh"
        case .national: "toàn quốc"
        }
    }

    static let unsaid: Set<String> = ["", "-", "–", "chưa", "không", "chưa công nhận", "chưa có"]

    private static let names: [String: Recognition] = [
        "cơ sở": .grassroots, "xã": .commune, "phường": .commune, "thị trấn": .commune, "huyện": .district,
        "quận": .district, "thị xã": .district, "tỉnh": .province, "thành phố": .province, "bộ": .national,
        "toàn quốc": .national, "trung ương": .national, "nhà nước": .national, "quốc gia": .national,
    ]

    /// `cấp huyện`, `huyện` or `district`.
    init?(words: String) {
        var text = Exemplar.tidied(words).lowercased()
        if text.hasPrefix("cấp ") { text.removeFirst(4) }
        guard let meant = Recognition.names[text] ?? Recognition(rawValue: text) else { return nil }
        self = meant
    }
}
