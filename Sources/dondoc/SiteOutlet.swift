import Casework
import Notation
import Engine
import Errands
import Foundation
import Interpreter
import Post
import Storage

/// Where a site's releases go: notices into the outbox and to the mail servers, roll-ups' files into folders of their own,
/// calls to the outside.
final class SiteOutlet: Outlet {
    private let outbox: Outbox
    private let packages: PackageFolder
    private let pages: PageFolder
    /// Nil in a rehearsal: there time is not real, and nobody outside is called.
    private let errands: Errands?
    /// Nil where mails stay files, as in a rehearsal.
    private let mail: MailDispatch?

    init(outbox: Outbox, shelf: FileShelf, site: String, errands: Errands?, mail: MailDispatch? = nil) {
        self.outbox = outbox
        packages = PackageFolder(site: site, shelf: shelf)
        pages = PageFolder(site: site, outbox: outbox)
        self.errands = errands
        self.mail = mail
    }

    func deliver(_ release: Release, unless abandonment: Abandonment) -> Report {
        do {
            switch release.kind {
            case Release.notice: return try deliver(try Sitting.decoded(release.body), unless: abandonment)
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

    /// First the copy, which stays whatever becomes of the mail.
    private func deliver(_ notice: Notice, unless abandonment: Abandonment) throws -> Report {
        let message = try outbox.render(notice)
        let path: String
        do {
            path = try outbox.write(message, of: notice)
        } catch let fault as FileFault where mail != nil {
            return .later("\(fault)", isForAll: true)
        }
        guard let mail, message.to.contains(where: { $0.address != nil }) else { return .sent(note: path) }
        return mail.send(message, key: notice.key, unless: abandonment)
    }
}
