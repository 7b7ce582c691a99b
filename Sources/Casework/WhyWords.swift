import Almanac
import Storage

/// The ledger's notes and states in the words of the office, and in English as they are written.
enum WhyWords {
    static func kind(_ kind: Notice.Kind) -> Why.Sentence {
        switch kind {
        case .reminder: Why.Sentence("thư nhắc", "reminder")
        case .overdue: Why.Sentence("thông báo quá hạn", "overdue notice")
        case .escalation: Why.Sentence("báo cáo lên cấp trên", "escalation")
        case .letter: Why.Sentence("dự thảo công văn", "draft letter")
        case .receipt: Why.Sentence("giấy xác nhận", "receipt")
        case .distribution: Why.Sentence("gửi kế hoạch", "distribution")
        case .rollup: Why.Sentence("tổng hợp", "roll-up")
        case .digest: Why.Sentence("thư tổng hợp trong ngày", "digest")
        }
    }

    static func state(of row: OutgoingRow, isHolding: Bool) -> Why.Sentence {
        switch row.state {
        case .queued where isHolding: Why.Sentence("đang giữ, chờ duyệt", "is held until it is approved")
        case .queued: Why.Sentence("chờ gửi", "waits to leave")
        case .sending: Why.Sentence("đang gửi", "is leaving")
        case .sent: Why.Sentence("đã gửi", "has left")
        case .failed: Why.Sentence("không gửi được: \(row.note ?? "")", "could not leave: \(row.note ?? "")")
        case .unconfirmed:
            Why.Sentence("không rõ đã tới máy chủ hay chưa", "nobody knows whether the server has taken it")
        }
    }

    static func sentence(of entry: LedgerRow, in zone: Zone) -> Why.Sentence {
        let (vietnamese, english) = (words(for: entry.note), entry.note)
        let time = zone.time(of: entry.nominal).text
        let minutes = entry.handled.milliseconds(since: entry.nominal) / 60_000
        let late =
            minutes < 1
            ? Why.Sentence("", "")
            : Why.Sentence(", muộn \(minutes) phút", ", \(minutes) minutes late")
        switch entry.result {
        case .done:
            return Why.Sentence("\(time) \(vietnamese)\(late.vietnamese)", "\(time) \(english)\(late.english)")
        case .merged:
            return Why.Sentence("\(time) gộp: \(vietnamese)", "\(time) merged: \(english)")
        case .skipped:
            return Why.Sentence("\(time) không gửi: \(vietnamese)", "\(time) not sent: \(english)")
        }
    }

    private static let whole: [String: String] = [
        "already answered": "đơn vị đã nộp", "waived": "được miễn", "cancelled": "đã hủy",
        "held until a successor is named": "chờ xác định đơn vị tiếp nối", "the deadline has passed": "đã quá hạn",
        "nobody collects it": "chưa có đơn vị thu nhận", "opened": "mở kỳ",
        "nobody knows whether the mail has arrived": "không rõ thư đã tới chưa",
    ]

    private static let beginnings: [(english: String, vietnamese: String)] = [
        ("handed over to ", "chuyển giao cho "), ("collected by ", "thu nhận: "),
        ("the mail did not arrive: ", "thư không tới: "),
    ]

    /// A note that is not known stays as it is.
    private static func words(for note: String) -> String {
        if let known = whole[note] { return known }
        if let match = note.wholeMatch(of: #/reminder, (\d+) working days before(: .*)?/#) {
            return "nhắc trước \(match.1) ngày làm việc"
        }
        if let match = note.wholeMatch(of: #/rung (\d+)(: .*)?/#) { return "đôn đốc lần \(match.1)" }
        for (english, vietnamese) in beginnings where note.hasPrefix(english) {
            return vietnamese + note.dropFirst(english.count)
        }
        return note
    }
}
