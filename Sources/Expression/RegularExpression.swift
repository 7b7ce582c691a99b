import Foundation
import Notation

/// jq's regular expressions on the engine that Foundation has (ICU), whose syntax agrees with Oniguruma's in what is
/// commonly written: groups with names, classes, look-around, possessive and lazy repetition.
///
/// A pattern such as `(a+)+$` can take time without end. The engine tells of its progress each ten thousand or so of
/// its steps; they are charged to the budget, which ends the search. The texts are bounded besides.
struct RegularExpression {
    /// Longer texts are not searched.
    static let longestText = 1 << 18
    static let longestPattern = 1 << 12

    private let pattern: JSON
    private let flags: JSON
    private let engine: NSRegularExpression
    private let names: [String?]
    private let isGlobal: Bool
    private let skipsEmpty: Bool

    /// - Parameter flags: jq's letters, or null: g, i, x, n, s, l, p.
    init(_ pattern: JSON, flags: JSON) throws(ExpressionError) {
        guard case .string(let pattern) = pattern else {
            throw ExpressionError("\(pattern.described) cannot be matched, as it is not a string")
        }
        guard pattern.utf8.count <= RegularExpression.longestPattern else {
            throw .overBudget("a regular expression is longer than \(RegularExpression.longestPattern) characters")
        }
        var letters = ""
        switch flags {
        case .null: break
        case .string(let text): letters = text
        default: throw ExpressionError("\(flags.described) is not a string")
        }
        var options: NSRegularExpression.Options = []
        var isGlobal = false
        var skipsEmpty = false
        for letter in letters {
            switch letter {
            case "g": isGlobal = true
            case "i": options.insert(.caseInsensitive)
            case "x": options.insert(.allowCommentsAndWhitespace)
            // Oniguruma's "single line" only says what ^ and $ mean here anyway; a point that takes newlines is its p.
            case "s": break
            case "p": options.insert(.dotMatchesLineSeparators)
            // "Longest" has no counterpart: the first alternative that matches is taken.
            case "l": break
            case "n": skipsEmpty = true
            default: throw ExpressionError("\(letters.shown) is not a valid modifier string")
            }
        }
        // Foundation refuses an empty pattern.
        guard let engine = try? NSRegularExpression(pattern: pattern.isEmpty ? "(?:)" : pattern, options: options)
        else {
            throw ExpressionError("\(pattern.shown) (at offset 0) is not a valid regex")
        }
        self.pattern = .string(pattern)
        self.flags = flags
        self.engine = engine
        self.isGlobal = isGlobal
        self.skipsEmpty = skipsEmpty
        names = RegularExpression.groupNames(in: pattern, count: engine.numberOfCaptureGroups)
    }

    /// One that was used just before is not made again.
    static func made(_ pattern: JSON, flags: JSON, _ machine: inout Machine) throws(ExpressionError) -> Self {
        if let last = machine.expression, try pattern.equals(last.pattern, &machine),
            try flags.equals(last.flags, &machine)
        {
            return last
        }
        let expression = try Self(pattern, flags: flags)
        try machine.charge(steps: 100 + (pattern.asString?.utf8.count ?? 0) * 4)
        machine.expression = expression
        return expression
    }

    func test(_ text: JSON, _ machine: inout Machine) throws(ExpressionError) -> Bool {
        let text = try checked(text, &machine)
        return try !matches(in: text, [], atMost: 1, &machine).isEmpty
    }

    /// The matches as jq's objects; offsets and lengths in code points.
    func matches(in text: JSON, global: Bool = false, _ machine: inout Machine) throws(ExpressionError) -> [JSON] {
        let text = try checked(text, &machine)
        var places = Places(Array(text.utf16))
        var found: [JSON] = []
        let most = isGlobal || global ? Int.max : 1
        let bounds: NSRegularExpression.MatchingOptions = [.withTransparentBounds, .withoutAnchoringBounds]
        for match in try matches(in: text, bounds, atMost: most, &machine)
        where !(skipsEmpty && match.range.length == 0) {
            for group in 0..<match.numberOfRanges { try machine.charge(bytes: match.range(at: group).length) }
            found.append(object(match, &places))
        }
        return found
    }

