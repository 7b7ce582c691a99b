import FoundationEssentials
package import Notation
import Synchronization

/// One of the real plans of `workflows/`, played once for all tests of a process.
package final class SeedSite: Sendable {
    package let name: String
    private let left = Mutex<Result<PlayedSite, any Error>?>(nil)
    private let told = Mutex<Result<PlayedSite, any Error>?>(nil)

    package static let anGiang = SeedSite("an-giang-2021")
    package static let tanBien = SeedSite("tan-bien-2022")
    package static let traVinh = SeedSite("tra-vinh-2023-2025")
    package static let anBien = SeedSite("an-bien-2020")
    package static let laoCai = SeedSite("lao-cai-2021-2025")
    package static let chain = SeedSite("vietnam-chain")

    private init(_ name: String) { self.name = name }

    package var path: String { DondocProcess.root.appending(path: "workflows/\(name)").path }

    /// Nobody does anything.
    package func alone() throws -> PlayedSite {
        try left.withLock { known in try SeedSite.once(&known) { try PlayedSite(name) } }
    }

    /// Everybody does what the site's script says.
    package func played() throws -> PlayedSite {
        try told.withLock { known in
            try SeedSite.once(&known) { try PlayedSite(name, script: try PlayedSite.script(of: name)) }
        }
    }

    /// What the store tells at the end of a day, after what the script says up to it.
    package func status(asOf day: String) throws -> JSON {
        try PlayedSite(name, script: PlayedSite.script(of: name, until: day), until: day).status(asOf: day, until: day)
    }

    private static func once(
        _ known: inout Result<PlayedSite, any Error>?, _ play: () throws -> PlayedSite
    ) throws -> PlayedSite {
        let result = known ?? Result(catching: play)
        known = result
        return try result.get()
    }
}
