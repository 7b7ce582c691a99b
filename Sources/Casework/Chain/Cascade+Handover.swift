import Definition
import Engine
import Notation
import Storage

extension Cascade {
    /// A unit has ended before it issued its plan: that is awaited of the one that goes on, or of nobody. What was
    /// attached directly goes on below that one, and counts for it.
    func handOver(_ ended: Assignment, to heir: Assignment?, in sitting: Sitting) throws {
        guard let link = try sitting.chainLink(ended.key), link.document == nil,
            var chain = try sitting.chain(link.chain)
        else { return }
        guard let heir else {
            // The work below it goes on; a plan of its own is expected of nobody.
            if link.progress == .awaited { try sitting.remove("link", link.key) }
            chain.total -= 1
            return try settle(&chain, in: sitting)
        }
        try sitting.remove("link", link.key)
        try sitting.save(heir.key, "moved", link.key, isSettled: true)
        if var known = try sitting.chainLink(heir.key) {
            let wasFinished = known.isFinished
            known.join(link)
            chain.total -= 1
            chain.finished += (known.isFinished ? 1 : 0) - (wasFinished ? 1 : 0)
            try sitting.save(known)
        } else {
            try sitting.save(ChainLink(of: heir, after: link))
        }
        for row in try sitting.records(kind: "chain", parent: link.key, openOnly: false) {
            var below: Chain = try Sitting.decoded(row.body)
            below.parent = heir.key
            try sitting.save(below)
        }
        try settle(&chain, in: sitting)
    }
}

extension ChainLink {
    /// The same link, of the unit that goes on.
    fileprivate init(of heir: Assignment, after link: ChainLink) {
        self.init(chain: link.chain, unit: heir.unit, unitName: heir.unitName, since: link.since)
        isDirect = link.isDirect
        progress = link.progress
        output = link.output
        alsoRunning = link.alsoRunning
    }

    /// Takes up what runs, or has run, below a unit that this one follows.
    fileprivate mutating func join(_ other: ChainLink) {
        isDirect = isDirect || other.isDirect
        guard other.progress != .awaited else { return }
        let isRunning = progress == .running
        let others = (alsoRunning ?? 0) + (other.alsoRunning ?? 0)
        if isRunning, other.progress == .running {
            alsoRunning = others + 1
        } else if !isRunning, progress == .awaited || other.progress == .running {
            (progress, output) = (other.progress, other.output)
            alsoRunning = others > 0 ? others : nil
        }
    }
}