    /// What one report of progress costs.
    private static let stepsInProgress = 2000

    /// All in one go: the engine would make its own copy of the text for each.
    private func matches(
        in text: String, _ options: NSRegularExpression.MatchingOptions, atMost most: Int, _ machine: inout Machine
    ) throws(ExpressionError) -> [NSTextCheckingResult] {
        var found: [NSTextCheckingResult] = []
        var reports = 0
        let length = text.utf16.count
        // Looking ahead to the end of the text for each match is no progress to the engine.
        let stepsOfOne = 1 + length / 1024
        let mostReports = machine.steps / Self.stepsInProgress
        let bytesOfOne = (engine.numberOfCaptureGroups + 2) * 4 * Machine.memberBytes
        let mostFound = min(most, machine.bytes / bytesOfOne + 1, machine.steps / stepsOfOne + 1)
        let whole = NSRange(location: 0, length: length)
        engine.enumerateMatches(in: text, options: options.union(.reportProgress), range: whole) { match, flags, stop in
            if let match {
                found.append(match)
                if found.count >= mostFound { stop.pointee = true }
            } else if flags.contains(.progress) {
                reports += 1
                if reports > mostReports { stop.pointee = true }
            }
        }
        try machine.charge(steps: reports * Self.stepsInProgress + found.count * stepsOfOne)
        try machine.charge(bytes: found.count * bytesOfOne)
        return found
    }

    private func checked(_ text: JSON, _ machine: inout Machine) throws(ExpressionError) -> String {
        guard case .string(let text) = text else {
            throw ExpressionError("\(text.described) cannot be matched, as it is not a string")
        }
        guard text.utf8.count <= RegularExpression.longestText else {
            throw .overBudget("a text to be matched is longer than \(RegularExpression.longestText) bytes")
        }
        try machine.charge(steps: 20 + text.utf8.count / 16)
        return text
    }

    private func object(_ match: NSTextCheckingResult, _ places: inout Places) -> JSON {
        var captures: [JSON] = []
        for group in 1..<max(1, match.numberOfRanges) {
            let range = match.range(at: group)
            let name = JSON(names[group - 1])
            if range.location == NSNotFound {
                captures.append(["offset": -1, "length": 0, "string": nil, "name": name])
            } else {
                captures.append(places.object(range, ["name": name]))
            }
        }
        return places.object(match.range, ["captures": .array(captures)])
    }

    /// Foundation does not tell which group has which name, so the pattern is read for `(`, `(?<name>` and escapes.
    private static func groupNames(in pattern: String, count: Int) -> [String?] {
        var names: [String?] = []
        let scalars = Array(pattern.unicodeScalars)
        var at = 0
        var classes = 0
        while at < scalars.count {
            defer { at += 1 }
            switch scalars[at] {
            case "\\": at += 1
            case "[": classes += 1
            case "]": classes = max(0, classes - 1)
            case "(" where classes == 0:
                let rest = scalars[(at + 1)...]
                if rest.first != "?" {
                    names.append(nil)
                } else if rest.dropFirst().first == "<", let third = rest.dropFirst(2).first, third != "=", third != "!"
                {
                    names.append(String(String.UnicodeScalarView(rest.dropFirst(2).prefix { $0 != ">" })))
                }
            default: break
            }
        }
        return names.count == count ? names : Array(repeating: nil, count: count)
    }
}

/// Turns places in UTF-16 into places in code points, going forward.
private struct Places {
    private let units: [UInt16]
    private var unit = 0
    private var scalar = 0

    init(_ units: [UInt16]) { self.units = units }

    mutating func object(_ range: NSRange, _ more: JSON) -> JSON {
        let offset = scalars(before: range.location)
        let length = scalars(in: range.location..<range.upperBound)
        let text = String(decoding: units[range.location..<range.upperBound], as: UTF16.self)
        let members = Members([("offset", .integer(offset)), ("length", .integer(length)), ("string", .string(text))])
        return .object(members.merging(more.asObject ?? Members()))
    }

