import Almanac
import Definition
import Engine
import Notation

/// A choice that people have to make out of what was collected (bình chọn): one for all, or one for each unit.
struct Selection: Codable {
    let key: String
    let collection: String
    let obligation: String
    let period: String
    let title: String
    let limits: Limits
    let choosers: [RungTarget]
    let isPerUnit: Bool
    /// Only what these units sent; nil: all.
    let audience: Selector?
    /// Working days after asking at which who has not chosen is asked again.
    let remind: [Int]
    let askedAt: Instant
    var waiting: [Caller]
    var total: Int
    var open: Int
    /// What is chosen is proposed for reward; nil: it is not.
    var isReward: Bool?
    /// Who is left out of a proposal for reward; nil: nobody.
    var excluded: [Exclusion]?
    /// The plan that has taken its plan's place: nobody chooses any more.
    var supersededBy: String?

    static func key(_ collection: String, _ task: String) -> String { "\(collection)#\(task)" }

    /// How many may be chosen.
    struct Limits: Codable, Equatable {
        let min: Int
        /// Nil: as many as there are.
        let max: Int?

        /// Nobody can choose more than there are.
        func fault(choosing count: Int, of candidates: Int) -> String? {
            let (least, most) = (Swift.min(min, candidates), max ?? candidates)
            guard count < least || count > most else { return nil }
            return "phải chọn \(words(least, max)), đã chọn \(Wording.twoDigits(count))"
        }

        var words: String { words(min, max) }

        private func words(_ least: Int, _ most: Int?) -> String {
            switch most {
            case nil: "ít nhất \(Wording.twoDigits(least))"
            case least?: "đúng \(Wording.twoDigits(least))"
            case let most? where least == 0: "tối đa \(Wording.twoDigits(most))"
            case let most?: "từ \(Wording.twoDigits(least)) đến \(Wording.twoDigits(most))"
            }
        }
    }
}

/// One choice of a selection: the numbers of its candidates never change, later ones are added at the end.
struct Ballot: Codable {
    let selection: String
    /// Whose choice it is; nil: one for all.
    let unit: UnitCode?
    let unitName: String?
    var candidates: [Candidate]
    var decision: Decision?

    var key: String { "\(selection)/\(unit?.text ?? "")" }

    struct Decision: Codable, Equatable {
        let numbers: [Int]
        let minutes: Minutes
        let by: String?
        let at: Instant
    }

    /// The minutes of the meeting that chose (biên bản), kept on the shelf.
    struct Minutes: Codable, Equatable {
        let name: String
        let sha256: String
    }
}

/// Something that can be chosen: an exemplar, whoever sent it, or a file of which nothing was declared.
struct Candidate: Codable, Equatable {
    /// Tells one from another, whatever else is said of them.
    let mark: String
    let name: String
    let exemplar: Exemplar?
    var units: [UnitCode]
    var unitNames: [String]
    var files: [FilePackage.File]
}

extension Candidate {
    /// All that can be chosen in these assignments, each once, in the order of the units.
    ///
    /// - Parameter isJudged: a person accepts what comes, so that nothing counts before; else a part of a quota may be chosen
    ///   from as well.
    static func list(_ assignments: [Assignment], isJudged: Bool) -> [Candidate] {
        var list = Merging()
        for assignment in assignments
        where assignment.countedFor == nil && (assignment.stage == .accepted || (assignment.isPartial && !isJudged)) {
            for nomination in assignment.allNominations {
                // What came together with its declaration tells of it.
                let evidence = assignment.allPieces.filter {
                    $0.isDeclared == true && $0.receivedAt == nomination.receivedAt
                        && $0.kind != SubmittedFile.declaration
                }
                list.add(
                    Candidate(
                        mark: nomination.exemplar.identity, name: nomination.exemplar.words,
                        exemplar: nomination.exemplar, units: [assignment.unit], unitNames: [assignment.unitName],
                        files: evidence.map { assignment.packed($0) }))
            }
            for piece in assignment.allPieces where piece.isDeclared != true {
                list.add(
                    Candidate(
                        mark: piece.sha256, name: piece.name, exemplar: nil, units: [assignment.unit],
                        unitNames: [assignment.unitName], files: [assignment.packed(piece)]))
            }
        }
        return list.candidates
    }

    /// Puts together what is the same.
    struct Merging {
        private(set) var candidates: [Candidate]
        private var places: [String: Int]

        init(_ candidates: [Candidate] = []) {
            self.candidates = candidates
            places = Dictionary(
                candidates.enumerated().map { ($1.mark, $0) }, uniquingKeysWith: { first, _ in first })
        }

        mutating func add(_ candidate: Candidate) {
            guard let place = places[candidate.mark] else {
                places[candidate.mark] = candidates.count
                candidates.append(candidate)
                return
            }
            guard !candidates[place].units.contains(where: candidate.units.contains) else { return }
            candidates[place].units += candidate.units
            candidates[place].unitNames += candidate.unitNames
            candidates[place].files += candidate.files
        }
    }

    func json(number: Int) -> JSON {
        [
            "number": .integer(number), "name": .string(exemplar?.name ?? name),
            "type": JSON(exemplar?.type.rawValue), "field": JSON(exemplar?.field),
            "recognition": JSON(exemplar?.recognition?.rawValue), "words": .string(name),
            "units": .array(units.map { .string($0.text) }), "unitNames": .array(unitNames.map { .string($0) }),
            "files": .array(files.map { ["name": .string($0.name), "sha256": .string($0.sha256)] }),
        ]
    }
}

extension Assignment {
    /// Under the uniform name: `2021-03_bao-an-giang_bai-1.docx`.
    func packed(_ piece: Piece) -> FilePackage.File {
        FilePackage.File(name: "\(period)_\(unit)_\(piece.name)", sha256: piece.sha256)
    }
}

extension Ballot {
    /// Later ones stand at the end.
    mutating func add(_ later: [Candidate]) {
        var list = Candidate.Merging(candidates)
        for candidate in later { list.add(candidate) }
        candidates = list.candidates
    }

    /// What was chosen, and by which minutes; what can be chosen while nothing is.
    var json: JSON {
        let chosen = decision.map { decision in decision.numbers.map { candidates[$0 - 1].json(number: $0) } }
        return [
            "unit": JSON(unit?.text), "unitName": JSON(unitName),
            "candidates": .array(candidates.enumerated().map { $1.json(number: $0 + 1) }),
            "chosen": chosen.map { .array($0) } ?? nil,
            "minutes": decision.map { ["name": .string($0.minutes.name), "sha256": .string($0.minutes.sha256)] } ?? nil,
            "by": JSON(decision?.by),
        ]
    }
}

extension Sitting {
    func save(_ selection: Selection) throws {
        try save(selection, "selection", selection.key, parent: selection.collection, isSettled: selection.open == 0)
    }

    func save(_ ballot: Ballot) throws {
        try save(ballot, "ballot", ballot.key, parent: ballot.selection, isSettled: ballot.decision != nil)
    }

    func ballots(of selection: String, openOnly: Bool = false) throws -> [Ballot] {
        try all(Ballot.self, "ballot", parent: selection, openOnly: openOnly)
    }
}
