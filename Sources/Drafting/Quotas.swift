import Almanac

/// How many of what a sentence asks for.
struct Quota: Hashable {
    /// The word of `items:`.
    let kind: String
    let min: Int
    let max: Int?
    /// `tháng`, `năm`: for each of these, in the sentence's word.
    let per: String?
    /// As written.
    let words: String
    /// In the characters of the sentence.
    let place: Int
}

enum Quotas {
    /// The things that plans count, longer names first, with the kind that each is.
    static let things: [(String, String)] = [
        ("tin, bài viết", "article"), ("tin bài viết", "article"), ("tin, bài", "article"), ("tin bài", "article"),
        ("bài viết", "article"), ("bài báo", "article"),
        ("bài dự thi", "article"), ("bài tuyên truyền", "article"), ("tác phẩm", "article"), ("câu chuyện", "article"),
        ("bài", "article"), ("tin", "article"),
        ("video-clip", "video"), ("video clip", "video"), ("video", "video"), ("clip", "video"), ("phóng sự", "video"),
        ("phim", "video"),
        ("tập thể, cá nhân", "nomination"), ("điển hình tiên tiến", "nomination"), ("gương điển hình", "nomination"),
        ("điển hình", "nomination"),
        ("gương", "nomination"), ("cá nhân", "nomination"), ("tập thể", "nomination"), ("mô hình", "nomination"),
        ("nhân tố", "nomination"),
        ("hộ gia đình", "nomination"), ("hộ", "nomination"), ("công trình", "nomination"), ("sáng kiến", "initiative"),
        ("giải pháp", "initiative"), ("chuyên trang", "page"), ("chuyên mục", "page"),
        ("kỳ", "broadcast"), ("lượt", "event"), ("lần", "event"), ("buổi", "event"), ("cuộc", "event"),
        ("hội nghị", "event"), ("đợt", "event"), ("lớp", "event"),
        ("hoạt động", "event"), ("báo cáo", "report"), ("kế hoạch", "plan"),
        ("danh sách", "list"), ("hồ sơ", "dossier"),
        ("sản phẩm", "article"), ("ảnh", "image"), ("tờ trình", "document"), ("văn bản", "document"),
    ]

    /// Read once: reading it takes longer than looking for it. Nothing of it changes afterwards.
    private nonisolated(unsafe) static let expression: Regex<AnyRegexOutput>? = {
        let nouns = things.map { $0.0 }.joined(separator: "|")
        let count = #"(\d{1,3}|\#(Numerals.pattern))"#
        let number = #"\#(count)\s*(?:\([^()]{1,20}\)\s*)?"#
        let middle = #"(?:(?:mẩu|chiếc|tấm|gương)\s+)?"#
        let per = #"(?:\s*/\s*(tháng|quý|năm|tuần|đợt|kỳ)|\s+(?:mỗi|một|hằng|hàng|trong)\s+(tháng|quý|năm|tuần))?"#
        let least = #"ít nhất|tối thiểu|không dưới|không ít hơn|trở lên"#
        let most = #"không quá|tối đa|nhiều nhất|không vượt quá"#
        let pattern =
            #"(?:(từ)\s*\#(count)\s*(?:đến|-|–)\s*|(\#(least))\s*(?:có\s+|là\s+)?|(\#(most))\s*|(đúng)\s*|(?:mỗi[^.;:()\d]{2,60}?\s)?(chọn|cử|lựa chọn|bình chọn)(?:[^.;:()\d]{0,20}?)\s)?\#(number)\#(middle)(\#(nouns))(?!\p{L})\#(per)"#
        return try? Regex(pattern).ignoresCase()
    }()

    static func find(in text: String) -> [Quota] {
        guard let expression, text.utf8.contains(where: { (48...57).contains($0) }) || namesNumber(text) else {
            return []
        }
        return text.matches(of: expression).compactMap { quota($0, text) }
    }

    private static func namesNumber(_ text: String) -> Bool {
        text.lowercased().split { !$0.isLetter }.contains { Numerals.read([String($0)]) != nil }
    }

    private static func number(_ words: String) -> Int? {
        Int(words) ?? Numerals.read(words.split(whereSeparator: \.isWhitespace).map(String.init))?.value
    }

    /// A number in words is one by itself, and `năm` only where a number is asked for.
    private static func isNumber(_ words: String, isAsked: Bool, after before: Substring) -> Bool {
        if words.first?.isNumber == true { return true }
        return before.last?.isLetter != true && (words != "năm" || isAsked)
    }

    /// `gửi hai bài viết`: what is sent is counted.
    private static func isSent(_ before: Substring) -> Bool {
        let lower = before.lowercased()
        return ["gửi", "nộp", "viết", "đăng", "đăng tải", "phát sóng"].contains { lower.hasSuffix(" \($0) ") }
    }

    private static func quota(_ match: Regex<AnyRegexOutput>.Match, _ text: String) -> Quota? {
        func part(_ index: Int) -> String? { match.output[index].substring.map { String($0).lowercased() } }
        guard let counted = part(7), let number = Self.number(counted), number > 0, let noun = part(8),
            let begin = match.output[7].range?.lowerBound,
            let kind = things.first(where: { $0.0 == noun })?.1
        else { return nil }
        // `20/3`, `1.200`: the end of another number.
        if match.range.lowerBound > text.startIndex,
            "0123456789/.,-".contains(text[text.index(before: match.range.lowerBound)])
        {
            return nil
        }
        // `02 mô hình (trong đó có 01 mô hình …)`: a part of what was counted.
        let before = text[..<begin]
        guard before.suffix(24).lowercased().firstMatch(of: /trong đó(?: có)?(?: ít nhất| tối thiểu)?\s+$/) == nil
        else {
            return nil
        }
        let from = part(2).flatMap { Self.number($0) }
        let words = String(text[match.range])
        let isLeading = number < 10 && words.contains("0\(number)")
        let isMarked = part(1) != nil || part(3) != nil || part(4) != nil || part(5) != nil || part(6) != nil
        let per = part(9) ?? part(10)
        // A bare number is a quota when it is written as one (`02 bài`), or for each month or year.
        let isSent = Self.isSent(before)
        guard isNumber(counted, isAsked: isMarked || isSent, after: before),
            isMarked || isLeading || per != nil || isSent
        else { return nil }
        let countsEvents = ["event", "broadcast", "page", "document", "plan", "report"].contains(kind)
        if !isMarked, per == nil, countsEvents { return nil }
        let range: (Int, Int?) =
            from.map { ($0, Optional(number)) }
            ?? (part(4) != nil ? (0, number) : part(5) != nil || part(6) != nil ? (number, number) : (number, nil))
        guard range.1.map({ $0 >= range.0 }) ?? true else { return nil }
        let place = text.distance(from: text.startIndex, to: match.range.lowerBound)
        return Quota(kind: kind, min: range.0, max: range.1, per: per, words: words, place: place)
    }
}
