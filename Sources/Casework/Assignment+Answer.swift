import Almanac
import Definition

/// One file of a submission, as the drop or a command tells of it.
package struct SubmittedFile: Codable, Equatable, Sendable {
    /// The kind of a list of exemplars, which is itself nothing that is owed.
    package static let declaration = "declaration"

    package let name: String
    package let sha256: String
    let size: Int
    /// `document`, `video`, `audio`, …
    let kind: String
    /// Tells one dropped file from another that is alike; nil where nothing is seen twice.
    var identity: String?
    /// Told by telephone or seen on paper: there is no file.
    var isRecorded: Bool?

    package init(name: String, sha256: String, size: Int, kind: String, identity: String?) {
        self.name = name
        self.sha256 = sha256
        self.size = size
        self.kind = kind
        self.identity = identity
    }

    var isMedia: Bool { ["video", "audio"].contains(kind) }
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
    /// The same bytes were sent back: kept, and counted only beside something new.
    case unchanged
}

/// What became of one exemplar.
enum ExemplarVerdict: Equatable {
    case counted(kind: String)
    /// The same has been put forward before: once is once.
    case duplicate
    /// Not counted, and given back with that reason.
    case returned(String)
}

/// What became of a submission.
struct Reception: Equatable {
    var files: [FileVerdict] = []
    var exemplars: [ExemplarVerdict] = []
}

/// What is decided about when a set counts as complete, and as of when.
struct ReceptionTerms {
    var acceptance: ObligationRule.Acceptance
    /// Until then a returned set may be completed as of its first version; nil: the last version's instant counts.
    var completionUntil: Instant?
}

extension Assignment {
    /// Something has come. A file of the same name replaces the earlier version; the same bytes under another name do not count;
    /// what comes after acceptance is kept as an amendment and does not make the unit late.
    mutating func receive(_ submitted: Submitted, at receivedAt: Instant, terms: ReceptionTerms) -> Reception {
        var reception = Reception()
        reception.exemplars = (submitted.exemplars ?? []).map { nominate($0, at: receivedAt) }
        let files = submitted.submittedFiles
        let isDeclared = submitted.exemplars?.isEmpty == false
        reception.files = files.map { receive($0, of: submitted, isDeclared: isDeclared, at: receivedAt) }
        if isDeclared, !files.contains(where: { $0.kind != SubmittedFile.declaration }) {
            // A list that comes by itself tells of the files that came before it.
            let kinds = Set((nominations ?? []).map(\.kind))
            for place in pieces.indices where kinds.contains(pieces[place].kind) { pieces[place].isDeclared = true }
        }
        if isDeclared || pieces.contains(where: { !$0.isSuperseded }) { countUnchanged() }
        if !files.isEmpty || isDeclared { isNil = false }
        completeIfWhole(at: receivedAt, terms)
        return reception
    }

    /// `không phát sinh`: counted as answered.
    mutating func receiveNothing(at receivedAt: Instant, terms: ReceptionTerms) {
        guard stage == .open else { return }
        isNil = true
        completeIfWhole(at: receivedAt, terms)
    }

    mutating func accept(at now: Instant) {
        completedAt = completedAt ?? pieces.last?.receivedAt ?? nominations?.last?.receivedAt ?? now
        stage = .accepted
    }

    /// Sends it back: owed again, and reminded again.
    mutating func giveBack(_ reason: String, at now: Instant) {
        returned.append(Returned(reason: reason, at: now))
        for place in pieces.indices where !pieces[place].isSuperseded {
            pieces[place].isReturned = true
            pieces[place].isSuperseded = true
        }
        setAsideContributions()
        nominations = nil
        completedAt = nil
        isNil = false
        stage = .open
        // What would have been said while nothing was owed is not made up for.
        climbedTo = max(climbedTo, now)
    }

    private mutating func nominate(_ exemplar: Exemplar, at receivedAt: Instant) -> ExemplarVerdict {
        if allNominations.contains(where: { $0.exemplar.identity == exemplar.identity }) { return .duplicate }
        let ofExemplars = needs.filter { $0.counting == .exemplars }
        let fitting = ofExemplars.filter { $0.fault(of: exemplar) == nil }
        if fitting.isEmpty, let fault = ofExemplars.first?.fault(of: exemplar) {
            returned.append(Returned(reason: "\(exemplar.words): \(fault)", at: receivedAt))
            return .returned(fault)
        }
        let need = fitting.first { received($0) < $0.min } ?? fitting.first ?? documentNeeds.first
        let kind = need?.kind ?? "nomination"
        nominations = (nominations ?? []) + [Nomination(exemplar: exemplar, kind: kind, receivedAt: receivedAt)]
        return .counted(kind: kind)
    }

