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

    init(file: String) throws(CommandError) {
        name = URL(filePath: file).lastPathComponent
        let bytes = try CommandTable.readBytes(file)
        do throws(PaperError) {
            text = try PlanText(file: name, bytes: bytes)
        } catch {
            throw .failed("\(file): \(error.sentence)")
        }
    }
}
