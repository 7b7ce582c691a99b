import Almanac
import Definition
import Engine
import Notation

extension Sitting {
    /// Hands a mail out. Those to one address keep their order; the first about a matter is what later ones answer.
    func post(_ notice: Notice) throws {
        var notice = notice
        if let thread = notice.thread {
            if let first = try load(FirstMail.self, FirstMail.kind, thread) {
                if first.key != notice.key { notice = Notice.answering(first.key, notice) }
            } else {
                try save(FirstMail(key: notice.key), FirstMail.kind, thread, isSettled: true)
            }
        }
        try noteIdentity(of: notice)
        try release(key: notice.key, kind: Release.notice, body: notice, lane: notice.to.first?.address?.lowercased())
    }

    private struct FirstMail: Codable {
        let key: String
        static let kind = "thread"
    }
}

extension Assignment {
    /// For a calendar; nil where there is no day.
    func dueDay(of rule: ObligationRule) -> Notice.DueDay? {
        guard !deadline.isNever else { return nil }
        let title = [rule.title ?? rule.code, Wording.periodName(period)].filter { !$0.isEmpty }.joined(separator: ", ")
        return Notice.DueDay(
            code: code, title: title, unit: unitName, lastDay: deadline.lastDay, reading: deadline.reading,
            revision: revision)
    }
}
