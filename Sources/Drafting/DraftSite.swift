import Definition
import Papers

/// The files of a site around a draft: they check, with warnings for what a person must fill in.
package enum DraftSite {
    /// By name.
    package static func files(of draft: Draft, source: String) -> [(name: String, text: String)] {
        let code = DraftYAML.code(of: draft)
        let issuer = draft.header.issuer
        let speaker =
            draft.units.first { $0.kind == "department" && draft.obligations.map(\.to).contains($0.code) }
            ?? draft.units.first
        let site = """
            site: \(code)
            title: \(DraftYAML.scalar(draft.header.title ?? "Kế hoạch mới"))
            timezone: Asia/Ho_Chi_Minh
            language: vi
            workingHours: { from: '07:30', to: '17:00' }
            noticesAt: '08:00'
            # cần người điền: nhân danh ai, từ địa chỉ nào
            sender: { name: \(DraftYAML.quoted(speaker?.name ?? issuer?.name ?? "Cơ quan theo dõi")), address: dien-dia-chi@example.vn\(speaker.map { ", unit: \($0.code)" } ?? "") }

            """
        return [
            ("plan.yaml", DraftYAML.text(of: draft, source: source)), ("site.yaml", site),
            ("units.csv", units(draft.units)),
            ("roles.csv", "unit,post,name,mailbox\n"),
        ]
    }

    /// Rows to be replaced by the real list: groups stand there as one row each.
    private static func units(_ units: [DraftUnit]) -> String {
        let rows = units.map { unit in
            [
                unit.code, unit.name, unit.level?.rawValue ?? "", unit.kind, unit.parent ?? "",
                unit.clusters.joined(separator: ";"), "",
            ].map(field).joined(separator: ",")
        }
        return (["code,name,level,kind,parent,clusters,mailbox"] + rows).joined(separator: "\n") + "\n"
    }

    private static func field(_ text: String) -> String {
        let text = FormulaGuard.neutralised(text)
        return text.contains { ",\"\n".contains($0) } ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
    }
}
