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
    /// Mails about the same thing share it, and so stand together in a mail program.
    package let thread: String?

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
        template: String, fields: JSON, entries: [Entry] = [], enclosures: [Enclosure] = [], thread: String? = nil
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
