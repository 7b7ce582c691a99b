import Almanac
package import Definition
import Directory
package import Engine
import Foundation
package import Notation
import Storage

/// A site as it lies on the disk: read, checked, and told about as a whole.
package struct SiteFolder: Sendable {
    package let path: String
    package private(set) var office: Office?
    package private(set) var library = Library([])
    package private(set) var diagnostics: [Diagnostic] = []
    /// What its settings, its plan and its workflows name.
    package private(set) var references: [Reference] = []
    /// What workflows are called whose documents have errors: they are there all the same.
    private(set) var brokenNames: Set<String> = []
    /// The texts by file name, to quote from.
    package private(set) var sources: [String: SourceText] = [:]
    private let shownAs: @Sendable (String) -> String
    private let catalog: FunctionCatalog

    /// Functions that workflows of every site may call.
    package static let functions = Set(FunctionShape.all.map(\.name))

    /// A file larger than this is not a site's file.
    private static let largestFile = 16 << 20

    /// Reads everything below `path`; problems are collected, never thrown.
    ///
    /// `office` is nil when the settings, the plan or the units cannot be used; a broken workflow is only left out.
    /// - Parameter catalog: brings the functions that workflows call out of catalogs; it knows the folder.
    package init(path: String, catalog: FunctionCatalog = .none) {
        self.path = path
        self.catalog = catalog
        shownAs = { name in path == "." ? name : "\(path)/\(name)" }
        let settings = read("site.yaml", isRequired: true, SiteFile.read)
        let plan = exists("plan.yaml") ? read("plan.yaml", isRequired: true, PlanDocument.read) : nil
        let tree = readUnits()
        let (calendar, digest) = readHolidays()
        readWorkflows(of: plan, in: settings)
        references =
            (settings?.references ?? []) + (plan?.references ?? []) + library.entries.flatMap(\.workflow.references)
        if let settings, let tree, plan != nil || !exists("plan.yaml") {
            var office = Office(settings: settings, plan: plan, tree: tree, calendar: calendar, calendarDigest: digest)
            office.workflows = Set(library.entries.map(\.workflow.name.name))
            if let plan {
                office.workflowDuties = library.duties(under: plan, collectedBy: office.speaker ?? plan.issuer)
            }
            if exists("score.csv"), let source = text("score.csv") {
                office.scoring = ScoreTable(
                    source, obligations: (plan?.obligations ?? []).map(\.code), clusters: tree.clusters)
                diagnostics += office.scoring.problems
            }
            diagnostics += SiteCheck(office: office, folder: self).problems()
            self.office = office
        }
        // The mistakes of a function are told by each workflow that calls it.
        diagnostics = Set(diagnostics).sorted(by: Diagnostic.inOrder)
    }

    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// Names of the documents that could not be read, for the report of a run that goes on without them.
    package var brokenWorkflows: [String] {
        let broken = Set(diagnostics.filter { $0.severity == .error }.map(\.file))
        return workflowFiles().map(shownAs).filter(broken.contains)
    }

    private func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name)") }

    private mutating func report(_ name: String, _ code: String, _ message: String, hint: String? = nil) {
        diagnostics.append(Diagnostic(file: shownAs(name), mark: .start, code: code, message: message, hint: hint))
    }

    private mutating func text(_ name: String) -> SourceText? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: "\(path)/\(name)"),
            let size = attributes[.size] as? Int, size <= SiteFolder.largestFile,
            let data = FileManager.default.contents(atPath: "\(path)/\(name)")
        else {
            report(name, "unreadable", "the file cannot be read", hint: "it must be a readable file of at most 16 MiB")
            return nil
        }
        let (source, problems) = SourceText.reading(bytes: Array(data), file: shownAs(name))
        diagnostics += problems
        if let source { sources[source.file] = source }
        return source
    }

    private mutating func read<Value>(
        _ name: String, isRequired: Bool, _ reader: (SourceText) -> (Value?, [Diagnostic])
    ) -> Value? {
        guard exists(name) else {
            if isRequired { report(name, "missing-file", "a site needs \(name)", hint: "dondoc init makes a new site") }
            return nil
        }
        guard let source = text(name) else { return nil }
        let (value, problems) = reader(source)
        diagnostics += problems
        return problems.contains { $0.severity == .error } ? nil : value
    }

    private mutating func readUnits() -> UnitTree? {
        guard exists("units.csv") else { return UnitTree(units: [], roles: []) }
        guard let units = read("units.csv", isRequired: true, { DirectoryFiles.units($0) }) else {
            let named = sources[shownAs("units.csv")].map(DirectoryFiles.namedUnits) ?? []
            if !named.isEmpty, exists("roles.csv") {
                // What is wrong with the posts is told all the same.
                _ = read("roles.csv", isRequired: true) {
                    DirectoryFiles.roles($0, units: UnitTree(units: named, roles: []))
                }
            }
            return nil
        }
        let bare = UnitTree(units: units, roles: [])
        var roles: [RoleHolder] = []
        if exists("roles.csv") {
            guard let read = read("roles.csv", isRequired: true, { DirectoryFiles.roles($0, units: bare) }) else {
                return nil
            }
            roles = read
        }
        guard exists("successors.csv") else { return UnitTree(units: units, roles: roles) }
        guard let events = read("successors.csv", isRequired: true, { DirectoryFiles.successors($0, units: bare) })
        else { return nil }
        return UnitTree(units: units, roles: roles, successions: events)
    }

    private mutating func readHolidays() -> (WorkCalendar, String) {
        guard exists("holidays.csv"), let source = text("holidays.csv") else { return (.builtIn, "built-in") }
        let (calendar, problems) = WorkCalendar.read(csv: source.text, over: .builtIn)
        for problem in problems {
            diagnostics.append(
                Diagnostic(
                    file: source.file, mark: SourceMark(line: problem.line, column: problem.column),
                    code: "bad-holiday", message: problem.message,
                    hint: problem.hint))
        }
        return (calendar, Storage.Digest.sha256(source.text))
    }

    /// Every other YAML file of the folder is a workflow document.
    private func workflowFiles() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter {
            ($0.hasSuffix(".yaml") || $0.hasSuffix(".yml")) && $0 != "site.yaml" && $0 != "plan.yaml"
        }
        .filter { !$0.hasPrefix(".") }.sorted()
    }

    /// What the site has fetched before.
    package func keptFunctions(in settings: SiteSettings) -> KeptFunctions {
        KeptFunctions(state: "\(path)/\(settings.state)")
    }

    private mutating func readWorkflows(of plan: PlanFile?, in settings: SiteSettings?) {
        var workflows: [Workflow] = []
        let catalog = settings.map { keptFunctions(in: $0).before(self.catalog) } ?? self.catalog
        for name in workflowFiles() {
            guard let source = text(name) else { continue }
            let (workflow, problems) = WorkflowFile.read(source, functions: SiteFolder.functions, catalog: catalog)
            diagnostics += problems
            if let workflow {
                workflows.append(workflow)
            } else if let name = WorkflowFile.name(in: source) {
                brokenNames.insert(name)
            }
        }
        let byName = Dictionary(grouping: workflows, by: \.name)
        for (name, same) in byName where same.count > 1 {
            for workflow in same.dropFirst() {
                diagnostics.append(
                    Diagnostic(
                        file: workflow.source.file, mark: .start, code: "duplicate-workflow",
                        message: "\(name) is defined in \(same[0].source.file) too",
                        hint: "give one of them another name or version"))
            }
        }
        library = Library(workflows) { workflow in
            guard let plan, let settings, workflow.metadata["plan"].asString == plan.code else { return nil }
            return plan.inForce(in: settings)
        }
    }
}

extension Office {
    /// The table of functions, of which workflows call those that have a name.
    package var functions: [any StepFunction] {
        [
            Handover(office: self), PlanCalendar(office: self), Collect(office: self), Cascade(office: self),
            Submissions(office: self), Commands(office: self), Letters(office: self), Amendments(office: self),
            Rollup(office: self),
            QuotaWatch(office: self),
            Oversight(office: self), Undeliveries(office: self), Correspondence(office: self),
            MailboxTroubles(office: self),
            Select(office: self), Review(office: self), Score(office: self), Publish(office: self),
            WaitUntil(office: self),
            Notify(office: self), Escalate(office: self),
        ]
    }
}

extension PlanFile {
    /// From the morning of its issue to the end of its validity: what belongs to the plan begins in between.
    func inForce(in settings: SiteSettings) -> Range<Instant> {
        let end = settings.zone.start(of: validTo.advanced(by: 1))
        let begin = settings.zone.instant(of: issued ?? validFrom, at: settings.noticesAt)
        return min(begin, end)..<end
    }
}
