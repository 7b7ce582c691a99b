/// The vocabulary of due phrases.
enum PhraseWords {
    /// Other spellings of the same word.
    static let spelling = [
        "hàng": "hằng", "mỗi": "hằng", "từng": "hằng", "tuỳ": "tùy", "quí": "quý", "kì": "kỳ", "mồng": "mùng",
        "g": "giờ", "h": "giờ", "p": "phút", "trễ": "muộn", "&": "và",
    ]

    /// English for what the grammar says in Vietnamese.
    static let english: [String: [PhraseToken.Content]] = {
        let words = [
            "before": "trước", "by": "chậm nhất", "until": "đến", "on": "", "the": "", "of": "", "in": "",
            "every": "hằng",
            "each": "hằng", "daily": "hằng ngày", "weekly": "hằng tuần", "monthly": "hằng tháng",
            "quarterly": "hằng quý", "yearly": "hằng năm", "annually": "hằng năm", "day": "ngày", "days": "ngày",
            "week": "tuần", "weeks": "tuần", "month": "tháng", "months": "tháng", "quarter": "quý", "year": "năm",
            "end": "cuối", "within": "trong vòng", "working": "làm việc", "business": "làm việc", "from": "kể từ",
            "since": "kể từ", "after": "kể từ", "issue": "ban hành", "and": "và", "no": "không", "later": "muộn",
            "than": "hơn", "ongoing": "thường xuyên", "monday": "thứ hai", "tuesday": "thứ ba", "wednesday": "thứ tư",
            "thursday": "thứ năm", "friday": "thứ sáu", "saturday": "thứ bảy", "sunday": "chủ nhật",
        ]
        let months = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november",
            "december",
        ]
        var contents = words.mapValues { $0.split(separator: " ").map { PhraseToken.Content.word(String($0)) } }
        for (index, month) in months.enumerated() {
            contents[month] = [.word("tháng"), .number(index + 1, digits: 2)]
        }
        return contents
    }()

    static let ordinals: Set = ["st", "nd", "rd", "th"]
    static let numerals: Set = [
        "một", "hai", "ba", "bốn", "tư", "năm", "sáu", "bảy", "bẩy", "tám", "chín", "mười", "mươi", "mốt", "lăm",
        "linh", "lẻ",
    ]
    static let weekdays = [
        "hai": 1, "ba": 2, "tư": 3, "năm": 4, "sáu": 5, "bảy": 6, "bẩy": 6,
    ]
    static let romanNumerals = ["i": 1, "ii": 2, "iii": 3, "iv": 4]
    static let lengths: [String: PeriodLength] = [
        "ngày": .day, "tuần": .week, "tháng": .month, "quý": .quarter, "năm": .year,
    ]

    /// No due date, in as many ways as plans have of saying so; longer ones first.
    static let openEnded = [
        "thường xuyên", "kịp thời", "liên tục", "đột xuất", "trong năm", "tùy theo tình hình", "tùy tình hình",
        "tùy theo điều kiện", "tùy điều kiện", "khi có yêu cầu", "khi có phát sinh", "khi phát sinh", "không thời hạn",
        "không có thời hạn", "không có hạn", "không xác định thời hạn", "không", "none",
    ].map { $0.split(separator: " ").map(String.init) }

    static let inclusive = [
        "chậm nhất", "muộn nhất", "hạn cuối cùng", "hạn cuối", "hạn chót", "đến hết", "không quá", "không muộn hơn",
        "không chậm hơn", "không sau", "đến", "hết",
    ].map { $0.split(separator: " ").map(String.init) }

    static let countLeads = ["trong vòng", "trong thời hạn", "trong thời gian", "tối đa", "sau"]
        .map { $0.split(separator: " ").map(String.init) }

    /// Words that a phrase may have around its rule and that change nothing.
    static let tolerated = [
        "định kỳ", "thời hạn nộp", "thời hạn gửi", "thời hạn", "thời điểm", "hạn nộp", "hạn gửi", "báo cáo", "gửi",
        "nộp", "là",
        "vào", "lúc", "của", "cụ thể", "và", "thực hiện", "hoàn thành", "xong",
    ].map { $0.split(separator: " ").map(String.init) }

    /// What `kể từ ngày` may be followed by, besides a date and the issue.
    static let events: Set = [
        "chốt", "nhận", "tiếp", "đăng", "niêm", "công", "khóa", "khoá", "ký", "phê", "có", "được", "họp", "nghiệm",
        "hoàn",
        "phát", "triển", "tổ", "kế", "văn", "báo", "đề", "khai",
    ]

    private static let vocabulary: Set<String> = {
        let phrases = (openEnded + inclusive + countLeads + tolerated).flatMap { $0 }
        let others = [
            "trước", "ngày", "các", "những", "tháng", "quý", "năm", "tuần", "cuối", "đầu", "giữa", "hết", "cùng",
            "tiên",
            "mùng", "thứ", "chủ", "nhật", "giờ", "phút", "làm", "việc", "kể", "từ", "tính", "sau", "khi", "ban", "hành",
            "trong", "cả", "lần", "chưa", "ấn",
        ]
        return Set(phrases + others + spelling.keys + weekdays.keys)
    }()

    /// The syllables of words written without the spaces between them; nil when it is not made of known ones.
    static func syllables(of word: String) -> [String]? {
        if vocabulary.contains(word) { return [word] }
        let characters = Array(word)
        guard characters.count <= 24 else { return nil }
        var best: [[String]?] = [[]]
        for end in 1...max(1, characters.count) {
            best.append(
                (0..<end).lazy.compactMap { start -> [String]? in
                    let syllable = String(characters[start..<end])
                    guard syllable.count > 1, vocabulary.contains(syllable), let head = best[start] else { return nil }
                    return head + [syllable]
                }.first)
        }
        return best[characters.count]
    }
}
