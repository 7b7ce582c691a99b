import Almanac

/// Looks for deadlines in a sentence: words that the reader of due phrases understands, where they mean a duty's day.
struct DuePhrases {
    struct Hit: Equatable {
        let words: Range<Int>
        let phrase: String
        let rule: DueRule
        /// Whether it stands where a person should look twice.
        var doubt: String?

        /// Names a day, or counts to one; the others only recur.
        var isDated: Bool { !rule.isUnscheduled && !rule.isNone }
    }

    let sentence: Sentence
    private(set) var hits: [Hit] = []

    static let longest = 40
    let impossible: [ImpossibleDays.Found]

    init(_ sentence: Sentence) {
        self.sentence = sentence
        impossible = ImpossibleDays.find(in: sentence.text)
        var index = 0
        while index < sentence.words.count {
            guard let hit = hit(from: index) else {
                index += 1
                continue
            }
            hits.append(hit)
            index = hit.words.upperBound
        }
    }

    private func hit(from index: Int) -> Hit? {
        if let strength = strength(at: index),
            let hit = impossiblePhrase(from: index, strength) ?? longestPhrase(from: index),
            let accepted = accept(hit, strength)
        {
            return unread(after: accepted) ?? accepted
        }
        return unreadWorkingDay(from: index) ?? spanOfTime(from: index)
    }

    enum Strength { case strong, weak }

    /// Whether a deadline may begin with this word.
    private func strength(at index: Int) -> Strength? {
        let next = sentence.word(index + 1) ?? ""
        switch sentence.words[index].text {
        case "trước": return .strong
        case "chậm", "muộn": return next == "nhất" ? .strong : nil
        case "không": return ["quá", "muộn", "chậm", "sau"].contains(next) ? .strong : nil
        case "hạn": return ["cuối", "chót", "nộp", "gửi"].contains(next) || next == ":" ? .strong : nil
        case "thời": return next == "hạn" ? .strong : nil
        case "đến": return ["hết", "ngày", "cuối"].contains(next) ? .strong : nil
        case "hết": return ["ngày", "tháng", "quý", "năm"].contains(next) ? .weak : nil
        case "trong":
            if ["vòng", "thời"].contains(next) { return .strong }
            return ["tháng", "quý", "ngày"].contains(next) ? .weak : nil
        case "sau": return next.first?.isNumber == true ? .strong : nil
        case "định": return next == "kỳ" ? .weak : nil
        case "cuối", "đầu", "giữa", "hằng", "hàng", "mỗi", "từng", "ngày", "mùng", "mồng", "thứ", "tuần":
            return .weak
        case let word:
            guard word.first?.isNumber == true else { return nil }
            return ["tháng", "giờ", "h"].contains(next) || word.contains("/") || word.contains("h") ? .weak : nil
        }
    }

    /// The longest run of words that is a due phrase, without words at its end that say nothing.
    private func longestPhrase(from start: Int) -> Hit? {
        let end = clauseEnd(from: start)
        for stop in stride(from: end, to: start, by: -1) {
            let last = sentence.words[stop - 1]
            if last.isMark && last.text != ")" || Self.idle.contains(last.text) || isStrayNumber(stop - 1, from: start)
            {
                continue
            }
            let phrase = sentence.text(of: start..<stop)
            guard Self.namesTime(phrase), let rule = try? DuePhrase.parse(phrase), !rule.isNone else { continue }
            // `báo cáo 6 tháng trước ngày 05/6`: which report, and then its day.
            if sentence.words[start].text.first?.isNumber == true, sentence.word(start + 1) == "tháng",
                ["trước", "chậm nhất", "muộn nhất"].contains(where: phrase.lowercased().contains)
            {
                continue
            }
            if case .within(_, _, since: .event) = rule, let cut = eventEnd(start, stop) { return cut }
            if rule.needsIssueDay, let vague = uncounted(start, stop, rule) { return vague }
            var shorter = stop
            while shorter - 1 > start, Self.ending.contains(sentence.words[shorter - 1].text) == false,
                sentence.words[shorter - 1].text.first?.isNumber == false,
                (try? DuePhrase.parse(sentence.text(of: start..<shorter - 1))) == rule
            {
                shorter -= 1
            }
            let words = closed(start..<shorter, rule)
            let kept = sentence.text(of: words)
            return Hit(words: words, phrase: kept, rule: rule, doubt: Self.oldMonth(kept))
        }
        return nil
    }

    /// A bracket that opens in a phrase closes in it, or the phrase stands within it.
    private func closed(_ words: Range<Int>, _ rule: DueRule) -> Range<Int> {
        var open: [Int] = []
        for index in words {
            if sentence.words[index].text == "(" { open.append(index) }
            if sentence.words[index].text == ")", !open.isEmpty { open.removeLast() }
        }
        guard let last = open.last else { return words }
        if open.count == 1, sentence.word(words.upperBound) == ")" { return words.lowerBound..<words.upperBound + 1 }
        let inner = last + 1..<words.upperBound
        return (try? DuePhrase.parse(sentence.text(of: inner))) == rule ? inner : words
    }

