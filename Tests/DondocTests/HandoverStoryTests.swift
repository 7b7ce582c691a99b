import Notation
import TestKit
import Testing

/// Xã Hòa Hiệp and Xã Tân Phong of Tân Biên over 1 July 2025, through the program: files, script, mails.
@Suite struct `A handover, played` {
    private func site() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            site: tan-bien
            title: Tân Biên
            sender: { name: Sở Nội vụ, address: snv@tayninh.example.vn, unit: so-noi-vu }

            """, to: "site.yaml")
        try folder.write(
            """
            code,official,name,level,kind,parent,mailbox,from,to
            so-noi-vu,,Sở Nội vụ,,department,,snv@tayninh.example.vn,,
            25504,,Xã Hòa Hiệp,commune,people-committee,,hoahiep@tanbien.example.vn,,2025-07-01
            25507,,Xã Tân Phong,commune,people-committee,,tanphong@tanbien.example.vn,,2025-07-01
            25591-2025,25591,Xã Phước Vinh,commune,people-committee,,phuocvinh@tayninh.example.vn,2025-07-01,
            25549-2025,25549,Xã Tân Phú,commune,people-committee,,tanphu@tayninh.example.vn,2025-07-01,
            25498-2025,25498,Xã Thạnh Bình,commune,people-committee,,thanhbinh@tayninh.example.vn,2025-07-01,

            """, to: "units.csv")
        try folder.write(
            """
            event,day,old,new,transfer,lead
            merge,2025-07-01,25504,25591-2025,whole,
            split,2025-07-01,25507,25498-2025,part,
            split,2025-07-01,25507,25549-2025,part,

            """, to: "successors.csv")
        try folder.write(
            """
            plan: tan-bien
            title: Kế hoạch năm 2025
            issuer: so-noi-vu
            symbol: 38/KH-UBND
            issued: 2025-06-02
            validity: { from: 2025-06-01, to: 2025-12-31 }
            obligations:
              nominations:
                title: Gương điển hình tiên tiến
                from: { units: ["25504", "25507"] }
                to: so-noi-vu
                items: [{ kind: nomination, min: 1 }]
                due: chậm nhất ngày 30/6/2025
                remind: [1]
                escalate: [{ after: 1, to: contact }, { after: 3, to: contact }]

            """, to: "plan.yaml")
        return folder
    }

    @Test func `passes on by itself, waits for a person where it must, and never writes to yesterday`() throws {
        let folder = try site()
        try folder.write(
            """
            drop inbox/25507/guong.docx at 2025-07-02T09:00
            handover 25507 to 25549-2025 at 2025-07-04T10:00
            drop inbox/25504/guong.docx at 2025-07-04T11:00
            """, to: "script")
        let played = try DondocProcess.run(
            ["preview", ".", "--from", "2025-06-26", "--to", "2025-07-10", "--submissions", "script"], in: folder.path)
        #expect(played.code == 0, "\(played.error)")
        let told = played.out.split(separator: "\n").map { line in
            line.split(separator: " ").prefix(4).joined(separator: " ")
        }
        #expect(
            told == [
                "2025-06-27 08:00 reminder 25504", "2025-06-27 08:00 reminder 25507",
                // The day after the reform: the whole one has its successor, of the split one nothing is said.
                "2025-07-01 08:00 rollup so-noi-vu", "2025-07-01 08:00 overdue 25591-2025",
                "2025-07-03 08:00 overdue 25591-2025",
                // What had been kept counts as soon as there is somebody for whom it counts.
                "2025-07-04 10:00 rollup so-noi-vu", "2025-07-04 11:00 receipt 25591-2025",
                "2025-07-04 11:00 rollup so-noi-vu",
            ], "\(played.out)")
    }

    @Test func `a person who says that nobody goes on ends it with the reason`() throws {
        let folder = try site()
        try folder.write("handover 25507 at 2025-07-04T10:00 because chỉ tiêu giao lại năm sau\n", to: "script")
        let copy = try TemporaryFolder()
        let played = try DondocProcess.run(
            ["rehearse", ".", "--out", copy.path, "--from", "2025-06-26", "--to", "2025-07-10", "--script", "script"],
            in: folder.path)
        #expect(
            played.code == 0 && played.out.contains("hủy: chỉ tiêu giao lại năm sau"), "\(played.out)\(played.error)")
        #expect(played.out.contains("bàn giao cho UBND xã Phước Vinh"))
        let status = try DondocProcess.run(["status", copy.path, "--format", "json"])
        let states = try JSON(parsing: status.out)["assignments"].asArray?.compactMap { $0["state"].asString }.sorted()
        #expect(states == ["cancelled", "handed-over", "overdue"])
    }
}
