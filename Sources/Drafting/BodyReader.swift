import Almanac
import Foundation
import Definition

/// Goes through the body of a plan, keeping who is being spoken to, and gathers the duties.
struct BodyReader {
    /// A duty before it has its code and its units.
    struct Found {
        var quote: String
        var line: Int
        var title: String
        var actors: Actors?
        var recipients: [Recipients.Found]
        var items: [ItemRule]
        /// Items that only some of the actors owe.
        var ownItems: [(offices: [NamedOffice], kind: String)] = []
        var hit: DuePhrases.Hit?
        var quotas: [Quota] = []
        var doubts: [String] = []
        var group = 0
        /// The words that say that it is done already.
        var told: String?
    }

    private(set) var found: [Found] = []
    /// Where the plan says from when to when it holds.
    private(set) var validityWords: [(text: String, line: Int)] = []

    private var context: [(depth: Int, actors: Actors)] = []
    private var previous: Actors?
    private var responsible: Actors?
    private var group = 0
    private var section = ""
    private var heading = ""
    private var headingText = ""
    private var lastShared: (hit: DuePhrases.Hit, sentence: Sentence, block: Int)?

    mutating func read(_ blocks: some Sequence<Outline.Block>) {
        for (index, block) in blocks.enumerated() { read(block, index) }
    }

    private mutating func read(_ block: Outline.Block, _ index: Int) {
        let depth = block.kind == .paragraph && block.text.hasSuffix(":") ? 4 : block.depth
        context.removeAll { $0.depth >= depth }
        switch block.kind {
        case .section:
            (section, heading, headingText, previous, responsible) = (block.text.lowercased(), "", "", nil, nil)
        case .number: (heading, headingText, previous, responsible) = (block.text.lowercased(), block.text, nil, nil)
        default: break
        }
        if block.kind == .section || block.kind == .number || block.kind == .letter { group += 1 }
        if block.isHeading || block.kind == .number, let actors = Actors.heading(block.text, line: block.line) {
            context.append((depth, actors))
            previous = actors
            return
        }
        guard block.kind != .row, !isAboutMoney else { return }
        for sentence in block.sentences { read(sentence, block, depth, index) }
    }

    private var isAboutMoney: Bool {
        (section.contains("kinh phí") && heading.isEmpty) || heading.hasPrefix("kinh phí")
            || heading.hasPrefix("nguồn kinh phí")
            || section.hasPrefix("kinh phí") || section.hasPrefix("dự toán")
    }

    private var isPurpose: Bool {
        let title = heading.count < 80 ? section + " " + heading : section
        return ["mục đích", "mục tiêu", "chỉ tiêu", "yêu cầu", "quan điểm"].contains(where: title.contains)
    }

    private mutating func read(_ sentence: Sentence, _ block: Outline.Block, _ depth: Int, _ index: Int) {
        let lower = sentence.text.lowercased()
        guard !lower.hasPrefix("trên đây là"), !lower.hasPrefix("nơi nhận") else { return }
        if let label = Lexicon.actorLabels.first(where: { lower.hasPrefix("\($0):") }) {
            let rest = String(sentence.text.dropFirst(label.count + 1))
            if let actors = Actors.heading(rest.trimmingCharacters(in: .whitespaces), line: sentence.line) {
                settle(actors)
            }
            return
        }
        let parts = DutyParts(sentence)
        let isLabel = Lexicon.timeLabels.contains { lower.hasPrefix("\($0):") || lower.hasPrefix("\($0) ") }
        if isLabel, isValidity(lower, parts) {
            validityWords.append((sentence.text, sentence.line))
            return
        }
        if let actors = parts.parts.first?.actors, block.kind == .dash || lower.contains(":") && depth < 8 {
            context.append((depth, actors))
        }
        gather(parts, sentence, index, isLabel: isLabel)
        if let actors = parts.parts.first?.actors { previous = actors }
        lastShared = parts.shared.first(where: { $0.rule.isUnscheduled }).map { ($0, sentence, index) }
    }

