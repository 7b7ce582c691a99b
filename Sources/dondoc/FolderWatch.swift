import CPosix
import Dispatch
import Foundation
import Synchronization

/// Tells when something comes to rest in a folder or one of its sub-folders, by inotify: nothing is polled.
final class FolderWatch: Sendable {
    private let descriptor: Int32
    private let source: Mutex<any DispatchSourceRead>
    private let folders: [String]
    private let watched = Mutex<Set<String>>([])

    init(folders: [String], changed: @escaping @Sendable () -> Void) throws {
        self.folders = folders
        let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard descriptor >= 0 else {
            throw CommandError.environment("the system gives no inotify instance (see fs.inotify.max_user_instances)")
        }
        self.descriptor = descriptor
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .global())
        source.setCancelHandler { @Sendable in close(descriptor) }
        self.source = Mutex(source)
        for folder in folders {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        watchAll()
        self.source.withLock { source in
            source.setEventHandler { @Sendable [weak self] in
                self?.drain()
                // A new unit's folder has to be watched as well.
                self?.watchAll()
                changed()
            }
            source.activate()
        }
    }

    func stop() { source.withLock { $0.cancel() } }

    private func watchAll() {
        let mask = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE)
        for folder in folders {
            let below = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
            for path in [folder] + below.map({ "\(folder)/\($0)" }) {
                var isFolder: ObjCBool = false
                guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue,
                    watched.withLock({ $0.insert(path).inserted })
                else { continue }
                if inotify_add_watch(descriptor, path, mask) < 0 {
                    Terminal.complain("\(path) cannot be watched: \(String(cString: strerror(errno)))")
                }
            }
        }
    }

    private func drain() {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while read(descriptor, &buffer, buffer.count) > 0 {}
    }
}
