import Almanac
import Drafting
import Foundation
import Notation
import Papers

extension CommandTable {
    static let draftingCommands = [draft]

    private static let draft = Command(
        name: "draft", synopsis: "FILE [--out SITE]",
        summary: "reads a plan's text (.txt, .md, .docx) into a draft plan.yaml for a person to complete",
        options: [
            .init("out", "SITE", "writes a new site folder instead of plan.yaml on standard output"), Arguments.format,
        ]
    ) { arguments in
        let file = try arguments.only("the plan's text (.txt, .md or .docx)")
        let wantsJSON = try arguments.wantsJSON
        let source = try PlanSource(file: file)
        let draft = DraftReader.read(source.text, file: file)
        if let folder = arguments.value("out") {
            try NewSite(folder: folder).write(DraftSite.files(of: draft, source: source.name))
        }
        if wantsJSON {
            Terminal.put(draft.json.text)
        } else {
            for finding in draft.findings { Terminal.say(finding.line) }
            if let folder = arguments.value("out") {
                Terminal.put("\(folder): a draft; complete what is marked \"cần người\", then: dondoc check \(folder)")
            } else {
                Terminal.put(DraftYAML.text(of: draft, source: source.name).trimmingCharacters(in: .newlines))
            }
            let dated = draft.obligations.count { !$0.rule.isNone && !$0.rule.isUnscheduled }
            Terminal.say(
                "\(draft.obligations.count) obligations, \(dated) of them with a date; \(draft.findings.count) findings"
            )
        }
        return draft.obligations.isEmpty ? .failed : .done
    }
}

/// A plan's text as it came.
struct PlanSource {
    let name: String
    let text: PlanText

    /// More is no plan.
    private static let largest = 32 << 20

    init(file: String) throws(CommandError) {
        name = URL(filePath: file).lastPathComponent
        let bytes = try CommandTable.readBytes(file)
        guard bytes.count <= Self.largest else { throw .failed("\(file) is larger than any plan") }
        if bytes.starts(with: Array("PK".utf8)) || file.lowercased().hasSuffix(".docx") {
            do throws(PaperError) {
                text = PlanText(try WordDocument(bytes))
            } catch {
                throw .failed("\(file): \(error.sentence)")
            }
            return
        }
        for (beginning, kind) in [("%PDF", "a PDF"), ("\u{D0}\u{CF}", "an old .doc"), ("{\\rtf", "an RTF file")] {
            guard bytes.starts(with: beginning.unicodeScalars.map { UInt8($0.value) }) else { continue }
            throw .failed("\(file) is \(kind); save it as .docx or as plain text")
        }
        guard let content = String(validating: bytes, as: UTF8.self) else {
            throw .failed("\(file) is not UTF-8; save it as .docx or as plain text in UTF-8")
        }
        text = PlanText(content)
    }
}
