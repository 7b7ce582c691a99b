import Almanac
import Foundation

/// The questions of `dondoc new plan`, and the site that their answers make.
struct NewPlan {
    /// Where answers come from, one line each; nil at the end.
    let ask: (String) -> String?
    let complain: (String) -> Void
    /// Whether somebody sits there who can be asked again.
    let isInteractive: Bool
    let given: (String) -> String?

    private struct Question {
        let option: String
        let words: String
        /// What an empty answer means; nil: there must be one.
        var whenEmpty: String?
    }

    /// The files, by name.
    func files() throws(CommandError) -> [(name: String, text: String)] {
        let issuer = try answer(
            .init(option: "issuer", words: "Cơ quan ban hành (issuer), ví dụ UBND huyện Tân Biên"), Self.line)
        let symbol = try answer(
            .init(
                option: "symbol", words: "Số, ký hiệu (symbol), ví dụ 31/KH-UBND; để trống nếu chưa cấp số",
                whenEmpty: ""), Self.symbol)
        let date = try answer(
            .init(option: "date", words: "Ngày ban hành (date), ví dụ 13/01/2026; để trống nếu chưa có", whenEmpty: ""),
            Self.optionalDay)
        let from = try answer(
            .init(
                option: "from", words: "Thực hiện từ ngày (from), ví dụ 01/01/2026",
                whenEmpty: date.map { "01/01/\($0.year)" }), Self.day)
        let to = try answer(.init(option: "to", words: "Đến hết ngày (to)", whenEmpty: "31/12/\(from.year)")) {
            text throws(CommandError) in
            let day = try Self.day(text)
            guard day >= from else { throw .usage("\(day.vietnamese) is before the first day, \(from.vietnamese)") }
            return day
        }
        let title = try answer(
            .init(option: "title", words: "Tên kế hoạch (title)", whenEmpty: "Kế hoạch năm \(from.year)"), Self.line)
        let parent = try answer(
            .init(
                option: "parent",
                words:
                    "Văn bản cấp trên (parent): số, ngày, cơ quan, ví dụ 886/KH-UBND ngày 14/3/2026 của UBND tỉnh; để trống nếu không có",
                whenEmpty: ""),
            Self.parent)
        let name = try answer(
            .init(option: "name", words: "Tên thư mục, mã (name)", whenEmpty: "\(PlanSite.code(issuer))-\(from.year)"),
            Self.code)
        return PlanSite(
            issuer: issuer, symbol: symbol, date: date, from: from, to: to, title: title, parent: parent, name: name
        ).files
    }

    private func answer<Answer>(
        _ question: Question, _ read: (String) throws(CommandError) -> Answer
    ) throws(CommandError) -> Answer {
        if let text = given(question.option) { return try Self.reading(text, question, read) }
        while true {
            let hint = question.whenEmpty.flatMap { $0.isEmpty ? nil : " [\($0)]" } ?? ""
            guard let line = ask("\(question.words)\(hint): ") else {
                guard let text = question.whenEmpty else {
                    throw .usage("the answers end before --\(question.option); give it as an option or as a line")
                }
                return try Self.reading(text, question, read)
            }
            let text = line.trimmingCharacters(in: .whitespaces)
            do throws(CommandError) {
                if text.isEmpty, question.whenEmpty == nil { throw .usage("this question needs an answer") }
                return try Self.reading(text.isEmpty ? question.whenEmpty ?? "" : text, question, read)
            } catch {
                guard isInteractive else { throw error }
                complain(error.sentence)
            }
        }
    }

    private static func reading<Answer>(
        _ text: String, _ question: Question, _ read: (String) throws(CommandError) -> Answer
    ) throws(CommandError) -> Answer {
        do throws(CommandError) {
            return try read(text.precomposedStringWithCanonicalMapping.trimmingCharacters(in: .whitespaces))
        } catch {
            throw .usage("--\(question.option): \(error.sentence)")
        }
    }
}

/// How each answer is read.
extension NewPlan {
    struct Parent {
        let symbol: String
        let date: Day?
        let issuer: String
    }

    static func line(_ text: String) throws(CommandError) -> String {
        let isSound = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        guard !text.isEmpty, text.count <= 300, isSound else {
            throw .usage("write it on one line, in at most 300 characters")
        }
        return text
    }

    static func symbol(_ text: String) throws(CommandError) -> String? {
        if text.isEmpty || text == "chưa cấp số" { return nil }
        guard text.wholeMatch(of: /\d{1,5}[\/\-][\p{L}\d\/&.\-]{1,40}/) != nil else {
            throw .usage("\"\(text)\" is no number of a document; write it like 31/KH-UBND or 83-KH/HU")
        }
        return text
    }

    static func day(_ text: String) throws(CommandError) -> Day {
        if let day = Day(iso: text) { return day }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, let day = parts[0], let month = parts[1], let year = parts[2],
            (1900...2999).contains(year),
            let found = Day(year: year, month: month, day: day)
        else { throw .usage("\"\(text)\" is no day; write it like 13/01/2026 or 2026-01-13") }
        return found
    }

    static func optionalDay(_ text: String) throws(CommandError) -> Day? { text.isEmpty ? nil : try day(text) }

    static func parent(_ text: String) throws(CommandError) -> Parent? {
        if text.isEmpty { return nil }
        guard let match = text.wholeMatch(of: /(?:số\s+)?(\S+)(?:,?\s+ngày\s+(\S+?))?,?\s+(?:của\s+)?([^\d\s].*)/)
        else {
            throw .usage("\"\(text)\" is no document; write it like 886/KH-UBND ngày 14/3/2026 của UBND tỉnh")
        }
        guard let symbol = try symbol(String(match.output.1)) else { return nil }
        return Parent(
            symbol: symbol, date: try match.output.2.map { text throws(CommandError) in try day(String(text)) },
            issuer: try line(String(match.output.3)))
    }

    static func code(_ text: String) throws(CommandError) -> String {
        guard text.wholeMatch(of: /[a-z0-9][a-z0-9\-]{0,60}/) != nil else {
            throw .usage("\"\(text)\" is no code; use small letters without marks, digits and hyphens: tan-bien-2026")
        }
        return text
    }
}
