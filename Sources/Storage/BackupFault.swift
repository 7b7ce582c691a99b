/// Why a backup cannot be made or brought back.
package enum BackupFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// What lies in the backup is not what was put there, or is none.
    case damaged(String)
    /// It is whole, and not for this place or this program.
    case unfit(String)
    case disk(String)

    package var description: String {
        switch self {
        case .damaged(let sentence), .unfit(let sentence), .disk(let sentence): sentence
        }
    }
}
