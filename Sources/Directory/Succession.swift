package import Almanac
package import Definition

/// One row of `successors.csv`: what an official event made of a unit on a day.
package struct Succession: Hashable, Sendable {
    package enum Event: String, Sendable, CaseIterable {
        case merge, split, rename, reparent = "re-parent", dissolve, level

        /// The unit goes on under its own key, with a new version in `units.csv`.
        package var keepsUnit: Bool { self == .rename || self == .reparent || self == .level }

        /// As an office says it.
        package var vietnamese: String {
            switch self {
            case .merge: "sáp nhập"
            case .split: "chia tách"
            case .rename: "đổi tên"
            case .reparent: "chuyển đơn vị chủ quản"
            case .dissolve: "giải thể"
            case .level: "thay đổi cấp"
            }
        }
    }

    package enum Transfer: String, Sendable, CaseIterable {
        /// All of it goes there.
        case whole
        /// Some of its people and duties.
        case part
        /// Land alone: nothing is handed over by it.
        case area
    }

    package var event: Event
    /// The first day on which it is so.
    package var day: Day
    package var old: UnitCode
    /// Nil when nothing follows.
    package var new: UnitCode?
    package var transfer: Transfer
    /// A person has named this one as the successor of a unit that was split.
    package var isLead: Bool

    package init(
        event: Event, day: Day, old: UnitCode, new: UnitCode?, transfer: Transfer = .whole, isLead: Bool = false
    ) {
        self.event = event
        self.day = day
        self.old = old
        self.new = new
        self.transfer = transfer
        self.isLead = isLead
    }
}

/// What has become of a unit by a day.
package enum Inheritance: Equatable, Sendable {
    /// It still holds, or has not begun yet.
    case own
    /// One unit has everything: a merger, or the successor that a person named.
    case passed(to: UnitCode, on: Day)
    /// It was split, and nobody has named which part goes on.
    case undecided([UnitCode], on: Day)
    /// It ended and nothing follows.
    case dissolved(on: Day)
    /// It ended, and `successors.csv` does not say what follows.
    case unrecorded(on: Day)

    /// The first day on which the unit no longer held.
    package var day: Day? {
        switch self {
        case .own: nil
        case .passed(_, let day), .undecided(_, let day), .dissolved(let day), .unrecorded(let day): day
        }
    }
}
