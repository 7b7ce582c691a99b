import Almanac
import CPosix
import Foundation
import Notation

/// The options and arguments of one command, parsed by `getopt_long`.
struct Arguments {
    let positional: [String]
    private let values: [String: [String]]

    init(_ words: [String], of command: Command) throws(CommandError) {
        let known = command.options + [Command.Option("help", nil, "")]
        var strings: [UnsafeMutablePointer<CChar>?] = (["dondoc"] + words.map(Self.shielded)).map { strdup($0) }
        let names = known.map { strdup($0.name) }
        defer {
            for string in strings + names { free(string) }
        }
        var table = zip(known, names).enumerated().map { index, pair in
            CPosix.option(
                name: pair.1, has_arg: pair.0.value == nil ? no_argument : required_argument, flag: nil,
                val: Int32(1000 + index))
        }
        table.append(CPosix.option(name: nil, has_arg: 0, flag: nil, val: 0))
        strings.append(nil)
        dondoc_getopt_reset()
        var values: [String: [String]] = [:]
        let count = Int32(words.count + 1)
        loop: while true {
            let place = Int(max(1, dondoc_optind()))
            let code = getopt_long(count, &strings, ":", table, nil)
            switch code {
            case -1: break loop
            case 1000...:
                let option = known[Int(code) - 1000]
                values[option.name, default: []].append(dondoc_optarg().map(Self.word) ?? "")
            case Int32(UInt8(ascii: ":")):
                throw .usage(
                    "the option \(words[min(place, words.count) - 1]) needs a value; dondoc \(command.name) --help")
            default:
                let word = words[min(place, words.count) - 1]
                let near = Diagnostic.suggestion(for: word, among: known.map { "--\($0.name)" }).map { ", \($0)" } ?? ""
                throw .usage("dondoc \(command.name) has no option \(word)\(near)")
            }
        }
        self.values = values
        positional = strings[Int(dondoc_optind())..<Int(count)].compactMap { $0.map(Self.word) }
    }

    /// Keeps `getopt_long` from taking a word for an option.
    private static let shield = "\u{1}"

    /// All options have long names: `-7 % 3` or `-(1)` is an expression, and `-` alone the standard input.
    private static func shielded(_ word: String) -> String {
        guard word.hasPrefix("-"), let second = word.utf8.dropFirst().first else { return word }
        let isLetter = (65...90).contains(second & 0xDF)
        return isLetter || second == UInt8(ascii: "-") ? word : shield + word
    }

    private static func word(_ string: UnsafeMutablePointer<CChar>) -> String {
        let word = String(cString: string)
        return word.hasPrefix("\(shield)-") ? String(word.dropFirst()) : word
    }

    func has(_ name: String) -> Bool { values[name] != nil }
    func value(_ name: String) -> String? { values[name]?.last }
    func values(_ name: String) -> [String] { values[name] ?? [] }

    /// The only argument, or one sentence about what should be there.
    func only(_ what: String) throws(CommandError) -> String {
        guard positional.count == 1 else {
            throw .usage(
                positional.isEmpty
                    ? "\(what) is missing" : "one \(what) is enough: \(positional.joined(separator: " "))")
        }
        return positional[0]
    }

    func day(_ name: String) throws(CommandError) -> Day? {
        guard let text = value(name) else { return nil }
        guard let day = Day(iso: text) else {
            throw .usage("--\(name) takes a day such as 2021-03-24, not \"\(text)\"")
        }
        return day
    }

    /// `--format text` (the default) or `json`.
    var wantsJSON: Bool {
        get throws(CommandError) {
            switch value("format") ?? "text" {
            case "json": return true
            case "text": return false
            case let other: throw .usage("--format takes text or json, not \"\(other)\"")
            }
        }
    }

    static let format = Command.Option("format", "text|json", "how the result is written")
}
