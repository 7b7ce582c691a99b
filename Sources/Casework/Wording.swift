import Almanac
import Definition
import Directory
import Foundation
import Notation

/// The facts of the casework in the words of the office, for templates to name. Vietnamese: what users read.
struct Wording {
    let office: Office
    let now: Instant

    var today: Day { office.zone.day(of: now) }

    /// Vietnamese official practice: small counts with a leading zero.
    static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    static let kindNames = [
        "article": "bài viết", "video": "video-clip", "audio": "bản ghi âm", "report": "báo cáo", "plan": "kế hoạch",
        "nomination": "gương điển hình", "list": "danh sách", "evidence": "minh chứng", "section": "mục trong báo cáo",
        "page": "chuyên trang", "introduction": "bài giới thiệu gương điển hình", "document": "tài liệu",
        "image": "hình ảnh", "sheet": "bảng tính", "minutes": "biên bản",
    ]

    static func counted(_ count: Int, _ kind: String) -> String { "\(twoDigits(count)) \(kindNames[kind] ?? kind)" }

    /// `biên bản bc-12.pdf`; a name that says so itself is not told twice.
    static func minutes(_ name: String) -> String {
        name.lowercased().hasPrefix("biên bản") ? name : "biên bản \(name)"
    }

    /// `tháng 3/2021`, `quý I/2022`, `năm 2022`, `ngày 15/4/2022`.
    static func periodName(_ period: String) -> String {
        if let day = Day(iso: period) { return "ngày \(day.vietnamese)" }
        let parts = period.split(separator: "-")
        guard parts.count == 2 else { return "năm \(period)" }
        let (year, part) = (parts[0], parts[1])
        let number = Int(part.drop { !$0.isNumber })
        switch (part.first, number) {
        case ("Q", let quarter?) where (1...4).contains(quarter):
            return "quý \(["I", "II", "III", "IV"][quarter - 1])/\(year)"
        case ("W", let week?): return "tuần \(week)/\(year)"
        default: return Int(part).map { "tháng \($0)/\(year)" } ?? period
        }
    }

    /// As people write it of this year: `tháng 3`, `quý I`, `tuần 12`; nil for years and days, whose names say too little.
    static func shortPeriodName(_ period: String) -> String? {
        guard Day(iso: period) == nil, period.contains("-") else { return nil }
        return periodName(period).split(separator: "/").first.map(String.init)
    }

    /// `14:32 ngày 16/6/2022`.
    func moment(_ instant: Instant) -> String {
        "\(office.zone.time(of: instant).text) ngày \(office.zone.day(of: instant).vietnamese)"
    }

    func common(to recipient: Mailbox) -> JSON {
        let sender = office.settings.sender
        return [
            "recipient": ["name": .string(recipient.name)],
            "sender": ["name": .string(sender.name), "address": .string(sender.address), "phone": JSON(sender.phone)],
            "plan": plan, "date": .string("\(today.vietnameseWeekday), ngày \(today.vietnamese)"),
        ]
    }

    var plan: JSON {
        guard let plan = office.plan else {
            return [
                "title": .string(office.settings.title), "reference": .string(office.settings.title), "issuer": nil,
                "symbol": nil, "issued": nil,
            ]
        }
        let issuer = office.unitName(plan.issuer, on: plan.issued ?? plan.validFrom)
        let symbol = plan.symbol.map { "số \($0)" } ?? "(chưa cấp số)"
        let issued = plan.issued.map { " ngày \($0.vietnamese)" } ?? ""
        return [
            "title": .string(plan.title), "reference": .string("Kế hoạch \(symbol)\(issued) của \(issuer)"),
            "issuer": .string(issuer),
            "symbol": JSON(plan.symbol), "issued": JSON(plan.issued?.vietnamese),
        ]
    }

