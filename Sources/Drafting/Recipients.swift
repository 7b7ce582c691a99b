/// To whom a sentence sends something.
struct Recipients {
    struct Found {
        let office: NamedOffice
        /// Of the word that sends, and of the name.
        let verb: Int
        let words: Range<Int>
        /// `tham mưu`, `đề xuất`: perhaps words alone, where something else in the sentence is sent.
        let isAdvice: Bool
        /// `gửi`, `nộp`, `báo cáo`, `trình`: something leaves.
        let isDelivery: Bool
        /// `báo cáo UBND huyện`.
        let isReport: Bool
        /// After `để`: the next hop, when nobody else is named.
        let isPurpose: Bool
        /// `UBND huyện và Ban TĐKT tỉnh`, `…, đồng gửi Sở Nội vụ`: who gets the same thing beside it.
        var others: [NamedOffice] = []
    }

    private static let verbs = [
        "gửi", "nộp", "trình", "chuyển", "báo cáo", "giới thiệu", "cung cấp", "tham mưu", "đề xuất", "thông báo",
        "phản ánh", "thông tin", "đăng ký", "đề nghị",
    ]
    /// These reach an office without a word between.
    private static let direct: Set = ["gửi", "nộp", "trình", "báo cáo", "tham mưu"]
    private static let prepositions: Set = ["về", "cho", "đến", "tới", "với", "lên", "qua"]

    /// In the order of the sentence.
    static func find(in sentence: Sentence) -> [Found] {
        let reader = OrganisationReader(sentence: sentence)
        var found: [Found] = []
        var isPurpose = false
        var index = 0
        while index < sentence.words.count {
            let word = sentence.words[index]
            if word.text == "để" || word.text == "nhằm" { isPurpose = true }
            if word.text == ";" || word.text == "." { isPurpose = false }
            guard let verb = verbs.first(where: { sentence.has($0, at: index) }), !isNoun(verb, index, sentence),
                let place = recipient(after: index + verb.split(separator: " ").count, of: verb, sentence, reader),
                let office = reader.read(at: place, asList: false)
            else {
                index += 1
                continue
            }
            let named = sentence.text(of: office.words)
            if sentence.word(index - 1) == "đồng", let last = found.indices.last {
                found[last].others.append(NamedOffice(named))
                index = office.words.upperBound
                continue
            }
            found.append(
                Found(
                    office: through(office, sentence, reader) ?? NamedOffice(named), verb: index, words: office.words,
                    isAdvice: ["tham mưu", "đề xuất"].contains(verb),
                    isDelivery: direct.contains(verb) && verb != "tham mưu",
                    isReport: verb == "báo cáo", isPurpose: isPurpose,
                    others: others(than: office, sentence, reader)))
            index = office.words.upperBound
        }
        return found
    }

    /// The rest of a list of recipients; none where the list goes on into what somebody does: `gửi Sở và Phòng tổng hợp`.
    private static func others(
        than office: OrganisationReader.Found, _ sentence: Sentence, _ reader: OrganisationReader
    ) -> [NamedOffice] {
        guard let list = reader.read(at: office.words.lowerBound, asList: true), list.parts.count > 1,
            ["và", ",", ";"].contains(sentence.word(office.words.upperBound))
        else { return [] }
        let next = list.words.upperBound
        let pair = "\(sentence.word(next) ?? "") \(sentence.word(next + 1) ?? "")"
        guard !Lexicon.verbs.contains(sentence.word(next) ?? ""), !Lexicon.verbs.contains(pair) else { return [] }
        return list.parts.dropFirst().map { NamedOffice(sentence.text(of: $0)) }
    }

    /// `các báo cáo`, `Đề nghị Sở …`: not a sending.
    private static func isNoun(_ verb: String, _ index: Int, _ sentence: Sentence) -> Bool {
        let before = sentence.word(index - 1) ?? ""
        if verb == "đề nghị" { return true }
        if verb == "thông tin" {
            return ["nghệ", "cổng", "trang", "tác", "quan", "phương", "hệ"].contains(before)
                || sentence.words[index].isCapital && index > 0
        }
        return false
    }

    /// Where the name of the recipient begins.
    private static func recipient(
        after start: Int, of verb: String, _ sentence: Sentence, _ reader: OrganisationReader
    ) -> Int? {
        var place = start
        if direct.contains(verb) {
            if ["cho", "lên", "với"].contains(sentence.word(place)) { place += 1 }
            let plural = sentence.word(place).map { Lexicon.plurals.contains($0) } ?? false
            if reader.isHead(at: place) || plural && reader.isHead(at: place + 1) { return place }
        }
        // `gửi bài viết kèm video-clip về Sở Nội vụ`: not over the end of a clause.
        for distance in 0..<26 {
            let place = start + distance
            guard let word = sentence.word(place), !";.:".contains(word) else { return nil }
            if word == "để" || word == "nhằm" || word == "do" { return nil }
            if prepositions.contains(word), word != "qua" {
                let next = place + 1
                let plural = sentence.word(next).map { Lexicon.plurals.contains($0) } ?? false
                if word == "với",
                    !["cung cấp", "đề xuất", "báo cáo", "thông tin"].contains(verb) || isCooperation(place, sentence)
                {
                    continue
                }
                if word == "cho",
                    verb == "giới thiệu" || verb == "cung cấp" || verb == "gửi" || verb == "chuyển"
                        || verb == "thông báo" || verb == "báo cáo"
                {
                    if reader.isHead(at: next) || plural && reader.isHead(at: next + 1) { return next }
                    continue
                }
                guard word != "cho" else { continue }
                if reader.isHead(at: next) || plural && reader.isHead(at: next + 1) { return next }
            }
        }
        return nil
    }

    private static func isCooperation(_ place: Int, _ sentence: Sentence) -> Bool {
        sentence.words[max(0, place - 3)..<place].contains { ["hợp", "cùng", "đối"].contains($0.text) }
    }

    /// `về UBND huyện (qua Phòng Nội vụ)`: the office that takes it in.
    private static func through(
        _ office: OrganisationReader.Found, _ sentence: Sentence, _ reader: OrganisationReader
    ) -> NamedOffice? {
        var index = office.words.upperBound
        while ["(", ",", "thông"].contains(sentence.word(index)) { index += 1 }
        guard sentence.word(index) == "qua", let next = reader.read(at: index + 1, asList: false) else { return nil }
        return NamedOffice(sentence.text(of: next.words))
    }
}
