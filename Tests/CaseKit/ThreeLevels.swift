import Almanac
import Casework
import Engine
package import Notation
import Storage

/// A province, two districts, three communes: the smallest chain of plans that can go wrong.
package enum ThreeLevels {
    package static let units = """
        code,name,level,kind,parent,mailbox
        ubnd-tinh,UBND tỉnh Mẫu,province,people-committee,,tinh@mau.example.vn
        so-noi-vu,Sở Nội vụ,,department,ubnd-tinh,snv@mau.example.vn
        chau-phu,UBND huyện Châu Phú,district,people-committee,ubnd-tinh,cp@mau.example.vn
        tri-ton,UBND huyện Tri Tôn,district,people-committee,ubnd-tinh,tt@mau.example.vn
        xa-a,UBND xã A,commune,people-committee,chau-phu,a@mau.example.vn
        xa-b,UBND xã B,commune,people-committee,chau-phu,b@mau.example.vn
        xa-c,UBND xã C,commune,people-committee,tri-ton,c@mau.example.vn

        """
    package static let roles = "unit,post,name\n"
    package static let plan = """
        plan: chuoi-2022
        title: Kế hoạch tuyên truyền năm 2022
        issuer: ubnd-tinh
        symbol: 31/KH-UBND
        issued: 2022-03-14
        validity: { from: 2022-01-01, to: 2022-12-31 }

        """

    package static func workflows(due: String = "chậm nhất ngày 15/4/2022", more: String = "") -> [String: String] {
        [
            "province.yaml": """
            document: { dsl: '1.0.3', namespace: mau, name: province, version: '1.0.0' }
            schedule: { on: { one: { with: { type: dondoc.plan.activated.v1 } } } }
            do:
              - districts:
                  call: cascade
                  with:
                    under: ubnd-tinh
                    level: district
                    due: \(due)
                    escalate: [{ after: 1, to: contact }, { after: 10, to: superior }]
                    workflow: district
                    \(more)

            """,
            "district.yaml": """
            document: { dsl: '1.0.3', namespace: mau, name: district, version: '1.0.0' }
            do:
              - communes:
                  call: cascade
                  with:
                    under: ${ .unit }
                    level: commune
                    to: ${ .unit }
                    due: trong vòng 10 ngày làm việc kể từ ngày ban hành
                  output: { as: '${ { issued: map(select(.status == "issued")) | length, of: length } }' }

            """,
        ]
    }

    package static func year(due: String = "chậm nhất ngày 15/4/2022", more: String = "") throws -> Year {
        try Year(
            plan: plan, units: units, roles: roles, workflows: workflows(due: due, more: more), from: "2022-03-01")
    }
}

extension Year {
    /// A unit sends its own plan.
    package func issue(_ unit: String, _ symbol: String, _ date: String, at instant: String) throws {
        try submit(
            unit, "\(unit)-\(symbol.replacing("/", with: "-")).docx", at: instant,
            more: ["document": ["symbol": .string(symbol), "date": .string(date)]])
    }

    /// What `dondoc status` tells now.
    package var status: JSON { get throws { try Status(of: office, in: store, at: rehearsal.now).json } }

    package func lastDays(of unit: String) throws -> [String] {
        try status["assignments"].asArray?.filter { $0["unit"] == .string(unit) }.compactMap { $0["lastDay"].asString }
            ?? []
    }

    package func results(_ name: String) throws -> [String] {
        try store.instances(phase: nil, atMost: 100).filter { $0.name == name }.map { $0.result ?? $0.phase }
    }
}
