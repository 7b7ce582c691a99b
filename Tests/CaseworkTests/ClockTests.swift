import Almanac
import CaseKit
import Casework
import Testing

@Suite struct `a clock that is set` {
    /// 19 March 2021, 08:00, is the second reminder's moment.
    @Test(arguments: ["2021-03-19T07:00", "2021-03-18T20:00", "2021-03-10"])
    func `back: nobody is told twice, and nobody is left out`(back: String) throws {
        let undisturbed = try Year().play(until: "2021-04-10")
        let year = try Year().play(until: "2021-03-19T08:30")
        try year.sleep(until: back)
        try year.play(until: "2021-04-10")
        #expect(year.lines == undisturbed.lines)
        #expect(Set(year.notices.map(\.key)).count == year.notices.count)
    }
}
