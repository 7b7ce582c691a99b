/// Which troubles a world has, and how often: drawn once from its seed, so that some worlds have one kind and others all.
struct FaultPlan {
    /// In a thousand turns, how many meet something at the disk.
    let diskTroubles: Int
    let diskKinds: [DiskFault.Kind]
    /// How often, over the whole run.
    let crashes: Int
    let powerCuts: Int
    let fullDisks: Int
    let clockJumps: [Int64]
    let reloads: Int
    let stops: Int
    let readers: Int
    let rivals: Int
    /// In a thousand mails or calls.
    let refusedMails: Int
    let dyingDeliveries: Int
    let badCalls: Int
    /// In a thousand turns that hand something out, after how many something happens while it is under way.
    let interruptions: Int
    /// In a thousand deeds.
    let repeatedDeeds: Int
    /// How many wake-ups a turn takes at most.
    let wakeUpsATurn: Int
    /// How long the machine stays down, at most, in milliseconds.
    let longestDown: Int64
    /// Whether executions tell of their lives in events: many more rows.
    let announces: Bool
    /// Whether mails go to a server in measured steps, and not at once into a folder.
    let posts: Bool
    /// In a thousand mails of these: the server is away, refuses for now or for good, or dies when it has all of it.
    let badPosts: Int

    init(seed: UInt64) {
        var random = Randomness(seed: seed, purpose: "faults")
        func some(_ chance: Int, upTo most: Int) -> Int { random.isOne(in: chance) ? 0 : random.below(most + 1) }
        diskTroubles = random.pick([0, 5, 20, 60])
        let kinds: [DiskFault.Kind] = [
            .fails, .tears, .kills(afterwards: false), .kills(afterwards: true), .cutsPower(afterwards: false),
            .cutsPower(afterwards: true), .lingers(random.span(10...90_000)),
        ]
        diskKinds = random.isOne(in: 2) ? kinds : [random.pick(kinds), random.pick(kinds)]
        crashes = some(3, upTo: 4)
        powerCuts = some(3, upTo: 3)
        fullDisks = some(2, upTo: 2)
        clockJumps = (0..<some(2, upTo: 3)).map { _ in
            let size = random.span(1_000...3 * 86_400_000)
            return random.isOne(in: 2) ? size : -size
        }
        reloads = some(2, upTo: 3)
        stops = some(2, upTo: 3)
        readers = some(2, upTo: 4)
        rivals = some(2, upTo: 3)
        refusedMails = random.pick([0, 0, 10, 100])
        dyingDeliveries = random.pick([0, 0, 10, 40])
        interruptions = random.pick([0, 20, 100])
        badCalls = random.pick([0, 200, 600])
        repeatedDeeds = random.pick([0, 100, 400])
        wakeUpsATurn = random.pick([10_000, 10_000, 1, 3])
        longestDown = random.pick([60_000, 3_600_000, 2 * 86_400_000, 12 * 86_400_000])
        announces = random.isOne(in: 5)
        posts = random.isOne(in: 2)
        badPosts = random.pick([0, 50, 400])
    }

    /// What meets the next turn, if anything.
    func diskFault(_ random: inout Randomness) -> DiskFault? {
        guard random.below(1000) < diskTroubles else { return nil }
        // Syncs are few, and where a commit is decided: half of the faults are at one.
        let operation: DiskFault.Operation? = random.isOne(in: 2) ? .sync : random.pick([nil, .write, .write, .read])
        let reach = operation == .sync ? 2 : random.isOne(in: 3) ? 200 : 20
        return DiskFault(kind: random.pick(diskKinds), at: operation, countdown: random.below(reach))
    }
}