    private mutating func receive(
        _ file: SubmittedFile, of submitted: Submitted, isDeclared: Bool, at receivedAt: Instant
    ) -> FileVerdict {
        if allPieces.contains(where: { $0.sha256 == file.sha256 }) { return .duplicate }
        let (kind, isEvidence) = itemKind(of: file, isDeclared: isDeclared)
        var piece = Piece(name: file.name, sha256: file.sha256, size: file.size, kind: kind, receivedAt: receivedAt)
        piece.isDeclared = isEvidence ? true : nil
        piece.sender = submitted.sender
        piece.host = kind == "section" ? submitted.host : nil
        if stage == .accepted {
            pieces.append(piece)
            return .amendment
        }
        if stage == .open, file.isRecorded != true,
            pieces.contains(where: { $0.isReturned == true && $0.sha256 == file.sha256 })
        {
            piece.isSuperseded = true
            piece.awaitsChange = true
            pieces.removeAll { $0.awaitsChange == true && $0.sha256 == file.sha256 }
            pieces.append(piece)
            return .unchanged
        }
        let older = pieces.indices.filter { pieces[$0].name == file.name && !pieces[$0].isSuperseded }
        for place in older { pieces[place].isSuperseded = true }
        pieces.append(piece)
        // What waits for a person is judged by its last version, and so is its instant.
        if stage == .submitted, !older.isEmpty { completedAt = receivedAt }
        return older.isEmpty ? .counted(kind: kind) : .superseding(kind: kind)
    }

    /// A set of which one file was mended is sent whole.
    private mutating func countUnchanged() {
        for place in pieces.indices where pieces[place].awaitsChange == true {
            pieces[place].awaitsChange = nil
            pieces[place].isSuperseded = false
        }
    }

    private mutating func completeIfWhole(at receivedAt: Instant, _ terms: ReceptionTerms) {
        guard stage == .open, isComplete else { return }
        let mayCountAsFirst = terms.completionUntil.map { receivedAt < $0 } ?? false
        completedAt = mayCountAsFirst ? firstCompletedAt ?? receivedAt : receivedAt
        firstCompletedAt = firstCompletedAt ?? receivedAt
        // More than the plan allows is for a person to look at: nobody is left out by guesswork.
        stage = terms.acceptance == .automatic && surplus.isEmpty ? .accepted : .submitted
    }

    private var documentNeeds: [ItemRule] { needs.filter { !["video", "audio"].contains($0.kind) } }

    /// Films and sound are told by themselves; a document counts as the first kind of document that is still lacking, or
    /// is evidence of the exemplars that are declared with it.
    private func itemKind(of file: SubmittedFile, isDeclared: Bool) -> (kind: String, isEvidence: Bool) {
        if file.isMedia { return (file.kind, false) }
        if file.kind == SubmittedFile.declaration { return (file.kind, true) }
        let lacking = documentNeeds.filter { received($0) < $0.min }
        guard isDeclared else { return ((lacking.first ?? documentNeeds.first)?.kind ?? file.kind, false) }
        if let other = lacking.first(where: { $0.counting == .files }) { return (other.kind, false) }
        return (nominations?.last?.kind ?? file.kind, true)
    }
}

extension Assignment {
    /// What has come is of a kind that is still short.
    func lacks(_ submitted: Submitted) -> Bool {
        if submitted.exemplars?.isEmpty == false {
            let counted = needs.filter { $0.counting == .exemplars }.map(\.kind)
            if shortage.contains(where: { counted.contains($0.kind) }) { return true }
        }
        let hasDocuments = submitted.submittedFiles.contains { !$0.isMedia }
        let kinds = Set(submitted.submittedFiles.map(\.kind))
        return shortage.contains {
            ["video", "audio"].contains($0.kind) ? kinds.contains($0.kind) : hasDocuments
        }
    }
}
