/// A cron expression that cannot be read, with the field it fails in.
package struct CronError: Error, Equatable, Sendable {
    /// One sentence without a full stop.
    package let message: String
    /// Where in the text, in Unicode scalars from 0.
    package let offset: Int
    package let width: Int
}

/// A schedule in five cron fields, with names, ranges, steps, lists and `L`; a `CRON_TZ=Area/City ` prefix sets its zone.
package struct Cron: Hashable, Sendable {
    package let text: String
    /// From the `CRON_TZ=` prefix.
    package let zone: Zone?

    package init(parsing text: String) throws(CronError) { fatalError("contract") }

    /// The first instant strictly after `instant`, in its own zone or else in `siteZone`; nil when there is none within 8 years.
    package func next(after instant: Instant, in siteZone: Zone) -> Instant? { fatalError("contract") }
}
