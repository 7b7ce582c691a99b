import Casework
package import Engine
package import Notation
package import Transport
import Synchronization

/// Hands mails to the site's relays, in their order; connections are kept from mail to mail. Safe on any thread.
package final class MailDispatch: Sendable {
    private struct State {
        /// Conversations that rest, by the place of their relay.
        var resting: [Int: [MailSession]] = [:]
        /// Which relay is asked first, and for how many mails more when it is not the first one.
        var preferred = 0
        var patience = 0
    }

    private let relays: [MailRelay]
    private let book: DispatchBook
    private let connectsWithin: Duration
    private let endsWithin: Duration
    private let state = Mutex(State())
    /// After so many mails a relay that was away is asked again.
    private static let longestPatience = 100

    package init(
        relays: [MailRelay], book: DispatchBook, connectsWithin: Duration = .seconds(20),
        endsWithin: Duration = .seconds(120)
    ) {
        self.relays = relays
        self.book = book
        self.connectsWithin = connectsWithin
        self.endsWithin = endsWithin
    }

    /// - Parameter key: of the notice: in the book, the mail stands under it.
    package func send(_ message: Message, key: String, unless abandonment: Abandonment) -> Report {
        let mail = MailEnvelope(
            sender: message.from.address ?? "", recipients: message.to.compactMap(\.address), content: message.bytes)
        // Written as late as can be: a mail that was only announced is not in doubt.
        var fault: FileFault?
        let answer = hand(mail, unless: abandonment) { [book] in
            do throws(FileFault) { try book.begin(key) } catch { fault = error }
            return fault == nil
        }
        if let fault { return .later("\(fault)", isForAll: true) }
        let report = report(of: answer, unless: abandonment)
        // A book that cannot be written leaves the mail in doubt only until the store has its report.
        try? book.end(key, report)
        return report
    }

    private func report(of answer: MailAnswer, unless abandonment: Abandonment) -> Report {
        switch answer {
        case .accepted(let words): .sent(note: words)
        case .unavailable where abandonment.isDeclared: .notBegun
        case .unavailable(let words): .later(words, isForAll: true)
        case .temporary(_, let words): .later(words, isForAll: false)
        case .permanent(_, let words): .failed(words)
        case .uncertain(let words): .uncertain(words)
        }
    }

    private func hand(
        _ mail: MailEnvelope, unless abandonment: Abandonment, handsOver: @escaping () -> Bool
    ) -> MailAnswer {
        var answer = MailAnswer.unavailable("no mail server is named")
        let first = firstToAsk
        for place in relays.indices.map({ (first + $0) % relays.count }) {
            answer = hand(mail, to: place, unless: abandonment, handsOver)
            guard case .unavailable = answer, !abandonment.isDeclared else {
                prefer(place, after: first)
                return answer
            }
        }
        return answer
    }

    private var firstToAsk: Int {
        state.withLock { state in
            guard state.preferred > 0 else { return 0 }
            state.patience -= 1
            if state.patience < 0 { state.preferred = 0 }
            return state.preferred
        }
    }

    private func prefer(_ place: Int, after first: Int) {
        guard place != first else { return }
        state.withLock { ($0.preferred, $0.patience) = (place, MailDispatch.longestPatience) }
    }

    private func hand(
        _ mail: MailEnvelope, to place: Int, unless abandonment: Abandonment, _ handsOver: @escaping () -> Bool
    ) -> MailAnswer {
        let session =
            state.withLock { $0.resting[place]?.popLast() }
            ?? MailSession(with: relays[place], connectsWithin: connectsWithin, endsWithin: endsWithin)
        defer { state.withLock { $0.resting[place, default: []].append(session) } }
        return session.send(mail, unless: abandonment, handsOver: handsOver)
    }
}
