package import Almanac
package import Notation

/// `site.yaml`: the folder's own settings.
package struct SiteSettings: Sendable {
    package var name: String
    package var title: String
    package var zone: Zone = .vietnam
    /// `vi` (the default) or `en`.
    package var language: String = "vi"
    package var hours = WorkingHours(opens: TimeOfDay(minutes: 450), closes: TimeOfDay(minutes: 1020))
    /// When the day's notices leave; 08:00.
    package var noticesAt = TimeOfDay(minutes: 480)
    package var sender: Sender
    /// Who is told each morning what waits for an administrator; nil: nobody.
    package var admin: Sender?
    /// The folder of the database and the submitted files, relative to the site; `state`.
    package var state: String = "state"
    package var outbox: String = "outbox"
    package var inbox: String = "inbox"
    package var quarantine: String = "quarantine"
    package var missedRuns: MissedRuns = .latest
    /// When the daemon comes back and more mails than this would leave at once, they wait for `dondoc approve`.
    package var holdAbove: Int = 500
    /// The largest file that is taken up, in bytes; 500 MiB.
    package var largestFile: Int = 500 << 20
    package var receiptTime: ReceiptTime = .firstSeen
    /// How mails leave; nil: only as files in the outbox.
    package var mail: MailSettings?
    package var keep = KeptSpans()
    /// What is called as long as the daemon lives; nil: nothing.
    package var heartbeat: HeartbeatSettings?
    /// The names that other files of the site must have.
    package var references: [Reference] = []

    package init(name: String, title: String, sender: Sender) {
        self.name = name
        self.title = title
        self.sender = sender
    }
}

/// How long what has ended is kept at hand; after that it goes into the archive.
package struct KeptSpans: Hashable, Sendable {
    /// Instances with their journals, from their end.
    package var instances = CivilDuration(months: 24)
    /// Events, from their coming.
    package var events = CivilDuration(months: 24)
    /// Mails and calls, from the moment at which they were to leave.
    package var outgoing = CivilDuration(months: 60)

    package init() {}
}

/// What is done about schedule instants that passed while the daemon was down.
package enum MissedRuns: String, Sendable, Codable, CaseIterable { case latest, all, skip }

/// Which instant a dropped file counts from: when it was first seen (the default), or when it was last written.
package enum ReceiptTime: String, Sendable, Codable, CaseIterable { case firstSeen, modified }

/// In whose name mails are written.
package struct Sender: Hashable, Sendable, Codable {
    package var name: String
    package var address: String
    package var phone: String?
    /// The unit that speaks.
    package var unit: UnitCode?

    package init(name: String, address: String, phone: String? = nil, unit: UnitCode? = nil) {
        self.name = name
        self.address = address
        self.phone = phone
        self.unit = unit
    }
}

/// `plan.yaml`: the plan itself.
package struct PlanFile: Sendable {
    package var code: String
    package var title: String
    package var issuer: UnitCode
    /// `31/KH-UBND`; nil while it has no number (`symbol: chưa cấp số` in the file).
    package var symbol: String?
    package var issued: Day?
    /// `stated`, or `admin-set` where the text has no date.
    package var issuedOrigin: ObligationRule.Origin = .stated
    package var validFrom: Day
    package var validTo: Day
    /// The codes of plans of this site that end when this one comes into force.
    package var supersedes: [String] = []
    package var parents: [DocumentReference] = []
    /// Where the file names them.
    package var parentsMark: SourceMark?
    /// Nơi nhận.
    package var recipients: [Addressee] = []
    package var obligations: [ObligationRule] = []
    package var themes: [Theme] = []
    /// Where each obligation stands in the file, by code.
    package var marks: [String: SourceMark] = [:]
    /// The names that other files of the site must have.
    package var references: [Reference] = []

    package init(code: String, title: String, issuer: UnitCode, validFrom: Day, validTo: Day) {
        self.code = code
        self.title = title
        self.issuer = issuer
        self.validFrom = validFrom
        self.validTo = validTo
    }
}

/// A document is its issuer, symbol and date; a symbol alone identifies nothing.
package struct DocumentReference: Hashable, Sendable, Codable {
    package var issuer: String
    package var symbol: String
    package var date: Day?
    package var title: String?
    /// What it implements itself, as far as that is known.
    package var implements: [DocumentReference] = []

    package init(issuer: String, symbol: String, date: Day?, title: String?) {
        self.issuer = issuer
        self.symbol = symbol
        self.date = date
        self.title = title
    }
}

/// One line of Nơi nhận.
package struct Addressee: Hashable, Sendable {
    /// As printed.
    package var text: String
    /// Whom it reaches; nil for lines that are only filed ("Lưu: VT").
    package var selector: Selector?
    /// "(02b)": 2.
    package var copies: Int
    package var mark: SourceMark

    package init(text: String, selector: Selector?, copies: Int, mark: SourceMark) {
        self.text = text
        self.selector = selector
        self.copies = copies
        self.mark = mark
    }
}

/// A theme of the plan's calendar: for some months, or for the whole year; with its commemorations.
package struct Theme: Hashable, Sendable, Codable {
    package var code: String
    /// 1...12; empty for the whole year ("Trong năm"). Two months together are one theme set.
    package var months: [Int]
    package var title: String
    package var content: String?
    package var days: [Commemoration]
    package var line: Int

    package init(code: String, months: [Int], title: String, content: String?, days: [Commemoration], line: Int) {
        self.code = code
        self.months = months
        self.title = title
        self.content = content
        self.days = days
        self.line = line
    }
}

/// A day that the plan names, solar or lunar.
package struct Commemoration: Hashable, Sendable, Codable {
    package var name: String
    package var day: Int
    package var month: Int
    package var isLunar: Bool
    /// The founding year, for the anniversary: 1930 makes 2021 the 91st.
    package var since: Int?

    package init(name: String, day: Int, month: Int, isLunar: Bool, since: Int?) {
        self.name = name
        self.day = day
        self.month = month
        self.isLunar = isLunar
        self.since = since
    }
}
