/// Numbers that plans write in words: `hai`, `mười lăm`, `ba mươi mốt`.
package enum Numerals {
    private static let ones = [
        "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
    ]
    /// After `mươi`; five is `lăm` there, for `hai mươi năm` are twenty years.
    private static let onesAfterTens = ones.filter { $0.key != "năm" && $0.key != "một" }
        .merging(["mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5]) { first, _ in first }
    private static let onesAfterTen = ones.filter { $0.key != "năm" }.merging(["lăm": 5]) { first, _ in first }

    /// The number from 1 to 99 with which the words begin, and of how many it is made.
    ///
    /// - Parameter words: in lower case.
    package static func read(_ words: some Sequence<String>) -> (value: Int, count: Int)? {
        let words = Array(words.prefix(3))
        guard let first = words.first else { return nil }
        let second = words.count > 1 ? words[1] : ""
        if first == "mười" {
            return onesAfterTen[second].map { (10 + $0, 2) } ?? (10, 1)
        }
        guard let one = ones[first] else { return nil }
        guard second == "mươi", one > 1 else { return (one, 1) }
        return (words.count > 2 ? onesAfterTens[words[2]] : nil).map { (10 * one + $0, 3) } ?? (10 * one, 2)
    }

    /// The words of all numbers that ``read(_:)`` knows, as a regular expression; longer ones first.
    package static let pattern: String = {
        func any(_ words: [String: Int]) -> String { "(?:\(words.keys.sorted().joined(separator: "|")))" }
        return #"(?:\#(any(ones.filter { $0.value > 1 }))\s+mươi(?:\s+\#(any(onesAfterTens)))?"#
            + #"|mười(?:\s+\#(any(onesAfterTen)))?|\#(any(ones)))(?!\p{L})"#
    }()
}