    private mutating func scalars(before place: Int) -> Int {
        if place >= unit {
            scalar += scalars(in: unit..<place)
        } else {
            scalar -= scalars(in: place..<unit)
        }
        unit = place
        return scalar
    }

    private func scalars(in range: Range<Int>) -> Int { units[range].count { !UTF16.isTrailSurrogate($0) } }
}

extension Native {
    static let regularExpressions: [String: Native] = [
        "_test/2": .two { input, pattern, flags, machine throws(ExpressionError) in
            let (pattern, flags) = try pair(pattern, flags)
            return .bool(try RegularExpression.made(pattern, flags: flags, &machine).test(input, &machine))
        },
        "_matches/2": .two { input, pattern, flags, machine throws(ExpressionError) in
            let (pattern, flags) = try pair(pattern, flags)
            return .array(try RegularExpression.made(pattern, flags: flags, &machine).matches(in: input, &machine))
        },
        "_captured/0": .zero { match, machine throws(ExpressionError) in
            var members = Members()
            for capture in match["captures"].asArray ?? [] {
                try machine.charge(bytes: Machine.memberBytes)
                if let name = capture["name"].asString { members[name] = capture["string"] }
            }
            return .object(members)
        },
        "_scanned/0": .zero { match, machine throws(ExpressionError) in
            let captures = match["captures"].asArray ?? []
            try machine.charge(bytes: captures.count * Machine.elementBytes)
            return captures.isEmpty ? match["string"] : .array(captures.map { $0["string"] })
        },
        "split/2": .two { input, pattern, flags, machine throws(ExpressionError) in
            guard case .string(let text) = input else {
                throw ExpressionError("\(input.described) cannot be matched, as it is not a string")
            }
            let expression = try RegularExpression.made(pattern, flags: flags, &machine)
            let matches = try expression.matches(in: input, global: true, &machine)
            return .array(pieces(of: text, between: matches).map { .string($0) })
        },
        // Given [match, [replacement, …]] for each match: the i-th text takes the i-th replacement of each.
        "_replaced/1": .one { input, edits, machine throws(ExpressionError) in
            guard case .string(let text) = input, case .array(let edits) = edits else { return .array([]) }
            let gaps = pieces(of: text, between: edits.map { $0[0] })
            var results: [String] = []
            for (gap, edit) in zip(gaps, edits) {
                for (index, insert) in (edit[1].asArray ?? []).enumerated() {
                    guard case .string(let insert) = insert else {
                        throw Arithmetic.refusal(.string(gap), insert, "added")
                    }
                    if index == results.count { results.append("") }
                    try machine.charge(bytes: gap.utf8.count + insert.utf8.count)
                    results[index] += gap + insert
                }
            }
            if results.isEmpty { return .array([input]) }
            let end = gaps.last ?? ""
            try machine.charge(bytes: results.count * (end.utf8.count + Machine.elementBytes))
            return .array(results.map { .string($0 + end) })
        },
    ]

    /// `test(["a", "g"])` is `test("a"; "g")`.
    private static func pair(_ pattern: JSON, _ flags: JSON) throws(ExpressionError) -> (JSON, JSON) {
        guard case .array(let values) = pattern, flags.isNull else { return (pattern, flags) }
        guard (1...2).contains(values.count) else {
            throw ExpressionError("\(pattern.described) not a string or array")
        }
        return (values[0], values.count == 2 ? values[1] : .null)
    }

    /// What stands before, between and after the matches. A program may make up its own: they are taken as far as the
    /// text goes.
    private static func pieces(of text: String, between matches: [JSON]) -> [String] {
        let scalars = Array(text.unicodeScalars)
        var pieces: [String] = []
        var at = 0
        for match in matches {
            let start = min(max(at, match["offset"].asInteger ?? 0), scalars.count)
            pieces.append(String(String.UnicodeScalarView(scalars[at..<start])))
            at = start + min(max(0, match["length"].asInteger ?? 0), scalars.count - start)
        }
        pieces.append(String(String.UnicodeScalarView(scalars[at...])))
        return pieces
    }
}
