/// The tags of one part, and where each of them acts: in its paragraph, or around paragraphs or rows.
struct WordTags {
    private struct Tag {
        let text: String
        let place: WordForm.Place
        let paragraph: Int
        /// The token of the text in which it begins.
        let token: Int

        var opens: Bool { text.first == "#" || text.first == "^" }
        var closes: Bool { text.first == "/" }
        /// It leaves no words.
        var isSilent: Bool { opens || closes || text.first == "!" }
    }

    private enum Segment {
        case raw(String)
        case tag(Int)
    }

    private let markup: WordMarkup
    private var tags: [Tag] = []
    /// What a text with tags consists of, by token.
    private var segments: [Int: [Segment]] = [:]
    private var before: [Int: [Int]] = [:]
    private var after: [Int: [Int]] = [:]
    /// They act elsewhere than where they stand.
    private var lifted: Set<Int> = []
    /// The runs are parted there.
    private var parting: Set<Int> = []
    private var dropped: Set<Int> = []
    private(set) var faults: [WordForm.Fault] = []

    var isEmpty: Bool { tags.isEmpty && faults.isEmpty }

    init(in markup: WordMarkup) {
        self.markup = markup
        find()
        pair()
        drop()
    }

    // MARK: Finding

    private mutating func find() {
        var texts: [Int: [Int]] = [:]
        var paragraphs: [Int] = []
        for place in markup.tokens.indices {
            if markup.isElement(place, "p") { paragraphs.append(place) }
            let parent = markup.tokens[place].parent
            guard markup.tokens[place].kind == .text, parent >= 0, markup.isElement(parent, "t"),
                let paragraph = markup.path(from: parent).first(where: { markup.isElement($0, "p") })
            else { continue }
            texts[paragraph, default: []].append(place)
        }
        for (number, paragraph) in paragraphs.enumerated() {
            if let texts = texts[paragraph] { find(in: texts, of: paragraph, number: number + 1) }
        }
    }

    private mutating func find(in texts: [Int], of paragraph: Int, number: Int) {
        let characters = texts.map { Array(markup.text($0)) }
        let whole = characters.flatMap { $0 }
        guard whole.contains("{") else { return }
        // Of each character, in which text it stands.
        let owners = zip(texts, characters).flatMap { text, own in own.map { _ in text } }
        let quote = String(whole.prefix(40)) + (whole.count > 40 ? "…" : "")
        var (at, from) = (0, 0)
        func place(_ index: Int) -> WordForm.Place {
            WordForm.Place(paragraph: number, column: index + 1, quote: quote)
        }
        var found: [(range: Range<Int>, text: String)] = []
        while at + 1 < whole.count {
            guard whole[at] == "{", whole[at + 1] == "{" else {
                at += 1
                continue
            }
            guard
                let end = (at + 2..<max(at + 2, whole.count - 1)).first(where: {
                    whole[$0] == "}" && whole[$0 + 1] == "}"
                })
            else {
                faults.append(
                    WordForm.Fault(
                        place: place(at), code: "unclosed-tag", message: "\"{{\" has no \"}}\" in its paragraph",
                        hint: "write both in one paragraph"))
                break
            }
            found.append((at..<end + 2, String(whole[at + 2..<end])))
            at = end + 2
        }
        guard !found.isEmpty else { return }
        func put(_ range: Range<Int>) {
            var at = range.lowerBound
            while at < range.upperBound {
                let owner = owners[at]
                let end = (at..<range.upperBound).first { owners[$0] != owner } ?? range.upperBound
                segments[owner, default: []].append(.raw(String(whole[at..<end])))
                at = end
            }
        }
        for text in texts { segments[text] = [] }
        for (range, text) in found {
            put(from..<range.lowerBound)
            let owner = owners[range.lowerBound]
            segments[owner, default: []].append(.tag(tags.count))
            tags.append(Tag(text: text, place: place(range.lowerBound), paragraph: paragraph, token: owner))
            from = range.upperBound
        }
        put(from..<whole.count)
    }

    // MARK: Sections

