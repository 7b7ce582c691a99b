import Almanac
import Engine
import Foundation
import Notation
import Storage

/// One simulated world: a machine with its disk and its clock, the daemon that lives and dies on it, people, a mail server.
///
/// Nothing in it waits, and nothing is drawn but from its seed.
final class World {
    enum Happening {
        case look(Int)
        case deed(Int)
        case delivered(life: Int, [Release])
        case posted(life: Int, Release)
        case reported(life: Int, key: String, Report)
        case clockMoves(Int64)
        case crash(MachineProcess.Death)
        case starts
        case stops
        case reloads
        case readerComes
        case readerLeaves
        case rivalComes
        case diskFills
        case diskEmpties
    }

    let seed: UInt64
    let site: SimulatedSite
    let plan: FaultPlan
    let book = PostBook()
    /// Nil where all mails leave at once.
    let postage: Postage?
    let start: Int64
    /// From then on nothing goes wrong any more.
    let end: Int64
    var time: Int64
    /// How far the clock on the wall is off, in milliseconds.
    var clockError: Int64 = 0
    var agenda = Agenda<Happening>()
    var trace: Trace
    var random: Randomness
    let disk = VirtualDisk()
    var life: Life?
    var lives = 0
    var looks = 0
    let twin: Twin
    var server = MailServer()
    let deeds: [Deed]
    /// Said, and not acknowledged yet.
    var pending: Set<Int> = []
    /// By the number of the deed.
    var acknowledged: [Int: Reply?] = [:]
    /// What has been handed out and is under way, by life.
    var underWay: [(life: Int, releases: [Release])] = []
    /// Mails on their way to the server, by key.
    var posts: [String: (life: Int, release: Release)] = [:]
    var reader: VisitingReader?
    var violations: [String] = []
    let lockFolder: String

    init(seed: UInt64, isTraced: Bool = false) throws {
        self.seed = seed
        site = try SimulatedSite.of(seed: seed)
        plan = FaultPlan(seed: seed)
        random = Randomness(seed: seed, purpose: "world")
        let first = Day(iso: "2024-12-28")!.advanced(by: random.below(350))
        start = site.zone.start(of: first).milliseconds + Int64(random.below(86_400_000))
        // Most are short, so that there are many; some see a month end.
        end = start + Int64(random.isOne(in: 5) ? 5 + random.below(30) : 2 + random.below(7)) * 86_400_000
        time = start
        trace = Trace(isKept: isTraced, zone: site.zone)
        postage = plan.posts ? site.postage(with: book) : nil
        twin = try Twin(
            site: site, announces: plan.announces, postage: postage, name: "twin-\(seed)-\(UUID().uuidString)")
        deeds = People.deeds(seed: seed, from: start, to: end)
        lockFolder = URL.temporaryDirectory.appending(path: "dondoc-simulate-lock-\(UUID().uuidString)").path
    }

    deinit { try? FileManager.default.removeItem(atPath: lockFolder) }

    /// What the clock on the wall shows.
    var wall: Instant { Instant(milliseconds: time + clockError) }

    var isCalm: Bool { time >= end }

    func note(_ words: @autoclosure () -> String) { trace.note(words(), at: time, wall: wall) }

    func fail(_ words: String) {
        note("VIOLATION \(words)")
        violations.append(words)
    }

    func process(_ name: String) -> MachineProcess {
        // Names are shared by all worlds of this process; the trace does not show them.
        MachineProcess(
            "\(name)-\(UUID().uuidString)", on: disk,
            random: Randomness(seed: seed, purpose: "\(name) \(lives)"), noting: { [weak self] in self?.note($0) },
            lingering: { [weak self] in self?.time += $0 })
    }
}
