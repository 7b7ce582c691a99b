import Definition
import Notation
import Testing

@Suite struct DueLintTests {
    private func told(_ obligation: String) -> [String] {
        let text = """
            plan: p
            title: t
            issuer: u
            symbol: 1/KH
            issued: 2026-01-02
            validity: { from: 2026-01-01, to: 2026-12-31 }
            obligations:
              a: { from: u, to: v, \(obligation) }
            """
        let (plan, diagnostics) = PlanDocument.read(SourceText(file: "plan.yaml", text: text))
        #expect(plan != nil, "\(diagnostics.map(\.line))")
        return diagnostics.map { "\($0.brief) \($0.message)" }
    }

    private static let year = "the plan is valid (1/1/2026 to 31/12/2026)"

    @Test(
        arguments: [
            (
                "due: chậm nhất ngày 30/6/2027",
                ["8:29: due-outside-validity? \"30/6/2027\" names no day on which \(year)"]
            ),
            ("due: trước ngày 01/01/2026", ["8:29: due-outside-validity? \"1/1/2026\" names no day on which \(year)"]),
            (
                "due: 'chậm nhất các ngày 30/6/2026, 30/6/2027'",
                ["8:29: due-outside-validity? \"30/6/2027\" names no day on which \(year)"]
            ),
            (
                "due: trong vòng 13 tháng kể từ ngày ban hành",
                [
                    "8:29: due-outside-validity? \"trong vòng 13 tháng kể từ ngày ban hành\" names no day on which \(year)"
                ]
            ),
            (
                "due: trước ngày 25 hàng tháng, validity: { from: 2026-03-25, to: 2026-04-23 }",
                [
                    "8:29: due-outside-validity? \"trước ngày 25 hàng tháng\" names no day on which the obligation is valid (25/3/2026 to 23/4/2026)"
                ]
            ),
            ("due: chậm nhất ngày 31/12/2026", []), ("due: trước ngày 01/01/2027", []), ("due: none", []),
            ("due: 6 tháng", []), ("due: cuối năm", []), ("due: trước ngày 25 hàng tháng", []),
        ] as [(String, [String])])
    func `a day that never comes is told at its place`(obligation: String, expected: [String]) {
        #expect(told(obligation) == expected.map { $0 + ": nothing ever falls due" })
    }

    @Test(
        arguments: [
            (
                "due: trước ngày 25 hàng tháng, quote: Định kỳ trước ngày 20 gửi bài",
                ["\"trước ngày 25 hàng tháng\", but its quote says \"trước ngày 20\""]
            ),
            (
                "due: { before: { day: 25 }, every: month }, quote: Định kỳ chậm nhất ngày 25 gửi bài",
                ["\"trước ngày 25 hằng tháng\", but its quote says \"chậm nhất ngày 25\""]
            ),
            ("due: trước ngày 25 hàng tháng, quote: Định kỳ trước ngày 25 gửi bài", []),
            ("due: trước ngày 25 hàng tháng, quote: 'Trước ngày 20 gửi tin, trước ngày 25 gửi bài'", []),
            ("due: none, quote: Trước ngày 20 gửi tin", []),
            ("due: cuối năm, quote: Định kỳ trước ngày 20 gửi bài", []),
            ("due: trước ngày 25 hàng tháng, quote: Định kỳ gửi bài", []),
            ("due: { before: { day: 25 }, every: month, confirmed: true }, quote: Định kỳ trước ngày 20 gửi bài", []),
        ] as [(String, [String])])
    func `a quote that names another day is told with both`(obligation: String, expected: [String]) {
        #expect(
            told(obligation) == expected.map { "8:29: quote-contradiction? \"due\" of the obligation \"a\" is \($0)" })
    }

    @Test(arguments: [
        ("at: '2024-13-01'", ["5:19: bad-time"]), ("at: soon", ["5:19: bad-time"]),
        ("at: '2024-03-01T08:00:00'", ["5:19: bad-time"]), ("workingDays: 5, from: 1/3/2024", ["5:37: bad-time"]),
        ("at: '2024-03-01'", []), ("at: '2024-03-01T08:00:00+07:00'", []), ("at: '${ .day }'", []),
    ])
    func `an instant to wait for is one`(with: String, expected: [String]) {
        let text = header + "do:\n  - first:\n      call: waitUntil\n      with: { \(with) }\n"
        let source = SourceText(file: "test.yaml", text: text)
        #expect(WorkflowFile.read(source, functions: ["waitUntil"]).diagnostics.map(\.brief) == expected)
    }
}
