import Foundation
import Notation
import TestKit
import Testing

/// What the cases need that are shown with the program as a process of its own.
extension Case {
    /// One newspaper owes one text, to the end of the century: it is owed whenever the test runs.
    static let lasting = SampleSite.plan().replacing("to: 2021-12-31", with: "to: 2099-12-31").replacing(
        "obligations:",
        with: """
            obligations:
              news:
                title: Tin
                from: { units: [bao-an-giang] }
                to: so-noi-vu
                items: [{ kind: article, min: 1 }]
                due: chậm nhất ngày 31/12/2099
            """)

    /// Sums up what came at once.
    static let sum = """
        document: { dsl: '1.0.3', namespace: mau, name: sum, version: '1.0.0' }
        schedule: { on: { one: { with: { type: dondoc.submission.accepted.v1 } } } }
        do:
          - sum:
              call: rollup
              with:
                of: { collection: news/2099-12-31 }
                template: rollup
                to: ubnd-tinh

        """

    static func listener(_ number: Int) -> String {
        """
        document: { dsl: '1.0.3', namespace: mau, name: w-\(number), version: '1.0.0' }
        schedule: { on: { one: { with: { type: dondoc.submission.accepted.v1 } } } }
        do:
          - say: { set: { number: \(number) } }

        """
    }

    /// Waits for something that another process does; fails after half a minute.
    static func wait(for claim: () throws -> Bool) throws {
        for _ in 1...600 {
            if try claim() { return }
            usleep(50_000)
        }
        Issue.record("did not come true within 30 seconds")
    }

    /// The bench's year of a smaller country.
    static func nation(communes: Int) throws -> (units: Int, assignments: Int, memory: Int) {
        let result = try DondocProcess.run([
            "bench", "nation", "--communes", "\(communes)", "--months", "12", "--format", "json",
        ])
        let told = try JSON(parsing: result.out)
        return (
            try #require(told["units"].asInteger), try #require(told["assignments"].asInteger),
            try #require(told["peakResidentMB"].asInteger)
        )
    }
}
