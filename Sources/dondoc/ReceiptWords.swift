import Notation

/// What a submission's receipt says, in a few lines for a terminal.
struct ReceiptWords {
    private let receipt: JSON

    init(_ receipt: JSON) { self.receipt = receipt }

    var text: String {
        var lines = ["đã tiếp nhận lúc \(words("at")), mã \(words("code")) (received)"]
        if let title = receipt["title"].asString { lines[0] += ": \(title) \(words("periodName"))" }
        if receipt["isUnclear"] == true {
            let folders = (receipt["choices"].asArray ?? []).compactMap { $0["folder"].asString }
            lines.append("chưa rõ thuộc nhiệm vụ nào, chưa tính (credited to none): nêu --obligation, một trong")
            lines += folders.map { "  \($0.split(separator: "/").dropFirst(2).joined(separator: "/"))" }
        }
        if receipt["isOutsidePlan"] == true { lines.append("ngoài các nhiệm vụ đang mở (outside what is owed now)") }
        if receipt["isDuplicate"] == true { lines.append("trùng với tệp đã nhận, tính một lần (a duplicate)") }
        if receipt["isLate"] == true { lines.append("sau thời hạn (late): \(words("reading"))") }
        if !words("received").isEmpty { lines.append("đến nay đã có (so far): \(words("received"))") }
        if !words("missing").isEmpty { lines.append("còn (still) \(words("missing"))") }
        if !words("surplus").isEmpty { lines.append("lưu ý (mind): \(words("surplus"))") }
        if receipt["isComplete"] == true { lines.append("đã đủ (complete)") }
        let problems = ((receipt["files"].asArray ?? []) + (receipt["exemplars"].asArray ?? [])).compactMap { one in
            one["problem"].asString.map { "\(one["name"].asString ?? ""): \($0)" }
        }
        return (lines + problems).joined(separator: "\n")
    }

    private func words(_ name: String) -> String { receipt[name].asString ?? "" }
}
