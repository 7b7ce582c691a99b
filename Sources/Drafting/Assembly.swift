import Almanac
import Definition

/// Makes obligations with codes and selectors of what was found.
struct Assembly {
    let collector: NamedOffice?
    let past: PastFacts

    func duties(_ found: [BodyReader.Found], _ register: inout OfficeRegister, _ header: Draft.Header) -> [Draft.Duty] {
        var codes: [String: Int] = [:]
        var seen: Set<String> = []
        return found.compactMap { duty in
            var doubts = duty.doubts + [past.doubt(duty)].compactMap { $0 }
            let offices = duty.actors?.offices ?? []
            if offices.isEmpty { doubts.append("câu không nêu ai thực hiện") }
            let selector = register.selector(offices)
            let recipient = Self.recipient(of: duty)
            let to = register.code(of: recipient?.office ?? collector)
            if recipient == nil { doubts.append("câu không nêu nơi nhận") }
            if let office = recipient?.office, office.isGroup {
                doubts.append(
                    "nơi nhận “\(office.name)” là một \(office.isLevel ? "cấp" : "nhóm"); chọn một đơn vị")
            }
            let (due, rule, origin) = due(of: duty, &doubts)
            var items = duty.items
            if recipient?.isReport == true, duty.quotas.isEmpty, duty.ownItems.isEmpty,
                !items.contains(where: \.isOptional)
            {
                items = [ItemRule(kind: "report", min: 1)]
            }
            for own in duty.ownItems {
                items.append(
                    ItemRule(kind: own.kind, min: 1, units: own.offices.map { UnitCode(register.code(of: $0)) }))
            }
            if duty.quotas.isEmpty, items.contains(where: { ["article", "video", "nomination"].contains($0.kind) }) {
                doubts.append("câu không nêu số lượng")
            }
            for other in recipient?.others ?? [] {
                doubts.append("câu nêu thêm nơi nhận “\(other.name)”; to: chỉ ghi được một, thêm nhiệm vụ nếu cần")
            }
            if let next = duty.recipients.first(where: \.isPurpose), recipient?.isPurpose == false {
                doubts.append("bước tiếp theo trong câu: “\(next.office.name)”")
            }
            if !duty.quotas.isEmpty, duty.quote.lowercased().contains("trong đó có") {
                doubts.append("“trong đó có …”: số bên trong chỉ tiêu, không tính thêm")
            }
            if items.contains(where: { $0.kind.hasSuffix("-2") }) {
                doubts.append("câu có hai chỉ tiêu cùng loại; đặt tên cho từng loại")
            }
            if duty.quote.lowercased().contains("thang điểm") || duty.quote.lowercased().contains("chấm điểm") {
                doubts.append("câu nói đến chấm điểm; văn bản không nêu số điểm thì không tự đặt")
            }
            let key = "\(duty.quote)|\(due)|\(selector.text)|\(items)"
            guard seen.insert(key).inserted else { return nil }
            let base = code(items, rule)
            codes[base, default: 0] += 1
            let number = codes[base] ?? 1
            return Draft.Duty(
                code: number == 1 ? base : "\(base)-\(number)", title: duty.title, quote: duty.quote, line: duty.line,
                from: selector.text,
                actors: offices.isEmpty ? [] : offices.map(\.name), to: to, recipient: recipient?.office.name,
                items: items, due: due, rule: rule,
                origin: origin, isRequest: duty.actors?.isRequest ?? false, doubts: doubts)
        }
    }

    /// The first that the sentence names, before those of its purpose; advice only where nothing is sent.
    private static func recipient(of duty: BodyReader.Found) -> Recipients.Found? {
        let named = duty.recipients.filter { !$0.isPurpose }
        guard let first = named.first else { return duty.recipients.first }
        return first.isAdvice ? named.first(where: \.isDelivery) ?? first : first
    }

    private func due(of duty: BodyReader.Found, _ doubts: inout [String]) -> (String, DueRule, ObligationRule.Origin) {
        let lower = duty.quote.lowercased()
        if let hit = duty.hit {
            if hit.isDated { return (hit.phrase, hit.rule, .stated) }
            if hit.rule.isNone {
                doubts.append("chưa có hạn")
                return ("none", .none, .stated)
            }
            doubts.append("chưa có hạn: “\(hit.phrase)” không nêu ngày")
            return (hit.phrase, hit.rule, lower.contains("lồng ghép vào báo cáo") ? .inherited : .stated)
        }
        if let per = duty.quotas.compactMap(\.per).first, ["tháng", "quý", "năm", "tuần"].contains(per),
            let rule = try? DuePhrase.parse(per)
        {
            doubts.append("chưa có hạn: văn bản chỉ nêu số lượng mỗi \(per)")
            return (per, rule, .stated)
        }
        let vague = [
            "kịp thời", "thường xuyên", "trong năm", "đột xuất", "khi có yêu cầu", "tùy tình hình", "tuỳ tình hình",
        ].first { lower.contains($0) }
        let time = duty.quote.firstMatch(
            of:
                /(?i)(?:trong\s+)?(?:quý\s+(?:IV|I{1,3}|[1-4])(?:\s*(?:\/|năm)\s*\d{4})?|vào\s+năm\s+\d{4}|năm\s+\d{4}|tháng\s+\d{1,2}(?:\s*\/\s*\d{4})?)/
        )
        doubts.append(
            "chưa có hạn" + (vague.map { ": “\($0)”" } ?? time.map { ": câu có “\($0.output)”, không nêu ngày" } ?? ""))
        return ("none", .none, .stated)
    }

    private func code(_ items: [ItemRule], _ rule: DueRule) -> String {
        let kind = items.first.map { ItemKinds.words[$0.kind] ?? Slug.of($0.kind) } ?? "nhiem-vu"
        return period(rule).map { "\(kind)-\($0)" } ?? kind
    }

    private func period(_ rule: DueRule) -> String? {
        switch rule {
        case .none: nil
        case .unscheduled(let lengths): lengths.first.map { Slug.of($0 == .halfYear ? "6 thang" : "hang \(word($0))") }
        case .daily: "hang-ngay"
        case .weekly: "hang-tuan"
        case .monthly: "hang-thang"
        case .yearly(let dates, _): dates.count == 4 ? "hang-quy" : dates.count == 2 ? "6-thang" : "hang-nam"
        case .endOf(let span, _), .edge(_, _, let span, _):
            switch span {
            case .month: "hang-thang"
            case .quarter: "hang-quy"
            case .halfYear: "6-thang"
            case .year, .monthOfYear: "hang-nam"
            }
        case .dates(let days, _): days.first.map { $0.iso }
        case .within: "sau-ban-hanh"
        }
    }

    private func word(_ length: PeriodLength) -> String {
        switch length {
        case .day: "ngay"
        case .week: "tuan"
        case .month: "thang"
        case .quarter: "quy"
        case .halfYear: "6 thang"
        case .year: "nam"
        }
    }
}
