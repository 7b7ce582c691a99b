import Foundation

/// The files of a site that checks clean and runs: a start to write over.
struct NewSite {
    let folder: String

    /// Nothing is ever written over.
    func checkIsFree() throws {
        let files = FileManager.default
        if files.fileExists(atPath: folder), try !files.contentsOfDirectory(atPath: folder).isEmpty {
            throw CommandError.usage("\(folder) is not empty; name a new folder")
        }
    }

    func write() throws { try write(NewSite.texts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }) }

    /// - Parameter texts: the files, by name.
    func write(_ texts: [(name: String, text: String)]) throws {
        let files = FileManager.default
        try checkIsFree()
        do {
            try files.createDirectory(atPath: "\(folder)/templates", withIntermediateDirectories: true)
        } catch {
            throw CommandError.environment("\(folder) cannot be made: \(String(cString: strerror(errno)))")
        }
        for (name, text) in texts {
            try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"), options: .atomic)
        }
    }

    private static let texts = [
        "site.yaml": """
        site: co-quan-moi
        title: Cơ quan mới
        timezone: Asia/Ho_Chi_Minh
        language: vi
        workingHours: { from: '07:30', to: '17:00' }
        noticesAt: '08:00'
        sender: { name: Phòng Nội vụ, address: noivu@example.vn, phone: 0200 000 000, unit: phong-vh-xh }

        """,
        "plan.yaml": """
        plan: ke-hoach-moi
        title: Kế hoạch tuyên truyền điển hình tiên tiến năm 2026
        issuer: ubnd-xa
        symbol: chưa cấp số          # the number and day as the registry gave them: 31/KH-UBND
        issued: 2026-01-15
        validity: { from: 2026-01-01, to: 2026-12-31 }
        recipients:
          - { text: Các thôn, to: { kind: village } }
          - 'Lưu: VT'
        obligations:
          articles:
            title: Bài viết điển hình tiên tiến
            quote: Định kỳ trước ngày 25 hàng tháng các thôn gửi bài viết về Phòng Văn hóa - Xã hội
            from: { kind: village }
            to: phong-vh-xh
            items: [{ kind: article, min: 1 }]
            due: trước ngày 25 hàng tháng
            remind: [5, 3, 1]
            escalate:
              - { after: 1, to: [contact, head] }
              - { after: 5, to: collector, draft: cong-van-don-doc }

        """,
        "units.csv": """
        code,name,level,kind,parent,mailbox
        ubnd-xa,Ủy ban nhân dân xã,commune,people-committee,,ubnd@example.vn
        phong-vh-xh,Phòng Văn hóa - Xã hội,,department,ubnd-xa,noivu@example.vn
        thon-1,Thôn 1,,village,ubnd-xa,thon1@example.vn
        thon-2,Thôn 2,,village,ubnd-xa,thon2@example.vn

        """,
        "roles.csv": """
        unit,post,name,mailbox
        phong-vh-xh,contact,Chuyên viên đầu mối,noivu@example.vn
        phong-vh-xh,head,Trưởng phòng,truongphong@example.vn

        """,
    ]
}
