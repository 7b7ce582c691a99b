import Almanac
import Definition
import Notation
import Testing

@testable import Directory

private func units(_ text: String) -> ([OrganisationUnit], [Diagnostic]) {
    DirectoryFiles.units(SourceText(file: "units.csv", text: text))
}

private func told(_ text: String) -> [String] { units(text).1.map(\.line) }

@Suite struct `Units of a site` {
    @Test func `are read with all that is said about them`() throws {
        let (read, problems) = units(
            #"""
            name,CODE,level,kind,parent,clusters,mailbox,phone,from,to
            UBND huyện Tân Biên,huyen-tan-bien,District,people-committee,,,vp@tanbien.example.vn,0276 387 0000,2020-01-01,2025-07-01
            "Trường THCS ""Thị trấn""",thcs-1,,school,huyen-tan-bien,khoi-truong; cum-1|khoi-truong,,,2020-01-01,2025-07-01

            """#)
        #expect(problems == [])
        #expect(
            read == [
                OrganisationUnit(
                    code: UnitCode("huyen-tan-bien"), name: "UBND huyện Tân Biên", level: .district,
                    kind: "people-committee", parent: nil,
                    mailbox: "vp@tanbien.example.vn", phone: "0276 387 0000", from: Day(iso: "2020-01-01"),
                    to: Day(iso: "2025-07-01")),
                OrganisationUnit(
                    code: UnitCode("thcs-1"), name: "Trường THCS \"Thị trấn\"", level: nil, kind: "school",
                    parent: UnitCode("huyen-tan-bien"),
                    clusters: ["khoi-truong", "cum-1"], from: Day(iso: "2020-01-01"), to: Day(iso: "2025-07-01")),
            ])
    }

    @Test func `need no more than a code and a name, and Excel's semicolons are as good`() {
        let (read, problems) = units("\u{FEFF}code;name\r\nso-noi-vu;Sở Nội vụ\r\n;\r\n")
        #expect(problems == [])
        #expect(
            read == [
                OrganisationUnit(code: UnitCode("so-noi-vu"), name: "Sở Nội vụ", level: nil, kind: "", parent: nil)
            ])
    }

    @Test(arguments: [
        (
            "",
            "units.csv:1:1: error: this file is empty; its first line names the columns: code,official,name,level,kind,parent,clusters,mailbox,phone,from,to"
        ),
        ("code,title\n", "units.csv:1:1: error: the column \"name\" is missing"),
        ("code,name,levle\na,A,\n", "units.csv:1:11: error: there is no column \"levle\"; did you mean \"level\"?"),
        (
            "code,name,ghi chú\na,A,\n",
            "units.csv:1:11: warning: there is no column \"ghi chú\"; it is not read; the columns are code, official, name, level, kind, parent, clusters, mailbox, phone, from, to"
        ),
        ("code,name,Code\na,A,\n", "units.csv:1:11: error: the column \"Code\" is there twice"),
        ("code,name\n,A\n", "units.csv:2:1: error: the code is missing"),
        ("code,name\na,\n", "units.csv:2:3: error: the name is missing"),
        (
            "code,name\na,A,x\n",
            "units.csv:2:5: error: this row has 3 fields where the header has 2; a field that contains the separator stands in quotes"
        ),
        (
            "code,name\n../a,A\n",
            "units.csv:2:1: error: \"../a\" cannot be a code; letters and digits without diacritics, \"-\", \"_\", \".\"; at most 64; such as \"so-noi-vu\""
        ),
        ("code,name,level\na,A,huyện\n", "units.csv:2:5: error: there is no level \"huyện\"; write \"district\""),
        (
            "code,name,level\na,A,comune\n",
            "units.csv:2:5: error: there is no level \"comune\"; did you mean \"commune\"?"
        ),
        (
            "code,name,level\na,A,xyz\n",
            "units.csv:2:5: error: there is no level \"xyz\"; the levels are central, province, district, commune"
        ),
        ("code,name,mailbox\na,A,a@b\n", "units.csv:2:5: error: \"a@b\" is not a mailbox; such as sonoivu@example.vn"),
        (
            "code,name,mailbox\na,A,a@b.vn; c@d.vn\n",
            "units.csv:2:5: error: \"a@b.vn; c@d.vn\" is not a mailbox; one mailbox; further ones belong to roles.csv"
        ),
        ("code,name,from\na,A,01/7/2025\n", "units.csv:2:5: error: \"01/7/2025\" is not a date; write 2025-07-01"),
        (
            "code,name,from\na,A,2025-02-30\n",
            "units.csv:2:5: error: \"2025-02-30\" is not a date; write the year first, such as 2025-07-01"
        ),
        (
            "code,name,from,to\na,A,2025-07-01,2025-07-01\n",
            "units.csv:2:16: error: \"to\" (2025-07-01) is not after \"from\" (2025-07-01); \"to\" is the first day on which it no longer holds"
        ),
        (
            "code,name,parent\na,A,so-noi-vu\nso-noi-v,B,\n",
            "units.csv:2:5: error: there is no unit \"so-noi-vu\" in this file; did you mean \"so-noi-v\"?"
        ),
        (
            "code,name,parent\n25510,A,25511\n25512,B,\n",
            "units.csv:2:9: error: there is no unit \"25511\" in this file; add a row for it, or leave the parent empty"
        ),
        ("code,name,parent\na,A,a\n", "units.csv:2:5: error: \"a\" is its own parent; one of them has another parent"),
        (
            "code,name,parent\na,A,b\nb,B,a\nc,C,a\n",
            "units.csv:2:5: error: \"a\" and \"b\" are each above the other: a → b → a; one of them has another parent"
        ),
        (
            "code,name\na,A\na,A\n",
            "units.csv:3:1: error: the code \"a\" is on line 2 already; give each version its own \"from\" and \"to\", or remove one of them"
        ),
        (
            "code,name,from,to\na,A,,2025-07-01\na,B,2025-06-01,\n",
            "units.csv:3:5: error: two versions of \"a\" hold at the same time: this one and line 2; let line 2 end with \"to\" = 2025-06-01"
        ),
        (
            "code,name,parent,to\na,A,b,\nb,B,,2025-07-01\n",
            "units.csv:2:5: warning: the parent \"b\" does not hold on 2025-07-01, when \"a\" does; from that day \"a\" is under nobody; give it a version with its new parent"
        ),
    ])
    func `a mistake is told at its place, with what to do about it`(text: String, line: String) {
        #expect(told(text).contains(line))
    }

    @Test func `every mistake is told at once, in the order of the file, and sound rows are kept`() {
        let (read, problems) = units("code,name,level,from\na,,tỉnh,1/1/2021\nb,B,,\nc,C,xã,\n")
        #expect(problems.map { [$0.mark.line, $0.mark.column] } == [[2, 3], [2, 4], [2, 9], [4, 5]])
        #expect(read.map(\.code.text) == ["b"])
    }

    @Test(arguments: [
        ("code,name,parent,from\nmai-vang,A,,1/7/2025\nmai-lan,B,mai-vang,\n", "2:13"),
        ("code,name,parent,mailbox\nmai-vang,A,,x\nmai-lan,B,mai-vang,\n", "2:13"),
        ("code,name,parent,to\nmai-vang,A,,2025-07-01\nmai-vang,A,,1/7/2026\nmai-lan,B,mai-vang,\n", "3:13"),
    ])
    func `a row with a mistake is there for the others`(text: String, place: String) {
        #expect(units(text).1.map { "\($0.mark.line):\($0.mark.column)" } == [place])
        let named = DirectoryFiles.namedUnits(SourceText(file: "units.csv", text: text)).map(\.code.text)
        #expect(Set(named) == ["mai-vang", "mai-lan"])
    }

    @Test(arguments: [
        "code,name,from,to\na,A,,2025-07-01\na,B,2025-07-01,\n",
        "code,name,from,to\na,B,2025-07-01,\na,A,2020-01-01,2025-07-01\n",
        "code,name,parent,from,to\na,A,b,,2025-07-01\na,A,,2025-07-01,\nb,B,,,2025-07-01\nb,B,a,2025-07-01,\n",
        "code,name,parent,from,to\na,A,b,,\nb,B,,,2025-07-01\nb,B new,,2025-07-01,\n",
    ])
    func `versions that follow each other are no mistake`(text: String) { #expect(told(text) == []) }

    @Test func `a third version that overlaps the first, and not the second, is found`() {
        let text = "code,name,from,to\na,A,2000-01-01,2030-01-01\na,B,2005-01-01,2010-01-01\na,C,2015-01-01,\n"
        #expect(
            units(text).1.map { [$0.code, "\($0.mark.line)"] } == [
                ["overlapping-versions", "3"], ["overlapping-versions", "4"],
            ])
    }

    @Test func `a circle that begins later is found, and told once`() {
        let text = """
            code,name,parent,from,to
            a,A,b,2021-01-01,
            b,B,,2020-01-01,2025-07-01
            b,B,c,2025-07-01,
            c,C,a,2022-01-01,

            """
        #expect(units(text).1.filter { $0.code == "parent-circle" }.map(\.mark.line) == [4])
    }

    @Test func `a chain has a limit`() {
        let chain = (1...40).map { "u\($0),U,\($0 == 1 ? "" : "u\($0 - 1)")" }
        let problems = units("code,name,parent\n" + chain.joined(separator: "\n")).1
        #expect(problems.map(\.code) == Array(repeating: "too-deep", count: 40 - UnitTree.deepest - 1))
    }

    @Test func `one code on very many rows is told once, and quickly`() {
        let rows = (1...20_000).map { "u,U,\($0 % 2 == 0 ? "u" : "")" }
        let (read, problems) = units("code,name,parent\n" + rows.joined(separator: "\n"))
        #expect(read.count == DirectoryFiles.mostVersions)
        #expect(
            problems.filter { $0.code == "too-many-versions" }.map(\.mark.line) == [DirectoryFiles.mostVersions + 2])
    }

    @Test func `ten thousand mistakes are a thousand and a sentence, and quickly told`() {
        let rows = (1...10_000).map { "u\($0),U,parent-\($0)" }
        let problems = units("code,name,parent\n" + rows.joined(separator: "\n")).1
        #expect(problems.count == DirectoryFiles.mostProblems + 1)
        #expect(problems.last?.message == "9000 more problems from here on are not listed")
    }
}

@Suite struct `Posts of a site` {
    private let tree = UnitTree(
        units: [
            OrganisationUnit(
                code: UnitCode("so-noi-vu"), name: "Sở Nội vụ", level: .province, kind: "department", parent: nil,
                clusters: ["khoi-so"])
        ], roles: [])

    private func roles(_ text: String) -> ([RoleHolder], [Diagnostic]) {
        DirectoryFiles.roles(SourceText(file: "roles.csv", text: text), units: tree)
    }

    @Test func `are read with all that is said about them`() {
        let (read, problems) = roles(
            """
            unit,post,name,mailbox,phone,cluster,from,to
            so-noi-vu,contact,Chuyên viên đầu mối,dau-moi@sonoivu.example.vn,02963 000 000,,2021-01-01,2022-01-01
            so-noi-vu,council-member,Ủy viên Hội đồng,,,khoi-so,,

            """)
        #expect(problems == [])
        let unit = UnitCode("so-noi-vu")
        #expect(
            read == [
                RoleHolder(
                    unit: unit, post: "contact", name: "Chuyên viên đầu mối", mailbox: "dau-moi@sonoivu.example.vn",
                    phone: "02963 000 000",
                    from: Day(iso: "2021-01-01"), to: Day(iso: "2022-01-01")),
                RoleHolder(unit: unit, post: "council-member", name: "Ủy viên Hội đồng", cluster: "khoi-so"),
            ])
    }

    @Test(arguments: [
        ("unit,name\n", "roles.csv:1:1: error: the column \"post\" is missing"),
        (
            "unit,post,name\nso-noi-vo,head,A\n",
            "roles.csv:2:1: error: there is no unit \"so-noi-vo\" in units.csv; did you mean \"so-noi-vu\"?"
        ),
        ("unit,post,name\nso-noi-vu,,A\n", "roles.csv:2:11: error: the post is missing"),
        ("unit,post,name\nso-noi-vu,head,\n", "roles.csv:2:16: error: the name is missing"),
        (
            "unit,post,name,cluster\nso-noi-vu,council-member,A,khoi-xo\n",
            "roles.csv:2:28: error: no unit is in the cluster \"khoi-xo\"; did you mean \"khoi-so\"?"
        ),
        (
            "unit,post,name\nso-noi-vu,council-member,A\n",
            "roles.csv:2:1: warning: a council member without a cluster is in charge of nobody; name one of the clusters of units.csv"
        ),
        (
            "unit,post,name\nso-noi-vu,head,A\nso-noi-vu,head,A\n",
            "roles.csv:3:1: error: this row is on line 2 already; remove one of them"
        ),
        (
            "unit,post,name,mailbox\nso-noi-vu,head,A,\"A\nBcc: b@c.vn\"\n",
            "roles.csv:2:18: error: \"A Bcc: b@c.vn\" is not a mailbox; such as sonoivu@example.vn"
        ),
        (
            "unit,post,name\nso-noi-vu,contac,A\n",
            "roles.csv:2:11: warning: \"contac\" is taken as a post of the site's own, which no ladder looks for; did you mean \"contact\"?"
        ),
        (
            "unit,post,name\nso-noi-vu,Head,A\n",
            "roles.csv:2:11: warning: \"Head\" is taken as a post of the site's own, which no ladder looks for; did you mean \"head\"?"
        ),
        (
            "unit,post,name,cluster\nso-noi-vu,cluster-leed,A,khoi-so\n",
            "roles.csv:2:11: warning: \"cluster-leed\" is taken as a post of the site's own, which no ladder looks for; did you mean \"cluster-lead\"?"
        ),
    ])
    func `a mistake is told at its place`(text: String, line: String) { #expect(roles(text).1.map(\.line) == [line]) }

    @Test func `a post far from all known ones is the site's own`() {
        #expect(roles("unit,post,name\nso-noi-vu,van-thu,A\n").1 == [])
    }
}

@Suite struct `The bytes of a file` {
    @Test func `are text when they are UTF-8`() {
        let (source, problems) = DirectoryFiles.source(file: "units.csv", bytes: Array("mã,tên".utf8))
        #expect(source == SourceText(file: "units.csv", text: "mã,tên") && problems.isEmpty)
    }

    @Test(arguments: [
        (Array("code\nSở ".utf8) + [0xE0, 0x20], 2, 4, "this byte is not UTF-8"),
        ([0xFF, 0xFE, 0x63, 0], 1, 1, "this file is UTF-16, not UTF-8"),
        ([0xC3], 1, 1, "this byte is not UTF-8"),
        (Array("a".utf8) + [0xED, 0xA0, 0x80], 1, 2, "this byte is not UTF-8"),
    ])
    func `are refused with the place of the first that is not`(bytes: [UInt8], line: Int, column: Int, message: String)
    {
        let (source, problems) = DirectoryFiles.source(file: "units.csv", bytes: bytes)
        #expect(source == nil)
        #expect(problems.map { [$0.mark.line, $0.mark.column] } == [[line, column]])
        #expect(problems.map(\.message) == [message])
    }
}
