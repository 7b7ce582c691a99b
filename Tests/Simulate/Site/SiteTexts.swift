/// The files of the simulated site: a small province in a year of reform, with a plan of months and of a year, ladders,
/// quotas, roll-ups, choices and a cascade.
enum SiteTexts {
    static func site(zone: String, missedRuns: String) -> String {
        """
        site: mo-phong
        title: Trang mô phỏng
        timezone: \(zone)
        sender: { name: Sở Nội vụ, address: noivu@tinh.example.vn, phone: 0296 000 000, unit: so-noi-vu }
        missedRuns: \(missedRuns)

        """
    }

    static let units = """
        code,name,level,kind,parent,mailbox,from,to
        ubnd-tinh,Ủy ban nhân dân tỉnh,province,people-committee,,ubnd@tinh.example.vn,,
        so-noi-vu,Sở Nội vụ,,department,ubnd-tinh,noivu@tinh.example.vn,,
        bao,Báo tỉnh,,press,ubnd-tinh,bao@tinh.example.vn,,
        dai,Đài Phát thanh - Truyền hình tỉnh,,press,ubnd-tinh,dai@tinh.example.vn,,
        xa-1,Xã Tân Lập,commune,people-committee,ubnd-tinh,xa1@tinh.example.vn,,
        xa-2,Xã Hòa Hiệp,commune,people-committee,ubnd-tinh,xa2@tinh.example.vn,,
        xa-3,Xã Trà Vong,commune,people-committee,ubnd-tinh,xa3@tinh.example.vn,,2025-07-01
        xa-4,Xã Mỏ Công,commune,people-committee,ubnd-tinh,xa4@tinh.example.vn,,2025-07-01
        xa-5,Xã Thạnh Bình,commune,people-committee,ubnd-tinh,xa5@tinh.example.vn,,2025-04-01
        xa-moi,Xã Trà Vong mới,commune,people-committee,ubnd-tinh,xamoi@tinh.example.vn,2025-07-01,

        """

    /// Two go whole into a new one; one is split, and a person has to say who goes on.
    static let successors = """
        event,day,old,new,transfer,lead
        merge,2025-07-01,xa-3,xa-moi,whole,
        merge,2025-07-01,xa-4,xa-moi,whole,
        split,2025-04-01,xa-5,xa-1,part,
        split,2025-04-01,xa-5,xa-2,part,

        """

    static let roles = """
        unit,post,name,mailbox
        so-noi-vu,contact,Chuyên viên đầu mối,thidua@tinh.example.vn
        so-noi-vu,head,Giám đốc,giamdoc@tinh.example.vn
        bao,head,Tổng Biên tập,tbt@bao.example.vn

        """

    static let plan = """
        plan: ke-hoach-2025
        title: Kế hoạch tuyên truyền điển hình tiên tiến năm 2025
        issuer: ubnd-tinh
        symbol: 31/KH-UBND
        issued: 2025-01-03
        validity: { from: 2025-01-01, to: 2025-12-31 }
        recipients:
          - { text: Sở Nội vụ, to: { units: [so-noi-vu] } }
          - { text: Báo và Đài, to: { kind: press } }
        themes:
          - code: ngay-le
            title: Ngày lễ lớn
            months: [4, 9]
            days:
              - { name: Ngày thành lập Đảng, solar: 3/2 }
              - { name: Ngày thành lập Đoàn, solar: 26/3 }
              - { name: Ngày Sách, solar: 21/4 }
              - { name: Ngày Giải phóng miền Nam, solar: 30/4 }
              - { name: Ngày sinh Chủ tịch Hồ Chí Minh, solar: 19/5 }
              - { name: Ngày Thi đua ái quốc, solar: 11/6 }
              - { name: Ngày Thương binh - Liệt sĩ, solar: 27/7 }
              - { name: Ngày Cách mạng tháng Tám, solar: 19/8 }
              - { name: Quốc khánh, solar: 2/9 }
              - { name: Ngày Doanh nhân, solar: 13/10 }
              - { name: Ngày Nhà giáo, solar: 20/11 }
              - { name: Ngày Quân đội, solar: 22/12 }
              - { name: Giỗ Tổ Hùng Vương, lunar: 10/3 }
        obligations:
          articles:
            title: Bài viết điển hình tiên tiến
            quote: Định kỳ trước ngày 25 hàng tháng gửi bài viết
            from: { units: [bao, dai] }
            to: so-noi-vu
            items:
              - { kind: article, min: 2 }
              - { kind: video, min: 1, units: [dai] }
            due: trước ngày 25 hàng tháng
            remind: [5, 3, 1]
            escalate:
              - { after: 1, to: [contact, head] }
              - { after: 3, to: superior }
              - { after: 5, to: collector, draft: cong-van-don-doc }
          reports:
            title: Báo cáo tháng
            quote: Trước ngày 15 hàng tháng các xã báo cáo
            from: { level: commune }
            to: so-noi-vu
            items: [{ kind: report, min: 1 }]
            due: trước ngày 15 hàng tháng
            remind: [3, 1]
            escalate: [{ after: 1, to: [contact, collector] }]
            workflow: monthly-reports
          nominations:
            title: Gương điển hình tiên tiến
            quote: Mỗi xã giới thiệu từ 02 đến 03 gương trước ngày 15/12/2025
            from: { level: commune }
            to: so-noi-vu
            items: [{ kind: nomination, min: 2, max: 3 }]
            due: trước ngày 15/12/2025
            remind: [10, 3]
            escalate: [{ after: 1, to: [contact] }]
            review: person
          profiles:
            title: Hồ sơ bình chọn
            quote: Mỗi xã gửi hồ sơ trước ngày 20 hàng tháng
            from: { level: commune }
            to: so-noi-vu
            items: [{ kind: profile, min: 1 }]
            due: trước ngày 20 hàng tháng
            remind: [2]
            workflow: choice
          introductions:
            title: Giới thiệu mô hình mới
            quote: Khi phát hiện mô hình mới
            from: { units: [bao, dai] }
            to: so-noi-vu
            items: [{ kind: document, min: 1 }]
            due: none

        """
}
