import Almanac
import Definition

/// One file of a submission, as the drop or a command tells of it.
struct SubmittedFile: Codable, Equatable {
    let name: String
    let sha256: String
    let size: Int
    /// `document`, `video`, `audio`, …
    let kind: String
    /// Tells one dropped file from another that is alike; nil where nothing is seen twice.
    var identity: String?
}

/// What became of one file.
enum FileVerdict: Equatable {
    case counted(kind: String)
    /// A new version of a file of the same name.
    case superseding(kind: String)
    /// The same bytes have come before.
    case duplicate
    /// Came after everything was accepted: kept beside it.
    case amendment
}

extension Assignment {
    /// Files have come. A file of the same name replaces the earlier version; the same bytes under another name do not count;
    /// what comes after acceptance is kept as an amendment and does not make the unit late.
    mutating func receive(
        _ files: [SubmittedFile], at receivedAt: Instant, acceptance: ObligationRule.Acceptance
    ) -> [FileVerdict] {
        let verdicts = files.map { receive($0, at: receivedAt) }
        if !files.isEmpty { isNil = false }
        completeIfWhole(at: receivedAt, acceptance: acceptance)
        return verdicts
    }

    /// `không phát sinh`: counted as answered.
    mutating func receiveNothing(at receivedAt: Instant, acceptance: ObligationRule.Acceptance) {
        guard stage == .open else { return }
        isNil = true
        completeIfWhole(at: receivedAt, acceptance: acceptance)
    }

    mutating func accept(at now: Instant) {
        completedAt = completedAt ?? pieces.last?.receivedAt ?? now
        stage = .accepted
    }

    /// Sends it back: owed again, and reminded again.
    mutating func giveBack(_ reason: String, at now: Instant) {
        returned.append(Returned(reason: reason, at: now))
        for place in pieces.indices { pieces[place].isSuperseded = true }
        setAsideContributions()
        completedAt = nil
        isNil = false
        stage = .open
        // What would have been said while nothing was owed is not made up for.
        climbedTo = max(climbedTo, now)
    }

    private mutating func receive(_ file: SubmittedFile, at receivedAt: Instant) -> FileVerdict {
        if allPieces.contains(where: { $0.sha256 == file.sha256 }) { return .duplicate }
        let kind = itemKind(of: file)
        let piece = Piece(name: file.name, sha256: file.sha256, size: file.size, kind: kind, receivedAt: receivedAt)
        if stage == .accepted {
            pieces.append(piece)
            return .amendment
        }
        let older = pieces.indices.filter { pieces[$0].name == file.name && !pieces[$0].isSuperseded }
        for place in older { pieces[place].isSuperseded = true }
        pieces.append(piece)
        return older.isEmpty ? .counted(kind: kind) : .superseding(kind: kind)
    }

    private mutating func completeIfWhole(at receivedAt: Instant, acceptance: ObligationRule.Acceptance) {
        guard stage == .open, isComplete else { return }
        completedAt = receivedAt
        stage = acceptance == .automatic ? .accepted : .submitted
    }

    /// Films and sound are told by themselves; a document counts as the first kind of document that is still lacking.
    private func itemKind(of file: SubmittedFile) -> String {
        let media = ["video", "audio"]
        if media.contains(file.kind) { return file.kind }
        let documents = needs.filter { !media.contains($0.kind) }
        return (documents.first { received($0.kind) < $0.min } ?? documents.first)?.kind ?? file.kind
    }
}

extension Assignment {
    /// What has come is of a kind that is still short.
    func lacks(_ submitted: Submitted) -> Bool {
        let kinds = Set(submitted.submittedFiles.map(\.kind))
        let media = ["video", "audio"]
        let hasDocuments = kinds.contains { !media.contains($0) }
        return shortage.contains { media.contains($0.kind) ? kinds.contains($0.kind) : hasDocuments }
    }
}
