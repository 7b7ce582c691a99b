import Definition
import Almanac
import Foundation
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

/// Whose folder it is, and which instant counts.
struct SubstituteTests {
    private func look(_ inbox: Inbox, below pairs: [String] = []) throws -> [Drop] {
        var drops: [Drop] = []
        for _ in 1...2 {
            drops = try inbox.drop.look(
                at: morning, knows: { ["huyen", "xa-1", "xa-2"].contains($0.text) }, owes: { $0 == "reports" },
                maySend: { pairs.contains("\($0)>\($1)") })
        }
        return drops
    }

    @Test func `each folder within that of a superior is a submission of its unit`() throws {
        let inbox = try Inbox()
        for name in ["huyen/xa-1/a.docx", "huyen/xa-2/reports/b.docx", "huyen/c.docx", "huyen/reports/d.docx"] {
            try inbox.put(name)
        }
        let told = try look(inbox, below: ["huyen>xa-1", "huyen>xa-2"]).map { drop in
            ["unit", "obligation", "sender"].map { drop.event.data?[$0].asString ?? "-" }.joined(separator: " ")
        }
        #expect(Set(told) == ["xa-1 - huyen", "xa-2 reports huyen", "huyen - -", "huyen reports -"])
    }

    @Test func `a unit that is not below is held back`() throws {
        let inbox = try Inbox()
        try inbox.put("xa-2/xa-1/a.docx")
        let drop = try #require(try look(inbox).first)
        #expect(drop.fault?.code == "not-below")
        try inbox.drop.clear(drop)
        #expect(try inbox.inbox == [])
        #expect(try inbox.quarantine.contains { $0.hasSuffix("a.docx") })
    }

    @Test(arguments: ["khong-phat-sinh.txt", "Không phát sinh.docx", "không_phát_sinh"])
    func `a file whose name says that there is nothing answers, even empty`(name: String) throws {
        let inbox = try Inbox()
        try inbox.put("xa-1/\(name)", [])
        let drop = try #require(try look(inbox).first)
        #expect(drop.fault == nil && drop.event.data?["isNil"] == true)
    }

    @Test func `a file counts from when it was seen, or from when it was written, as the site says`() throws {
        let inbox = try Inbox()
        try inbox.put("xa-1/a.docx")
        #expect(try look(inbox).first?.event.data?["receivedAt"].isNull == true)
        var byFile = settings
        byFile.receiptTime = .modified
        inbox.drop = FileDrop(site: inbox.scratch.path, settings: byFile, shelf: inbox.shelf)
        let data = try #require(try look(inbox).first?.event.data)
        // Written just now, by the machine's clock; the desk's morning is in the past: nothing comes later than it came.
        #expect(data["receivedAt"] == .string(morning.rfc3339(in: settings.zone)))
        #expect(data["instantOf"] == "modified")
        var times = [timespec(tv_sec: 1_600_000_000, tv_nsec: 0), timespec(tv_sec: 1_600_000_000, tv_nsec: 0)]
        #expect(utimensat(AT_FDCWD, "\(inbox.scratch.path)/inbox/xa-1/a.docx", &times, 0) == 0)
        let older = try #require(try look(inbox).first?.event.data)
        #expect(older["receivedAt"] == "2020-09-13T19:26:40+07:00")
    }
}
