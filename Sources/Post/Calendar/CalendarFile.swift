package import Almanac
package import Casework

/// Days for a calendar program (RFC 5545): whole days, each with an identity that stays when the day is moved.
package struct CalendarFile: Hashable, Sendable {
    package struct Event: Hashable, Sendable {
        package let id: String
        package let day: Day
        package let summary: String
        package let description: String
        /// Greater where it replaces what was told before.
        package let revision: Int
        /// When this was said.
        package let at: Instant
        /// It is kept, so that a calendar that has it takes it away.
        package let isCancelled: Bool

        package init(
            id: String, day: Day, summary: String, description: String, revision: Int, at: Instant,
            isCancelled: Bool = false
        ) {
            self.id = id
            self.day = day
            self.summary = summary
            self.description = description
            self.revision = revision
            self.at = at
            self.isCancelled = isCancelled
        }
    }

    package let name: String
    package let events: [Event]

    package init(name: String, events: [Event]) {
        self.name = name
        self.events = events
    }

    /// UTF-8, lines ended by CRLF and folded.
    package var bytes: [UInt8] {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dondoc//Dondoc//VI", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
            "X-WR-CALNAME:\(CalendarFile.escaped(name))",
        ]
        for event in events {
            lines += [
                "BEGIN:VEVENT", "UID:\(CalendarFile.escaped(event.id))", "DTSTAMP:\(CalendarFile.stamp(event.at))",
                "SEQUENCE:\(event.revision)", "DTSTART;VALUE=DATE:\(CalendarFile.digits(of: event.day))",
                "DTEND;VALUE=DATE:\(CalendarFile.digits(of: event.day.advanced(by: 1)))",
                "SUMMARY:\(CalendarFile.escaped(event.summary))",
                "DESCRIPTION:\(CalendarFile.escaped(event.description))",
                // A day to remember does not make anybody busy.
                "TRANSP:TRANSPARENT",
            ]
            lines += (event.isCancelled ? ["STATUS:CANCELLED"] : []) + ["END:VEVENT"]
        }
        lines.append("END:VCALENDAR")
        return lines.flatMap { CalendarFile.folded($0) }
    }

    /// At most 75 bytes a line; a character is never parted.
    private static func folded(_ line: String) -> [UInt8] {
        var (result, column) = ([UInt8](), 0)
        for character in line.unicodeScalars {
            let bytes = Array(String(character).utf8)
            if column + bytes.count > 75 {
                result += [0x0D, 0x0A, 0x20]
                column = 1
            }
            result += bytes
            column += bytes.count
        }
        return result + [0x0D, 0x0A]
    }

    /// RFC 5545, 3.3.11; other control characters have no place in a text.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text.replacing("\r\n", with: "\n").unicodeScalars {
            switch character {
            case "\\", ";", ",": result += "\\\(character)"
            case "\n", "\r": result += "\\n"
            default: if character.value >= 0x20, character.value != 0x7F { result.unicodeScalars.append(character) }
            }
        }
        return result
    }

    private static func digits(of day: Day) -> String { day.iso.replacing("-", with: "") }

    private static func stamp(_ instant: Instant) -> String {
        let second = Instant(milliseconds: instant.milliseconds - instant.milliseconds % 1000)
        return second.rfc3339(in: .utc).replacing("-", with: "").replacing(":", with: "")
    }
}

extension CalendarFile.Event {
    /// - Parameter domain: of the sender, so that no other site's event has the same identity.
    package init(of due: Notice.DueDay, at instant: Instant, in domain: String) {
        self.init(
            id: "\(due.code)@\(domain)", day: due.lastDay, summary: "Hạn: \(due.title) – \(due.unit)",
            description: "\(due.reading)\nMã tra cứu: \(due.code)", revision: due.revision, at: instant)
    }
}