    private mutating func pair() {
        var open: [Int] = []
        for (index, tag) in tags.enumerated() {
            if tag.opens { open.append(index) }
            // What is not paired is told by whoever knows the names.
            if tag.closes, let start = open.popLast() { place(start, index) }
        }
    }

    private mutating func place(_ start: Int, _ end: Int) {
        let (first, last) = (tags[start], tags[end])
        if first.paragraph == last.paragraph { return part(start, end) }
        let (from, to) = (markup.path(from: first.paragraph), markup.path(from: last.paragraph))
        let outside = Set(to)
        guard let common = from.first(where: outside.contains),
            let begin = from.last(where: { markup.tokens[$0].parent == common }),
            let close = to.last(where: { markup.tokens[$0].parent == common })
        else { return cross(start) }
        if markup.isElement(common, "tr") { return lift(start, end, around: common, common) }
        let areRows = markup.isElement(begin, "tr") && markup.isElement(close, "tr")
        let areParagraphs = begin == first.paragraph && close == last.paragraph
        guard areRows || areParagraphs else { return cross(start) }
        if areParagraphs, !isSilent(before: start) || !isSilent(after: end) {
            faults.append(
                WordForm.Fault(
                    place: first.place, code: "half-a-paragraph",
                    message:
                        "{{\(first.text)}} and {{\(last.text)}} stand in different paragraphs, with words outside them",
                    hint: "give each tag a paragraph of its own"))
            return
        }
        lift(start, end, around: begin, close)
    }

    private mutating func lift(_ start: Int, _ end: Int, around first: Int, _ last: Int) {
        before[first, default: []].append(start)
        after[last, default: []].append(end)
        lifted.formUnion([start, end])
    }

    private mutating func cross(_ start: Int) {
        let tag = tags[start]
        faults.append(
            WordForm.Fault(
                place: tag.place, code: "crossing-section",
                message: "{{\(tag.text)}} begins and ends in different tables, cells or text boxes",
                hint: "let it begin and end in one row, or in paragraphs of one cell"))
    }

    /// Within a paragraph: where the tags stand in different runs, these are parted, so that whole ones repeat.
    private mutating func part(_ start: Int, _ end: Int) {
        guard tags[start].token != tags[end].token else { return }
        guard let first = run(of: start), let last = run(of: end),
            markup.tokens[first].parent == markup.tokens[last].parent
        else { return cross(start) }
        parting.formUnion([start, end])
    }

    private func run(of tag: Int) -> Int? {
        let run = markup.tokens[markup.tokens[tags[tag].token].parent].parent
        return run >= 0 && markup.isElement(run, "r") ? run : nil
    }

    private func isSilent(before tag: Int) -> Bool {
        tags[..<tag].reversed().prefix { $0.paragraph == tags[tag].paragraph }.allSatisfy(\.isSilent)
            && words(of: tags[tag].paragraph, in: ..<tags[tag].place.column)
    }

    private func isSilent(after tag: Int) -> Bool {
        tags[(tag + 1)...].prefix { $0.paragraph == tags[tag].paragraph }.allSatisfy(\.isSilent)
            && words(of: tags[tag].paragraph, in: tags[tag].place.column...)
    }

    /// Whether there are none, in a range of the paragraph's columns.
    private func words(of paragraph: Int, in columns: some RangeExpression<Int>) -> Bool {
        var column = 1
        for place in paragraph...max(paragraph, markup.tokens[paragraph].end) {
            for segment in segments[place] ?? [] {
                switch segment {
                case .raw(let text):
                    for character in text {
                        if columns.contains(column), !character.isWhitespace { return false }
                        column += 1
                    }
                case .tag(let index): column = tags[index].place.column + tags[index].text.count + 4
                }
            }
        }
        return true
    }

    // MARK: What goes away