    /// The plan's own span, and no duty.
    private func isValidity(_ lower: String, _ parts: DutyParts) -> Bool {
        let isRange = lower.contains("từ ") && (lower.contains("đến ") || lower.contains("hết "))
        let isPlanLevel = section.contains("thời gian") || heading.hasPrefix("thời gian") || section.contains("phạm vi")
        let speaksOfSending =
            lower.contains("báo cáo") || lower.contains("gửi") || lower.contains("nộp") || lower.contains("nhận")
        return !speaksOfSending && (isPlanLevel || isRange && parts.parts.first?.actors == nil && heading.isEmpty)
            || isPlanLevel && isRange && !speaksOfSending
    }

    /// `Đơn vị chủ trì: Sở Nội vụ`: for what stands with it, also before it.
    private mutating func settle(_ actors: Actors) {
        responsible = actors
        for index in found.indices where found[index].group == group && found[index].actors == nil {
            found[index].actors = actors
        }
    }

    private mutating func gather(_ parts: DutyParts, _ sentence: Sentence, _ index: Int, isLabel: Bool) {
        var quote = sentence.text
        var line = sentence.line
        var shared = parts.shared
        let lower = sentence.text.lowercased()
        if lower.hasPrefix("đồng thời"), parts.hits.isEmpty, !parts.quotas.isEmpty || !parts.recipients.isEmpty,
            let last = lastShared, last.block == index
        {
            quote = "\(last.sentence.text) \(quote)"
            line = last.sentence.line
            var hit = last.hit
            hit.doubt = "“Đồng thời”: hiểu theo “\(last.hit.phrase)” của câu trước"
            shared = [hit]
        }
        guard isDuty(parts, lower, shared) else { return }
        var duties = divide(parts, shared)
        if duties.count > 1, shared.contains(where: \.isDated), parts.quotas.isEmpty, parts.hits.count == shared.count {
            duties = [merged(duties, sentence)]
        }
        for var duty in duties {
            duty.found.quote = quote
            duty.found.line = line
            duty.found.group = group
            duty.found.told = duty.parts.compactMap(\.told).first
            duty.found.title = title(sentence, duty, isLabel: isLabel || sentence.words.count < 8)
            if isLabel || sentence.words.count < 12, duty.found.actors == nil { duty.found.actors = responsible }
            complete(&duty.found, sentence)
            let dated = duty.hits.filter(\.isDated)
            // A time that makes no day of its own is told all the same.
            duty.found.doubts += duty.hits.filter(\.rule.isNone).compactMap(\.doubt)
            if dated.count > 1 {
                for hit in dated {
                    if let next = nextHop(duty.found, hit, sentence) {
                        append(next, hit, extra: nil)
                        continue
                    }
                    append(duty.found, hit, extra: "câu có \(dated.count) thời hạn; mỗi thời hạn một nhiệm vụ")
                }
            } else {
                append(duty.found, dated.first ?? duty.hits.first, extra: nil)
            }
        }
    }

    /// `… về Phòng Nội vụ để tổng hợp, báo cáo UBND tỉnh trước ngày 25`: the second day is the collector's own.
    private func nextHop(_ duty: Found, _ hit: DuePhrases.Hit, _ sentence: Sentence) -> Found? {
        guard let purpose = sentence.words[..<hit.words.lowerBound].lastIndex(where: { $0.text == "để" }),
            let main = duty.recipients.first(where: { !$0.isPurpose }), main.verb < purpose,
            let next = duty.recipients.first(where: { $0.isPurpose && $0.verb > purpose })
        else { return nil }
        var found = duty
        found.actors = Actors(offices: [main.office], isRequest: false, words: main.words)
        found.recipients = [
            Recipients.Found(
                office: next.office, verb: next.verb, words: next.words, isAdvice: false, isDelivery: true,
                isReport: next.isReport,
                isPurpose: false)
        ]
        found.title = Self.shortened(sentence.text(of: purpose + 1..<sentence.words.count))
        return found
    }

    private mutating func append(_ duty: Found, _ hit: DuePhrases.Hit?, extra: String?) {
        var duty = duty
        duty.hit = hit
        duty.doubts += [hit?.rule.isNone == true ? nil : hit?.doubt, extra].compactMap { $0 }
        found.append(duty)
    }

