import Almanac
import Definition
import Foundation

/// Reads what stands before the body of a plan: issuer, number, place and day, title, grounds.
struct HeaderReader {
    private(set) var header = Draft.Header()
    /// Where it was signed: `An Biên, ngày …`.
    private var place: String?
    /// The first line of the body.
    private(set) var bodyStart = 0

    private static let kinds = [
        "KẾ HOẠCH", "CHƯƠNG TRÌNH", "CHƯƠNG TRÌNH HÀNH ĐỘNG", "CHƯƠNG TRÌNH PHỐI HỢP", "HƯỚNG DẪN", "QUYẾT ĐỊNH",
        "CHỈ THỊ", "ĐỀ ÁN", "THÔNG BÁO", "CÔNG VĂN", "QUY CHẾ", "PHƯƠNG ÁN", "THỂ LỆ", "NGHỊ QUYẾT",
    ]
    private static let groundWords = [
        "thực hiện ", "căn cứ ", "triển khai ", "theo ", "xét ", "trên cơ sở ", "để ", "nhằm ", "thi hành ",
        "tiếp tục ", "ủy ban nhân dân", "uỷ ban nhân dân", "ubnd ", "chấp hành ", "kính gửi",
    ]

    init(_ lines: [PlanText.Line]) {
        let end = Self.bodyStart(lines)
        bodyStart = end
        var index = 0
        var organisation: [String] = []
        while index < end {
            let line = lines[index]
            defer { index += 1 }
            guard !line.text.isEmpty else { continue }
            if readSymbol(line) || readDate(line) { continue }
            if header.kind == nil,
                Self.kinds.contains(line.text.uppercased().trimmingCharacters(in: .init(charactersIn: " .:")))
            {
                header.kind = line.text.uppercased()
                index = readTitle(lines, from: index + 1, to: end) - 1
                continue
            }
            if header.kind == nil, header.title == nil,
                let kind = Self.kinds.first(where: { line.text.hasPrefix($0 + " ") }), line.text.count > kind.count + 8
            {
                header.kind = kind
                header.title = String(line.text.dropFirst(kind.count + 1))
                header.titleLine = line.number
                continue
            }
            if header.title == nil, Self.isOrganisation(line.text) { organisation.append(line.text) }
        }
        let preamble = lines[..<end]
        let title = header.title ?? ""
        header.parents = Grounds.read(
            Outline(preamble.filter { $0.text.isEmpty || !title.contains($0.text) }).blocks.map { ($0.text, $0.line) })
        readIssuer(organisation, preamble)
    }

