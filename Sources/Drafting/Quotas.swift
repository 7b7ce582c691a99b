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
        let number = #"(\d{1,3})\s*(?:\([^()]{1,20}\)\s*)?"#
        let middle = #"(?:(?:mẩu|chiếc|tấm|gương)\s+)?"#
        let per = #"(?:\s*/\s*(tháng|quý|năm|tuần|đợt|kỳ)|\s+(?:mỗi|một|hằng|hàng|trong)\s+(tháng|quý|năm|tuần))?"#
        let least = #"ít nhất|tối thiểu|không dưới|không ít hơn|trở lên"#
        let most = #"không quá|tối đa|nhiều nhất|không vượt quá"#
        let pattern =
            #"(?:(từ)\s*(\d{1,3})\s*(?:đến|-|–)\s*|(\#(least))\s*(?:có\s+|là\s+)?|(\#(most))\s*|(đúng)\s*|(?:mỗi[^.;:()\d]{2,60}?\s)?(chọn|cử|lựa chọn|bình chọn)(?:[^.;:()\d]{0,20}?)\s)?\#(number)\#(middle)(\#(nouns))(?!\p{L})\#(per)"#
        return try? Regex(pattern).ignoresCase()
    }()

    static func find(in text: String) -> [Quota] {
        guard text.utf8.contains(where: { (48...57).contains($0) }) else { return [] }
        guard let expression else { return [] }
        return text.matches(of: expression).compactMap { quota($0, text) }
    }

    private static func quota(_ match: Regex<AnyRegexOutput>.Match, _ text: String) -> Quota? {
        func part(_ index: Int) -> String? { match.output[index].substring.map { String($0).lowercased() } }
        guard let number = part(7).flatMap({ Int($0) }), number > 0, let noun = part(8),
            let kind = things.first(where: { $0.0 == noun })?.1
        else { return nil }
        // `20/3`, `1.200`: the end of another number.
        if match.range.lowerBound > text.startIndex,
            "0123456789/.,-".contains(text[text.index(before: match.range.lowerBound)])
        {
            return nil
        }
        let from = part(2).flatMap { Int($0) }
        let words = String(text[match.range])
        let isLeading = number < 10 && words.contains("0\(number)")
        let isMarked = part(1) != nil || part(3) != nil || part(4) != nil || part(5) != nil || part(6) != nil
        let per = part(9) ?? part(10)
        // A bare number is a quota when it is written as one (`02 bài`), or for each month or year.
        guard isMarked || isLeading || per != nil else { return nil }
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