    private static func oldMonth(_ phrase: String) -> String? {
        let word = ["tháng giêng", "tháng chạp"].first { phrase.lowercased().contains($0) }
        return word.map { "“\($0)” thường là tháng âm lịch; ở đây hiểu theo dương lịch" }
    }

    /// `… kể từ ngày nhận được bài viết có trách nhiệm biên tập`: the event ends where somebody acts.
    private func eventEnd(_ start: Int, _ stop: Int) -> Hit? {
        let ends = ["có trách nhiệm", "thì", "phải", "để", "các cơ quan", "chủ trì", "cơ quan", "đơn vị"]
        guard
            let end = (start + 6..<max(stop, start + 6)).first(where: { index in
                ends.contains { sentence.has($0, at: index) }
            }),
            let rule = try? DuePhrase.parse(sentence.text(of: start..<end))
        else { return nil }
        return Hit(words: start..<end, phrase: sentence.text(of: start..<end), rule: rule)
    }

    /// Where a day has been named, a verb ends the clause of time: `trước ngày 20 gửi 02 bài` has one day.
    private func clauseEnd(from start: Int) -> Int {
        let end = min(sentence.words.count, start + Self.longest)
        for index in start + 1..<max(end, start + 1)
        where ["gửi", "nộp", "báo", "hoàn", "thực"].contains(sentence.words[index].text) {
            let phrase = sentence.text(of: start..<index)
            if Self.namesTime(phrase), let rule = try? DuePhrase.parse(phrase), !rule.isNone { return index }
        }
        return end
    }

    /// A number at the end that belongs to what is counted, and is no day: `hằng tháng, 02 bài`.
    private func isStrayNumber(_ index: Int, from start: Int) -> Bool {
        let word = sentence.words[index].text
        guard index > start, word.allSatisfy(\.isNumber), word.count < 4 else { return false }
        if let next = sentence.word(index + 1), Self.counted.contains(next) { return true }
        var before = index - 1
        while before > start, sentence.words[before].isMark || sentence.words[before].text == "và" { before -= 1 }
        let named = sentence.words[before].text
        let isApart = before < index - 1
        if named.first?.isNumber == true { return false }
        if ["tháng", "năm", "quý"].contains(named) {
            return isApart || ["hằng", "hàng", "mỗi"].contains(sentence.word(before - 1))
        }
        return !["ngày", "giờ", "thứ", "mùng", "mồng", "trước", "nhất", "quá"].contains(named)
    }

    /// First words of what plans count.
    static let counted = Set(
        Quotas.things.compactMap { $0.0.split(whereSeparator: { " ,".contains($0) }).first.map(String.init) })

    /// `không quá 05` is no day.
    private static func namesTime(_ phrase: String) -> Bool {
        phrase.contains("/")
            || ["ngày", "tháng", "quý", "năm", "tuần", "giờ", "thứ", "nhật", "-"].contains {
                phrase.lowercased().contains($0)
            }
    }

    /// `trong vòng 05 ngày làm việc`, counted from what the grammar does not know, or from nothing: no date at all.
    private func uncounted(_ start: Int, _ stop: Int, _ rule: DueRule) -> Hit? {
        let phrase = sentence.text(of: start..<stop)
        guard
            !["kể từ", "tính từ", "từ ngày", "từ khi", "sau khi", "ban hành"].contains(where: {
                phrase.lowercased().contains($0)
            })
        else {
            return nil
        }
        var end = stop
        if ["kể", "tính", "từ", "sau", "trước"].contains(sentence.word(stop)) {
            while let word = sentence.word(end), !",;.:()".contains(word), end - stop < 16,
                !["gửi", "nộp"].contains(word) || ["ngày", "khi"].contains(sentence.word(end - 1))
            { end += 1 }
        }
        let whole = sentence.text(of: start..<end)
        let doubt =
            end > stop ? "“\(whole)”: đếm từ việc khác, chưa thành ngày" : "“\(whole)”: không nêu đếm từ ngày nào"
        return Hit(words: start..<end, phrase: whole, rule: .none, doubt: doubt)
    }

    /// Words that the grammar bears with and that belong to what follows.
    private static let idle: Set = [
        "gửi", "nộp", "báo", "cáo", "là", "vào", "lúc", "của", "và", "thực", "hoàn", "không", "định", "kỳ", "cụ", "(",
        "các",
    ]
    private static let ending: Set = ["tháng", "năm", "quý", "tuần", "ngày", "hành", "này"]

