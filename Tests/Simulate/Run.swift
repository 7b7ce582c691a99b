import Foundation

/// Many worlds, one after the other.
package struct Run {
    package let seeds: Range<UInt64>
    package let isVerbose: Bool

    package init(seeds: Range<UInt64>, isVerbose: Bool = false) {
        self.seeds = seeds
        self.isVerbose = isVerbose
    }

    /// - Parameter telling: is given each line for people.
    /// - Returns: the seeds whose worlds did not hold.
    package func play(telling: (String) -> Void) -> [UInt64] {
        let begin = Date()
        var failed: [UInt64] = []
        for seed in seeds {
            let outcome = Outcome(of: seed, isTraced: isVerbose)
            for line in outcome.lines { telling(line) }
            if !outcome.violations.isEmpty {
                failed.append(seed)
                telling("seed \(seed): \(outcome.violations.joined(separator: "; "))")
                telling("  again: Simulate --seed \(seed) --verbose")
            }
        }
        let seconds = Date().timeIntervalSince(begin)
        let rate = String(format: "%.1f", Double(seeds.count) / max(0.001, seconds))
        telling("\(seeds.count) worlds, \(failed.count) failed, \(rate) a second")
        return failed
    }
}

/// What one world came to.
package struct Outcome {
    package let violations: [String]
    /// Nothing when it was not traced.
    package let lines: [String]
    /// Of all lines, also those that were not kept.
    package let digest: UInt64

    package init(of seed: UInt64, isTraced: Bool = false) {
        do {
            let world = try World(seed: seed, isTraced: isTraced)
            var violations: [String]
            do { violations = try world.play() } catch { violations = world.violations + ["the world broke: \(error)"] }
            self.violations = violations
            lines = world.trace.lines
            digest = world.trace.digest
        } catch {
            violations = ["the world could not be made: \(error)"]
            lines = []
            digest = 0
        }
    }
}
