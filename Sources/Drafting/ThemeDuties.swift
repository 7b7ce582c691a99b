/// The few things to be done that stand among what is to be said in the calendar of themes.
enum ThemeDuties {
    private static let beginnings = [
        "tổ chức hội nghị", "tổ chức lễ", "tổ chức hội thi", "phát động và triển khai", "phát động phong trào",
        "tổ chức cuộc thi",
    ]

    static func read(_ themes: [DraftTheme]) -> [BodyReader.Found] {
        themes.flatMap { theme in
            let texts = [theme.title] + Outline.Block.sentences(of: theme.content, line: theme.line).map(\.text)
            var found: [BodyReader.Found] = []
            for text in texts {
                let lower = text.lowercased()
                let isEvent = beginnings.contains { lower.hasPrefix($0) }
                let isIntroduction = lower.contains("lựa chọn để giới thiệu") || lower.contains("giới thiệu về dự")
                guard isEvent || isIntroduction, found.isEmpty else { continue }
                let sentence = Sentence(text, line: theme.line)
                let months = theme.months.map(String.init).joined(separator: ", ")
                let when =
                    theme.months.isEmpty
                    ? "bảng chủ đề ghi “Trong năm”, không nêu ngày"
                    : "bảng chủ đề chỉ nêu tháng \(months), không nêu ngày"
                let kind = isIntroduction ? "nomination" : lower.hasPrefix("tổ chức") ? "event" : "plan"
                found.append(
                    BodyReader.Found(
                        quote: text, line: theme.line, title: BodyReader.shortened(text), actors: nil,
                        recipients: Recipients.find(in: sentence),
                        items: ItemKinds.items([], kinds: [kind]), hit: nil, doubts: [when]))
            }
            return found
        }
    }
}