    private func accept(_ hit: Hit, _ strength: Strength) -> Hit? {
        let before = sentence.words[..<hit.words.lowerBound]
        let last = before.last?.text ?? ""
        let clause = before.reversed().prefix { !",;:.()".contains($0.text) }.reversed().map(\.text)
        let clauseText = " " + clause.joined(separator: " ") + " "
        let wider =
            " " + before.reversed().prefix { !";:.".contains($0.text) }.reversed().map(\.text).joined(separator: " ")
            + " "
        if hit.rule.isNone { return Self.isCutOff(clauseText) ? nil : hit }
        if Self.isCutOff(clauseText) || isPast(hit, last) { return nil }
        var accepted = hit
        if let range = rangeStart(before) { accepted.doubt = "khoảng thời gian bắt đầu “\(range)”" }
        guard strength == .weak else { return accepted }
        if Self.attributeEnds.contains(last) || Self.attributes.contains(where: { clauseText.hasSuffix(" \($0) ") }) {
            return nil
        }
        let first = sentence.words[hit.words.lowerBound].text
        if ["ngày", "mùng", "mồng"].contains(first) || first.first?.isNumber == true, hit.isDated, !recurs(hit) {
            // A bare day is the day of an event or of a document, unless the plan says that something is done on it.
            guard ["vào", "xong", "là", ":"].contains(last), !clauseText.contains(" số ") else { return nil }
            if last != ":" { accepted.doubt = "ngày nêu không có “trước” hay “chậm nhất”" }
            return accepted
        }
        let isFirst =
            before.isEmpty || ",;:(–-".contains(last) || ["vào", "xong", "thành", "và", "từ", "nhất"].contains(last)
        if hit.rule.isUnscheduled, hit.rule == .unscheduled(every: [.day]) { return nil }
        if isFirst, !before.contains(where: { $0.text == "(" }) || !hit.rule.isUnscheduled {
            return Self.isHalfYear(hit.rule) && !speaksOfReports ? nil : accepted
        }
        if ["trong", "theo"].contains(last), hit.rule.isUnscheduled { return accepted }
        if Self.isHalfYear(hit.rule) { return speaksOfReports ? accepted : nil }
        if Self.deliveries.contains(where: { wider.contains(" \($0) ") }) {
            if hit.isDated { accepted.doubt = "“\(hit.phrase)” có thể chỉ bổ nghĩa cho từ đứng trước" }
            return accepted
        }
        return nil
    }

    private func recurs(_ hit: Hit) -> Bool {
        switch hit.rule {
        case .monthly, .yearly, .weekly, .endOf, .edge, .daily:
            ["hằng", "hàng", "mỗi", "của", "tháng", "quý"].contains { hit.phrase.lowercased().contains($0) }
        default: false
        }
    }

    private var speaksOfReports: Bool {
        sentence.words.contains { ["cáo", "kết"].contains($0.text) }
    }

    /// `6 tháng, năm`: the words for half-yearly reports, and for much else.
    private static func isHalfYear(_ rule: DueRule) -> Bool {
        if case .unscheduled(let lengths) = rule { lengths.contains(.halfYear) } else { false }
    }

    /// Until when facts are counted is not until when they are sent.
    private static func isCutOff(_ clause: String) -> Bool {
        [" tính ", " số liệu ", " chốt ", " tính đến ", " hiệu lực ", " trước đây "].contains { clause.hasSuffix($0) }
    }

    /// `đã … trước ngày`, `ban hành ngày`: told, not asked.
    private func isPast(_ hit: Hit, _ last: String) -> Bool {
        let told = sentence.words[..<hit.words.lowerBound].suffix(2).map(\.text).joined(separator: " ")
        if [
            "đạt được", "ban hành", "phát sinh", "thành lập", "công nhận", "tuyển dụng", "hiệu lực", "có được",
            "khởi công",
        ].contains(told) {
            return true
        }
        let early = sentence.words[..<hit.words.lowerBound].suffix(6).map(\.text)
        return early.contains("đã") && !early.contains("phải") && last != "nhất"
    }

    /// `từ ngày 01/3/2022 đến hết ngày …`.
    private func rangeStart(_ before: ArraySlice<Word>) -> String? {
        let near = Array(before.suffix(10))
        guard let place = near.lastIndex(where: { $0.text == "từ" }), near.indices.contains(place + 1),
            near[(place + 1)...].allSatisfy({ $0.text.first?.isNumber == true || Self.spanWords.contains($0.text) })
        else { return nil }
        return near[place...].map(\.text).joined(separator: " ")
    }

    private static let spanWords: Set = [
        "ngày", "tháng", "năm", "quý", "nay", "giờ", "đầu", ",", "đến", "hết", "phút", "kể", "khi", "ban", "hành", "kế",
        "hoạch",
    ]
    private static let attributeEnds: Set = ["cấp", "điểm", "loại", "giá", "sở", "dịp", "nhân", "chi", "tài"]
    private static let attributes = [
        "kinh phí", "ngân sách", "nhiệm vụ", "chương trình công tác", "kế hoạch công tác", "công việc", "việc làm",
        "cụ thể", "dự toán", "chương trình",
    ]
    static let deliveries = [
        "gửi", "nộp", "báo cáo", "đăng", "phát", "phát sóng", "đăng tải", "giới thiệu", "giao ban", "bản tin",
        "kiểm tra", "tổ chức", "tổng hợp", "họp",
        "sơ kết", "tổng kết", "cung cấp", "thông tin", "phấn đấu", "xây dựng", "đề xuất", "bình chọn", "lựa chọn",
        "hoàn thành", "triển khai", "cập nhật", "rà soát", "chuyên mục",
    ]
}