    private mutating func drop() {
        let silent = Dictionary(grouping: tags.indices) { tags[$0].paragraph }.filter { paragraph, own in
            own.allSatisfy { tags[$0].isSilent } && own.contains { lifted.contains($0) || tags[$0].text.first == "!" }
                && own.allSatisfy { lifted.contains($0) || tags[$0].text.first == "!" }
                && isBlank(paragraph)
        }.keys
        for paragraph in silent {
            let parent = markup.tokens[paragraph].parent
            let isLast = parent >= 0 && markup.children(of: parent).last { markup.isElement($0, "p") } == paragraph
            // A cell must end in a paragraph.
            if parent < 0 || !markup.isElement(parent, "tc") || !isLast { dropped.insert(paragraph) }
        }
        // A row that says only where its section begins or ends.
        for row in Set(before.keys).union(after.keys) where markup.isElement(row, "tr") {
            let own = tags.indices.filter { (row...markup.tokens[row].end).contains(tags[$0].token) }
            let isOnlyEdge = own.allSatisfy { tags[$0].isSilent } && (before[row] == nil || after[row] == nil)
            if isOnlyEdge, isBlank(row) { dropped.insert(row) }
        }
    }

    /// No words, pictures, breaks or ends of a section of pages.
    private func isBlank(_ element: Int) -> Bool {
        let shown = ["drawing", "pict", "object", "br", "sectPr", "fldSimple", "fldChar", "tab"]
        for place in element...markup.tokens[element].end {
            if shown.contains(where: { markup.isElement(place, $0) }) { return false }
            guard markup.tokens[place].kind == .text, markup.isElement(markup.tokens[place].parent, "t") else {
                continue
            }
            let rest = (segments[place] ?? [.raw(markup.text(place))]).map { segment in
                if case .raw(let text) = segment { text } else { "" }
            }
            if !rest.joined().allSatisfy(\.isWhitespace) { return false }
        }
        return true
    }
}

extension WordTags {
    /// The part, cut at its tags.
    var pieces: [WordForm.Piece] {
        var pieces: [WordForm.Piece] = []
        var text = ""
        func put(_ indices: [Int]) {
            for index in indices {
                if !text.isEmpty { pieces.append(.markup(text)) }
                text = ""
                pieces.append(.tag(tags[index].text, tags[index].place))
            }
        }
        // The elements after which something acts, by the places of their ends.
        let ends = Dictionary(uniqueKeysWithValues: after.keys.map { (markup.tokens[$0].end, $0) })
        var skippedTo = -1
        for place in markup.tokens.indices {
            let token = markup.tokens[place]
            if token.kind == .start || token.kind == .empty { put((before[place] ?? []).sorted()) }
            if dropped.contains(place) { skippedTo = max(skippedTo, token.end) }
            if place > skippedTo {
                if let own = segments[place] {
                    for segment in own {
                        switch segment {
                        case .raw(let raw): text += raw
                        case .tag(let index) where lifted.contains(index): continue
                        case .tag(let index) where parting.contains(index):
                            let (end, begin) = seam(at: index)
                            text += end
                            put([index])
                            text += begin
                        case .tag(let index): put([index])
                        }
                    }
                } else if token.kind == .start, segments[place + 1] != nil, markup.isElement(place, "t") {
                    // Blanks at the ends count from now on.
                    text += "<\(token.name) xml:space=\"preserve\">"
                } else {
                    text += markup.text(place)
                }
            }
            if let begin = ends[place] { put((after[begin] ?? []).sorted()) }
        }
        if !text.isEmpty { pieces.append(.markup(text)) }
        return pieces
    }

    /// The end of one run and the beginning of another that looks the same.
    private func seam(at index: Int) -> (end: String, begin: String) {
        let element = markup.tokens[tags[index].token].parent
        let run = markup.tokens[element].parent
        let (name, runName) = (markup.tokens[element].name, markup.tokens[run].name)
        let look = markup.children(of: run).first { markup.isElement($0, "rPr") }
        let properties = look.map { (($0)...markup.tokens[$0].end).map(markup.text).joined() } ?? ""
        return (
            "</\(name)></\(runName)>", "\(markup.text(run))\(properties)<\(name) xml:space=\"preserve\">"
        )
    }
}
