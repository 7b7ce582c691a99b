import Almanac
import Storage
import Definition
import Engine
import Notation

/// A duty by its name, and the folder for what is sent for it: what is told to a unit that has chosen a wrong one.
struct DutyFolder: Hashable {
    let title: String
    let folder: String
    /// By which a mail is known to be about it; nil where mails are not marked.
    let mark: String?

    var json: JSON { ["title": .string(title), "folder": .string(folder), "mark": JSON(mark)] }
    /// `Bài viết (ghi [#…] trong tiêu đề)`
    var words: String { mark.map { "\(title) (ghi \($0) trong tiêu đề)" } ?? title }
}

extension Sitting {
    /// Where each belongs, every duty once.
    func folders(of assignments: [Assignment], in office: Office) throws -> [DutyFolder] {
        var told: Set<String> = []
        return try assignments.filter { told.insert($0.obligation).inserted }.map { assignment in
            let rule = try collection(assignment.collection)?.rule
            return DutyFolder(
                title: rule?.title ?? rule?.quote ?? assignment.obligation,
                folder: "\(office.settings.inbox)/\(assignment.unit)/\(assignment.obligation)",
                mark: office.replies.map { "[#\($0.token(for: assignment.code))]" })
        }
    }

    /// Of everything that a unit still owes, the soonest first.
    func openFolders(of unit: UnitCode, in office: Office) throws -> [DutyFolder] {
        let open = try store.records(kind: "assignment", keyPrefix: "\(unit)/", openOnly: true)
            .map { try fact(of: $0) as Assignment }
        return try folders(of: open.sorted { $0.deadline.dueBefore < $1.deadline.dueBefore }, in: office)
    }
}
