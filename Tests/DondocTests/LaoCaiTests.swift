import Foundation
import Notation
import TestKit
import Testing

/// The plan of Lào Cai province, 2021-2025, as the program runs it: no date of it is the plan's own.
@Suite struct `Lào Cai 2021-2025` {

    @Test func `whoever goes on for the collecting department collects`() throws {
        let letters = try SeedSite.laoCai.alone().notices.filter { $0.kind == "letter" }
        #expect(letters.map(\.day) == ["2021-12-07", "2022-12-07", "2023-12-07", "2024-12-06", "2025-12-05"])
        #expect(
            letters.flatMap(\.to) == Array(repeating: "daumoi.sotttt@laocai.example.vn", count: 4)
                + ["daumoi.sokhcn@laocaimoi.example.vn"])
        let content = try PlayedSite(
            SeedSite.laoCai.name, script: "drop inbox/086/content/guong.docx at 2025-03-18T09:00", until: "2025-03-18")
        #expect(content.notices.last?.to == ["daumoi.sokhcn@laocai.example.vn"])
    }
}
