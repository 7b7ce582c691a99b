import Almanac
import Casework
import Engine
import Interpreter
import Notation
import Post
import Synchronization

/// What the daemon writes down before and after it hands a mail to a server; outlives the process.
final class PostBook: Sendable {
    private struct State {
        var traces: [String: Postage.Trace] = [:]
        /// Of which it was in doubt whether they had left, and which were then to be sent again.
        var repeated: Set<String> = []
    }

    private let state = Mutex(State())

    func write(_ key: String, _ trace: Postage.Trace) { state.withLock { $0.traces[key] = trace } }
    func trace(of key: String) -> Postage.Trace { state.withLock { $0.traces[key] ?? .none } }
    func noteRepeated(_ key: String) { state.withLock { _ = $0.repeated.insert(key) } }
    func isRepeated(_ key: String) -> Bool { state.withLock { $0.repeated.contains(key) } }
    var ended: [String] {
        state.withLock { $0.traces.filter { if case .ended = $0.value { true } else { false } }.keys.sorted() }
    }
}

extension SimulatedSite {
    /// Slow enough for mails to wait, and few at a time.
    func postage(with book: PostBook) -> Postage {
        Postage(
            kind: Release.notice, pace: Pace(50, in: .seconds(60)), lanePace: Pace(6, in: .seconds(3600), atOnce: 3),
            atOnce: 8,
            isRepeated: { [templates] release in
                guard let notice: Notice = try? Sitting.decoded(release.body), templates.isRepeated(notice) else {
                    return false
                }
                book.noteRepeated(release.key)
                return true
            }, traces: { { book.trace(of: $0.key) } })
    }
}

extension World {
    /// A mail goes on its way to the server.
    func send(_ mail: Release, of life: Life) {
        if posts.updateValue((life.number, mail), forKey: mail.key) != nil {
            fail("\(mail.key) was posted while it was under way")
        }
        agenda.put(
            .posted(life: life.number, mail), at: time + random.span(5...(isCalm ? 1000 : 120_000)))
    }

    /// The server answers, or does not.
    func post(_ mail: Release, by number: Int) throws {
        guard let life, life.number == number, posts.removeValue(forKey: mail.key) != nil else { return }
        if !isCalm, random.below(1000) < plan.dyingDeliveries {
            note("the process is killed while it hands over \(mail.key)")
            breakOff(mail)
            life.process.die(.killed)
            return endLife()
        }
        let report = answer(to: mail)
        book.write(mail.key, .ended(report))
        note("posted \(mail.key): \(report)")
        try takeTurn([.reported(key: mail.key, report)])
    }

    private func answer(to mail: Release) -> Report {
        guard !isCalm, random.below(1000) < plan.badPosts else {
            arrive(mail)
            return .sent(note: "250")
        }
        switch random.below(4) {
        case 0: return .later("nobody is there", isForAll: true)
        case 1: return .later("450", isForAll: false)
        case 2:
            server.refuse(mail.key)
            return .failed("550")
        default:
            // It has taken it, or has not, and dies.
            if random.isOne(in: 2) { arrive(mail) }
            return .uncertain("the connection broke")
        }
    }

    /// The process has ended: each mail that was under way had come somewhere.
    func abandonPosts(of life: Life) {
        for mail in posts.values.filter({ $0.life == life.number }).map(\.release).sorted(by: { $0.key < $1.key }) {
            if random.isOne(in: 2) { breakOff(mail) }
        }
        posts = posts.filter { $0.value.life != life.number }
        guard life.process.death == .powerCut else { return }
        // The ends were written, and not synced.
        for key in book.ended where random.isOne(in: 2) { book.write(key, .begun) }
    }

    /// It is begun, and nothing more is written down of it, or all that came of it.
    private func breakOff(_ mail: Release) {
        book.write(mail.key, .begun)
        guard random.isOne(in: 2) else { return }
        arrive(mail)
        if random.isOne(in: 2) { book.write(mail.key, .ended(.sent(note: "250"))) }
    }

    /// As on SIGTERM: what has not been begun is given back.
    func holdPosts(of life: Life) throws {
        for mail in posts.values.filter({ $0.life == life.number }).map(\.release).sorted(by: { $0.key < $1.key }) {
            guard self.life?.number == life.number else { return }
            posts[mail.key] = nil
            agenda.remove { if case .posted(life.number, mail) = $0 { true } else { false } }
            try takeTurn([.reported(key: mail.key, .notBegun)], atMost: 0)
        }
    }
}