    /// After `như sau:`, or at the first numbered heading.
    private static func bodyStart(_ lines: [PlanText.Line]) -> Int {
        var wasTold = false
        for (index, line) in lines.enumerated() where !line.text.isEmpty {
            if line.text.firstMatch(of: /^(?:Phần\s+)?(?:I|A|1|[IVX]{2,4})\s*[.):\/]\s*\S/) != nil
                || line.text.hasPrefix("Điều 1")
            {
                return index
            }
            if line.text.hasPrefix("PHẦN THỨ NHẤT") || wasTold && line.text.first.map({ "-+–".contains($0) }) == true {
                return index
            }
            wasTold =
                wasTold || line.text.lowercased().hasSuffix("như sau:") || line.text.lowercased().hasSuffix("sau đây:")
        }
        if let told = lines.firstIndex(where: { $0.text.lowercased().hasSuffix("như sau:") }) { return told + 1 }
        return lines.firstIndex { $0.text.hasPrefix("-") || $0.text.hasPrefix("1") } ?? lines.count
    }

    private mutating func readSymbol(_ line: PlanText.Line) -> Bool {
        guard header.symbolLine == nil,
            let match = line.text.firstMatch(
                of: /^[Ss]ố\s*:?\s*([\d.…_ ]*)\s*([\/\-–]\s*[\p{L}\d&]+(?:\s?[\/\-–]\s?[\p{L}\d&]+){0,4})/)
        else { return false }
        header.symbolLine = line.number
        let number = match.output.1.filter(\.isNumber)
        let rest = match.output.2.filter { !$0.isWhitespace }
        if !number.isEmpty { header.symbol = number + rest.replacing("–", with: "-") }
        if let place = line.text.range(of: "ngày") { readDate(String(line.text[place.lowerBound...]), line.number) }
        return true
    }

    private mutating func readDate(_ line: PlanText.Line) -> Bool {
        guard header.issuedLine == nil, line.text.count < 90,
            line.text.firstMatch(of: /^[\p{L}\s.\-]{2,40},?\s+ngày\s*[\d.…]*\s*tháng\s*[\d.…]*\s*năm/) != nil
        else { return false }
        readDate(line.text, line.number)
        place = line.text.split(separator: ",").first.map { $0.trimmingCharacters(in: .whitespaces) }
        return true
    }

    private mutating func readDate(_ text: String, _ number: Int) {
        header.issuedLine = number
        header.issued = DateWords.first(in: text)
    }

    /// Up to the first ground; returns the line after it.
    private mutating func readTitle(_ lines: [PlanText.Line], from start: Int, to end: Int) -> Int {
        var words: [String] = []
        var index = start
        while index < end {
            let text = lines[index].text
            let lower = text.lowercased()
            if text.isEmpty, !words.isEmpty,
                !Self.isOpen(words)
                    || lines[..<end][index...].first(where: { !$0.text.isEmpty }).map({ Self.isGround($0.text) })
                        ?? true
            {
                break
            }
            if !words.isEmpty, Outline.isHeading(text) { break }
            if Self.isGround(text), !words.isEmpty || lower.contains(" số ") { break }
            if text.contains(where: \.isLetter) {
                if words.isEmpty { header.titleLine = lines[index].number }
                words.append(text)
            }
            index += 1
            if words.count > 6 { break }
        }
        if !words.isEmpty {
            header.title = words.joined(separator: " ").trimmingCharacters(in: .init(charactersIn: " .;"))
        }
        return index
    }

    private static func isGround(_ text: String) -> Bool {
        let lower = text.lowercased()
        return groundWords.contains { lower.hasPrefix($0) } && text != text.uppercased()
    }

    private static func isOpen(_ words: [String]) -> Bool {
        words.joined().filter { $0 == "“" }.count > words.joined().filter { $0 == "”" }.count
    }

    private static func isOrganisation(_ text: String) -> Bool {
        let lower = text.lowercased()
        guard text == text.uppercased(), text.count < 80, !lower.contains("cộng hòa"), !lower.contains("cộng hoà"),
            !lower.contains("độc lập"), !lower.contains("đảng cộng sản")
        else { return false }
        return [
            "ủy ban", "uỷ ban", "ubnd", "tỉnh", "huyện", "thành phố", "xã", "phường", "thị", "sở", "phòng", "ban",
            "hội", "liên đoàn", "đoàn", "đảng", "bộ", "trường", "công an", "cục", "tổng cục", "chi cục", "viện",
            "trung tâm", "văn phòng", "báo", "đài", "*",
        ].contains { lower.hasPrefix($0) }
    }

    // MARK: The issuer

    private mutating func readIssuer(_ organisation: [String], _ preamble: ArraySlice<PlanText.Line>) {
        let text = preamble.map(\.text).joined(separator: " ")
        var name: String?
        if let last = organisation.last {
            // `ỦY BAN NHÂN DÂN` over `HUYỆN TÂN BIÊN`; of a department, the line above it is its superior.
            let isPlace =
                !last.contains("ỦY") && !last.contains("UỶ")
                && ["TỈNH ", "HUYỆN ", "XÃ ", "THÀNH PHỐ ", "PHƯỜNG ", "THỊ "].contains(where: last.hasPrefix)
            let whole = isPlace && organisation.count > 1 ? organisation.suffix(2).joined(separator: " ") : last
            name = Self.asWritten(Self.capitalised(whole), in: text, place)
        }
        if name == nil { name = Self.issuing(in: preamble) }
        guard var name else { return }
        name = name.replacing("Chủ tịch ", with: "")
        let office = NamedOffice(name)
        let place =
            Self.place(of: office, in: header.title ?? "", text) ?? (office.kind == "people-committee" ? place : nil)
        let level = level(office, name.hasSuffix("phố") ? "\(name) \(place ?? "")" : name)
        var full = name.replacing("Ủy ban nhân dân", with: "UBND").replacing("Uỷ ban nhân dân", with: "UBND")
        if let place, !full.contains(place) { full += " \(place)" }
        header.issuer = Draft.NamedIssuer(name: full, code: Self.code(office, full), level: level, kind: office.kind)
    }

    private static func code(_ office: NamedOffice, _ name: String) -> String {
        guard office.kind == "people-committee" else { return office.code }
        let places = ["tỉnh", "huyện", "thành phố", "thị xã", "xã", "phường", "thị trấn", "quận", "đặc khu"]
        let lower = NamedOffice.canonical(name.lowercased())
        return places.first { lower.hasPrefix("ubnd \($0)") }.map { Slug.of("ubnd \($0)") } ?? office.code
    }

    private static let cities = ["hà nội", "hồ chí minh", "đà nẵng", "hải phòng", "cần thơ"]

    private func level(_ office: NamedOffice, _ name: String) -> Level? {
        // A city under the central government is a province; Huế since 2025 (Resolution 175/2024/QH15).
        let years = header.issued.map { $0.year...$0.year } ?? header.title.flatMap(DateWords.years)
        let cities = Self.cities + (years.map { $0.upperBound >= 2025 } == true ? ["huế"] : [])
        if office.kind == "people-committee", cities.contains(where: { name.lowercased().contains("thành phố \($0)") })
        {
            return .province
        }
        if let level = office.level { return level }
        let lower = name.lowercased()
        if lower.contains("tỉnh") || lower.hasPrefix("sở") { return .province }
        if lower.contains("huyện") || lower.hasPrefix("phòng") { return .district }
        return lower.contains(" xã") || lower.contains("phường") ? .commune : nil
    }

    /// `Ủy ban nhân dân huyện ban hành Kế hoạch`, `Sở Nội vụ xây dựng kế hoạch`.
    private static func issuing(in preamble: ArraySlice<PlanText.Line>) -> String? {
        for line in preamble.reversed() {
            let sentence = Sentence(line.text, line: line.number)
            let reader = OrganisationReader(sentence: sentence)
            let makes = [
                "ban hành", "xây dựng", "đề ra", "tổ chức", "triển khai", "lập", "thông báo", "yêu cầu", "hướng dẫn",
            ]
            for index in sentence.words.indices.reversed() where sentence.words[index].isCapital {
                guard let found = reader.read(at: index, asList: false),
                    makes.contains(where: { sentence.has($0, at: found.words.upperBound) })
                else { continue }
                var start = index
                if sentence.has("chủ tịch", at: index - 2) { start = index }
                let text = sentence.text(of: start..<found.words.upperBound)
                if text.lowercased().hasPrefix("thủ tướng") { continue }
                return text
            }
        }
        return nil
    }

    /// `trên địa bàn tỉnh An Giang`, `huyện Tân Biên`: the words after the kind of place, as long as they are names.
    private static func place(of office: NamedOffice, in title: String, _ preamble: String) -> String? {
        guard office.kind == "people-committee" else { return nil }
        let lower = office.name.lowercased()
        for kind in ["tỉnh", "huyện", "thị xã", "thành phố", "quận", "xã", "phường", "thị trấn", "đặc khu"]
        where lower.hasSuffix(kind) {
            for text in [title, preamble] {
                let sentence = Sentence(text, line: 1)
                for index in sentence.words.indices where sentence.has(kind, at: index) {
                    var end = index + kind.split(separator: " ").count
                    let start = end
                    while end < sentence.words.count, sentence.words[end].isCapital, !sentence.words[end].isMark,
                        end - start < 4
                    { end += 1 }
                    if end > start, end - start > 1 { return sentence.text(of: start..<end) }
                }
            }
        }
        return nil
    }

    /// With the capitals that the name has where the text writes it in a sentence.
    private static func asWritten(_ name: String, in text: String, _ place: String?) -> String {
        let words = name.split(separator: " ").map(String.init)
        var best = name
        for count in stride(from: words.count, to: 1, by: -1) {
            let head = words.prefix(count).joined(separator: " ")
            var rest = text[...]
            while let found = rest.range(of: head, options: .caseInsensitive) {
                let written = String(rest[found])
                rest = rest[found.upperBound...]
                guard written != written.uppercased() else { continue }
                best = ([written] + words.dropFirst(count)).joined(separator: " ")
                rest = rest[rest.endIndex...]
            }
            if best != name { break }
        }
        if let place, let found = best.range(of: place, options: .caseInsensitive) {
            best.replaceSubrange(found, with: place)
        }
        return best.prefix(1).uppercased() + best.dropFirst()
    }

    /// `ỦY BAN NHÂN DÂN HUYỆN TÂN BIÊN` as one writes it in a sentence.
    private static func capitalised(_ text: String) -> String {
        let known = ["ủy ban nhân dân": "UBND", "uỷ ban nhân dân": "UBND", "ubnd": "UBND", "hđnd": "HĐND"]
        var lower = text.lowercased()
        for (words, short) in known where lower.hasPrefix(words) {
            lower = short + lower.dropFirst(words.count)
            let parts = lower.split(separator: " ").map(String.init)
            let lowerWords: Set = [
                "tỉnh", "huyện", "xã", "thành", "phố", "thị", "phường", "quận", "trấn", "đặc", "khu",
            ]
            return parts.enumerated().map {
                lowerWords.contains($1) || $0 == 0 ? $1 : $1.prefix(1).uppercased() + $1.dropFirst()
            }.joined(separator: " ")
        }
        return lower.prefix(1).uppercased() + lower.dropFirst()
    }
}
