import Almanac
import Directory
import Foundation
import Notation
import Papers

/// A list of units or of successors as an office has it: CSV, or a workbook with one or several sheets.
struct UnitTableFile {
    let path: String

    /// What the CSV file says, or the first sheet that is known for such a list; where none is, the first sheet's answer.
    func first<Answer>(
        _ read: (CellTable) -> Answer, isKnown: (Answer) -> Bool
    ) throws(CommandError) -> Answer {
        guard let content = FileManager.default.contents(atPath: path) else { throw .failed("\(path) cannot be read") }
        // A workbook is a ZIP archive; old ones and locked ones are told by the reader.
        guard content.starts(with: [0x50, 0x4B]) || content.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) else {
            return read(CellTable(csv: try SiteDirectory.source(path)))
        }
        do throws(PaperError) {
            let book = try Workbook(Array(content))
            var answer: Answer?
            for name in book.sheetNames {
                let found = read(CellTable(file: path, sheet: name, rows: Self.texts(try book.sheet(name))))
                if isKnown(found) { return found }
                answer = answer ?? found
            }
            return answer ?? read(CellTable(file: path, sheet: "", rows: []))
        } catch {
            throw .failed("\(path): \(error.sentence); nothing was done")
        }
    }

    /// Days as the readers of lists take them; a cell that holds a fault says nothing.
    private static func texts(_ sheet: Sheet) -> [[String]] {
        sheet.spread.map { row in
            row.map { cell in
                switch cell {
                case .day(let day), .moment(let day, _): day.iso
                case .fault: ""
                default: cell.text
                }
            }
        }
    }
}
