import Foundation
import Notation
import TestKit
import Testing

@Suite struct `the documents of the chain` {
    private func site(_ folder: TemporaryFolder, _ name: String, symbol: String, implements: String) throws {
        let head = "site: \(name)\ntitle: \(name)\nsender: { name: Văn phòng, address: vp@mau.example.vn }\n"
        try folder.write(head, to: "\(name)/site.yaml")
        try folder.write("code,name\n\(name),UBND \(name)\n", to: "\(name)/units.csv")
        try folder.write(
            """
            plan: \(name)
            title: Kế hoạch
            issuer: \(name)
            symbol: \(symbol)
            issued: 2020-04-07
            validity: { from: 2020-01-01, to: 2020-12-31 }
            implements:
              - \(implements)
            """, to: "\(name)/plan.yaml")
    }

    @Test func `J06 that implement each other are refused with both keys, also in two folders`() throws {
        let folder = try TemporaryFolder()
        try site(
            folder, "tinh", symbol: "1/KH-UBND",
            implements: "{ issuer: UBND huyen, symbol: 2/KH-UBND, date: 2020-04-07 }")
        try site(
            folder, "huyen", symbol: "2/KH-UBND",
            implements: "{ issuer: Ủy ban nhân dân tinh, symbol: 1/KH-UBND, date: 7/4/2020 }")
        let result = try DondocProcess.run(["check", folder.path])
        #expect(result.code == 1)
        #expect(result.out.contains("plan.yaml:7:1: error:"), "\(result.out)")
        #expect(
            result.out.contains("(UBND huyen, 2/KH-UBND, 07/4/2020) → (Ủy ban nhân dân tinh, 1/KH-UBND, 07/4/2020)"))
        #expect(try DondocProcess.run(["check", "\(folder.path)/tinh"]).code == 0)
    }

    @Test func `J06 that come back to themselves over a document above are refused`() throws {
        let folder = try TemporaryFolder()
        let own = "{ issuer: UBND tinh, symbol: 1/KH-UBND, date: 2020-04-07 }"
        try site(
            folder, "tinh", symbol: "1/KH-UBND",
            implements: "{ issuer: TW, symbol: 5/CT, date: 2020-01-02, implements: [\(own)] }")
        let result = try DondocProcess.run(["check", folder.path])
        #expect(result.code == 1 && result.out.contains("circle"), "\(result.out)")
    }

    @Test func `G01 with the same symbol and day are two, and are asked about`() throws {
        let folder = try TemporaryFolder()
        try site(
            folder, "an-bien", symbol: "62/KH-UBND",
            implements: "{ issuer: UBND tỉnh Kiên Giang, symbol: 62/KH-UBND, date: 2020-04-07 }")
        let path = "\(folder.path)/an-bien"
        #expect(try DondocProcess.run(["check", path]).code == 0)
        let both = try DondocProcess.run(["documents", path, "62/KH-UBND", "--format", "json"])
        #expect(both.code == 1)
        #expect(both.error.contains("say whose with --issuer"))
        #expect(try JSON(parsing: both.out)["documents"].asArray?.count == 2)
        let one = try DondocProcess.run(["documents", path, "62/KH-UBND", "--issuer", "an-bien"])
        #expect(one.code == 0)
        #expect(one.out.contains("UBND an-bien"))
    }
}
