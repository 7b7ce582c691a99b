package import Almanac
import Foundation
import Notation

/// `state/mailbox`: how far a mailbox has been read, and how its server fares.
package struct MailboxState: Codable, Equatable, Sendable {
    /// What lay in the mailbox already when it was looked at for the first time: what is older is none of ours.
    struct Beginning: Codable, Equatable {
        let highest: Int
        let from: Instant
    }

    /// Nil: it was never looked into.
    var uidValidity: Int?
    /// The highest number that is done with; all of it that was wanted lies in the inbox, durable.
    var last = 0
    var beginning: Beginning?
    /// Are in the inbox, and still to be moved to another folder.
    var unmoved: [Int] = []
    /// How often the mail after `last` could not be fetched.
    var tries = 0
    package internal(set) var readAt: Instant?
    /// Since when it could not be read, and why; nil while it can.
    package internal(set) var failingSince: Instant?
    package internal(set) var failure: String?
    /// In a row.
    package internal(set) var failures = 0
    /// The administrator knows that it fails.
    package var isTold = false

    package static func file(in state: String) -> String { "\(state)/mailbox" }

    package init() {}

    /// What cannot be read counts as nothing: all is looked at again, and counts once.
    package init(file: String) {
        let bytes = FileManager.default.contents(atPath: file)
        self = bytes.flatMap { try? JSON(parsing: Array($0)).decoded() } ?? MailboxState()
    }

    func keep(in file: String) throws {
        try DurableFile.write(Array(try JSON(encoding: self).text.utf8), to: file)
    }

    /// A failure of less than this is only tried again.
    package static let alarming = Duration.seconds(86_400)

    package func hasFailedForADay(at now: Instant) -> Bool {
        failingSince.map { $0.advanced(by: MailboxState.alarming) <= now } ?? false
    }

    /// A minute after the first failure, then twice as long each time, an hour at most.
    package var pause: Duration { .seconds(min(60 << min(max(failures - 1, 0), 6), 3600)) }
}
