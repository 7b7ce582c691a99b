/// What goes wrong at a disk, at which operation from now on.
struct DiskFault {
    enum Operation: String { case open, read, write, sync, truncate, delete }

    enum Kind: Equatable {
        /// Refused; nothing is done.
        case fails
        /// A part of a write is done, the rest is refused.
        case tears
        case kills(afterwards: Bool)
        case cutsPower(afterwards: Bool)
        /// Done, but only after so many milliseconds.
        case lingers(Int64)
    }

    let kind: Kind
    /// Nil: at any of them.
    let at: Operation?
    /// How many of these pass before.
    var countdown: Int
}
