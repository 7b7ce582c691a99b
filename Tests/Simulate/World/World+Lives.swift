import Almanac
import Casework
import Engine
import Notation
import Storage

extension World {
    func startLife() throws {
        guard life == nil else { return }
        lives += 1
        let process = process("life")
        if !isCalm { process.fault = plan.diskFault(&random) }
        let life: Life
        do {
            life = try Life(lives, process: process, lockFolder: lockFolder)
        } catch {
            note("start \(lives) fails: \(error)")
            let hasExcuse = process.isDead || process.hasRefused || disk.capacity != nil
            if isCalm || !hasExcuse { fail("the store cannot be opened: \(error)") }
            process.die(.killed)
            return startLater()
        }
        process.fault = nil
        note("start \(lives)")
        if process.isDead {
            life.end(orderly: false)
            return startLater()
        }
        // What is read back of a turn in doubt may not be on the platter yet, and a power cut now would bring the doubt back.
        if twin.isInDoubt { disk.settle() }
        if let difference = try twin.difference(from: Tables(of: process)) {
            fail("after start \(lives) the store is not what was committed: \(difference)")
        }
        checkMails(in: process)
        try twin.openDesk()
        if let store = life.store { life.desk = site.desk(over: store, announces: plan.announces, postage: postage) }
        self.life = life
        if try takeTurn([]) { try sayPending() }
    }

    /// Nobody tries again every second on a disk that stays full for days.
    private func startLater() {
        let least: Int64 = disk.capacity == nil ? 1000 : 3_600_000
        agenda.put(.starts, at: time + 1 + random.span(least...max(least, plan.longestDown)))
    }

    /// The process is gone, with what it had handed out: of that some may have arrived, and nobody has heard of it.
    func endLife(orderly: Bool = false) {
        guard let life else { return }
        for batch in underWay where batch.life == life.number {
            for release in batch.releases.prefix(random.below(batch.releases.count + 1)) { arrive(release) }
        }
        underWay.removeAll { $0.life == life.number }
        abandonPosts(of: life)
        if life.process.death == .powerCut {
            reader?.losePower()
            reader = nil
        }
        life.end(orderly: orderly)
        self.life = nil
        looks += 1
        startLater()
    }

    /// As on SIGTERM: what is being delivered ends, nothing else is taken.
    func stopLife() throws {
        guard let life else { return }
        note("the process is told to stop")
        for batch in underWay where batch.life == life.number {
            guard self.life?.number == life.number else { return }
            agenda.remove { if case .delivered(life.number, batch.releases) = $0 { true } else { false } }
            try deliver(batch.releases, by: life.number, isStopping: true)
        }
        try holdPosts(of: life)
        guard self.life?.number == life.number else { return }
        if !isCalm { life.process.fault = plan.diskFault(&random) }
        endLife(orderly: true)
    }

    /// As on SIGHUP: another desk over the same store, in the same process.
    func reload() throws {
        guard let life, let desk = life.desk else { return }
        note("reload")
        life.desk = desk.renewed(library: site.folder.library, functions: site.office.functions)
        twin.renewDesk()
        try takeTurn([])
    }

    /// A second daemon on the same store is sent away.
    func comeRival() {
        guard let life else { return }
        do {
            let lock = try StoreLock(folder: lockFolder)
            withExtendedLifetime(lock) { fail("a second process got the store while life \(life.number) has it") }
        } catch {
            note("a second process is refused")
        }
    }

    // MARK: A reader beside the daemon

    func comeReader() throws {
        guard reader == nil, lives > 0, disk.files[Life.store] != nil, life != nil else { return }
        reader = try VisitingReader(process("reader"), office: site.office, at: wall)
        note("a reader comes")
        agenda.put(.readerLeaves, at: time + random.span(1...5 * 86_400_000))
    }

    func leaveReader() throws {
        guard let reader else { return }
        note("the reader leaves")
        if try !reader.seesTheSame() { fail("what a reader sees changed under its eyes") }
        self.reader = nil
    }
}

/// `dondoc status` beside the daemon: one moment's state for as long as it looks.
final class VisitingReader {
    private let process: MachineProcess
    private var store: SQLiteStore?
    private let office: Office
    private let now: Instant
    private let seen: JSON

    init(_ process: MachineProcess, office: Office, at now: Instant) throws {
        self.process = process
        self.office = office
        self.now = now
        let store = try SQLiteStore(readOnly: Life.store, fileSystem: process.name)
        try store.begin()
        self.store = store
        seen = try Status(of: office, in: store, at: now).json
    }

    deinit { store = nil }

    func losePower() { process.die(.killed) }

    func seesTheSame() throws -> Bool {
        guard let store else { return true }
        return try Status(of: office, in: store, at: now).json == seen
    }
}
