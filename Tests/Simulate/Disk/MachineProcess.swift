import CSQLite

/// One process of a simulated machine, as its disk sees it: a file system for SQLite under a name of its own, which from
/// the moment of the process's death on does nothing any more.
final class MachineProcess {
    enum Death: Equatable { case killed, powerCut }
    enum Outcome { case done, refused }

    let disk: VirtualDisk
    /// Under which SQLite knows this file system.
    let name: String
    private(set) var death: Death?
    /// The next thing that goes wrong.
    var fault: DiskFault?
    /// Something was refused by the disk.
    private(set) var hasRefused = false
    /// How many operations were asked for.
    private(set) var operations = 0
    private var open: [ObjectIdentifier: OpenFile] = [:]
    private var random: Randomness
    private let noting: (String) -> Void
    private let lingering: (Int64) -> Void
    private let system: UnsafeMutablePointer<sqlite3_vfs>
    let methods: UnsafeMutablePointer<sqlite3_io_methods>
    private let systemName: UnsafeMutablePointer<CChar>

    /// - Parameters:
    ///   - name: differs from that of every other process that lives at the same time, also in other worlds.
    ///   - noting: is told what goes wrong.
    ///   - lingering: is told how many milliseconds an operation took.
    init(
        _ name: String, on disk: VirtualDisk, random: Randomness, noting: @escaping (String) -> Void = { _ in },
        lingering: @escaping (Int64) -> Void = { _ in }
    ) {
        self.disk = disk
        self.name = name
        self.random = random
        self.noting = noting
        self.lingering = lingering
        system = .allocate(capacity: 1)
        methods = .allocate(capacity: 1)
        systemName = .allocate(capacity: name.utf8.count + 1)
        name.withCString { systemName.update(from: $0, count: name.utf8.count + 1) }
        methods.initialize(to: FileSystemTable.methods)
        system.initialize(to: FileSystemTable.system(named: systemName))
        system.pointee.pAppData = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_vfs_register(system, 0)
    }

    /// To be called after the last connection has been closed.
    deinit {
        sqlite3_vfs_unregister(system)
        system.deallocate()
        methods.deallocate()
        systemName.deallocate()
    }

    var isDead: Bool { death != nil }

    func note(_ words: String) { noting(words) }

    func keep(_ file: OpenFile) { open[ObjectIdentifier(file)] = file }

    func forget(_ file: OpenFile) { open[ObjectIdentifier(file)] = nil }

    /// From now on nothing that the process does has an effect.
    func die(_ death: Death) {
        guard self.death == nil else { return }
        self.death = death
        for file in open.values { file.letGo() }
        if death == .powerCut { disk.losePower(&random) }
    }

    /// Carries out one operation, with what the fault makes of it.
    /// - Parameter body: does it; told a share below 1 when only a part of it is to be done.
    func perform(
        _ operation: DiskFault.Operation, on file: String, _ body: (Double?) -> Void = { _ in }
    ) -> Outcome {
        operations += 1
        guard !isDead else { return .refused }
        guard var armed = fault, armed.at == nil || armed.at == operation else {
            body(nil)
            return .done
        }
        guard armed.countdown == 0 else {
            armed.countdown -= 1
            fault = armed
            body(nil)
            return .done
        }
        fault = nil
        if case .lingers = armed.kind {} else { hasRefused = true }
        noting("\(operation.rawValue) of \(file.split(separator: "/").last ?? ""): \(armed.kind)")
        switch armed.kind {
        case .fails: return .refused
        case .tears:
            if operation == .write { body(Double(random.below(1000)) / 1000) }
            return .refused
        case .lingers(let milliseconds):
            lingering(milliseconds)
            body(nil)
            return .done
        case .kills(let afterwards): return end(.killed, afterwards: afterwards, operation, body)
        case .cutsPower(let afterwards): return end(.powerCut, afterwards: afterwards, operation, body)
        }
    }

    private func end(
        _ death: Death, afterwards: Bool, _ operation: DiskFault.Operation, _ body: (Double?) -> Void
    ) -> Outcome {
        // Dying in the middle of a write leaves a part of it.
        if afterwards {
            body(nil)
        } else if operation == .write, random.isOne(in: 2) {
            body(Double(random.below(1000)) / 1000)
        }
        die(death)
        return .refused
    }
}
