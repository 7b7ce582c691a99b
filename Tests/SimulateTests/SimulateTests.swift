import Simulate
import Testing

@Suite struct `A world in which everything goes wrong` {
    /// In portions, which the cores share.
    @Test(arguments: 0..<10)
    func `keeps what must hold`(portion: Int) {
        let first = UInt64(portion * 20 + 1)
        for seed in first..<first + 20 {
            let outcome = Outcome(of: seed)
            #expect(outcome.violations.isEmpty, "make simulate SEED=\(seed)")
        }
    }

    @Test(arguments: [3, 17, 42] as [UInt64])
    func `is the same again from the same seed`(seed: UInt64) {
        let first = Outcome(of: seed, isTraced: true)
        let second = Outcome(of: seed, isTraced: true)
        #expect(first.lines == second.lines)
        #expect(first.lines.count > 50)
        #expect(Outcome(of: seed + 1).digest != first.digest)
    }
}
