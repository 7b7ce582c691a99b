import Almanac
import Foundation
import Notation
import Papers
import TestKit
import Testing

@Suite struct `reports on the command line` {
    private func played(_ score: String? = nil) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try SampleSite.write(into: folder)
        let units = SampleSite.units.replacing("Báo An Giang,,press", with: "=Báo An Giang,,press")
        try folder.write(units, to: "units.csv")
        if let score { try folder.write(score, to: "score.csv") }
        let script = """
            drop inbox/bao-an-giang/mot.docx at 2021-01-20T09:00
            drop inbox/bao-an-giang/hai.docx at 2021-01-26T09:30
            """
        try folder.write(script, to: "script")
        let out = try TemporaryFolder()
        let result = try DondocProcess.run([
            "rehearse", folder.path, "--out", out.path, "--script", "\(folder.path)/script", "--to", "2021-03-05",
        ])
        #expect(result.code == 0, "\(result.error)")
        return out
    }

    @Test func `a year's facts are written as a sheet whose formulas are texts`() throws {
        let out = try played()
        let sheet = "\(out.path)/facts.csv"
        let result = try DondocProcess.run([
            "report", out.path, "--year", "2021", "--as-of", "2021-03-04", "--csv", sheet, "--format", "json",
        ])
        #expect(result.code == 0, "\(result.error)")
        let rows = try JSON(parsing: result.out)["units"]
        #expect(rows[0]["unit"] == "bao-an-giang" && rows[0]["late"] == 1 && rows[0]["missing"] == 1)
        let text = try String(contentsOfFile: sheet, encoding: .utf8)
        #expect(text.hasPrefix("Mã,Đơn vị,Đầu việc,Đúng hạn,Quá hạn,Số ngày quá hạn,"))
        #expect(text.contains("\r\nbao-an-giang,'=Báo An Giang,\(rows[0]["owed"].text),0,1,"), "\(text)")
        let silent = try DondocProcess.run(["report", out.path])
        #expect(silent.code == 2 && silent.error.contains("--year"))
    }

    @Test func `a table of points with a mistake counts nothing`() throws {
        let out = try played("fact,points\nlateDays,2.5\nmissing,-1\n")
        let result = try DondocProcess.run(["report", out.path, "--year", "2021", "--as-of", "2021-03-04"])
        #expect(result.code == 1 && result.out.isEmpty)
        #expect(result.error.contains("lateDays") && result.error.contains("nothing was counted"), "\(result.error)")
    }

    @Test func `a workbook tells the same, how points came about, and every duty with its days`() throws {
        let out = try played("fact,points\nlate,2.5\nmissing,-1\n")
        let path = "\(out.path)/facts.xlsx"
        let result = try DondocProcess.run([
            "report", out.path, "--year", "2021", "--as-of", "2021-03-04", "--xlsx", path,
        ])
        #expect(result.code == 0 && result.error.contains("facts.xlsx: 2 units"), "\(result.error)")
        let bytes = Array(try #require(FileManager.default.contents(atPath: path)))
        let book = try Workbook(bytes)
        #expect(book.sheetNames == ["Đến hết 04.3.2021", "Cách tính điểm", "Từng đầu việc"])
        let units = try book.sheet()
        #expect(units.rows[0].prefix(2) == [.text("Mã"), .text("Đơn vị")] && units.rows[0].last == .text("Điểm"))
        #expect(units.rows[1].prefix(2) == [.text("bao-an-giang"), .text("=Báo An Giang")])
        #expect(units.rows[1].last == .number(1.5))
        let points = try book.sheet("Cách tính điểm").rows
        #expect(
            points.contains([
                .text("bao-an-giang"), .text("=Báo An Giang"), .text("Quá hạn"), .empty, .empty, .number(1),
                .number(2.5), .number(2.5),
            ]), "\(points)")
        let late = try #require(try book.sheet("Từng đầu việc").rows.first { $0.contains(.text("2021-01")) })
        let day = try #require(Day(iso: "2021-01-24"))
        #expect(late[4] == .day(day) && late[5] == .empty)
        #expect(late[6] == .moment(day.advanced(by: 2), second: 9 * 3600 + 1800), "\(late)")
        let xml = String(
            decoding: try #require(try ZipArchive(bytes).bytes(of: "xl/worksheets/sheet1.xml")), as: UTF8.self)
        #expect(xml.contains("state=\"frozen\"") && xml.contains("<autoFilter") && !xml.contains("<f>"))
        let nowhere = try DondocProcess.run([
            "report", out.path, "--year", "2021", "--xlsx", "\(out.path)/khong-co/so.xlsx",
        ])
        #expect(nowhere.code != 0 && nowhere.error.contains("so.xlsx cannot be written"), "\(nowhere.error)")
    }
}
