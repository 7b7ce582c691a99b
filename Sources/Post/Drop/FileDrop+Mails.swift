import Almanac
import Definition
import Foundation

/// Mails that were saved as files, or fetched from a mailbox: `inbox/mail/*.eml`.
extension FileDrop {
    /// A unit of that code keeps its folder.
    package static let mailFolder = "mail"

    func mail(in file: InboxFile, at now: Instant, owners: (String) -> [UnitCode]) throws -> Drop {
        let day = settings.zone.day(of: now)
        guard file.sighting.kind == .file else { return quarantined(file, .notAFile, at: now) }
        guard file.sighting.size <= IncomingMail.largest else { return quarantined(file, .mailTooLarge, at: now) }
        guard let data = FileManager.default.contents(atPath: file.path) else {
            return quarantined(file, .unreadable, at: now)
        }
        let fetched = FetchedMail(name: file.name)
        let taken = try mails.take(
            raw: Array(data), at: now, receivedAt: fetched?.arrivedAt, isHead: fetched?.isHead ?? false, owners: owners)
        // Of a file nobody else has a copy: what a program has written may still be of use.
        let fault = fetched == nil ? taken.ignored.map(FileFinding.automatic) : nil
        return Drop(event: taken.event, files: [file], fault: fault, day: day)
    }
}

extension FileFinding {
    static func automatic(_ reason: String) -> FileFinding {
        FileFinding(
            code: "automatic-mail",
            reason: "Thư do máy gửi (\(reason.onOneLine)), không phải thư của đơn vị; chỉ giữ lại để xem")
    }
}