    /// Whether a sentence carries a duty with a deadline, a recurrence, a quota or a recipient.
    private func isDuty(_ parts: DutyParts, _ lower: String, _ shared: [DuePhrases.Hit]) -> Bool {
        let hits = parts.hits + shared
        let sentence = parts.sentence
        let hasVerb = sentence.words.indices.contains { index in
            let pair = "\(sentence.words[index].text) \(sentence.word(index + 1) ?? "")"
            return Lexicon.verbs.contains(pair) || Lexicon.verbs.contains(sentence.words[index].text)
        }
        // `Thời gian: Quý III/2026`: the work stands above it.
        let isTimed = hits.contains { $0.isDated || $0.rule.isNone }
        guard hasVerb || isTimed else { return false }
        // `Mục tiêu: hằng năm, 100% cơ sở …` is aimed at, not owed.
        if section.contains("mục tiêu") || section.contains("chỉ tiêu") {
            return hits.contains(where: \.isDated) || !parts.recipients.isEmpty
        }
        if !hits.isEmpty { return true }
        if isPurpose { return false }
        if Self.isConditional(lower) { return parts.recipients.contains { $0.isReport && !$0.isPurpose } }
        if !parts.quotas.isEmpty { return true }
        return parts.recipients.contains { found in
            // To advise the council is no delivery; to gather and hand something to it is.
            if parts.sentence.word(found.verb) == "tham", !lower.contains("tổng hợp") { return false }
            return !found.office.isGroup || found.office.kind != "agency"
        }
    }

    /// `trong quá trình triển khai nếu có khó khăn, … kịp thời báo cáo UBND tỉnh`: owed where the case arises.
    private static func isConditional(_ lower: String) -> Bool {
        lower.contains("nếu ") || lower.hasPrefix("trong quá trình")
    }

    private struct Divided {
        var found: Found
        var hits: [DuePhrases.Hit]
        var words: Range<Int>
        var parts: [DutyParts.Part]
    }

    private func divide(_ parts: DutyParts, _ shared: [DuePhrases.Hit]) -> [Divided] {
        var duties: [Divided] = []
        let hasBrackets = parts.parts.contains { $0.isBracketed && $0.actors != nil && !$0.quotas.isEmpty }
        for part in parts.parts {
            let own = part.hits.filter { hit in !shared.contains(hit) }
            let bears = !part.quotas.isEmpty || !own.isEmpty || !part.recipients.isEmpty || !shared.isEmpty
            if let actors = part.actors, bears || duties.isEmpty {
                duties.append(start(actors, part, own))
            } else if var last = duties.popLast() {
                last.parts.append(part)
                last.hits += own
                last.found.quotas += part.quotas
                last.found.recipients += part.recipients
                last.words = last.words.lowerBound..<part.words.upperBound
                duties.append(last)
            } else {
                duties.append(start(nil, part, own))
            }
        }
        if hasBrackets, duties.count > 1, duties[0].found.actors == nil { duties.removeFirst() }
        duties = duties.filter {
            $0.found.actors != nil || duties.count == 1 || !$0.found.quotas.isEmpty || !$0.hits.isEmpty
                || !$0.found.recipients.isEmpty
        }
        if shared.isEmpty, duties.count > 1 {
            // A part without anything of its own is told with its neighbour.
            let bearing = duties.filter { !$0.hits.isEmpty || !$0.found.quotas.isEmpty || !$0.found.recipients.isEmpty }
            if !bearing.isEmpty { duties = bearing }
        }
        for index in duties.indices {
            duties[index].hits += shared.filter { !duties[index].hits.contains($0) }
            if duties[index].found.recipients.isEmpty { duties[index].found.recipients = parts.recipients }
        }
        return duties
    }

    private func start(_ actors: Actors?, _ part: DutyParts.Part, _ own: [DuePhrases.Hit]) -> Divided {
        let found = Found(
            quote: "", line: 0, title: "", actors: actors, recipients: part.recipients, items: [], hit: nil,
            quotas: part.quotas)
        return Divided(found: found, hits: own, words: part.words, parts: [part])
    }

