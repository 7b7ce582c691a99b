import Almanac
import Definition
import Drafting
import Foundation
import Notation
import Testing

/// The five plans that the project began with: outside of the checkout, and read where they are found.
private enum Seeds {
    static let folder: String? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return [root.appending(path: "../shared/seeds")].map(\.path).first {
            FileManager.default.fileExists(atPath: $0)
        }
    }()

    static func draft(_ name: String) throws -> (draft: Draft, text: PlanText) { try #require(drafts[name]) }

    /// Each is read once.
    private static let drafts: [String: (draft: Draft, text: PlanText)] = {
        var drafts: [String: (draft: Draft, text: PlanText)] = [:]
        for plan in plans {
            guard let folder, let bytes = FileManager.default.contents(atPath: "\(folder)/\(plan.name).txt") else {
                continue
            }
            let text = PlanText(String(decoding: bytes, as: UTF8.self))
            drafts[plan.name] = (DraftReader.read(text, file: plan.name), text)
        }
        return drafts
    }()

    struct Plan: Sendable, CustomTestStringConvertible {
        let name: String
        /// `line due`: all that names a day, and nothing else may.
        let dated: [String]
        /// `line due`: what recurs without a day.
        let recurring: [String]
        let findings: [String]
        var testDescription: String { name }
    }

    static let plans = [
        Plan(
            name: "000_d71b69fe2d30635d", dated: ["74 Định kỳ trước ngày 25 hàng tháng"],
            recurring: ["25 từng tháng", "64 hàng tháng", "74 tháng"],
            findings: [
                "missing-number", "missing-date", "absent-months", "blank-month", "anniversary", "ocr-suspect",
                "missing-blank", "first-period-past",
            ]),
        Plan(
            name: "001_e0cc8bfe4bc8825a",
            dated: ["109 trước các ngày 20/3, 20/6, 20/9 và 20/12", "123 chậm nhất ngày 15/4/2022"],
            recurring: ["125 06 tháng, năm"],
            findings: ["missing-number", "missing-date", "parent-year", "outside-recipients"]),
        Plan(
            name: "002_ddc491e705499c6a", dated: ["152 Cuối tháng 11 hằng năm"],
            recurring: ["85 năm", "95 Hằng năm", "125 Hằng năm"],
            findings: [
                "missing-number", "missing-date", "period-mismatch", "ocr-suspect", "outside-recipients",
                "district-level",
            ]),
        Plan(name: "003_583fc54cc3f889be", dated: ["61 cuối năm"], recurring: [], findings: ["parent-same"]),
        Plan(
            name: "004_3fe394b3081e82c7", dated: [], recurring: [],
            findings: ["missing-number", "missing-date", "district-level"]),
    ]
}

@Suite(.enabled(if: Seeds.folder != nil, "the source plans are not beside this checkout (../shared/seeds)"))
struct `a draft of a source plan` {
    @Test(arguments: Seeds.plans)
    fileprivate func `finds every dated duty and invents none`(plan: Seeds.Plan) throws {
        let duties = try Seeds.draft(plan.name).draft.obligations
        let dated = duties.filter { !$0.rule.isNone && !$0.rule.isUnscheduled }.map { "\($0.line) \($0.due)" }
        #expect(dated.sorted() == plan.dated.sorted())
        let recurring = Set(duties.filter(\.rule.isUnscheduled).map { "\($0.line) \($0.due)" })
        #expect(recurring == Set(plan.recurring))
    }

    @Test(arguments: Seeds.plans)
    fileprivate func `quotes exactly, and takes each day from the quote`(plan: Seeds.Plan) throws {
        let (draft, text) = try Seeds.draft(plan.name)
        let words = text.lines.map(\.text).filter { !$0.isEmpty }.joined(separator: " ")
        for duty in draft.obligations {
            #expect(words.contains(duty.quote), "\(duty.quote)")
            #expect(duty.due == "none" || duty.quote.contains(duty.due))
        }
    }

    @Test(arguments: Seeds.plans)
    fileprivate func `tells what is probably a slip`(plan: Seeds.Plan) throws {
        #expect(Set(try Seeds.draft(plan.name).draft.findings.map(\.code)) == Set(plan.findings))
    }

    @Test(arguments: Seeds.plans)
    fileprivate func `makes a site that the check can read`(plan: Seeds.Plan) throws {
        for (name, text) in DraftSite.files(of: try Seeds.draft(plan.name).draft, source: plan.name) {
            let source = SourceText(file: name, text: text)
            let problems =
                name == "plan.yaml" ? PlanDocument.read(source).1 : name == "site.yaml" ? SiteFile.read(source).1 : []
            #expect(problems.filter { $0.severity == .error }.isEmpty)
        }
    }

    @Test func `gives the two media bodies of An Giang one duty, and the clip to the station alone`() throws {
        let duties = try Seeds.draft("000_d71b69fe2d30635d").draft.obligations
        let duty = try #require(duties.first { $0.due == "Định kỳ trước ngày 25 hàng tháng" })
        #expect(duty.actors == ["Báo An Giang", "Đài Phát thanh - Truyền hình An Giang"])
        #expect(duty.to == "so-noi-vu")
        #expect(duty.items.map(\.kind) == ["article", "video"])
        #expect(duty.items[1].units?.map(\.text) == ["dai-phat-thanh-truyen-hinh-an-giang"])
    }

    @Test func `reads the quotas of Trà Vinh by kind of unit`() throws {
        let duties = try Seeds.draft("002_ddc491e705499c6a").draft.obligations.filter { $0.line == 125 }
        let quotas = duties.map {
            "\($0.actors.first ?? "?") \($0.items[0].min)\($0.items[0].max.map { "-\($0)" } ?? "")"
        }
        #expect(
            quotas == [
                "sở 1", "huyện, thị xã, thành phố 5", "xã, phường, thị trấn 2", "cơ quan Trung ương 1",
                "huyện, thị xã, thành phố 1-2", "sở 1-1",
            ])
    }

    @Test func `reads the calendar of themes of An Giang`() throws {
        let themes = try Seeds.draft("000_d71b69fe2d30635d").draft.themes
        #expect(themes.map(\.months) == [[1, 2], [1, 2], [3], [4], [5], [6], [8, 9], [12], [], [], [], []])
        #expect(
            themes[3].days.map { "\($0.day)/\($0.month) \($0.isLunar)" } == ["10/3 true", "30/4 false", "1/5 false"])
        #expect(themes[1].content.hasSuffix("lãng phí trong dịp tết."))
    }
}
