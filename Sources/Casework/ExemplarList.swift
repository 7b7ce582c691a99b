import Directory
package import Notation

/// `danh-sach.csv`: who is put forward, one a row, in columns loại, tên, lĩnh vực, cấp công nhận.
package enum ExemplarList {
    private static let columns = ["loại", "tên", "lĩnh vực", "cấp công nhận"]
    /// A list is a text of a page or two.
    package static let largestFile = 1 << 20

    /// Nil when the file is some other table: neither type nor name is among its columns.
    /// - Throws: the first mistake, with its line.
    package static func read(_ source: SourceText) throws(ExemplarFault) -> [Exemplar]? {
        let table = CSVTable(source)
        let names = table.rows.first.map { $0.map { Exemplar.tidied($0.text).lowercased() } } ?? []
        guard names.contains("loại") || names.contains("tên") else { return nil }
        if let problem = table.problems.first {
            throw ExemplarFault(
                description: "dòng \(problem.mark.line) của danh sách không đọc được: \(problem.message)")
        }
        for name in ["loại", "tên"] where !names.contains(name) {
            throw ExemplarFault(
                description: "danh sách thiếu cột “\(name)”; các cột là \(columns.joined(separator: ", "))")
        }
        guard table.rows.count <= Exemplar.mostAtOnce + 1 else {
            throw ExemplarFault(description: "danh sách có hơn \(Exemplar.mostAtOnce) dòng")
        }
        var exemplars: [Exemplar] = []
        for row in table.rows.dropFirst() {
            func field(_ name: String) -> String {
                names.firstIndex(of: name).flatMap { $0 < row.count ? row[$0].text : nil } ?? ""
            }
            do throws(ExemplarFault) {
                exemplars.append(
                    try Exemplar(
                        type: field("loại"), name: field("tên"), field: field("lĩnh vực"),
                        recognition: field("cấp công nhận")))
            } catch {
                throw ExemplarFault(description: "dòng \(row[0].mark.line) của danh sách: \(error)")
            }
        }
        guard !exemplars.isEmpty else { throw ExemplarFault(description: "danh sách không có dòng nào") }
        return exemplars
    }
}