    /// One deadline for several who do alike: `trước ngày 25 … Báo … gửi bài viết; Đài … gửi bài viết kèm video-clip`.
    private func merged(_ duties: [Divided], _ sentence: Sentence) -> Divided {
        var all = duties[0]
        let kinds = duties.map { ItemKinds.kinds(in: sentence, $0.words) }
        let common = kinds.dropFirst().reduce(kinds[0]) { kept, next in kept.filter(next.contains) }
        for (duty, kinds) in zip(duties, kinds) {
            for kind in kinds where !common.contains(kind) {
                all.found.ownItems.append((duty.found.actors?.offices ?? [], kind))
            }
        }
        for duty in duties.dropFirst() {
            all.found.actors?.offices += duty.found.actors?.offices ?? []
            all.hits += duty.hits.filter { !all.hits.contains($0) }
            all.words = all.words.lowerBound..<duty.words.upperBound
        }
        all.found.items = common.map { ItemRule(kind: $0, min: 1) }
        return all
    }

    private func complete(_ duty: inout Found, _ sentence: Sentence) {
        if duty.actors == nil, let actors = context.last?.actors { duty.actors = actors }
        if duty.actors == nil, let previous {
            duty.actors = previous
            duty.doubts.append("câu không nêu ai thực hiện; lấy theo đoạn trước")
        }
        if duty.items.isEmpty {
            duty.items = ItemKinds.items(duty.quotas, kinds: ItemKinds.kinds(in: sentence, 0..<sentence.words.count))
        }
        let lower = sentence.text.lowercased()
        if Self.isConditional(lower), duty.quotas.isEmpty, DuePhrases(sentence).hits.isEmpty {
            duty.items = [ItemRule(kind: "report", min: 1).asOptional]
            duty.doubts.append("chỉ phải báo cáo khi có việc")
        }
        if lower.contains("tùy tình hình") || lower.contains("tuỳ tình hình"), duty.quotas.isEmpty,
            !duty.ownItems.isEmpty || duty.items.count == 1
        {
            duty.doubts.append("“tùy tình hình”: có thể không bắt buộc")
            // In a sentence that sets numbers for others, a person must tell whom the words are about.
            if duty.ownItems.isEmpty, Quotas.find(in: sentence.text).isEmpty {
                duty.items[0] = duty.items[0].asOptional
            }
        }
    }

    /// What is done, in the plan's words: from the verb on.
    private func title(_ sentence: Sentence, _ duty: Divided, isLabel: Bool) -> String {
        // `Thời hạn: …` under a heading that says what; not under the name of an office.
        if isLabel, !heading.isEmpty, Actors.heading(headingText, line: sentence.line) == nil {
            return Self.shortened(headingText)
        }
        let begin = duty.found.actors.map { max($0.words.upperBound, duty.words.lowerBound) } ?? duty.words.lowerBound
        var index = duty.words.contains(begin) ? begin : duty.words.lowerBound
        let hits = duty.hits
        if sentence.has("trên địa bàn", at: index) || sentence.has("đóng trên địa bàn", at: index) {
            while index < duty.words.upperBound - 1, !Lexicon.verbs.contains(sentence.words[index].text),
                !Lexicon.verbs.contains("\(sentence.words[index].text) \(sentence.word(index + 1) ?? "")")
            { index += 1 }
        }
        while index < duty.words.upperBound - 1 {
            if let hit = hits.first(where: { $0.words.contains(index) }) {
                index = hit.words.upperBound
            } else if sentence.words[index].isMark {
                index += 1
            } else {
                break
            }
        }
        let text = sentence.text(of: index..<duty.words.upperBound)
        return Self.shortened(text.prefix(1).uppercased() + text.dropFirst())
    }

    static func shortened(_ text: String) -> String {
        let clean = text.trimmingCharacters(in: .whitespaces)
        guard clean.count > 72 else { return clean.trimmingCharacters(in: .init(charactersIn: " .;:,/")) }
        var kept = ""
        for word in clean.split(separator: " ") {
            guard kept.count + word.count < 70 else { break }
            kept += kept.isEmpty ? String(word) : " \(word)"
        }
        return kept.trimmingCharacters(in: .init(charactersIn: " .;:,(")) + "…"
    }
}
