import Almanac
import Definition
import Engine
import Notation
import Storage

/// What the administrator is told each Monday, also when nothing has happened: that it runs, what left and what did not,
/// and what will be missing one day.
struct WeekReport {
    let office: Office
    /// From the morning of the first day to that of the last, which is not counted.
    let days: Range<Day>

    /// More of one kind are not counted.
    private static let most = 1000

    func facts(in sitting: Sitting) throws -> JSON {
        let zone = office.zone
        let span = zone.start(of: days.lowerBound)..<zone.start(of: days.upperBound)
        let counts = try sitting.store.outgoingCounts(of: Release.notice, queuedIn: span)
        func count(_ states: OutgoingRow.State...) -> Int { states.map { counts[$0] ?? 0 }.reduce(0, +) }
        let lost = count(.failed, .unconfirmed)
        let held = try events(.fileQuarantined, in: span, sitting)
        let waiting = try sitting.all(DraftedLetter.self, DraftedLetter.kind, parent: nil, openOnly: true)
        var items = [
            "Thư: đã gửi \(count(.sent)), đang chờ \(count(.queued, .sending)), không tới hoặc chưa rõ \(lost)",
            "Nội dung nộp đã nhận: \(try words(events(.submissionReceived, in: span, sitting))); tệp bị giữ lại: \(words(held))",
            "Văn bản chờ ký: "
                + (waiting.isEmpty
                    ? "không có"
                    : "\(Wording.twoDigits(waiting.count)) (\(waiting.prefix(5).map(\.name).joined(separator: ", ")))"),
            undated, holidays(on: days.upperBound),
        ]
        if let machine = try MachineCondition.last(in: sitting) { items += machine.words(at: sitting.now, in: zone) }
        let troubles = [
            lost > 0 ? "\(lost) thư không tới hoặc chưa rõ" : nil, held > 0 ? "\(words(held)) tệp bị giữ lại" : nil,
        ].compactMap { $0 }
        let last = days.upperBound.advanced(by: -1)
        return Matter.facts(
            titled: "Hệ thống vẫn chạy", "từ \(days.lowerBound.vietnamese) đến hết \(last.vietnamese)",
            subject: troubles.isEmpty ? "đã gửi \(count(.sent)) thư" : troubles.joined(separator: ", "), items: items)
    }

    private func events(_ type: EventType, in span: Range<Instant>, _ sitting: Sitting) throws -> Int {
        try sitting.store.events(type: type.rawValue, since: span.lowerBound, atMost: WeekReport.most).count
    }

    private func words(_ count: Int) -> String { count >= WeekReport.most ? "từ \(count)" : String(count) }

    private var undated: String {
        let waiting = (office.plan?.obligations ?? []).filter(\.due.isUnscheduled)
        return "Nhiệm vụ chưa có ngày: "
            + (waiting.isEmpty
                ? "không có" : waiting.map { "\($0.title ?? $0.code) (\($0.code))" }.joined(separator: "; "))
    }

    /// How far the table reaches, and which years of the plan it lacks.
    private func holidays(on day: Day) -> String {
        let end = max(day.year + 1, office.plan?.validTo.year ?? 0)
        let known = (day.year...max(day.year, end)).prefix { !office.calendar.isProvisional(year: $0) }
        let missing = (day.year...end).filter { office.calendar.isProvisional(year: $0) }.map(String.init)
        let reach = known.last.map { "chính thức đến hết năm \($0)" } ?? "chưa có của năm \(day.year)"
        return "Lịch nghỉ: \(reach)" + (missing.isEmpty ? "" : "; còn thiếu năm \(missing.joined(separator: ", "))")
    }
}

/// What only the machine itself knows, as its daemon has told it last.
struct MachineCondition: Codable {
    let at: Instant
    /// In bytes.
    let free: Int?
    let backedUpAt: Instant?

    static let kind = "condition"
    static let key = "machine"

    init(_ event: CloudEvent, at now: Instant) {
        let data = event.data ?? .null
        at = now
        free = data["freeBytes"].asInteger
        backedUpAt = data["backedUpAt"].asString.flatMap { Instant(rfc3339: $0) }
    }

    static func last(in sitting: Sitting) throws -> MachineCondition? { try sitting.load(Self.self, kind, key) }

    func words(at now: Instant, in zone: Zone) -> [String] {
        let backup = backedUpAt.map { moment in
            let age = max(0, zone.day(of: now).number - zone.day(of: moment).number)
            return "\(zone.day(of: moment).vietnamese) (\(age) ngày trước)"
        }
        var words = ["Sao lưu gần nhất: \(backup ?? "chưa ghi nhận lần nào")"]
        if let free {
            words.append("Đĩa còn trống: \(free >= 1 << 30 ? "\(free >> 30) GB" : "\(free >> 20) MB, sắp đầy")")
        }
        return words
    }
}
