import Casework
import Foundation
import Notation

/// A list of exemplars that lies beside the files: `danh-sach.csv`, `danh sách.csv`.
extension FileDrop {
    /// What the file declares; nil for any other file.
    ///
    /// - Throws: a fault when it is such a list, but cannot be read.
    static func declaration(_ file: InboxFile) throws(FileFinding) -> [Exemplar]? {
        guard isDeclaration(file.name) else { return nil }
        guard file.sighting.size <= ExemplarList.largestFile, let data = FileManager.default.contents(atPath: file.path)
        else { throw .badList("danh sách quá lớn hoặc không đọc được") }
        return try declaration(named: file.name, Array(data))
    }

    /// The same, of bytes.
    static func declaration(named name: String, _ bytes: [UInt8]) throws(FileFinding) -> [Exemplar]? {
        guard isDeclaration(name) else { return nil }
        guard bytes.count <= ExemplarList.largestFile else { throw .badList("danh sách quá lớn hoặc không đọc được") }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .badList("danh sách phải là văn bản UTF-8; trong Excel chọn Save As, “CSV UTF-8”")
        }
        do throws(ExemplarFault) {
            return try ExemplarList.read(SourceText(file: name, text: text))
        } catch {
            throw .badList("\(error)")
        }
    }

    static func isDeclaration(_ name: String) -> Bool {
        FileName.ending(of: name) == "csv" && FileName.slug(String(name.dropLast(4))) == "danh-sach"
    }
}

extension FileFinding {
    static func badList(_ reason: String) -> FileFinding {
        FileFinding(code: "bad-list", reason: "Danh sách gương điển hình không tiếp nhận được: \(reason.onOneLine)")
    }
}
