/// A small site in the manner of An Giang 2021: two media bodies owe articles each month.
package enum SampleSite {
    package static let site = """
        site: mau
        title: Trang mẫu
        timezone: Asia/Ho_Chi_Minh
        sender: { name: Sở Nội vụ, address: noivu@tinh.example.vn, phone: 0296 000 000, unit: so-noi-vu }

        """

    package static let units = """
        code,name,level,kind,parent,mailbox,phone
        ubnd-tinh,Ủy ban nhân dân tỉnh An Giang,province,people-committee,,ubnd@tinh.example.vn,
        so-noi-vu,Sở Nội vụ,,department,ubnd-tinh,noivu@tinh.example.vn,0296 000 000
        bao-an-giang,Báo An Giang,,press,ubnd-tinh,bao@tinh.example.vn,
        dai-pt-th,Đài Phát thanh - Truyền hình An Giang,,press,ubnd-tinh,dai@tinh.example.vn,
        so-y-te,Sở Y tế,,department,ubnd-tinh,yte@tinh.example.vn,

        """

    package static let roles = """
        unit,post,name,mailbox
        so-noi-vu,contact,Chuyên viên đầu mối,thidua@tinh.example.vn
        so-noi-vu,head,Giám đốc,giamdoc@tinh.example.vn
        bao-an-giang,head,Tổng Biên tập,tbt@bao.example.vn

        """

    /// The plan, with more lines for the obligation `articles`, indented by four, and more obligations.
    package static func plan(issued: String = "2021-01-01", articles: String = "", more: String = "") -> String {
        """
        plan: mau-2021
        title: Kế hoạch tuyên truyền điển hình tiên tiến năm 2021
        issuer: ubnd-tinh
        symbol: 31/KH-UBND
        issued: \(issued)
        validity: { from: 2021-01-01, to: 2021-12-31 }
        recipients:
          - { text: Sở Nội vụ, to: { units: [so-noi-vu] } }
          - { text: Báo và Đài, to: { kind: press } }
        obligations:
          articles:
            title: Bài viết điển hình tiên tiến
            quote: Định kỳ trước ngày 25 hàng tháng Báo An Giang gửi bài viết
            from: { units: [bao-an-giang, dai-pt-th] }
            to: so-noi-vu
            items:
              - { kind: article, min: 2 }
              - { kind: video, min: 1, units: [dai-pt-th] }
            due: trước ngày 25 hàng tháng
            remind: [5, 3, 1]
            escalate:
              - { after: 1, to: [contact, head] }
              - { after: 3, to: superior }
              - { after: 5, to: collector, draft: cong-van-don-doc }
        \(articles)
        \(more)

        """
    }

    package static func write(
        into folder: TemporaryFolder, plan: String = plan(), units: String = units, roles: String = roles,
        workflows: [String: String] = [:]
    ) throws {
        try folder.write(site, to: "site.yaml")
        try folder.write(units, to: "units.csv")
        try folder.write(roles, to: "roles.csv")
        try folder.write(plan, to: "plan.yaml")
        for (name, text) in workflows { try folder.write(text, to: name) }
    }
}
