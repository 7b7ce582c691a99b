import Almanac
import Casework
import Definition
import Dispatch
import Engine
import Notation
import Post
import Transport

/// Looks into the mailbox again and again, beside the desk and never on its queue: a server may take minutes to answer.
actor MailboxRounds {
    nonisolated let unownedExecutor: UnownedSerialExecutor
    private let executor: QueueExecutor
    private let timer: any DispatchSourceTimer
    private let mailbox: SiteMailbox
    private let tell: @Sendable (CloudEvent) async -> Void
    private nonisolated let abandonment = Abandonment()
    private var state: MailboxState
    private var isStopped = false
    /// By the keys of their troubles.
    private var told: Set<String> = []

    /// - Parameter tell: hands what the administrator should know to the desk.
    init(of mailbox: SiteMailbox, tell: @escaping @Sendable (CloudEvent) async -> Void) {
        let queue = DispatchQueue(label: "dondoc.mailbox")
        executor = QueueExecutor(queue: queue)
        unownedExecutor = executor.asUnownedSerialExecutor()
        timer = DispatchSource.makeTimerSource(queue: queue)
        self.mailbox = mailbox
        self.tell = tell
        state = MailboxState(file: mailbox.file)
    }

    func start() {
        timer.setEventHandler { @Sendable [weak self] in self?.assumeIsolated { $0.look() } }
        timer.schedule(deadline: .now())
        timer.activate()
    }

    /// Breaks off what is under way; what has been fetched is on disk. Tolerates being called twice, and before the start.
    nonisolated func stop() async {
        abandonment.declare()
        await end()
    }

    private func end() {
        guard !isStopped else { return }
        isStopped = true
        timer.cancel()
    }

    private func look() {
        guard !isStopped, !abandonment.isDeclared else { return }
        let now = WallClock.now
        let before = state
        var pause = mailbox.inbox.every
        do {
            let fetch = MailFetch(
                mailbox.inbox, into: mailbox.folder, keeping: mailbox.file, unless: abandonment)
            let look = try fetch.look(into: IMAPMailbox(mailbox.account, unless: abandonment), &state, at: now)
            say(look, before)
            tell(of: look, at: now)
            if look.failure != nil { pause = max(pause, state.pause) } else if look.isMore { pause = .zero }
        } catch {
            Terminal.complain("the mails that were fetched cannot be kept: \(error)")
            pause = max(pause, .seconds(60))
        }
        timer.schedule(deadline: .now() + .milliseconds(Int(pause / .milliseconds(1))))
    }

    /// Once when it begins to fail, and once when it no longer does.
    private func say(_ look: MailFetch.Look, _ before: MailboxState) {
        switch (look.failure, before.failure) {
        case (let failure?, nil): Terminal.complain("the mailbox cannot be read: \(failure)")
        case (nil, _?) where state.failure == nil: Terminal.say("the mailbox can be read again")
        default: break
        }
    }

    private func tell(of look: MailFetch.Look, at now: Instant) {
        var troubles = look.findings.map { finding in
            switch finding {
            case .passedOver(let uidValidity, let uid, let reason):
                MailboxTrouble(
                    key: "passed-over/\(uidValidity)-\(uid)", kind: .passedOver, since: now, reason: reason)
            case .unmoved(let reason):
                // Tried again each time, and told once a day.
                MailboxTrouble(
                    key: "unmoved/\(now.milliseconds / 86_400_000)", kind: .unmoved, since: now, reason: reason)
            }
        }
        if !state.isTold, state.hasFailedForADay(at: now), let since = state.failingSince {
            state.isTold = true
            troubles.append(
                MailboxTrouble(
                    key: "unreached/\(since.milliseconds)", kind: .unreached, since: since, reason: state.failure ?? "")
            )
        }
        for trouble in troubles where told.insert(trouble.key).inserted {
            Terminal.complain("\(trouble.kind.rawValue): \(trouble.reason)")
            guard let event = try? trouble.event(at: now) else { continue }
            Task { await tell(event) }
        }
    }
}
