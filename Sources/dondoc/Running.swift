import Almanac
import CPosix
import Casework
import Definition
import Directory
import Dispatch
import Engine
import Errands
import Foundation
import Notation
import Post
import Storage
import Synchronization

/// `dondoc run`: the daemon with its doors, until SIGTERM.
struct Running {
    let path: String
    /// The address of a store for several nodes; nil: the site's own.
    var store: String?
    /// The term of a node's lease, in seconds.
    var lease = Running.usualLease

    /// Long enough for a server that restarts, short enough for people not to notice.
    static let usualLease = 10

    /// `--dry-run`: what a start would make up for.
    func tellCatchUp() throws -> ExitCode {
        let site = try OpenSite(path: path, store: store)
        guard case .file(let file) = site.database else {
            throw CommandError.usage(
                "--dry-run is for a site with a store of its own; other nodes may be at work on this one")
        }
        let outlook = try site.plan.desk(on: try SQLiteStore(path: file)).outlook(at: WallClock.now)
        Terminal.put(words(of: site).lines(of: outlook, site: path).joined(separator: "\n"))
        return .done
    }

    func run() throws -> ExitCode {
        let site = try OpenSite(path: path, store: store)
        let now = WallClock.now
        let told = try catchUp(of: site, at: now)
        let broken = site.folder.brokenWorkflows
        for file in broken { Terminal.say("\(file) has errors and is left out; the others run") }
        let end = Ending()
        let log = DaemonLog(of: site, told: told, at: now)
        let daemon = try site.makeService(leaseOf: lease, stands: Running.tell, committed: log.note) { error in
            end.come(.environment, "the store refused a commit: \(error)")
        }
        try Running.makeInboxes(of: site.office, in: path)
        let spool = Spool(folder: "\(path)/\(site.office.settings.state)/spool")
        let doors = Doors(site: site, spool: spool, daemon: daemon, calendars: log.calendars)
        let idle = Running.eachHour { Task { await doors.showLife() } }
        let watch = try FolderWatch(folders: doors.folders) { Task { await doors.look() } }
        let rounds = site.mailbox.map { mailbox in
            MailboxRounds(of: mailbox) { event in await daemon.receive(.event(event), committed: nil) }
        }
        let signals = [
            Running.on(SIGTERM) { end.come(.done, nil) }, Running.on(SIGINT) { end.come(.done, nil) },
            Running.on(SIGHUP) { Task { await doors.reload(path) } },
        ]
        Task {
            await daemon.start()
            await doors.look()
            await doors.tellCondition()
            await rounds?.start()
            Terminal.say("\(site.office.settings.title): running; stop with SIGTERM, reload with SIGHUP")
        }
        let (code, sentence) = end.wait()
        if let sentence { Terminal.complain(sentence) }
        guard code == .done else { return code }
        watch.stop()
        site.errands.stop()
        let stopped = DispatchSemaphore(value: 0)
        Task {
            await rounds?.stop()
            await daemon.stop()
            stopped.signal()
        }
        stopped.wait()
        withExtendedLifetime((signals, idle, site)) {}
        Terminal.say("stopped")
        return broken.isEmpty ? .done : .failed
    }

    /// Where something is irregular, what will be made up for is said before any of it is done.
    /// - Returns: the turn that has been told.
    private func catchUp(of site: OpenSite, at now: Instant) throws -> Turn? {
        guard case .file(let file) = site.database else { return nil }
        let desk = site.plan.desk(on: try SQLiteStore(path: file))
        guard try desk.isIrregular(at: now) else { return nil }
        let outlook = try desk.outlook(at: now)
        for line in words(of: site).lines(of: outlook, site: path) { Terminal.say(line) }
        return outlook.first
    }

    private func words(of site: OpenSite) -> CatchUpWords { CatchUpWords(zone: site.office.settings.zone) }

    private static func tell(_ standing: ClusterNode.Standing) {
        switch standing {
        case .leads: Terminal.say("this node leads")
        case .standsBy: Terminal.say("this node stands by: another one leads")
        case .away(let reason): Terminal.complain("this node waits for the database: \(reason)")
        }
    }

    /// A folder for each unit that owes something, so that nobody has to guess its name.
    static func makeInboxes(of office: Office, in path: String) throws {
        let day = office.settings.zone.day(of: WallClock.now)
        for folder in office.obligors(on: day).map(\.text) + [FileDrop.mailFolder, FileDrop.eventFolder] {
            try FileManager.default.createDirectory(
                atPath: "\(path)/\(office.settings.inbox)/\(folder)", withIntermediateDirectories: true)
        }
    }

    /// The only time that a daemon with nothing to do wakes by itself.
    private static func eachHour(_ action: @escaping @Sendable () -> Void) -> any DispatchSourceTimer {
        let timer = DispatchSource.makeTimerSource(queue: .global(qos: .utility))
        timer.schedule(deadline: .now() + Heartbeat.idle, repeating: Heartbeat.idle, leeway: .seconds(30))
        timer.setEventHandler { @Sendable in action() }
        timer.activate()
        return timer
    }

    static func on(_ number: Int32, _ action: @escaping @Sendable () -> Void) -> any DispatchSourceSignal {
        // Blocked and not ignored: what comes before the source listens is kept for it, and not lost.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, number)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { @Sendable in action() }
        source.activate()
        return source
    }
}

