import Almanac
import Casework
import Foundation
import Notation

/// How the machine fares: room on its disk, and the last backup that is on record.
struct MachineFacts {
    private let free: Int?
    private let backedUpAt: String?

    init(in state: String) {
        let disk = try? FileManager.default.attributesOfFileSystem(forPath: state)
        free = (disk?[.systemFreeSize] as? NSNumber)?.intValue
        let record = FileManager.default.contents(atPath: "\(state)/backup.json").flatMap {
            try? JSON(parsing: Array($0))
        }
        backedUpAt = record?["madeAt"].asString
    }

    /// One a day.
    func event(at now: Instant, on day: Day) -> CloudEvent {
        CloudEvent(
            id: "condition/\(day.iso)", source: "/machine", type: Oversight.condition, time: now,
            data: ["freeBytes": free.map { .integer($0) } ?? .null, "backedUpAt": JSON(backedUpAt)])
    }
}
