import Almanac
import Definition
import Notation

/// What `select` and `review` are told of the people for whom they wait: under `by`, who; under `remind`, when again.
extension JSON {
    /// One word or a list of them.
    func people(orElse usual: String) -> [RungTarget] {
        (asArray?.compactMap(\.asString) ?? asString.map { [$0] } ?? [usual]).map { RungTarget(word: $0) }
    }

    /// Working days after the first asking, in their order.
    var askingDays: [Int] { (asArray ?? []).compactMap(\.asInteger).filter { $0 > 0 }.sorted() }
}

extension Office {
    /// When people are asked for that time again, from 1; nil: no more.
    func instant(ofAsking number: Int, again days: [Int], since first: Instant) -> Instant? {
        guard number <= days.count else { return nil }
        let day = calendar.workingDay(days[number - 1], after: zone.day(of: first))
        return zone.instant(of: day, at: settings.noticesAt)
    }
}