/// How the daemon comes to its end: the first reason counts.
private final class Ending: Sendable {
    private let reason = Mutex<(ExitCode, String?)?>(nil)
    private let arrived = DispatchSemaphore(value: 0)

    func come(_ code: ExitCode, _ sentence: String?) {
        reason.withLock { $0 = $0 ?? (code, sentence) }
        arrived.signal()
    }

    func wait() -> (ExitCode, String?) {
        arrived.wait()
        return reason.withLock { $0 } ?? (.environment, nil)
    }
}

/// What comes in from folders: files for the inbox, commands for the spool.
actor Doors {
    nonisolated let folders: [String]
    private let spool: Spool
    private let daemon: any Service
    private let shelf: FileShelf
    private var site: (folder: SiteFolder, office: Office)
    private var drop: FileDrop
    /// Drops that have been handed over and are not cleared yet: until then the inbox still shows them.
    private var uncleared = 0
    private var shouldLookAgain = false
    private var reloads = 0
    private let calendars: CalendarUpkeep
    /// The day on which the desk was told how the machine fares.
    private var toldOn: Day?
    /// Commands that have been handed over and are not answered yet.
    private var asked: Set<String> = []

    init(site: OpenSite, spool: Spool, daemon: any Service, calendars: CalendarUpkeep) {
        self.calendars = calendars
        self.site = (site.folder, site.office)
        self.spool = spool
        self.daemon = daemon
        shelf = site.shelf
        drop = FileDrop(site: site.folder.path, settings: site.office.settings, shelf: site.shelf)
        folders = ["\(site.folder.path)/\(site.office.settings.inbox)", spool.folder]
    }

    func look() async {
        for (name, event) in spool.waiting() where asked.insert(name).inserted {
            await daemon.receive(.event(event.defused)) { reply in Task { await self.answer(name, reply) } }
        }
        guard uncleared == 0 else {
            shouldLookAgain = true
            return
        }
        let now = WallClock.now
        let day = site.office.settings.zone.day(of: now)
        let office = site.office
        do {
            for found in try drop.look(
                at: now, knows: { office.takes(from: $0, on: day) }, owes: office.hasDuty,
                maySend: { office.maySend($0, for: $1, on: day) },
                owners: { office.tree.owners(of: $0, on: day) })
            {
                uncleared += 1
                await daemon.receive(.event(found.event.defused)) { _ in Task { await self.clear(found) } }
            }
        } catch {
            Terminal.complain("the inbox cannot be read: \(error)")
        }
        // A file that is still being written is looked at again; when nothing is half there, nothing is looked at.
        if drop.isWaiting {
            DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(500)) { Task { await self.look() } }
        }
    }

    func reload(_ path: String) async {
        reloads += 1
        let own = reloads
        let folder = await Doors.read(path)
        // Asked once more in the meantime: what was read later counts.
        guard own == reloads else { return }
        Terminal.put(folder.diagnostics.filter { $0.severity == .error }, sources: folder.sources, toError: true)
        guard var office = folder.office, !folder.diagnostics.contains(where: { $0.severity == .error }) else {
            return Terminal.say("not reloaded: the site has errors, and what ran before goes on")
        }
        office.replies = site.office.replies
        do throws(CommandError) {
            try OpenSite.keepFunctions(of: folder, office)
        } catch {
            Terminal.complain(error.sentence)
        }
        site = (folder, office)
        calendars.reload(office)
        await daemon.reload(library: folder.library, functions: office.functions)
        do {
            try Running.makeInboxes(of: office, in: path)
        } catch {
            Terminal.complain("the inboxes cannot be made: \(error)")
        }
        Terminal.say("reloaded")
    }

    /// A turn, though nothing is due: its commit is what others see.
    func showLife() async {
        await tellCondition()
        await daemon.lookAgain()
    }

    /// What only this process knows of its machine, once a day; nobody asks where there is no administrator.
    func tellCondition() async {
        let now = WallClock.now
        let settings = site.office.settings
        let day = settings.zone.day(of: now)
        guard settings.admin != nil, toldOn != day else { return }
        toldOn = day
        let state = "\(site.folder.path)/\(settings.state)"
        await daemon.receive(.event(MachineFacts(in: state).event(at: now, on: day)), committed: nil)
    }

    /// Reading may have to fetch functions; the doors stay open for as long.
    private static func read(_ path: String) async -> SiteFolder {
        await withCheckedContinuation { done in
            DispatchQueue.global().async {
                done.resume(returning: SiteFolder(path: path, catalog: OpenSite.catalog(of: path)))
            }
        }
    }

    private func answer(_ name: String, _ reply: Reply?) {
        asked.remove(name)
        do {
            try spool.answer(name, with: reply)
        } catch {
            Terminal.complain("a command in the spool cannot be answered: \(error)")
        }
    }

    private func clear(_ found: Drop) {
        uncleared -= 1
        defer {
            if uncleared == 0, shouldLookAgain {
                shouldLookAgain = false
                Task { await look() }
            }
        }
        do {
            try drop.clear(found)
        } catch {
            Terminal.complain("a file in the inbox cannot be removed: \(error)")
        }
    }
}
