import Almanac

/// A day that the test's author knows to exist.
func day(_ year: Int, _ month: Int, _ day: Int) -> Day { Day(clamping: day, month: month, year: year) }

func clock(_ hour: Int, _ minute: Int) -> DueRule.Boundary { .clock(TimeOfDay(minutes: hour * 60 + minute)) }

/// The civil day in Vietnam, as ISO 8601.
func vietnamDay(_ instant: Instant) -> String { Zone.vietnam.day(of: instant).iso }
