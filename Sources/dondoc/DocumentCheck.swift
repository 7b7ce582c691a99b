import Almanac
import Casework
import Definition
import Directory
import Foundation
import Notation
import Post

/// Reads whatever lies under some paths: whole sites, loose workflow documents, tables; collects all problems.
struct DocumentCheck {
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var sources: [String: SourceText] = [:]
    private(set) var files = 0
    private var circles = DocumentCircles()

    /// A folder with any of these is meant as a site, and is told when it lacks the first.
    private static let siteFiles: Set = ["site.yaml", "plan.yaml", "units.csv", "roles.csv"]

    init(paths: [String]) throws(CommandError) {
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw .usage("there is no file or folder \(path)")
            }
            if isFolder.boolValue { check(root: path) } else { check(file: path) }
        }
        diagnostics += circles.problems
        diagnostics = Set(diagnostics).sorted(by: Diagnostic.inOrder)
    }

    /// A folder that was named: that there is nothing in it is told.
    private mutating func check(root path: String) {
        let (filesBefore, toldBefore) = (files, diagnostics.count)
        check(folder: path)
        guard files == filesBefore, diagnostics.count == toldBefore else { return }
        diagnostics.append(
            Diagnostic(
                file: path, mark: .start, code: "nothing-to-check",
                message:
                    "there is nothing to check here: a site has site.yaml, plan.yaml and units.csv, and a workflow is a .yaml file",
                hint: "dondoc init makes a new site"))
    }

    private mutating func check(folder path: String) {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
        if names.contains(where: DocumentCheck.siteFiles.contains) { return check(site: path) }
        for name in names where !name.hasPrefix(".") {
            let child = path == "." ? name : "\(path)/\(name)"
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: child, isDirectory: &isFolder) else { continue }
            if isFolder.boolValue {
                check(folder: child)
            } else if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
                check(file: child)
            }
        }
    }

    private mutating func check(site path: String) {
        let site = SiteFolder(path: path, catalog: OpenSite.catalog(of: path))
        for name in DocumentCheck.functions(in: path) { check(function: path == "." ? name : "\(path)/\(name)") }
        diagnostics += problems(of: site)
        sources.merge(site.sources) { first, _ in first }
        if let office = site.office, let plan = office.plan {
            let day = plan.issued ?? plan.validFrom
            circles.add(
                plan, issuerName: office.unitName(plan.issuer, on: day),
                file: path == "." ? "plan.yaml" : "\(path)/plan.yaml",
                named: { code in office.tree.knows(UnitCode(code)) ? office.unitName(UnitCode(code), on: day) : nil })
        }
        files += site.sources.count
    }

    /// Those of its files, and those of its templates.
    private func problems(of site: SiteFolder) -> [Diagnostic] {
        let templates = site.path == "." ? "templates" : "\(site.path)/templates"
        do {
            let language = site.office?.settings.language ?? "vi"
            let (read, faults) = try TemplateFolder.read(language: language, folder: templates, shownAs: templates)
            let references = TemplateReferences(
                site: site, known: try TemplateFolder.names(folder: templates), templates: read)
            return site.diagnostics + references.problems + faults
        } catch {
            return site.diagnostics + [
                Diagnostic(
                    file: templates, mark: .start, code: "unreadable", message: "the templates cannot be read: \(error)"
                )
            ]
        }
    }

    /// One file by itself; beside a `site.yaml`, what the site knows counts.
    private mutating func check(file path: String) {
        let name = URL(filePath: path).lastPathComponent
        let folder = path.contains("/") ? String(path.dropLast(name.count + 1)) : "."
        if FileManager.default.fileExists(atPath: "\(folder)/site.yaml") {
            let site = SiteFolder(path: folder, catalog: OpenSite.catalog(of: folder))
            let shown = folder == "." ? name : "\(folder)/\(name)"
            if let source = site.sources[shown] {
                files += 1
                sources[shown] = source
                diagnostics += problems(of: site).filter { $0.file == shown }
                return
            }
        }
        if name == "function.yaml" { return check(function: path) }
        files += 1
        let bytes = FileManager.default.contents(atPath: path).map { Array($0) }
        let (source, problems) = SourceText.reading(bytes: bytes ?? [], file: path)
        diagnostics += problems
        guard let source else { return }
        sources[path] = source
        switch name {
        case "site.yaml": diagnostics += SiteFile.read(source).1
        case "plan.yaml": diagnostics += PlanDocument.read(source).1
        case "units.csv": diagnostics += DirectoryFiles.units(source).1
        case "roles.csv": diagnostics += DirectoryFiles.roles(source, units: UnitTree(units: [], roles: [])).1
        case "holidays.csv":
            diagnostics += WorkCalendar.read(csv: source.text, over: .builtIn).1.map {
                Diagnostic(
                    file: path, mark: SourceMark(line: $0.line, column: $0.column), code: "bad-holiday",
                    message: $0.message, hint: $0.hint)
            }
        default:
            let catalog = OpenSite.catalog(of: folder)
            diagnostics += WorkflowFile.read(source, functions: SiteFolder.functions, catalog: catalog).1
        }
    }

    /// The files of the folder's own catalog.
    private static func functions(in folder: String) -> [String] {
        func names(_ path: String) -> [String] {
            ((try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(path)")) ?? []).sorted()
                .map { "\(path)/\($0)" }
        }
        return names("functions").flatMap(names).map { "\($0)/function.yaml" }.filter {
            FileManager.default.fileExists(atPath: "\(folder)/\($0)")
        }
    }

    /// One function by itself, in the catalog in which it stands.
    private mutating func check(function path: String) {
        files += 1
        let bytes = FileManager.default.contents(atPath: path).map { Array($0) }
        let (source, problems) = SourceText.reading(bytes: bytes ?? [], file: path)
        diagnostics += problems
        guard let source else { return }
        sources[path] = source
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let depth = FunctionAddress(path).place == nil ? 1 : 4
        let root = parts.dropLast(depth).joined(separator: "/")
        let address = FunctionAddress.file(parts.suffix(depth).joined(separator: "/"))
        diagnostics += FunctionFile.diagnostics(
            of: source, at: address, functions: SiteFolder.functions,
            catalog: OpenSite.catalog(of: root.isEmpty ? path.hasPrefix("/") ? "/" : "." : root))
    }
}
