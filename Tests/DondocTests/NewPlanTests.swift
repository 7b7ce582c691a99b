import Foundation
import TestKit
import Testing

@Suite struct `the command new plan` {
    private func new(
        _ arguments: [String], input: String = "", in folder: TemporaryFolder
    ) throws -> DondocProcess.Result {
        try DondocProcess(["new", "plan"] + arguments, in: folder.path, input: input).result()
    }

    private func isClean(_ site: String, in folder: TemporaryFolder) throws -> Bool {
        let check = try DondocProcess.run(["check", site], in: folder.path)
        return check.code == 0 && check.error.contains("0 errors")
    }

    @Test func `takes every answer from its options`() throws {
        let folder = try TemporaryFolder()
        let result = try new(
            [
                "site", "--issuer", "UBND huyện Tân Biên", "--symbol", "45/KH-UBND", "--date", "15/3/2022", "--from",
                "2022-01-01", "--to", "31/12/2022",
                "--parent", "886/KH-UBND ngày 14/3/2022 của UBND tỉnh Tây Ninh", "--title", "Thi đua: năm 2022",
                "--name", "tan-bien-2022",
            ], in: folder)
        #expect(result.code == 0, "\(result.error)")
        let plan = try folder.text(of: "site/plan.yaml")
        for line in [
            "plan: tan-bien-2022", "title: 'Thi đua: năm 2022'", "symbol: '45/KH-UBND'", "issued: 2022-03-15",
            "  - issuer: UBND tỉnh Tây Ninh", "    date: 2022-03-14",
        ] {
            #expect(plan.contains(line + "\n"), "\(line)")
        }
        let check = try DondocProcess.run(["check", "site"], in: folder.path)
        #expect(check.error.contains("4 files: 0 errors, 0 warnings"), "\(check.out)")
    }

    @Test(arguments: [
        "UBND tỉnh An Giang", "UBND xã Hòa Hiệp", "Sở Nội vụ", "Liên đoàn Lao động huyện", "Công ty \"A, B\"",
    ])
    func `takes lines from standard input, an empty one for what is usual`(issuer: String) throws {
        let folder = try TemporaryFolder()
        let result = try new(["site"], input: "\(issuer)\n\n\n01/01/2026\n\n\n\n\n", in: folder)
        #expect(result.code == 0, "\(result.error)")
        #expect(try isClean("site", in: folder))
    }

    @Test func `the help lists the questions in the order in which they are asked`() throws {
        let folder = try TemporaryFolder()
        let answers = [
            ("issuer", "UBND xã A"), ("symbol", "7/KH-UBND"), ("date", "02/01/2026"), ("from", "03/01/2026"),
            ("to", "30/12/2026"), ("title", "Thi đua"), ("parent", "886/KH-UBND của UBND tỉnh"), ("name", "xa-a"),
        ]
        let help = try DondocProcess.run(["new", "--help"]).out.matches(of: /--([a-z]+) [A-Z]/).map {
            String($0.output.1)
        }
        #expect(help == answers.map(\.0))
        let result = try new(["site"], input: answers.map { $0.1 + "\n" }.joined(), in: folder)
        #expect(result.code == 0, "\(result.error)")
        let plan = try folder.text(of: "site/plan.yaml")
        #expect(plan.contains("title: Thi đua\n") && plan.contains("plan: xa-a\n") && plan.contains("886/KH-UBND"))
    }

    @Test(arguments: [
        ("UBND xã A\nabc\n", "--symbol: \"abc\" is no number of a document"),
        ("UBND xã A\n\n31/2/2026\n", "--date: \"31/2/2026\" is no day"),
        ("UBND xã A\n\n\n", "the answers end before --from"), ("\n", "this question needs an answer"),
        ("UBND xã A\n\n\n01/02/2026\n01/01/2026\n", "is before the first day"),
        ("UBND xã A\n\n\n01/01/2026\n\n\n886\n", "is no document"),
        ("UBND xã A\n\n\n01/01/2026\n\n\n\n../x\n", "is no code"),
    ])
    func `ends with one sentence at a bad answer, and makes nothing`(input: String, sentence: String) throws {
        let folder = try TemporaryFolder()
        let result = try new(["site"], input: input, in: folder)
        #expect(result.code == 2 && result.error.contains(sentence), "\(result.error)")
        #expect(try folder.files.isEmpty)
    }

    @Test func `makes plans only`() throws {
        let result = try DondocProcess.run(["new", "workflow"])
        #expect(result.code == 2 && result.error.contains("dondoc new plan [DIR]"))
    }
}
