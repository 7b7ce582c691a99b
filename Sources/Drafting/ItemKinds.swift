import Definition

/// What a sentence wants to be handed in.
enum ItemKinds {
    /// In plans' words, longer ones first.
    private static let things: [(String, String)] = [
        ("mục riêng trong báo cáo", "section"), ("tin, bài", "article"), ("tin bài", "article"),
        ("bài viết", "article"), ("bài dự thi", "article"),
        ("video-clip", "video"), ("video clip", "video"), ("video", "video"), ("phóng sự", "video"),
        ("báo cáo", "report"),
        ("kết quả", "report"), ("tình hình", "report"), ("kế hoạch", "plan"), ("chương trình phối hợp", "plan"),
        ("danh sách", "list"), ("hồ sơ", "dossier"), ("gương", "nomination"),
        ("điển hình", "nomination"), ("mô hình", "nomination"), ("tập thể, cá nhân", "nomination"),
        ("sáng kiến", "initiative"), ("chuyên trang", "page"),
        ("chuyên mục", "page"), ("tờ trình", "document"), ("quy định", "document"), ("hội nghị", "event"),
        ("kiểm tra", "report"), ("bài", "article"),
    ]

    /// The kinds, from the first one named after a verb; with `kèm`, the one that comes along.
    static func kinds(in sentence: Sentence, _ part: Range<Int>) -> [String] {
        if sentence.text.lowercased().contains("mục riêng") { return ["section"] }
        var found: [String] = []
        for index in part {
            guard let thing = things.first(where: { sentence.has($0.0, at: index) }) else { continue }
            // `Kế hoạch này` is the plan itself; `báo cáo về Sở` is a report as much as `gửi báo cáo`.
            let after = index + thing.0.split(separator: " ").count
            if ["này", "số"].contains(sentence.word(after)) || sentence.word(index - 1) == "theo" { continue }
            if thing.0 == "tình hình", ["tùy", "tuỳ"].contains(sentence.word(index - 1)) { continue }
            if found.isEmpty { found.append(thing.1) }
            let before = sentence.words[max(0, index - 3)..<index].map(\.text)
            if before.contains("kèm") || before.contains("kèm theo"), !found.contains(thing.1) { found.append(thing.1) }
        }
        return found
    }

    static func items(_ quotas: [Quota], kinds: [String]) -> [ItemRule] {
        guard quotas.isEmpty else {
            var items: [ItemRule] = []
            for quota in quotas {
                // `(2 kỳ/tháng) … (2 kỳ/tháng)`: two things of one kind, which nobody may add up.
                let same = items.count { $0.kind == quota.kind || $0.kind.hasPrefix("\(quota.kind)-") }
                let kind = same == 0 ? quota.kind : "\(quota.kind)-\(same + 1)"
                items.append(ItemRule(kind: kind, min: quota.min, max: quota.max))
            }
            return items
        }
        return (kinds.isEmpty ? ["document"] : kinds).map { ItemRule(kind: $0, min: 1) }
    }

    /// For the codes of obligations.
    static let words = [
        "article": "bai-viet", "video": "video", "report": "bao-cao", "plan": "ke-hoach", "list": "danh-sach",
        "dossier": "ho-so",
        "nomination": "dien-hinh", "initiative": "sang-kien", "page": "chuyen-trang", "document": "van-ban",
        "event": "hoat-dong",
        "broadcast": "phat-song", "section": "muc-bao-cao", "image": "hinh-anh",
    ]
}

extension ItemRule {
    /// `tùy tình hình`: invited, and never missed.
    var asOptional: ItemRule {
        var item = self
        (item.min, item.isOptional) = (0, true)
        return item
    }
}
