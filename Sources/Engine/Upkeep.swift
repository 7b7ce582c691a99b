import Notation
package import Definition
import Almanac
import Interpreter
package import Storage

/// What a site keeps at hand, and where the rest goes.
package struct Upkeep: Sendable {
    let spans: KeptSpans
    let archive: Archive

    package init(spans: KeptSpans, archive: Archive) {
        self.spans = spans
        self.archive = archive
    }

    static let owner = "upkeep/nightly"
    /// So many of each kind leave in one turn, and the next minute as many.
    static let most = 500
    static let pause: Swift.Duration = .seconds(60)
    /// When nobody waits for an answer.
    static let quietHour = TimeOfDay(minutes: 150)

    /// One night's work: what it has come to.
    struct Night {
        /// What instances that have not ended may still be offered.
        let hearers: [Hearer]
        /// The last event that was looked at.
        var seen: RecordedEvent?
        var isOver = false
    }

    /// Instances under one definition, by the first of them that began.
    struct Hearer {
        let types: EventTypes
        /// The place of the last event before that.
        let after: Int64

        func mayBeOffered(_ recorded: RecordedEvent) -> Bool {
            recorded.place > after && types.contain(recorded.event.type)
        }
    }
}

extension CivilDuration {
    /// The instant that lies this span before another.
    func before(_ instant: Instant, in zone: Zone) -> Instant {
        CivilDuration(months: -months, days: -days, milliseconds: -milliseconds).after(instant, in: zone)
    }
}
