import Almanac
import Definition

extension CivilDuration {
    /// The pause before the retry of that number, counted from 1: the same each time, one more span each time, or
    /// twice as long each time. The doubling ends at 2^20, far beyond any limit that somebody waits for.
    func grown(_ backoff: RetryPolicy.Backoff, retry: Int) -> CivilDuration {
        switch backoff {
        case .constant: self
        case .linear: times(retry)
        case .exponential: times(1 << min(max(retry - 1, 0), 20))
        }
    }

    private func times(_ factor: Int) -> CivilDuration {
        CivilDuration(
            months: capped(months, factor, 12_000), days: capped(days, factor, 365_000),
            milliseconds: Int64(capped(Int(milliseconds), factor, 1000 * 365 * 86_400_000)))
    }

    /// At most a thousand years, so that no policy leads out of the calendar.
    private func capped(_ amount: Int, _ factor: Int, _ most: Int) -> Int {
        let (product, isTooLong) = amount.multipliedReportingOverflow(by: factor)
        return isTooLong ? most : min(product, most)
    }
}

/// A span between the two, in milliseconds, that looks random but follows from the seed: a replay draws the same.
func jitterBetween(_ least: Int64, _ most: Int64, seed: String) -> Int64 {
    guard least < most else { return least }
    return least + Int64(hash(seed) % UInt64(most - least + 1))
}

/// FNV-1a, then the mixing of SplitMix64 so that neighbouring attempts lie far apart.
private func hash(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash = (hash ^ (hash >> 30)) &* 0xbf58_476d_1ce4_e5b9
    hash = (hash ^ (hash >> 27)) &* 0x94d0_49bb_1331_11eb
    return hash ^ (hash >> 31)
}
