/// What is still to happen in a world, earliest first; at one instant in the order in which it was put down.
struct Agenda<Happening> {
    private var entries: [(time: Int64, order: Int, happening: Happening)] = []
    private var order = 0

    var isEmpty: Bool { entries.isEmpty }

    mutating func put(_ happening: Happening, at time: Int64) {
        order += 1
        // Kept with the earliest last, where it is cheap to take.
        let place = entries.firstIndex { $0.time <= time } ?? entries.count
        entries.insert((time, order, happening), at: place)
    }

    mutating func next(before end: Int64) -> (time: Int64, happening: Happening)? {
        guard let last = entries.last, last.time < end else { return nil }
        entries.removeLast()
        return (last.time, last.happening)
    }

    mutating func remove(where isMeant: (Happening) -> Bool) { entries.removeAll { isMeant($0.happening) } }
}
