package import Almanac
import Foundation

/// The one place where the clock on the wall is read: by the daemon, and by whoever writes down when a command was given.
package enum WallClock {
    package static var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}
