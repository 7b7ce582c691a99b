import Notation
import Testing

@testable import Post

/// Lists of exemplars beside the files.
struct DeclarationTests {
    private func look(_ list: String, named name: String = "danh-sach.csv") throws -> [Drop] {
        let inbox = try Inbox()
        try inbox.put("bao-an-giang/\(name)", Array(list.utf8))
        try inbox.put("bao-an-giang/thanh-tich.docx")
        return try inbox.lookTwice()
    }

    @Test(arguments: ["danh-sach.csv", "danh sách.csv", "Danh Sách.CSV"])
    func `a list declares exemplars, and the files beside it are evidence`(name: String) throws {
        let list = """
            Loại;Tên;Lĩnh vực;Cấp công nhận
            Cá nhân;Nguyễn  Văn A;Nông nghiệp;Cấp huyện
            hộ gia đình;Hộ bà Sáu;;
            """
        let drops = try look(list, named: name)
        let data = try #require(drops.first?.event.data)
        #expect(drops.count == 1)
        #expect(
            data["exemplars"] == [
                ["type": "individual", "name": "Nguyễn Văn A", "field": "Nông nghiệp", "recognition": "district"],
                ["type": "household", "name": "Hộ bà Sáu", "field": nil, "recognition": nil],
            ])
        #expect(Set((data["files"].asArray ?? []).map { $0["kind"] }) == ["declaration", "document"])
    }

    @Test(arguments: [
        ("loại,tên\nông,Nguyễn Văn A", "dòng 2 của danh sách: “ông” không phải loại gương"),
        ("loại,tên\ncá nhân,", "dòng 2 của danh sách: thiếu tên"),
        ("tên,lĩnh vực\nNguyễn Văn A,y tế", "thiếu cột “loại”"), ("loại,tên", "không có dòng nào"),
        ("loại,tên,cấp công nhận\ncá nhân,A,cấp thôn", "“cấp thôn” không phải cấp công nhận"),
    ])
    func `a list that cannot be read is held back with its line, and the files beside it are taken`(
        list: String, told: String
    ) throws {
        let drops = try look(list)
        #expect(drops.map { $0.fault?.code } == [nil, "bad-list"])
        #expect(drops.last?.event.data?["reason"].asString?.contains(told) == true)
        #expect(drops.first?.event.data?["exemplars"].isNull == true)
    }

    @Test func `another table of that name is a file like others`() throws {
        let data = try #require(try look("xã,số hộ\nHòa Hiệp,12").first?.event.data)
        #expect(data["exemplars"].isNull)
        #expect((data["files"].asArray ?? []).map { $0["kind"] } == ["sheet", "document"])
    }
}
