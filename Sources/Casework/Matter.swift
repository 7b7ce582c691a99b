import Storage
import Almanac
import Definition
import Engine
import Notation

/// Something that a collector is told about a whole collection, in its digest; looked at again when the digest leaves.
enum Matter: Codable, Equatable {
    /// Units are behind with their quotas.
    case shortfall(collection: String)
    /// Two units have sent the same.
    case alike(Likeness)
    /// Duties wait for their day.
    case unscheduled
    /// The days off of a year have not been decided.
    case noHolidays(year: Int)
    /// Mails have not arrived, or nobody knows whether they have.
    case undelivered
    /// The mailbox cannot be read, or a mail in it.
    case mailbox
    /// Mails have come from nobody known.
    case strangers
    /// Files have been held back since then.
    case quarantined(since: Instant)
    /// How the site fared in these days: told whatever it was.
    case week(from: Day, to: Day)

    /// What a template names; nil when there is nothing to tell any more.
    func facts(in sitting: Sitting, _ office: Office) throws -> JSON? {
        switch self {
        case .shortfall(let key):
            guard let collection = try sitting.collection(key) else { return nil }
            let short = try collection.shortQuotas(in: sitting, office.zone)
            guard !short.isEmpty else { return nil }
            return Matter.facts(
                of: collection, "\(Wording.twoDigits(short.count)) đơn vị dưới mức tiến độ chỉ tiêu",
                short.map(\.words))
        case .alike(let likeness):
            guard let collection = try sitting.collection(likeness.collection),
                let others = try likeness.confirmed(in: sitting)
            else { return nil }
            return Matter.facts(
                of: collection, "trùng giữa các đơn vị, đề nghị xem xét",
                ["\(likeness.words): \(others.joined(separator: ", "))"])
        case .unscheduled:
            let waiting = (office.plan?.obligations ?? []).filter(\.due.isUnscheduled)
            guard !waiting.isEmpty else { return nil }
            return Matter.facts(
                titled: "Nhiệm vụ chưa có ngày",
                subject:
                    "\(Wording.twoDigits(waiting.count)) nhiệm vụ chưa có ngày, chưa ai được nhắc; khi biết ngày, ghi vào plan.yaml",
                items: waiting.map { "\($0.title ?? $0.code) (\($0.code)): “\($0.duePhrase)”" })
        case .undelivered:
            let lost = try Undelivered.open(in: sitting)
            guard !lost.isEmpty else { return nil }
            let rest = lost.count - Undelivered.mostTold
            return Matter.facts(
                titled: "Thư không gửi được",
                subject: "\(Wording.twoDigits(lost.count)) thư không tới hoặc chưa rõ đã tới, không tính là đã nhắc",
                items: lost.prefix(Undelivered.mostTold).map { $0.words(in: office.zone) }
                    + (rest > 0 ? ["và \(rest) thư khác, xem bằng lệnh dondoc doctor"] : []))
        case .mailbox:
            let troubles = try MailboxTrouble.open(in: sitting)
            guard !troubles.isEmpty else { return nil }
            let rest = troubles.count - MailboxTrouble.mostTold
            return Matter.facts(
                titled: "Hộp thư đến", subject: "có thư trả lời chưa vào được hệ thống, đề nghị xem hộp thư",
                items: troubles.prefix(MailboxTrouble.mostTold).map { $0.words(in: office.zone) }
                    + (rest > 0 ? ["và \(rest) việc khác"] : []))
        case .strangers:
            let held = try StrangeMail.open(in: sitting)
            guard !held.isEmpty else { return nil }
            let rest = held.count - StrangeMail.mostTold
            return Matter.facts(
                titled: "Thư từ địa chỉ lạ",
                subject: "\(Wording.twoDigits(held.count)) thư được giữ lại, chưa mở; chưa đơn vị nào được tính",
                items: held.prefix(StrangeMail.mostTold).map { $0.words(in: office.zone) }
                    + (rest > 0 ? ["và \(rest) thư khác trong thư mục \(office.settings.quarantine)"] : []))
        case .week(let first, let last):
            return try WeekReport(office: office, days: first..<last).facts(in: sitting)
        case .quarantined(let moment):
            let files = try sitting.store.events(
                type: EventType.fileQuarantined.rawValue, since: moment, atMost: Undelivered.mostTold)
            guard !files.isEmpty else { return nil }
            return Matter.facts(
                titled: "Tệp bị giữ lại",
                subject: "\(Wording.twoDigits(files.count)) tệp chưa được tiếp nhận, đang ở thư mục quarantine",
                items: files.map { Matter.words(forFile: $0, office) })
        case .noHolidays(let year):
            guard office.calendar.isProvisional(year: year) else { return nil }
            return Matter.facts(
                titled: "Lịch nghỉ năm \(year)", subject: "chưa có lịch nghỉ chính thức, các hạn của năm là tạm tính",
                items: ["Khi có thông báo nghỉ lễ, Tết năm \(year), ghi các ngày nghỉ và ngày làm bù vào holidays.csv"])
        }
    }

    private static func facts(of collection: Collection, _ subject: String, _ items: [String]) -> JSON {
        facts(
            titled: collection.rule.title ?? collection.rule.code, Wording.periodName(collection.period),
            subject: subject,
            items: items)
    }

    /// Of a file that is marked secret, not even its name.
    private static func words(forFile event: CloudEvent, _ office: Office) -> String {
        let data = event.data ?? .null
        let day = event.time.map { office.zone.day(of: $0) }
        let file = data["code"] == "secret" ? "một tệp mang dấu chỉ độ mật" : data["name"].asString ?? "một tệp"
        let unit = data["unit"].asString.map { code in
            day.map { office.unitName(UnitCode(code), on: $0) } ?? code
        }
        let reason = data["code"] == "secret" ? nil : data["reason"].asString
        return [day?.vietnamese, unit, file, reason].compactMap { $0 }.joined(separator: ", ")
    }

    static func facts(
        titled title: String, _ periodName: String? = nil, subject: String, items: [String]
    ) -> JSON {
        [
            "title": .string(title), "periodName": JSON(periodName), "subject": .string(subject),
            "items": .array(items.map { .string($0) }),
        ]
    }
}

extension Quota {
    /// `Huyện Càng Long: 03/05 gương điển hình (đến nay cần 04)`
    var words: String {
        let kind = Wording.kindNames[need.kind] ?? need.kind
        let standing = "\(Wording.twoDigits(received))/\(Wording.twoDigits(need.min)) \(kind)"
        return "\(unitName): \(standing)\(isOver ? "" : " (đến nay cần \(Wording.twoDigits(expected)))")"
    }
}
