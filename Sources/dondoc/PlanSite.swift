import Almanac
import Drafting
import Foundation

/// A site for a plan of which only the head is known: it checks clean, and has one duty to write over.
struct PlanSite {
    let issuer: String
    let symbol: String?
    let date: Day?
    let from: Day
    let to: Day
    let title: String
    let parent: NewPlan.Parent?
    let name: String

    /// `UBND huyện Tân Biên` is `ubnd-huyen-tan-bien`.
    static func code(_ words: String) -> String {
        let code = DraftYAML.slug(words)
        return code.isEmpty ? "co-quan" : code
    }

    var files: [(name: String, text: String)] {
        [("plan.yaml", plan), ("site.yaml", site), ("units.csv", units), ("roles.csv", roles)]
    }

    private var issuerCode: String { Self.code(issuer) }

    /// Whose plan it is, by the issuer's name, and who owes below it.
    private struct Ranks {
        /// Empty for bodies outside of the territorial levels.
        let own: String
        let below: String
        let kind: String
        let selector: String
        let members: String

        static func communes(below own: String, _ members: String) -> Ranks {
            Ranks(
                own: own, below: "commune", kind: "people-committee", selector: "{ level: commune }", members: members)
        }

        static func bodies(of own: String) -> Ranks {
            Ranks(
                own: own, below: "", kind: "subordinate", selector: "{ kind: subordinate }",
                members: "Đơn vị trực thuộc")
        }
    }

    /// The district level ended on 1 July 2025 (Resolution 202/2025/QH15).
    private static let endOfDistricts = Day(clamping: 1, month: 7, year: 2025)

    private var ranks: Ranks {
        let lower = issuer.lowercased()
        if ["xã ", "phường ", "thị trấn ", "đặc khu "].contains(where: { lower.contains("ubnd \($0)") }) {
            return .bodies(of: "commune")
        }
        if lower.contains("tỉnh") || lower.hasPrefix("sở") { return .communes(below: "province", "UBND xã, phường") }
        let isDistrict = ["huyện", "quận", "thị xã"].contains { lower.contains($0) } || lower.hasPrefix("phòng")
        if isDistrict, to < Self.endOfDistricts { return .communes(below: "district", "UBND xã, thị trấn") }
        return .bodies(of: "")
    }

    private var plan: String {
        var lines = ["plan: \(name)", "title: \(DraftYAML.scalar(title))", "issuer: \(issuerCode)"]
        lines.append(
            symbol.map { "symbol: \(DraftYAML.scalar($0))" }
                ?? "symbol: chưa cấp số          # ghi số khi văn thư đã cấp: 31/KH-UBND")
        lines.append(
            date.map { "issued: \($0.iso)" }
                ?? "# issued: \(from.iso)          # ghi ngày ban hành; ngày tự đặt thì thêm dòng issuedOrigin: admin-set"
        )
        lines.append("validity: { from: \(from.iso), to: \(to.iso) }")
        if let parent {
            lines += [
                "implements:", "  - issuer: \(DraftYAML.scalar(parent.issuer))",
                "    symbol: \(DraftYAML.scalar(parent.symbol))",
            ]
            if let date = parent.date { lines.append("    date: \(date.iso)") }
        }
        return lines.joined(separator: "\n") + "\n" + """
            recipients:
              - { text: \(DraftYAML.quoted("Các \(ranks.members)")), to: \(ranks.selector) }
              - 'Lưu: VT'

            # Mỗi nhiệm vụ một đoạn như dưới đây: câu của kế hoạch trong quote, hạn theo đúng lời văn trong due.
            obligations:
              reports:
                title: Báo cáo kết quả thực hiện
                quote: Báo cáo kết quả thực hiện trước ngày 15/12 hằng năm
                from: \(ranks.selector)
                to: noi-vu
                items: [{ kind: report, min: 1 }]
                due: trước ngày 15/12 hằng năm
                origin: admin-set          # ví dụ; thay bằng câu và hạn của kế hoạch
                remind: [5, 3, 1]
                escalate:
                  - { after: 1, to: [contact, head] }
                  - { after: 5, to: collector, draft: cong-van-don-doc }

            """
    }

    private var site: String {
        """
        site: \(name)
        title: \(DraftYAML.scalar(title))
        timezone: Asia/Ho_Chi_Minh
        language: vi
        workingHours: { from: '07:30', to: '17:00' }
        noticesAt: '08:00'
        sender: { name: \(DraftYAML.quoted("Nội vụ, \(issuer)")), address: noivu@example.vn, unit: noi-vu }

        """
    }

    private var units: String {
        """
        code,name,level,kind,parent,mailbox
        \(issuerCode),\(Self.field(issuer)),\(ranks.own),people-committee,,vanthu@example.vn
        noi-vu,Cơ quan nội vụ,,department,\(issuerCode),noivu@example.vn
        don-vi-1,\(Self.field("\(ranks.members) số 1")),\(ranks.below),\(ranks.kind),\(issuerCode),donvi1@example.vn
        don-vi-2,\(Self.field("\(ranks.members) số 2")),\(ranks.below),\(ranks.kind),\(issuerCode),donvi2@example.vn

        """
    }

    private var roles: String {
        """
        unit,post,name,mailbox
        noi-vu,contact,Chuyên viên đầu mối,noivu@example.vn
        noi-vu,head,Trưởng cơ quan nội vụ,truong.noivu@example.vn

        """
    }

    private static func field(_ text: String) -> String {
        text.contains(",") || text.contains("\"") ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
    }
}
