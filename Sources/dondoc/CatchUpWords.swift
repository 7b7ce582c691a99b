import Almanac
import Engine

/// What a desk found when it came back, in words: Vietnamese first, English beside it.
struct CatchUpWords {
    let zone: Zone

    /// What a start would make up for, as far as a turn tells that was taken and undone.
    func lines(of outlook: [Turn], site: String) -> [String] {
        guard let first = outlook.first, let last = outlook.last else { return [] }
        var lines = first.irregularities.map { sentence($0, at: first.at) }
        lines.append("Việc đến hạn: \(first.lateness.count) (wake-ups due)")
        guard last.notices > 0 else { return lines + ["Không có thư nào sắp gửi (no mail would leave)"] }
        let fate =
            last.hold == nil
            ? last.at == first.at
                ? "gửi ngay (they leave at once)"
                : "gửi lúc \(moment(last.at)) (they leave at \(last.at.rfc3339(in: zone)))"
            : "giữ lại chờ duyệt (held until approved): dondoc approve \(site)"
        return lines + ["Thư sẽ gửi (mails): \(last.notices), \(fate)"]
    }

    func sentence(_ irregularity: Irregularity, at now: Instant) -> String {
        switch irregularity {
        case .absent(let since):
            "Gián đoạn từ \(moment(since)) đến \(moment(now)) "
                + "(stopped from \(since.rfc3339(in: zone)) to \(now.rfc3339(in: zone)))"
        case .clockWentBack(let from):
            "Đồng hồ lùi từ \(moment(from)) về \(moment(now)): không gửi lại, không bỏ sót "
                + "(the clock went back from \(from.rfc3339(in: zone)) to \(now.rfc3339(in: zone)))"
        case .restored(let lacking):
            "Kho dữ liệu là bản sao cũ, thiếu \(lacking) lượt xử lý: thư được giữ lại "
                + "(the store is an older copy that lacks \(lacking) turns: mails are held)"
        case .broughtBack(let backup):
            "Kho dữ liệu được khôi phục từ bản sao lưu lúc \(Instant(rfc3339: backup).map(moment) ?? backup): "
                + "thư được giữ lại (the store was restored from the backup of \(backup): mails are held)"
        case .held(let hold): sentence(hold)
        }
    }

    func sentence(_ hold: Hold) -> String {
        let why =
            switch hold.reason {
            case .gap: ("quá nhiều thư sau gián đoạn", "too many at once after a stop")
            case .restored: ("kho dữ liệu được khôi phục", "the store was restored")
            }
        return "Giữ thư từ \(moment(hold.since)), lúc đó \(hold.notices) thư: \(why.0) "
            + "(mails are held since \(hold.since.rfc3339(in: zone)), \(hold.notices) then: \(why.1))"
    }

    private func moment(_ instant: Instant) -> String {
        "\(zone.time(of: instant).text) ngày \(zone.day(of: instant).vietnamese)"
    }
}
