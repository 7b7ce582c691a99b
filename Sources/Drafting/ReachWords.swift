/// Whether a list of recipients reaches somebody, by the words alone.
enum ReachWords {
    private static let short: [(String, String)] = [
        ("tt.hđnd", "thường trực hđnd"), ("tt.hu", "huyện ủy"), ("tt hđnd", "thường trực hđnd"),
        ("tt huyện", "thường trực huyện"), ("tt tu", "tỉnh ủy"), ("dn ", "doanh nghiệp "),
        ("cty", "công ty doanh nghiệp"), ("cq ", "cơ quan "), ("tx", "thị xã"), ("tp", "thành phố"),
        ("pt-th", "phát thanh truyền hình"),
        ("ptth", "phát thanh truyền hình"), ("gd&đt", "giáo dục"), ("tv hội đồng", "thành viên hội đồng"),
        ("mttq", "ubmttq"),
    ]

    static func spelledOut(_ text: String) -> String {
        var text = " " + text.lowercased() + " "
        for (from, to) in short { text = text.replacing(from, with: to) }
        return text
    }

    /// Which words of the list speak of which beginnings of a name.
    private static let covers: [(String, [String])] = [
        ("doanh nghiệp", ["doanh nghiệp"]), ("trường học", ["trường"]), ("trường", ["trường"]),
        ("lực lượng vũ trang", ["công an", "quân sự", "vũ trang"]),
        ("địa phương", ["ubnd", "địa phương"]), ("cơ quan", ["cơ quan", "sở", "ban, ngành", "ban, sở"]),
        ("đơn vị", ["đơn vị", "sở", "cơ quan", "ban, ngành"]),
        ("báo", ["báo", "đơn vị sự nghiệp"]), ("đài", ["đài", "đơn vị sự nghiệp"]), ("sở", ["sở"]), ("ban", ["ban"]),
        ("ngành", ["ngành"]), ("phòng", ["phòng", "cơ quan", "ban, ngành"]),
        ("đoàn thể", ["đoàn thể", "chính trị"]), ("khối", ["khối", "cơ quan", "đơn vị"]),
        ("thành viên", ["thành viên"]), ("hội đồng tđkt xã", ["ubnd xã", "ubnd các xã"]),
        ("trung tâm", ["trung tâm", "cơ quan", "đơn vị"]), ("văn phòng", ["văn phòng", "vp", "cơ quan"]),
        ("ubmttq", ["ubmttq", "mặt trận", "đoàn thể"]),
        ("hội đồng", ["hội đồng", "hđ"]),
    ]

    static func reaches(_ list: [String], _ name: String) -> Bool {
        let lower = NamedOffice.canonical(name.lowercased()).replacing("ubnd cấp ", with: "ubnd ")
        for territory in ["xã", "phường", "thị trấn", "huyện", "quận", "thị xã", "thành phố"] {
            if lower.hasPrefix(territory) || lower.hasPrefix("ubnd các \(territory)")
                || lower.hasPrefix("ubnd \(territory)")
            {
                return list.contains { entry in
                    Sentence(entry, line: 1).words.indices.contains { index in
                        let words = Sentence(entry, line: 1)
                        return words.has(territory, at: index) && ["ubnd", "các", ","].contains(words.word(index - 1))
                            && !(territory == "xã" && words.word(index - 1) == "thị")
                    }
                }
            }
        }
        if let words = covers.first(where: { lower.hasPrefix($0.0) })?.1 {
            return list.contains { entry in words.contains { entry.contains($0) } }
        }
        let key = lower.split(separator: " ").prefix(3).joined(separator: " ")
        return list.contains { $0.contains(key) }
    }
}
