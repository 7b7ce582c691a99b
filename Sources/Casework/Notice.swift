package import Almanac
package import Definition
package import Notation

/// One mail to go out, as facts: Post turns it into words when it leaves, from a template.
///
/// Committed before it is sent; `key` is the same however often it is tried.
package struct Notice: Hashable, Sendable, Codable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        case reminder, overdue, escalation, letter, receipt, distribution, rollup, digest
    }

    package let key: String
    package let kind: Kind
    package let at: Instant
    package let to: [Mailbox]
    /// The unit, obligation and period that all entries share; nil where they differ.
    package let unit: UnitCode?
    package let obligation: String?
    package let period: String?
    /// The template's name, without its ending: `digest`, `receipt`, `tong-hop-thang`.
    package let template: String
    /// What the template may name.
    package let fields: JSON
    package let entries: [Entry]
    package let enclosures: [Enclosure]
    /// What it is about: mails about the same thing share it.
    package let thread: String?
    /// The key of the first mail about it, where this is a later one.
    package internal(set) var answers: String?
    /// The identity of the mail of somebody else that it answers.
    package internal(set) var inReplyTo: String?
    /// The days by which something is owed, for the recipient's calendar.
    package internal(set) var dueDays: [DueDay]?
    /// The addresses that refused it.
    package internal(set) var refusedBy: [String]?

    /// One matter in a mail.
    package struct Entry: Hashable, Sendable, Codable {
        package let kind: Kind
        package let unit: UnitCode?
        package let obligation: String?
        package let period: String?

        package init(kind: Kind, unit: UnitCode?, obligation: String?, period: String?) {
            self.kind = kind
            self.unit = unit
            self.obligation = obligation
            self.period = period
        }
    }

    /// By when the recipient owes something.
    package struct DueDay: Hashable, Sendable, Codable {
        /// The assignment's, the same for as long as it is owed.
        package let code: String
        package let title: String
        package let unit: String
        package let lastDay: Day
        package let reading: String
        /// How often the day was moved.
        package let revision: Int

        package init(code: String, title: String, unit: String, lastDay: Day, reading: String, revision: Int) {
            self.code = code
            self.title = title
            self.unit = unit
            self.lastDay = lastDay
            self.reading = reading
            self.revision = revision
        }
    }

    /// A document to attach, made from a template with its own fields: a letter that waits for number, date and signature.
    package struct Enclosure: Hashable, Sendable, Codable {
        package let template: String
        package let fileName: String
        package let fields: JSON

        package init(template: String, fileName: String, fields: JSON) {
            self.template = template
            self.fileName = fileName
            self.fields = fields
        }
    }

    package init(
        key: String, kind: Kind, at: Instant, to: [Mailbox], unit: UnitCode? = nil, obligation: String? = nil,
        period: String? = nil,
        template: String, fields: JSON, entries: [Entry] = [], enclosures: [Enclosure] = [], thread: String? = nil,
        dueDays: [DueDay]? = nil
    ) {
        self.key = key
        self.kind = kind
        self.at = at
        self.to = to
        self.unit = unit
        self.obligation = obligation
        self.period = period
        self.template = template
        self.fields = fields
        self.entries = entries
        self.enclosures = enclosures
        self.thread = thread
        self.dueDays = dueDays
    }

    /// The same as a later mail about something of which the first had that key.
    package static func answering(_ key: String, _ notice: Notice) -> Notice {
        var answer = notice
        answer.answers = key
        return answer
    }

    /// The same to another mailbox of the same unit, after the first has refused it.
    func readdressed(to mailbox: Mailbox, at now: Instant) -> Notice {
        var again = Notice(
            key: "\(key)/to/\(mailbox.address ?? mailbox.name)", kind: kind, at: now, to: [mailbox], unit: unit,
            obligation: obligation, period: period, template: template, fields: fields, entries: entries,
            enclosures: enclosures, thread: thread, dueDays: dueDays)
        again.refusedBy = (refusedBy ?? []) + to.compactMap(\.address)
        return again
    }
}

/// A name and an address; the address is nil for somebody who can only be reached on paper.
package struct Mailbox: Hashable, Sendable, Codable {
    package let name: String
    package let address: String?

    package init(name: String, address: String?) {
        self.name = name
        self.address = address
    }
}
