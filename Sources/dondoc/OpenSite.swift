import Almanac
import Casework
import Definition
import Engine
import Errands
import Foundation
import Notation
import Post
import Storage

/// A site that this process alone works on: its lock, its store, its outlet.
struct OpenSite: Sendable {
    let folder: SiteFolder
    let office: Office
    let database: Database
    let shelf: FileShelf
    let outlet: SiteOutlet
    let errands: Errands
    /// Nil where the site names none.
    let mailbox: SiteMailbox?
    private let secrets: Secrets
    private let postage: Postage?
    private let lock: StoreLock

    /// - Throws: `CommandError` when the site has errors, or another process has the store.
    /// - Parameter store: the address of a database that several nodes share; nil: the environment's, or the site's own.
    init(path: String, store: String? = nil) throws {
        let (folder, office) = try OpenSite.read(path)
        let state = "\(path)/\(office.settings.state)"
        do {
            // What units sent and the key lie there: not for everybody on the machine.
            try FileManager.default.createDirectory(
                atPath: state, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
            lock = try StoreLock(folder: state)
        } catch let error as StoreLockError {
            throw CommandError.environment("\(error)")
        } catch {
            throw CommandError.environment("\(state) cannot be made: \(error.localizedDescription)")
        }
        self.folder = folder
        try OpenSite.keepFunctions(of: folder, office)
        database = try Database(store, of: office, in: path)
        shelf = try FileShelf(folder: "\(state)/files", largest: office.settings.largestFile)
        let templates = try OpenSite.templates(of: office, in: path)
        secrets = try OpenSite.neededSecrets()
        let mail = try SiteMail(of: office, in: path, secrets: secrets, templates: templates)
        postage = mail?.postage
        mailbox = try SiteMailbox(of: office, in: path, secrets: secrets)
        var knowing = office
        knowing.replies = mail?.replies
        self.office = knowing
        let outbox = Outbox(
            folder: "\(path)/\(office.settings.outbox)", settings: office.settings, templates: templates,
            replies: mail?.replies)
        errands = Errands(folder: URL(filePath: path), secrets: secrets)
        outlet = SiteOutlet(outbox: outbox, shelf: shelf, site: path, errands: errands, mail: mail?.dispatch)
    }

    var plan: DeskPlan {
        DeskPlan(
            library: folder.library, functions: office.functions, zone: office.settings.zone,
            missedRuns: office.settings.missedRuns, secrets: folder.library.secrets(from: secrets),
            catchUp: CatchUpPolicy(mostNotices: office.settings.holdAbove, knownTurns: knownTurns),
            upkeep: Upkeep(spans: office.settings.keep, archive: Archive(folder: "\(state)/archive")),
            postage: postage)
    }

    var state: String { "\(folder.path)/\(office.settings.state)" }

    /// Beside the store: a store that was brought back from an older copy knows of fewer turns.
    private var turnsFile: String { "\(state)/turns" }

    /// Several nodes have no such file: the server is brought back by whoever keeps it.
    private var knownTurns: Int {
        guard case .file = database else { return 0 }
        return FileManager.default.contents(atPath: turnsFile).flatMap {
            Int(String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
        } ?? 0
    }

    /// Told of each turn once it is on disk.
    func keep(_ turn: Turn) throws(StoreError) {
        guard case .file = database else { return }
        try ReplacedFile.write("\(turn.number)\n", to: turnsFile)
    }

    private static func readSecrets() throws(SecretsError) -> Secrets {
        let environment = ProcessInfo.processInfo.environment
        return try Secrets(environment: environment, file: environment["DONDOC_SECRETS"].map { URL(filePath: $0) })
    }

    private static func neededSecrets() throws(CommandError) -> Secrets {
        do throws(SecretsError) {
            return try readSecrets()
        } catch {
            throw .environment(error.sentence)
        }
    }

    /// Functions below the site's folder and on the web.
    static func catalog(of path: String) -> FunctionCatalog {
        FunctionSource(folder: URL(filePath: path), at: WallClock.now) { () throws(SecretsError) in
            try readSecrets()
        }.catalog
    }

    /// From now on the site does without the network to be read.
    static func keepFunctions(of folder: SiteFolder, _ office: Office) throws(CommandError) {
        do {
            try folder.keptFunctions(in: office.settings).keep(folder.library)
        } catch {
            throw .environment("the functions that were fetched cannot be kept: \(error.localizedDescription)")
        }
    }

    /// What a site's executions see as `$secrets`.
    static func markers(of library: Library) throws(CommandError) -> [String: JSON] {
        library.secrets(from: try neededSecrets())
    }

    static func templates(of office: Office, in path: String) throws -> TemplateFolder {
        do {
            return try TemplateFolder(language: office.settings.language, folder: "\(path)/templates")
        } catch let faults as TemplateFaults {
            Terminal.put(faults.diagnostics, sources: [:], toError: true)
            throw CommandError.failed("the templates of \(path) have errors; nothing was done")
        }
    }

    /// The settings alone: enough to save a site whose plan or units have errors.
    static func settings(of path: String) throws(CommandError) -> SiteSettings {
        let file = "\(path)/site.yaml"
        guard let text = FileManager.default.contents(atPath: file) else {
            throw .usage("there is no site folder \(path): it would have a site.yaml")
        }
        let source = SourceText(file: file, text: String(decoding: text, as: UTF8.self))
        let (settings, diagnostics) = SiteFile.read(source)
        guard let settings else {
            Terminal.put(diagnostics.filter { $0.severity == .error }, sources: [file: source], toError: true)
            throw .failed("the settings of \(path) have errors; nothing was done")
        }
        return settings
    }

    /// Reads a site and tells its problems; only what cannot be used at all ends here.
    static func read(_ path: String) throws(CommandError) -> (SiteFolder, Office) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            throw .usage("there is no site folder \(path)")
        }
        let folder = SiteFolder(path: path, catalog: catalog(of: path))
        Terminal.put(folder.diagnostics.filter { $0.severity == .error }, sources: folder.sources, toError: true)
        guard let office = folder.office else { throw .failed("the site \(path) has errors; nothing was done") }
        return (folder, office)
    }
}

extension Library {
    /// What expressions see of the secrets that the documents name: markers, never the values.
    func secrets(from secrets: Secrets) -> [String: JSON] {
        secrets.markers(for: Set(entries.flatMap(\.workflow.shared.secrets)).sorted())
    }
}

extension CloudEvent {
    /// As it may enter: a text made to look like a secret's marker is only a text.
    var defused: CloudEvent {
        var event = self
        event.data = data.map(Secrets.defused)
        return event
    }
}
