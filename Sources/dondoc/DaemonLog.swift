import Casework
import Definition
import Engine
import Storage

/// What the daemon leaves beside the store after each turn, and says.
final class DaemonLog: Sendable {
    private let site: OpenSite
    private let words: CatchUpWords
    /// The turn of which everything has been said before it was taken.
    private let told: Int?

    init(of site: OpenSite, told: Turn?) {
        self.site = site
        self.told = told?.number
        words = CatchUpWords(zone: site.office.settings.zone)
    }

    @Sendable func note(_ turn: Turn) {
        if turn.number != told {
            for irregularity in turn.irregularities { Terminal.say(words.sentence(irregularity, at: turn.at)) }
        }
        do throws(StoreError) {
            try site.keep(turn)
        } catch {
            Terminal.complain(error.message)
        }
    }
}
