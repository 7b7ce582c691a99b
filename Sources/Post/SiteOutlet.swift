import Casework
package import Engine
import Foundation
import Interpreter
import Notation
package import Storage

/// Where a site's releases go: notices into the outbox, roll-ups' files into folders of their own.
package final class SiteOutlet: Outlet {
    private let outbox: Outbox
    private let packages: PackageFolder

    package init(outbox: Outbox, shelf: FileShelf, site: String) {
        self.outbox = outbox
        packages = PackageFolder(site: site, shelf: shelf)
    }

    package func deliver(_ release: Release) -> Report {
        do {
            switch release.kind {
            case "notice": return .sent(note: try outbox.deliver(try Sitting.decoded(release.body)))
            case "package": return .sent(note: try packages.layOut(try Sitting.decoded(release.body)))
            default:
                return .answered(
                    .failed(WorkflowFault(.configuration, "no function of this name can be called from here")))
            }
        } catch {
            return .failed("\(error)")
        }
    }
}
