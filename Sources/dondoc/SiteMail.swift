import Almanac
import Casework
import Definition
import Engine
import Errands
import Foundation
import Post
import Storage
import Transport

/// How a site's mails go to the servers that `site.yaml` names.
struct SiteMail {
    let dispatch: MailDispatch
    let replies: ReplyReference
    let postage: Postage

    /// Nil where the site names no server.
    /// - Throws: `CommandError` when a password or a certificate is missing, or `state/key` cannot be had.
    init?(of office: Office, in path: String, secrets: Secrets, templates: TemplateFolder) throws(CommandError) {
        guard let mail = office.settings.mail else { return nil }
        let domain = office.settings.sender.address.split(separator: "@").last.map(String.init)
        var relays: [MailRelay] = []
        for relay in mail.relays {
            relays.append(
                MailRelay(
                    host: relay.host, port: relay.port, security: SiteMail.security(relay.security), user: relay.user,
                    password: try SiteMail.password(of: relay, secrets),
                    authorities: try relay.caFile.map { file throws(CommandError) in try SiteMail.file(file, in: path)
                    },
                    ownName: mail.hello ?? domain ?? "localhost"))
        }
        let book: DispatchBook
        do {
            // Beside the copies: with several nodes that is a folder which all of them see.
            book = try DispatchBook(path: "\(path)/\(office.settings.outbox)/.dispatch")
            replies = ReplyReference(key: try SigningKey(file: "\(path)/\(office.settings.state)/key"))
        } catch {
            throw .environment("mails cannot be sent: \(error)")
        }
        dispatch = MailDispatch(relays: relays, book: book)
        postage = Postage(
            kind: Release.notice,
            pace: Pace(mail.perMinute, in: .seconds(60), atOnce: mail.perMinute / 50),
            lanePace: mail.perRecipient.map { Pace($0.count, in: $0.span, atOnce: $0.count / 2) },
            opens: { mail.hours == .always ? $0 : office.sendingMoment(from: $0) },
            isRepeated: { release in
                guard let notice: Notice = try? Sitting.decoded(release.body) else { return false }
                return templates.isRepeated(notice)
            },
            traces: { [traces = book.traces] in
                let known = traces()
                return { known($0.key) }
            })
    }

    static func security(_ written: MailSettings.Server.Security) -> MailRelay.Security {
        switch written {
        case .tls: .tls
        case .starttls: .starttls
        case .none: .none
        }
    }

    static func password(
        of server: MailSettings.Server, _ secrets: Secrets
    ) throws(CommandError) -> String? {
        switch server.password {
        case nil: return nil
        case .written(let password): return password
        case .secret(let name):
            if let password = secrets.text(of: name) { return password }
            throw .environment(
                "the password for \(server.host) is not there: set \(Secrets.variable(of: name)), or name a file with it in DONDOC_SECRETS"
            )
        }
    }

    static func file(_ file: String, in path: String) throws(CommandError) -> String {
        let whole = file.hasPrefix("/") ? file : "\(path)/\(file)"
        if FileManager.default.isReadableFile(atPath: whole) { return whole }
        throw .environment("the certificates \(file), which site.yaml names, cannot be read")
    }
}
