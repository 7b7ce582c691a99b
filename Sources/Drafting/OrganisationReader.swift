/// Reads the names of offices out of a sentence.
struct OrganisationReader {
    let sentence: Sentence
    private static let longestName = 24

    /// One office or one list of them, with the words that name it.
    struct Found {
        var words: Range<Int>
        /// The offices of a list, each with the brackets after it.
        var parts: [Range<Int>]
        /// Whether `:` follows.
        var endsWithColon: Bool
    }

    /// What begins there, a `các` or `mỗi` before it included; nil when no office is named there.
    func read(at start: Int, asList: Bool) -> Found? {
        var index = start
        while let word = sentence.word(index), Lexicon.plurals.contains(word) || word == "thể" || word == "cả" {
            index += 1
        }
        guard index - start <= 3, isHead(at: index) else { return nil }
        var parts: [Range<Int>] = []
        var partStart = start
        index += headLength(at: index)
        scan: while index < sentence.words.count {
            guard index - partStart < Self.longestName else { break }
            let word = sentence.words[index]
            if word.isMark {
                switch word.text {
                case "(":
                    guard let end = bracketEnd(from: index), end - index <= 16, !hasNumberFirst(after: index) else {
                        break scan
                    }
                    index = end
                case "-", "–":
                    if isHead(at: index + 1), sentence.has("cơ quan thường trực", at: index + 1) { break scan }
                    guard sentence.words.indices.contains(index + 1), !sentence.words[index + 1].isMark else {
                        break scan
                    }
                    index += 1
                case ",", ";":
                    guard let next = afterJoint(index + 1, asList: asList, isSemicolon: word.text == ";") else {
                        break scan
                    }
                    if next.isNew {
                        parts.append(partStart..<index)
                        partStart = next.start
                        index = next.start + next.length
                    } else {
                        index += 1
                    }
                case "/", "“", "”", "\"", ".", "&":
                    index += word.text == "." ? 0 : 1
                    if word.text == "." { break scan }
                default: break scan
                }
            } else if word.text == "và" {
                if isCouncilAndCommittee(index) {
                    index += 2
                } else if let next = afterJoint(index + 1, asList: asList, isSemicolon: false), next.isNew {
                    parts.append(partStart..<index)
                    partStart = next.start
                    index = next.start + next.length
                } else if sentence.words.indices.contains(index + 1), !endsName(at: index + 1), !isHead(at: index + 1) {
                    index += 1
                } else {
                    break
                }
            } else if endsName(at: index) {
                break
            } else {
                index += 1
            }
        }
        parts.append(partStart..<index)
        return Found(words: start..<index, parts: parts, endsWithColon: sentence.word(index) == ":")
    }

    /// After a comma or `và`: another office, or more of the same name (`Văn hóa, Thể thao và Du lịch`). Nil: the end.
    private func afterJoint(_ index: Int, asList: Bool, isSemicolon: Bool) -> (start: Int, length: Int, isNew: Bool)? {
        var head = index
        while let word = sentence.word(head), Lexicon.plurals.contains(word) { head += 1 }
        if head - index <= 1, isHead(at: head) {
            // `các xã, phường, thị trấn` is one group.
            if Lexicon.territories.contains(where: { sentence.has($0, at: head) }), head == index {
                return isSemicolon ? nil : (index, 0, false)
            }
            return asList ? (index, head - index + headLength(at: head), true) : nil
        }
        guard !isSemicolon, sentence.words.indices.contains(index), sentence.words[index].isCapital else { return nil }
        return endsName(at: index) ? nil : (index, 0, false)
    }

    func isHead(at index: Int) -> Bool { headLength(at: index) > 0 }

    private func headLength(at index: Int) -> Int {
        guard sentence.words.indices.contains(index), !sentence.words[index].isMark else { return 0 }
        // `các chi, đảng bộ`: one word for both kinds.
        if sentence.has("chi , đảng bộ", at: index) { return 1 }
        for length in [5, 4, 3, 2, 1] where index + length <= sentence.words.count {
            let words = sentence.words[index..<index + length].map(\.text).joined(separator: " ")
            guard Lexicon.heads.contains(words) else { continue }
            let next = sentence.word(index + length) ?? ""
            if words == "tổ chức" {
                return Lexicon.organisationKinds.contains("\(next) \(sentence.word(index + length + 1) ?? "")") ? 2 : 0
            }
            if length == 1, Lexicon.notHeads.contains("\(words) \(next)") { return 0 }
            if words == "báo", !sentence.words[index].isCapital { return 0 }
            return length
        }
        return 0
    }

    /// A verb, or another word that no name holds. In capitals it is a part of the name.
    private func endsName(at index: Int) -> Bool {
        guard sentence.words.indices.contains(index) else { return true }
        let word = sentence.words[index]
        if word.isCapital { return false }
        if word.text.first?.isNumber == true { return true }
        let pair = "\(word.text) \(sentence.word(index + 1) ?? "")"
        if word.text == "trên", sentence.word(index + 1) == "địa" { return true }
        if Lexicon.plurals.contains(word.text) { return !isHead(at: index + 1) }
        let isVerb = Lexicon.verbs.contains(pair) || Lexicon.verbs.contains(word.text)
        if isVerb { return !(sentence.has("cơ quan", at: index - 2) && Lexicon.nouns.contains(pair)) }
        return Lexicon.stops.contains(pair) || Lexicon.stops.contains(word.text)
    }

    /// `HĐND và UBND`: one office.
    private func isCouncilAndCommittee(_ index: Int) -> Bool {
        let after = sentence.word(index + 1) ?? ""
        let isCommittee = after == "ubnd" || sentence.has("ủy ban nhân dân", at: index + 1)
        return isCommittee && (sentence.word(index - 1) == "hđnd" || sentence.word(index - 1) == "dân")
    }

    private func bracketEnd(from index: Int) -> Int? {
        var depth = 0
        for place in index..<sentence.words.count {
            if sentence.words[place].text == "(" { depth += 1 }
            if sentence.words[place].text == ")" { depth -= 1 }
            if depth == 0 { return place + 1 }
        }
        return nil
    }

    /// `(2 bài/tháng)` and `(trước ngày …)` are no part of a name.
    private func hasNumberFirst(after index: Int) -> Bool {
        guard let word = sentence.word(index + 1) else { return true }
        return word.first?.isNumber == true
            || ["trước", "chậm", "muộn", "mỗi", "hạn", "theo", "có", "qua", "gửi", "ít", "tối", "từ", "lưu", "kèm"]
                .contains(word)
    }
}
