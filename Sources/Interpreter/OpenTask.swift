package import Almanac
package import Notation

/// A task in which an execution stands still: what a person wants to know about it.
package struct OpenTask: Equatable, Sendable {
    package enum Wait: Equatable, Sendable {
        case time(until: Instant)
        /// The next attempt, counted from 1, of something that failed.
        case attempt(Int, at: Instant)
        /// Events; so many have been consumed.
        case events(consumed: Int)
        /// The answer of a function, a process or a child workflow.
        case answer
        /// It failed and has the execution stopped.
        case nothing
    }

    package let position: JSONPointer
    package let startedAt: Instant
    package let wait: Wait

    package init(position: JSONPointer, startedAt: Instant, wait: Wait) {
        self.position = position
        self.startedAt = startedAt
        self.wait = wait
    }
}

extension Execution {
    /// In the order in which they stand in the definition of a fork; one where nothing runs side by side.
    package var openTasks: [OpenTask] {
        if let failure {
            let frames = strands.first { $0.id == failure.strand }?.frames ?? []
            guard frames.indices.contains(failure.depth) else { return [] }
            let failed = frames[failure.depth]
            return [OpenTask(position: failed.position, startedAt: failed.startedAt, wait: .nothing)]
        }
        return strands.compactMap { strand in
            guard strand.result == nil, let leaf = strand.frames.last, let wait = leaf.openWait else { return nil }
            return OpenTask(position: leaf.position, startedAt: leaf.startedAt, wait: wait)
        }
    }

    /// Everything that has been asked for and is still waited for. The desk's wake-ups and subscriptions are these.
    package var openTokens: Set<WaitToken> {
        isEnded ? [] : Set(strands.filter { $0.result == nil }.flatMap(\.frames).flatMap(\.openTokens))
    }
}

extension Frame {
    fileprivate var openWait: OpenTask.Wait? {
        switch work {
        case .waiting(let alarm): .time(until: alarm.until)
        case .listening(let listening): .events(consumed: listening.consumed.count)
        case .calling: .answer
        case .trying(let trying) where trying.pause != nil:
            trying.pause.map { .attempt(trying.retries + 1, at: $0.until) }
        case .forking: nil
        default: .nothing
        }
    }

    /// What this task itself waits for.
    var openTokens: [WaitToken] {
        var tokens: [WaitToken] = []
        switch work {
        case .waiting(let alarm): tokens.append(alarm.token)
        case .listening(let listening) where listening.isOpen: tokens.append(listening.token)
        case .calling(let token): tokens.append(token)
        case .trying(let trying): tokens += [trying.attemptLimit, trying.pause].compactMap { $0?.token }
        default: break
        }
        return tokens + [deadline].compactMap { $0?.token }
    }
}
