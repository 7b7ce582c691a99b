import Foundation

extension CommandTable {
    static let newCommands = [new]

    private static let new = Command(
        name: "new", synopsis: "plan [DIR]",
        summary: "asks for a plan's head and makes a site for it that checks clean",
        options: [
            .init("issuer", "NAME", "who issues it"), .init("symbol", "NUMBER", "31/KH-UBND; empty while it has none"),
            .init("date", "DATE", "its day of issue; empty while it has none"), .init("from", "DATE", "the first day"),
            .init("to", "DATE", "the last day"), .init("title", "TEXT", "what it is about"),
            .init("parent", "DOCUMENT", "what it carries out: 886/KH-UBND ngày 14/3/2026 của UBND tỉnh"),
            .init("name", "CODE", "the site's code, and its folder when DIR is left out"),
        ]
    ) { arguments in
        guard arguments.positional.first == "plan", arguments.positional.count <= 2 else {
            throw CommandError.usage("new makes one thing: dondoc new plan [DIR]")
        }
        let isInteractive = isatty(0) == 1
        if arguments.positional.count == 2 { try NewSite(folder: arguments.positional[1]).checkIsFree() }
        let questions = NewPlan(
            ask: { words in
                if isInteractive { Terminal.prompt(words) }
                return readLine(strippingNewline: true)
            }, complain: { Terminal.complain($0) }, isInteractive: isInteractive, given: { arguments.value($0) })
        let files = try questions.files()
        let named = files.first { $0.name == "plan.yaml" }.flatMap { $0.text.firstMatch(of: /^plan: (\S+)/) }.map {
            String($0.output.1)
        }
        let folder = arguments.positional.count == 2 ? arguments.positional[1] : named ?? "ke-hoach"
        try NewSite(folder: folder).write(files)
        Terminal.put("\(folder): a site for the plan; write its duties into plan.yaml, then: dondoc check \(folder)")
        return .done
    }
}
