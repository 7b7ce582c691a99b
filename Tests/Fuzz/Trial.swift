import Almanac
import Definition
import Expression
import Foundation
import Notation

extension Trial {
    static func yaml(_ bytes: [UInt8]) throws(BrokenPromise) {
        let (source, problems) = SourceText.reading(bytes: bytes, file: "a.yaml")
        try show(problems, in: source)
        guard let source else { return }
        let (tree, diagnostics) = LocatedTree.parsing(source)
        try show(diagnostics, in: source)
        guard let tree else { return try require(!diagnostics.isEmpty, "a text without a tree has nothing told") }
        let lines = lengths(of: source.text)
        try walk(tree.root, in: lines)
        _ = tree.root.json.text
    }

    static func definition(_ bytes: [UInt8]) throws(BrokenPromise) {
        let (source, problems) = SourceText.reading(bytes: bytes, file: "a.yaml")
        try show(problems, in: source)
        guard let source else { return }
        let read = WorkflowFile.read(source, functions: ["collect", "notify", "escalate", "rollup"])
        try show(read.diagnostics, in: source)
        try require(read.workflow != nil || !read.diagnostics.isEmpty, "a refused workflow has nothing told")
        let plan = PlanDocument.read(source)
        try show(plan.diagnostics, in: source)
        try require(plan.plan != nil || !plan.diagnostics.isEmpty, "a refused plan has nothing told")
        let site = SiteFile.read(source)
        try show(site.diagnostics, in: source)
        try require(site.settings != nil || !site.diagnostics.isEmpty, "refused settings have nothing told")
        for rule in (plan.plan?.obligations ?? []).prefix(8) { try use(rule.due) }
    }

    static func json(_ bytes: [UInt8]) throws(BrokenPromise) {
        if let values = try? JSON.sequence(parsing: bytes) { for value in values { _ = value.text } }
        guard let value = try? JSON(parsing: bytes) else { return }
        try require((try? JSON(parsing: value.text)) == value, "a value does not read back from its text")
        try require((try? JSON(parsing: value.prettyText)) == value, "a value does not read back from its pretty text")
        if case .string(let text) = value { _ = JSONPointer(text: text) }
        if let event = try? CloudEvent(json: value) {
            try require((try? CloudEvent(json: event.json)) == event, "an event does not read back from its JSON")
        }
    }

    static func cron(_ bytes: [UInt8]) throws(BrokenPromise) {
        let text = String(decoding: bytes, as: UTF8.self)
        let now = Instant(seconds: 1_767_225_600)
        if let duration = CivilDuration(iso8601: text) {
            try require(!duration.isNegative, "\(text) is negative")
            try require(duration.after(now, in: .vietnam) >= now, "\(text) leads back")
            try require(
                CivilDuration(iso8601: duration.iso8601) == duration,
                "\(text) does not read back from \(duration.iso8601)")
        }
        if let instant = Instant(rfc3339: text) {
            try require(Instant(rfc3339: instant.rfc3339(in: .utc)) == instant, "\(text) does not read back")
        }
        let cron: Cron
        do throws(CronError) {
            cron = try Cron(parsing: text)
        } catch {
            return try within(error.offset, error.width, text)
        }
        var at = now
        for _ in 0..<8 {
            guard let next = cron.next(after: at, in: .vietnam) else { break }
            try require(next > at, "\(text) fires at \(next.milliseconds), which is not after \(at.milliseconds)")
            at = next
        }
    }
}
