import Foundation
import Notation
import Storage
import TestKit
import Testing

@Suite struct `choosing on the command line` {
    private static let plan = SampleSite.plan(
        more: """
              nominations:
                title: Gương điển hình
                from: { units: [so-y-te] }
                to: so-noi-vu
                items: [{ kind: nomination, exactly: 1 }]
                due: chậm nhất ngày 31/12/2099
                workflow: nominations
            """
    ).replacing("to: 2021-12-31", with: "to: 2099-12-31")
    private static let workflow = """
        document: { dsl: '1.0.3', namespace: mau, name: nominations, version: '1.0.0' }
        do:
          - collect: { call: collect, with: { obligation: nominations } }
          - choose: { call: select, with: { of: '${ . }', exactly: 1 } }
          - post: { call: publish, with: { to: cong-khai, of: '${ . }' } }

        """

    @Test func `the list is shown, a wrong number is refused, a choice is recorded with its minutes`() throws {
        let folder = try TemporaryFolder()
        try SampleSite.write(into: folder, plan: Self.plan, workflows: ["nominations.yaml": Self.workflow])
        try folder.write("thành tích\n", to: "guong.txt")
        try folder.write("biên bản\n", to: "bien-ban.txt")
        func dondoc(_ words: String...) throws -> (code: Int32, out: String, error: String) {
            let result = try DondocProcess.run(words)
            return (result.code, result.out, result.error)
        }
        let daemon = try DondocProcess(["run", folder.path])
        for _ in 1...300 {
            let status = try? JSON(parsing: try dondoc("status", folder.path, "--format", "json").out)
            if (status?["assignments"].asArray ?? []).contains(where: { $0["obligation"] == "nominations" }) { break }
            usleep(100_000)
        }
        // Two where one is allowed: a person accepts them, and one is chosen afterwards.
        let sent = try dondoc(
            "submit", folder.path, "--unit", "so-y-te", "--exemplar", "cá nhân: Nguyễn Văn A; y tế; cấp tỉnh",
            "--exemplar", "hộ gia đình: Hộ bà Sáu", "--obligation", "nominations", "\(folder.path)/guong.txt")
        #expect(sent.code == 0, "\(sent.error)")
        #expect(sent.out.contains("vượt mức tối đa 01"))
        #expect(try dondoc("accept", folder.path, "--unit", "so-y-te", "--obligation", "nominations").code == 0)
        let named = ["--obligation", "nominations", "--period", "2099-12-31"]
        let list = try DondocProcess.run(["select", folder.path] + named)
        #expect(list.out.contains("1. Nguyễn Văn A (cá nhân) – Sở Y tế"), "\(list.out)\(list.error)")
        #expect(list.out.contains("chọn đúng 01"))
        let blind = try DondocProcess.run(["select", folder.path] + named + ["--choose", "1"])
        #expect(blind.code == 2 && blind.error.contains("biên bản"))
        let minutes = ["--minutes", "\(folder.path)/bien-ban.txt"]
        let both = try DondocProcess.run(["select", folder.path] + named + ["--choose", "1,2"] + minutes)
        #expect(both.code == 1 && both.error.contains("phải chọn đúng 01"))
        let one = try DondocProcess.run(
            ["select", folder.path] + named + ["--choose", "2", "--format", "json"] + minutes)
        #expect(one.code == 0, "\(one.error)")
        let made = try JSON(parsing: one.out)
        #expect(made["chosen"][0]["name"] == "Hộ bà Sáu")
        let hash = Storage.Digest.sha256("biên bản\n")
        #expect(made["minutes"]["sha256"] == .string(hash))
        #expect(FileManager.default.fileExists(atPath: "\(folder.path)/state/files/\(hash)"))
        daemon.send(signal: SIGTERM)
        #expect(daemon.result().code == 0)
        #expect(
            try folder.files.contains { $0.hasPrefix("cong-khai/nominations-2099-12-31/") && $0.hasSuffix("guong.txt") }
        )
    }

    @Test(arguments: ["ông: A", "Nguyễn Văn A", "cá nhân: ", "cá nhân: A; y tế; cấp thôn"])
    func `a declaration that means nothing is refused in Vietnamese`(text: String) throws {
        let folder = try TemporaryFolder()
        try SampleSite.write(into: folder)
        let result = try DondocProcess.run(["submit", folder.path, "--unit", "so-y-te", "--exemplar", text])
        #expect(result.code == 2 && result.error.contains { $0 > "\u{1E9F}" }, "\(result.error)")
    }
}
