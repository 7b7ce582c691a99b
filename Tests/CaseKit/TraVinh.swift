import Engine
package import Notation

/// A province in the manner of Trà Vinh 2023-2025: districts, communes and departments with quotas of exemplars, and
/// others who give what they can.
package enum TraVinh {
    /// `communes` of them under the first district.
    package static func units(districts: Int = 2, communes: Int = 3, departments: Int = 2) -> String {
        var lines = [
            "code,name,level,kind,parent,clusters,mailbox",
            "ubnd-tinh,Ủy ban nhân dân tỉnh Trà Vinh,province,people-committee,,,ubnd@travinh.example.vn",
            "so-noi-vu,Ban Thi đua - Khen thưởng,,office,ubnd-tinh,,tdkt@travinh.example.vn",
            "cong-ty,Công ty Mía đường,,enterprise,ubnd-tinh,khoi-dn,miaduong@travinh.example.vn",
            "kho-bac,Kho bạc Nhà nước tỉnh,,central-agency,ubnd-tinh,,khobac@travinh.example.vn",
        ]
        for number in 1...districts {
            lines.append(
                "huyen-\(number),Huyện \(number),district,people-committee,ubnd-tinh,,huyen\(number)@travinh.example.vn"
            )
        }
        for number in 1...communes {
            lines.append("xa-\(number),Xã \(number),commune,people-committee,huyen-1,,xa\(number)@travinh.example.vn")
        }
        for number in 1...departments {
            lines.append("so-\(number),Sở \(number),,department,ubnd-tinh,,so\(number)@travinh.example.vn")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    package static let roles = """
        unit,post,name,mailbox
        so-noi-vu,contact,Chuyên viên,chuyenvien@travinh.example.vn

        """

    /// Exemplars by level and kind, as the plan has them; more lines for the duty, indented by four, and more duties.
    package static func plan(exemplars: String = "", more: String = "") -> String {
        """
        plan: tra-vinh
        title: Tuyên truyền gương điển hình tiên tiến giai đoạn 2023 - 2025
        issuer: ubnd-tinh
        symbol: 15/KH-UBND
        issued: 2023-01-03
        validity: { from: 2023-01-01, to: 2025-12-31 }
        obligations:
          exemplars:
            title: Gương điển hình tiên tiến
            from: { under: ubnd-tinh, except: [so-noi-vu] }
            to: so-noi-vu
            items:
              - { kind: nomination, min: 5, for: { level: district } }
              - { kind: nomination, min: 2, for: { level: commune } }
              - { kind: nomination, min: 1, for: { kind: department } }
              - { kind: nomination, optional: true, for: { kind: enterprise } }
              - { kind: nomination, optional: true, for: { kind: central-agency } }
            due: cuối năm
            remind: [5, 1]
        \(exemplars)
        \(more)

        """
    }

    /// One more duty: each commune reports every quarter.
    package static let reports = """
          reports:
            title: Báo cáo quý
            from: { level: commune }
            to: so-noi-vu
            items: [{ kind: report, min: 1 }]
            due: trước các ngày 20/3, 20/6, 20/9 và 20/12
        """

    package static func year(
        _ plan: String = plan(), workflows: [String: String] = [:], units: String = units(), roles: String = roles
    ) throws -> Year {
        try Year(plan: plan, units: units, roles: roles, workflows: workflows, from: "2023-01-01")
    }

    package static func exemplar(_ name: String, _ type: String = "individual", recognised: String? = nil) -> JSON {
        ["type": .string(type), "name": .string(name), "recognition": JSON(recognised)]
    }
}

extension Year {
    /// Who is put forward, with one file as evidence.
    @discardableResult
    package func nominate(
        _ unit: String, _ exemplars: JSON..., at instant: String, of obligation: String = "exemplars"
    ) throws
        -> JSON
    {
        let reply = try submit(
            unit, "\(unit) \(instant.replacing(":", with: "")).docx", at: instant, obligation: obligation,
            more: ["exemplars": .array(exemplars)])
        guard case .done(let facts)? = reply else { return .null }
        return facts
    }
}
