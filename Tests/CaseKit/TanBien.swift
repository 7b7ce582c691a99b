import Casework
import TestKit

/// Tân Biên around 1 July 2025, with its real communes and successors; the mailboxes are made up.
package enum TanBien {
    package static let before = """
        code,official,name,level,kind,parent,mailbox,from,to
        72,,Tỉnh Tây Ninh,province,people-committee,,ubnd@tayninh.example.vn,,
        705,,Huyện Tân Biên,district,people-committee,72,ubnd@tanbien.example.vn,,
        pnv,,Phòng Nội vụ huyện Tân Biên,district,department,705,pnv@tanbien.example.vn,,
        so-noi-vu,,Sở Nội vụ,province,department,72,snv@tayninh.example.vn,,
        25486,,Thị trấn Tân Biên,commune,people-committee,705,tt@tanbien.example.vn,,
        25489,,Xã Tân Lập,commune,people-committee,705,tanlap@tanbien.example.vn,,
        25492,,Xã Thạnh Bắc,commune,people-committee,705,thanhbac@tanbien.example.vn,,
        25495,,Xã Tân Bình,commune,people-committee,705,tanbinh@tanbien.example.vn,,
        25498,,Xã Thạnh Bình,commune,people-committee,705,thanhbinh@tanbien.example.vn,,
        25501,,Xã Thạnh Tây,commune,people-committee,705,thanhtay@tanbien.example.vn,,
        25504,,Xã Hòa Hiệp,commune,people-committee,705,hoahiep@tanbien.example.vn,,
        25507,,Xã Tân Phong,commune,people-committee,705,tanphong@tanbien.example.vn,,
        25510,,Xã Mỏ Công,commune,people-committee,705,mocong@tanbien.example.vn,,
        25513,,Xã Trà Vong,commune,people-committee,705,travong@tanbien.example.vn,,

        """

    /// The same list after the reform: what ended, and the six communes that have taken over.
    package static let after =
        before.replacing("vn,,\n", with: "vn,,2025-07-01\n")
        .replacing("ubnd@tayninh.example.vn,,2025-07-01", with: "ubnd@tayninh.example.vn,,")
        .replacing("snv@tayninh.example.vn,,2025-07-01", with: "snv@tayninh.example.vn,,") + """
            25486-2025,25486,Xã Tân Biên,commune,people-committee,72,tanbien@tayninh.example.vn,2025-07-01,
            25489-2025,25489,Xã Tân Lập,commune,people-committee,72,tanlap@tayninh.example.vn,2025-07-01,
            25498-2025,25498,Xã Thạnh Bình,commune,people-committee,72,thanhbinh@tayninh.example.vn,2025-07-01,
            25510-2025,25510,Xã Trà Vong,commune,people-committee,72,travong@tayninh.example.vn,2025-07-01,
            25549-2025,25549,Xã Tân Phú,commune,people-committee,72,tanphu@tayninh.example.vn,2025-07-01,
            25591-2025,25591,Xã Phước Vinh,commune,people-committee,72,phuocvinh@tayninh.example.vn,2025-07-01,

            """

    package static let events = """
        event,day,old,new,transfer,lead
        merge,2025-07-01,25486,25486-2025,whole,
        merge,2025-07-01,25495,25486-2025,whole,
        merge,2025-07-01,25501,25486-2025,whole,
        merge,2025-07-01,25489,25489-2025,whole,
        merge,2025-07-01,25492,25489-2025,whole,
        merge,2025-07-01,25498,25498-2025,whole,
        merge,2025-07-01,25504,25591-2025,whole,
        split,2025-07-01,25507,25498-2025,part,
        split,2025-07-01,25507,25549-2025,part,
        split,2025-07-01,25510,25510-2025,part,
        split,2025-07-01,25510,25549-2025,part,
        split,2025-07-01,25513,25510-2025,part,
        split,2025-07-01,25513,25549-2025,part,
        merge,2025-07-01,pnv,so-noi-vu,whole,
        dissolve,2025-07-01,705,,,

        """

    package static func plan(
        to: String = "so-noi-vu", due: String = "chậm nhất ngày 15/7/2025", more: String = ""
    ) -> String {
        """
        plan: tan-bien
        title: Kế hoạch năm 2025
        issuer: "72"
        symbol: 38/KH-UBND
        issued: 2025-01-02
        validity: { from: 2025-01-01, to: 2025-12-31 }
        obligations:
          nominations:
            title: Gương điển hình tiên tiến
            from: { level: commune }
            to: \(to)
            items: [{ kind: nomination, min: 2 }]
            due: \(due)
            remind: [5, 3, 1]
            escalate: [{ after: 1, to: [contact, head] }]
        \(more)

        """
    }

    package static let site = """
        site: tan-bien
        title: Tân Biên
        timezone: Asia/Ho_Chi_Minh
        sender: { name: Sở Nội vụ, address: noivu@tinh.example.vn, unit: so-noi-vu }

        """

    package static let roles = "unit,post,name\nso-noi-vu,contact,Chuyên viên đầu mối\n"

    /// Played until the evening before, when the reform's files are put in place.
    package static func year(plan: String = plan(), isKnown: Bool = false, events: String = events) throws -> Year {
        let files = isKnown ? ["units.csv": after, "successors.csv": events] : ["units.csv": before]
        return try Year(
            plan: plan, workflows: files.merging(["site.yaml": site, "roles.csv": roles]) { $1 }, from: "2025-01-01")
    }

    package static func reformed(
        plan: String = plan(), events: String = events, _ meanwhile: (Year) throws -> Void = { _ in }
    ) throws -> Year {
        let year = try year(plan: plan)
        try meanwhile(year)
        try year.play(until: "2025-06-30T20:00")
        try year.change(["units.csv": after, "successors.csv": events])
        return try year.play(until: "2025-07-01T00:01")
    }
}
