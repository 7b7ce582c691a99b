import Definition
import Foundation

/// An office or group of offices as a plan names it.
struct NamedOffice: Hashable {
    /// As printed, without `các` before and without brackets behind.
    let name: String
    /// What stands in brackets after the name.
    let alias: String?
    let isGroup: Bool
    /// `UBND cấp huyện`: all of a level.
    let isLevel: Bool
    let level: Level?
    let kind: String
    /// The code that the draft gives it.
    let code: String

    init(_ printed: String) {
        var name = printed.trimmingCharacters(in: CharacterSet(charactersIn: " ,;:.-–"))
        var alias: String?
        if let open = name.firstIndex(of: "("), let close = name.lastIndex(of: ")"), open < close {
            alias = String(name[name.index(after: open)..<close])
            name = String(name[..<open]).trimmingCharacters(in: .whitespaces)
        }
        let words = name.split(separator: " ").map(String.init)
        let plain = Array(
            words.drop { Lexicon.plurals.contains($0.lowercased()) || ["thể", "cả"].contains($0.lowercased()) })
        let hasPlural = plain.count < words.count
        self.alias = alias
        self.name = plain.joined(separator: " ")
        let lower = Self.canonical(self.name.lowercased())
        kind = Self.kind(lower)
        level = Self.level(lower)
        let territory = ["xã", "phường", "thị trấn", "huyện", "thị xã", "thành phố", "quận", "đặc khu"]
        let namesMany = lower.contains("xã, ") || lower.contains("huyện, ") || lower.contains("phường, ")
        isLevel = lower.contains("ubnd cấp ")
        isGroup =
            hasPlural || isLevel || namesMany || territory.contains { lower == $0 || lower.hasPrefix("ubnd các \($0)") }
            || Self.generic.contains(lower) || (plain.first?.first?.isLowercase ?? false)
        code = Self.code(lower, alias: alias)
    }

    private static let generic: Set = [
        "cơ quan", "đơn vị", "địa phương", "doanh nghiệp", "trường học", "lực lượng vũ trang", "sở", "ban", "ngành",
        "đoàn thể",
        "thủ trưởng", "cấp ủy", "chính quyền", "thành viên", "hợp tác xã",
    ]

    /// The code of an office: of two names for one, the department's.
    private static func code(_ lower: String, alias: String?) -> String {
        var chosen = lower
        if let alias, !lower.hasPrefix("sở "), !lower.hasPrefix("phòng ") {
            let other = canonical(alias.lowercased())
            if other.hasPrefix("sở ") || other.hasPrefix("phòng ") { chosen = other }
        }
        if ["chủ tịch ubnd", "phó chủ tịch ubnd", "lãnh đạo ubnd"].contains(where: chosen.hasPrefix) {
            chosen = String(chosen.drop { $0 != "u" })
        }
        if ["sở ", "phòng ", "trung tâm ", "văn phòng ", "ban tuyên giáo", "đài ", "ubmttq"].contains(
            where: chosen.hasPrefix)
        {
            for place in [" huyện", " tỉnh", " thành phố", " xã", " thị trấn"] where chosen.hasSuffix(place) {
                chosen = String(chosen.dropLast(place.count))
            }
        }
        let slug = Slug.of(chosen)
        return slug.isEmpty ? "don-vi" : slug
    }

    /// One spelling for names that plans write in several ways.
    static func canonical(_ lower: String) -> String {
        var text = lower.replacing("uỷ", with: "ủy").replacing("ủy ban nhân dân", with: "ubnd")
        text = text.replacing("hội đồng nhân dân", with: "hđnd")
        for form in [
            "ủy ban mặt trận tổ quốc việt nam", "ủy ban mặt trận tổ quốc", "ub.mttqvn", "ubmttqvn", "ubmttq việt nam",
            "ủy ban mttq việt nam", "ủy ban mttq", "mặt trận tổ quốc việt nam",
        ] {
            text = text.replacing(form, with: "ubmttq")
        }
        for form in [
            "thi đua - khen thưởng", "thi đua, khen thưởng", "thi đua khen thưởng", "thi đua – khen thưởng", "tđ-kt",
            "td-kt", "tdkt",
        ] {
            text = text.replacing(form, with: "tđkt")
        }
        if text.hasPrefix("đài ") {
            for form in ["pt-th", "pt&th", "ptth", "phát thanh và truyền hình", "phát thanh, truyền hình"] {
                text = text.replacing(form, with: "phát thanh - truyền hình")
            }
        }
        return text
    }

    private static func kind(_ lower: String) -> String {
        let kinds: [(String, [String])] = [
            (
                "people-committee",
                ["ubnd", "xã", "phường", "thị trấn", "huyện", "thị xã", "thành phố", "quận", "đặc khu"]
            ),
            (
                "front",
                [
                    "ubmttq", "mặt trận", "liên đoàn", "hội nông", "hội liên", "hội cựu", "tỉnh đoàn", "huyện đoàn",
                    "đoàn thanh", "đoàn thể", "hội phụ",
                ]
            ),
            (
                "party",
                [
                    "tỉnh ủy", "huyện ủy", "thành ủy", "thị ủy", "đảng ủy", "ban tuyên giáo", "ban tổ chức",
                    "ban dân vận", "ban nội chính", "cấp ủy", "chi bộ", "ban thường vụ",
                ]
            ),
            ("press", ["báo ", "đài ", "tạp chí", "cơ quan báo", "cơ quan thông tấn", "cơ quan truyền thông"]),
            ("department", ["sở", "phòng", "ban tđkt", "thanh tra"]),
            (
                "council",
                ["hội đồng", "thành viên hội đồng", "hđtđkt", "cơ quan thường trực hội đồng", "thường trực hội đồng"]
            ),
            ("enterprise", ["doanh nghiệp", "công ty", "tổng công ty", "hợp tác xã"]),
            ("school", ["trường", "cơ sở giáo dục", "học viện"]), ("cluster", ["khối", "cụm"]),
            ("office", ["văn phòng", "vp"]),
        ]
        return kinds.first { $0.1.contains(where: lower.hasPrefix) }?.0 ?? "agency"
    }

    private static func level(_ lower: String) -> Level? {
        if lower.contains("trung ương") || lower.hasSuffix(" tw") || lower.contains("thủ tướng") { return .central }
        let commune = ["xã", "phường", "thị trấn", "đặc khu"]
        let district = ["huyện", "thị xã", "quận", "thành phố"]
        let plain =
            lower.hasPrefix("ubnd ")
            ? lower.dropFirst(5).split(separator: " ").drop { Lexicon.plurals.contains(String($0)) }
                .joined(
                    separator: " ") : lower
        if district.contains(where: { plain.hasPrefix($0) }) { return plain.hasPrefix("xã") ? .commune : .district }
        if commune.contains(where: { plain.hasPrefix($0) }) { return .commune }
        if plain.hasPrefix("tỉnh") { return .province }
        return nil
    }

    /// Party and Front bodies are asked, not ordered.
    var isAsked: Bool { kind == "party" || kind == "front" }
}
