/// Tables of units, posts, mergers and holidays, as people save them.
extension Grammar {
    static func csv(_ random: inout Randomness) -> String {
        let separator = random.pick([",", ",", ";", "\t"])
        let lineEnd = random.pick(["\n", "\n", "\r\n", "\r"])
        let columns = random.pick([
            ["code", "name", "level", "kind", "parent", "clusters", "mailbox", "phone", "from", "to"],
            ["unit", "post", "name", "mailbox", "phone", "cluster", "from", "to"], ["date", "kind", "name"],
            ["event", "day", "old", "new", "transfer", "lead"],
            ["level", "code", "full_name", "parent_code", "valid_from", "valid_to", "name"],
            ["Tỉnh Thành Phố", "Mã TP", "Quận Huyện", "Mã QH", "Phường Xã", "Mã PX", "official"],
            ["code", "name", "parent"], ["unit", "post", "name"], ["name", "CODE", "lvel", "code", ""],
        ])
        var lines = [columns.joined(separator: separator)]
        for _ in 0..<random.count(atMost: 60) {
            var row = columns.map { cell($0, &random) }
            if random.isOne(in: 12) { row.removeLast(random.below(row.count)) }
            if random.isOne(in: 16) { row.append(random.pick(csvWords)) }
            lines.append(row.joined(separator: separator))
        }
        return (random.isOne(in: 12) ? "\u{FEFF}" : "") + lines.joined(separator: lineEnd)
            + (random.isOne(in: 3) ? "" : lineEnd)
    }

    private static func cell(_ column: String, _ random: inout Randomness) -> String {
        if random.isOne(in: 16) { return random.run(of: csvWords + characters, atMost: 6) }
        switch column {
        case "code", "unit", "parent", "CODE", "old", "new", "parent_code":
            return random.isOne(in: 6) ? "" : "u\(random.below(8))"
        case "level": return random.pick(["", "province", "district", "commune", "central", "tỉnh", "huyen"])
        case "Mã TP", "Mã QH", "Mã PX", "official":
            return random.pick(["", "1", "01", "001", "00001", "89", "883", "30280", "x"])
        case "event": return random.pick(["merge", "split", "rename", "dissolve", "sáp nhập", "chia", "", "x"])
        case "transfer": return random.pick(["", "whole", "part", "toàn bộ", "một phần"])
        case "lead": return random.pick(["", "yes", "x", "có", "no"])
        case "from", "to", "date", "day", "valid_from", "valid_to":
            return random.pick([
                "", "2025-07-01", "2024-02-29", "2023-02-29", "9999-12-31", "0001-01-01", "01/07/2025", "2026-02-21",
            ])
        case "kind":
            return random.pick(["", "press", "holiday", "substitute", "swap_off", "swap_work", "holiday?", "x"])
        case "clusters", "cluster": return random.pick(["", "cum-1", "cum-1;cum-2", "cum-1|cum-1", ";"])
        case "post": return random.pick(["head", "contact", "council-member", ""])
        case "mailbox": return random.pick(["a@b.vn", "", "a@b", "A <a@b.vn>", "a@b.vn\nBcc: x", "@"])
        default:
            return random.pick([
                "Tên", "\"Sở, Nội vụ\"", "\"hai \"\"ngoặc\"\"\"", "\"dòng\n2\"", "  khoảng  trắng ", "",
            ])
        }
    }

    static let csvWords = [
        ",", ";", "\"", "\"\"", "\n", "\r", "\r\n", "\t", "code", "name", "parent", "unit", "post", "date", "kind",
        "u0", "u1",
        "2025-07-01", "holiday", "swap_work", "council-member", "\u{FEFF}", "\0", "=1+1", "#", "a@b.vn", " ",
    ]
}
