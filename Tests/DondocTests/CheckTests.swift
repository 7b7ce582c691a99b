import Definition
import Foundation
import Notation
import TestKit
import Testing

@Suite struct `the schema that check prints` {
    @Test func `is the schema of workflows, and reads no files`() throws {
        let result = try DondocProcess.run(["check", "--schema", "/no/such/file"])
        #expect(result.code == 0 && result.error == "")
        #expect(try JSON(parsing: result.out) == WorkflowSchema.json)
    }
}

@Suite struct `the check of a folder` {
    private func check(_ arguments: String..., in folder: TemporaryFolder) throws -> DondocProcess.Result {
        try DondocProcess.run(["check"] + arguments, in: folder.path)
    }

    private static let workflow = """
        document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }
        do:
          - first: { call: notify, with: { to: recipients, template: notce } }
          - second: { call: rollup, with: { of: x, to: so-noi-vu, template: rollup, letter: thu-rieng } }

        """

    @Test func `a template that nobody wrote is told where it is named`() throws {
        let folder = try TemporaryFolder()
        let plan = SampleSite.plan().replacing("draft: cong-van-don-doc", with: "draft: cong-van-don-doc2")
        try SampleSite.write(into: folder, plan: plan, workflows: ["test.yaml": Self.workflow])
        let result = try check(in: folder)
        #expect(result.code == 1)
        for (place, hint) in [
            ("plan.yaml:24:43: error: there is no template", "did you mean \"cong-van-don-doc\"?"),
            ("test.yaml:3:62: error: there is no template", "did you mean \"notice\"?"),
            ("test.yaml:4:85: error: there is no template", "write templates/thu-rieng.md"),
        ] {
            #expect(result.out.contains(place), "\(result.out)")
            #expect(result.out.contains(hint), "\(result.out)")
        }
        #expect(result.error.contains("5 files: 3 errors, 0 warnings"), "\(result.error)")
        #expect(try check("test.yaml", in: folder).out.contains("test.yaml:3:62: error: there is no template"))
    }

    @Test(arguments: ["Kính gửi quý vị\n", "{{ wrong"])
    func `a template of the site's own is known, also while it has mistakes`(text: String) throws {
        let folder = try TemporaryFolder()
        let plan = SampleSite.plan().replacing("draft: cong-van-don-doc", with: "draft: thu-rieng")
        try SampleSite.write(into: folder, plan: plan)
        try folder.write(text, to: "templates/thu-rieng.md")
        #expect(try !check(in: folder).out.contains("there is no template"))
    }

    @Test(arguments: ["plan.yaml", "units.csv", "roles.csv"])
    func `a site without its site yaml is told`(left: String) throws {
        let folder = try TemporaryFolder()
        try SampleSite.write(into: folder)
        for name in try folder.files where name != left {
            try FileManager.default.removeItem(atPath: "\(folder.path)/\(name)")
        }
        let result = try check(in: folder)
        #expect(result.code == 1)
        #expect(result.out.contains("site.yaml:1:1: error: a site needs site.yaml"), "\(result.out)")
    }

    @Test(arguments: [[], ["ghi-chu.txt"], [".an/site.yaml"], ["con/ghi-chu.md"]])
    func `a folder with nothing to check is told`(files: [String]) throws {
        let folder = try TemporaryFolder()
        for file in files { try folder.write("x\n", to: "trong/\(file)") }
        try FileManager.default.createDirectory(atPath: "\(folder.path)/trong", withIntermediateDirectories: true)
        let result = try check("trong", in: folder)
        #expect(result.code == 1)
        #expect(result.out.contains("error: there is nothing to check here: a site has site.yaml"), "\(result.out)")
        #expect(result.error.contains("0 files: 1 error, 0 warnings"), "\(result.error)")
    }

    @Test func `one is not several, and a problem of a file named twice is told once`() throws {
        let folder = try TemporaryFolder()
        try folder.write("site: s\ntitle: t\nsender: { name: n, address: a }\n", to: "other/site.yaml")
        let result = try check("other", "other/site.yaml", "--format", "json", in: folder)
        #expect(try JSON(parsing: result.out)["diagnostics"].asArray?.count == 1, "\(result.out)")
        let text = try check("other", in: folder)
        #expect(text.error.contains("1 file: 1 error, 0 warnings"), "\(text.error)")
    }

    @Test func `a wrong field of the holidays is told at its column`() throws {
        let folder = try TemporaryFolder()
        try SampleSite.write(into: folder)
        try folder.write(
            "name,date,kind\n\"Tết, Đinh Mùi\",2027-02-30,holiday\nTết,2027-02-08, feast\n", to: "holidays.csv")
        let out = try check(in: folder).out
        #expect(out.contains("holidays.csv:2:17: error: \"2027-02-30\""), "\(out)")
        #expect(out.contains("holidays.csv:3:17: error: \"feast\""), "\(out)")
    }
}
