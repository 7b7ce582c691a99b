package import Almanac
package import Casework
package import Definition

/// What a rehearsal showed, for one page that the head of the office can read and print.
package struct PreviewContent: Sendable {
    /// One duty's one period, with the units that owe it.
    package struct Period: Sendable {
        package let obligation: String
        package let title: String
        /// `2021-03`
        package let period: String
        /// "tháng 3/2021"
        package let periodName: String
        package let units: [UnitCode]
        /// Nil: no date is set yet.
        package let lastDay: Day?
        /// "trước ngày 25/3/2021, tức hết thứ Tư 24/3/2021"
        package let reading: String?
        /// In words for people.
        package let state: String

        package init(
            obligation: String, title: String, period: String, periodName: String, units: [UnitCode], lastDay: Day?,
            reading: String?,
            state: String
        ) {
            self.obligation = obligation
            self.title = title
            self.period = period
            self.periodName = periodName
            self.units = units
            self.lastDay = lastDay
            self.reading = reading
            self.state = state
        }
    }

    /// A notice with the mail that it became.
    package struct Mail: Sendable {
        package let notice: Notice
        package let message: Message
        /// Where its letters lie, from the page; nil: nowhere.
        package let folder: String?

        package init(notice: Notice, message: Message, folder: String? = nil) {
            self.notice = notice
            self.message = message
            self.folder = folder
        }
    }

    package var siteTitle: String
    /// "Kế hoạch (chưa cấp số) ngày 05/3/2021 của Ủy ban nhân dân tỉnh An Giang"
    package var planReference: String
    package var from: Day
    package var to: Day
    package var zone: Zone
    package var mails: [Mail] = []
    package var periods: [Period] = []
    package var warnings: [String] = []
    /// The name of the holiday that makes a day free, if one does.
    package var holiday: @Sendable (Day) -> String? = { _ in nil }
    package var commemorations: [(day: Day, name: String)] = []
    package var unitNames: [UnitCode: String] = [:]

    package init(siteTitle: String, planReference: String, from: Day, to: Day, zone: Zone) {
        self.siteTitle = siteTitle
        self.planReference = planReference
        self.from = from
        self.to = to
        self.zone = zone
    }
}