    /// One matter of a mail.
    ///
    /// - Parameter document: the plan from which its days count, where it is not the office's own.
    func entry(
        of assignment: Assignment, _ rule: ObligationRule, kind: Notice.Kind, citing document: ChainDocument? = nil
    ) -> JSON {
        let deadline = assignment.deadline
        let isLate = now >= deadline.dueBefore
        let missing = assignment.shortage.map { Wording.counted($0.count, $0.kind) }
        let received = receivedWords(assignment)
        let owed = Wording.owed(assignment.needs)
        let collectors = Addressing(office: office, day: today).contact(of: rule.to)
        let collector = office.tree.unit(rule.to, on: today)
        return [
            "kind": .string(kind.rawValue), "isReminder": .bool(kind == .reminder && !isLate),
            "isOverdue": .bool(kind == .overdue),
            "isPartial": .bool(assignment.isPartial), "isEscalation": .bool(kind == .escalation),
            "isRequest": .bool(rule.force == .request || !assignment.isBinding),
            "title": .string(rule.title ?? rule.quote ?? rule.code), "urgedBy": nil,
            "unit": .string(assignment.unitName), "unitCode": .string(assignment.unit.text),
            "obligation": .string(assignment.obligation),
            "period": .string(assignment.period), "periodName": .string(Wording.periodName(assignment.period)),
            "reading": .string(deadline.reading),
            "lastDay": .string("\(deadline.lastDay.vietnameseWeekday) \(deadline.lastDay.vietnamese)"),
            "daysLeft": isLate ? nil : .integer(workingDays(from: today, to: deadline.lastDay)),
            "daysLate": isLate ? .integer(workingDays(from: deadline.lastDay, to: today)) : nil, "owed": .string(owed),
            "received": JSON(received),
            "missing": .string(missing.isEmpty ? "" : "thiếu \(missing.joined(separator: ", "))"),
            "quote": JSON(rule.quote), "collector": .string(collector?.salutation ?? rule.to.text),
            "contact": .string(collectors.first?.name ?? rule.to.text),
            "phone": JSON(phone(of: rule.to)),
            "basis": JSON(document?.words),
            "code": .string(assignment.code), "folder": .string(office.inboxFolder(for: assignment)),
            "dataPeriod": JSON(rule.dataDays(of: assignment.period).map(Wording.days)),
            "adminSet": .bool(rule.origin == .adminSet), "provisional": .bool(deadline.isProvisional),
            "themes": themes(of: deadline.lastDay),
            "isThemeless": .bool(!(office.plan?.themes ?? []).contains { $0.months.contains(deadline.lastDay.month) }),
            "returned": JSON(assignment.returned.last?.reason), "predecessors": JSON(assignment.predecessors),
        ]
    }

    /// `từ ngày 15/12/2021 đến hết ngày 14/6/2022`.
    private static func days(_ days: ClosedRange<Day>) -> String {
        "từ ngày \(days.lowerBound.vietnamese) đến hết ngày \(days.upperBound.vietnamese)"
    }

    func receivedWords(_ assignment: Assignment) -> String? {
        if assignment.isNil { return "không phát sinh" }
        guard let all = Wording.counted(assignment.counts) else { return nil }
        let others = (assignment.contributions ?? []).compactMap { contribution in
            Wording.counted(contribution.counts).map { "\(contribution.unitName) \($0)" }
        }
        return others.isEmpty ? all : "\(all) (trong đó \(others.joined(separator: "; ")))"
    }

    /// The themes of the month, then those of the whole year.
    func themes(of day: Day) -> JSON {
        let themes = office.plan?.themes ?? []
        let ofMonth = themes.filter { $0.months.contains(day.month) } + themes.filter { $0.months.isEmpty }
        return .array(
            ofMonth.map { theme in
                let days = theme.days.compactMap { named in named.day(in: day.year).map { named.facts(on: $0) } }
                return [
                    "title": .string(theme.title), "content": JSON(theme.content), "days": .array(days),
                    "isWholeYear": .bool(theme.months.isEmpty),
                ]
            })
    }

    /// What a unit owes under the plan, for the day on which it is told of it.
    func duties(of unit: UnitCode) -> [JSON] {
        let isAsked = office.tree.unit(unit, on: today)?.isAsked == true
        let current = office.workflowDuties.filter { $0.validTo.map { $0 >= today } ?? true }
        let rules = (office.plan?.obligations ?? []) + current
        return rules.filter { office.matches(unit, $0.from, on: max(today, $0.validFrom ?? today)) }.compactMap {
            rule in
            let needs = rule.items.filter { item in
                let isMeant = item.audience.map { office.matches(unit, $0, on: today) } ?? true
                return isMeant && item.isOwed(by: unit, in: today.year, among: nil)
            }
            guard !needs.isEmpty || rule.items.isEmpty else { return nil }
            return [
                "title": .string(rule.title ?? rule.code),
                "owed": .string(Wording.owed(needs)),
                "collector": .string(office.unitName(office.heir(of: rule.to, on: today) ?? rule.to, on: today)),
                "due": rule.due.isNone ? nil : .string(rule.duePhrase), "adminSet": .bool(rule.origin == .adminSet),
                "isRequest": .bool(rule.force == .request || isAsked),
            ]
        }
    }

    /// Working days after `first` up to and including `last`.
    func workingDays(from first: Day, to last: Day) -> Int {
        guard first < last else { return 0 }
        return (first.advanced(by: 1)...last).count { office.calendar.isWorkingDay($0) }
    }
}
