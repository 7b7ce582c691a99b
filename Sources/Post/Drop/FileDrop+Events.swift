import Almanac
import Definition
import Engine
import Foundation
import Notation

/// Events that another program tells by files, each one CloudEvent in its JSON format: `inbox/events/*.json`.
extension FileDrop {
    /// A unit of that code keeps its folder.
    package static let eventFolder = "events"
    private static let largestEvent = 1 << 20

    /// Under its own source and id: told twice, it counts once.
    func event(in file: InboxFile, at now: Instant) -> Drop {
        guard file.sighting.kind == .file else { return quarantined(file, .notAFile, at: now) }
        guard file.sighting.size <= FileDrop.largestEvent else {
            return quarantined(file, .tooLarge(FileDrop.largestEvent), at: now)
        }
        guard let data = FileManager.default.contents(atPath: file.path) else {
            return quarantined(file, .unreadable, at: now)
        }
        do throws(FileFinding) {
            let event = try FileDrop.outsideEvent(Array(data))
            return Drop(event: event, files: [file], fault: nil, day: settings.zone.day(of: now))
        } catch {
            return quarantined(file, error, at: now)
        }
    }

    private static func outsideEvent(_ bytes: [UInt8]) throws(FileFinding) -> CloudEvent {
        let event: CloudEvent
        let version: JSON
        do {
            let json = try JSON(parsing: bytes)
            version = json["specversion"]
            event = try CloudEvent(json: json)
        } catch {
            throw .noEvent("\(error)")
        }
        guard version == "1.0" else { throw .noEvent("\"specversion\" of a CloudEvent is \"1.0\"") }
        guard !event.type.hasPrefix("dondoc.") else { throw .ownEvent(event.type) }
        guard event.id.utf8.count + event.source.utf8.count + event.type.utf8.count <= Desk.longestEventName else {
            throw .noEvent("\"id\", \"source\" and \"type\" together are longer than \(Desk.longestEventName) bytes")
        }
        return event
    }
}

extension FileFinding {
    fileprivate static func noEvent(_ reason: String) -> FileFinding {
        FileFinding(
            code: "no-event",
            reason: "Tệp trong inbox/events/ phải là một CloudEvent 1.0 dạng JSON: \(reason.onOneLine)")
    }

    fileprivate static func ownEvent(_ type: String) -> FileFinding {
        FileFinding(
            code: "own-event",
            reason:
                "Sự kiện \(type.onOneLine) chỉ do chính hệ thống này tạo ra; chương trình khác dùng tên loại của mình, ra lệnh thì dùng lệnh dondoc"
        )
    }
}
