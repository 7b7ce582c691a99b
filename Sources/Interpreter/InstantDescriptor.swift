import Almanac
import Notation

extension Instant {
    /// The `dateTimeDescriptor` of the specification.
    func descriptor(in zone: Zone) -> JSON {
        let seconds = (milliseconds - (milliseconds % 1000 + 1000) % 1000) / 1000
        return [
            "iso8601": .string(rfc3339(in: zone)),
            "epoch": ["seconds": .integer(Int(seconds)), "milliseconds": .integer(Int(milliseconds))],
        ]
    }
}
