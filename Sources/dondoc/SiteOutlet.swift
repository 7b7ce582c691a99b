import Casework
import Notation
import Engine
import Errands
import Foundation
import Interpreter
import Post
import Storage

/// Where a site's releases go: notices into the outbox, roll-ups' files into folders of their own, calls to the outside.
final class SiteOutlet: Outlet {
    private let outbox: Outbox
    private let packages: PackageFolder
    private let pages: PageFolder
    /// Nil in a rehearsal: there time is not real, and nobody outside is called.
    private let errands: Errands?

    init(outbox: Outbox, shelf: FileShelf, site: String, errands: Errands?) {
        self.outbox = outbox
        packages = PackageFolder(site: site, shelf: shelf)
        pages = PageFolder(site: site, outbox: outbox)
        self.errands = errands
    }

    func deliver(_ release: Release, unless abandonment: Abandonment) -> Report {
        do {
            switch release.kind {
            case "notice": return .sent(note: try outbox.deliver(try Sitting.decoded(release.body)))
            case "package": return .sent(note: try packages.layOut(try Sitting.decoded(release.body)))
            case "page": return .sent(note: try pages.place(try Sitting.decoded(release.body)))
            default:
                guard let call = try OutsideCall(release) else { return .failed("nothing knows how to send this") }
                guard let errands else {
                    return .answered(.failed(WorkflowFault(.configuration, "a rehearsal calls nobody outside")))
                }
                return .answered(errands.carryOut(call.request, at: WallClock.now, unless: abandonment))
            }
        } catch {
            return .failed("\(error)")
        }
    }
}
