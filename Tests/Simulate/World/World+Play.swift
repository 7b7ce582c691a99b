import Almanac
import Engine
import Foundation
import Notation
import Storage

extension World {
    /// How long the world is watched after the last fault.
    private static let calm: Int64 = 4 * 86_400_000
    /// A world that has so many happenings goes round in circles.
    private static let mostHappenings = 20_000

    /// Plays the world to its end and answers what did not hold.
    func play() throws -> [String] {
        note("seed \(seed) in \(site.zone.identifier)")
        draw()
        var count = 0
        try run(until: end, &count)
        try calmDown()
        try run(until: end + World.calm, &count)
        // What is on its way arrives before anybody looks.
        for _ in 0..<100 where !underWay.isEmpty || !posts.isEmpty { try run(until: time + 60_000, &count) }
        if violations.isEmpty { try examine() }
        note("\(count) happenings, \(lives) lives")
        reader = nil
        life?.end(orderly: false)
        life = nil
        twin.close()
        return violations
    }

    private func draw() {
        agenda.put(.starts, at: start)
        for (number, deed) in deeds.enumerated() { agenda.put(.deed(number), at: deed.time) }
        func moment() -> Int64 { start + Int64(random.below(Int(end - start))) }
        for _ in 0..<plan.crashes { agenda.put(.crash(.killed), at: moment()) }
        for _ in 0..<plan.powerCuts { agenda.put(.crash(.powerCut), at: moment()) }
        for _ in 0..<plan.stops { agenda.put(.stops, at: moment()) }
        for _ in 0..<plan.reloads { agenda.put(.reloads, at: moment()) }
        for _ in 0..<plan.readers { agenda.put(.readerComes, at: moment()) }
        for _ in 0..<plan.rivals { agenda.put(.rivalComes, at: moment()) }
        for _ in 0..<plan.fullDisks { agenda.put(.diskFills, at: moment()) }
        for jump in plan.clockJumps {
            let begin = moment()
            agenda.put(.clockMoves(jump), at: begin)
            if random.isOne(in: 2) { agenda.put(.clockMoves(-jump), at: begin + random.span(1000...2 * 86_400_000)) }
        }
    }

    private func run(until end: Int64, _ count: inout Int) throws {
        while violations.isEmpty, let (moment, happening) = agenda.next(before: end) {
            time = max(time, moment)
            count += 1
            guard count < World.mostHappenings else { return fail("more than \(count) happenings: time does not pass") }
            try happen(happening)
        }
        time = max(time, end)
    }

    private func happen(_ happening: Happening) throws {
        switch happening {
        case .look(let number): if number == looks { try takeTurn([]) }
        case .deed(let number): try say(number)
        case .delivered(let number, let releases): try deliver(releases, by: number)
        case .posted(let number, let release): try post(release, by: number)
        case .reported(let number, let key, let report):
            guard number == life?.number else { return }
            try takeTurn([.reported(key: key, report)])
        case .clockMoves(let span):
            clockError += span
            note("the clock is moved by \(span) ms")
            if let armed { arm(armed) }
        case .crash(let death):
            guard let life else { return }
            note("the process \(death == .killed ? "is killed" : "loses power")")
            life.process.die(death)
            endLife()
        case .starts: try startLife()
        case .stops: try stopLife()
        case .reloads: try reload()
        case .readerComes: try comeReader()
        case .readerLeaves: try leaveReader()
        case .rivalComes: comeRival()
        case .diskFills:
            disk.capacity = disk.size + random.below(60_000)
            note("the disk fills up")
            agenda.put(.diskEmpties, at: time + random.span(60_000...2 * 86_400_000))
        case .diskEmpties:
            disk.capacity = nil
            note("the disk has room again")
        }
    }

    /// No more faults; whoever has not been heard speaks again; who is held goes on.
    private func calmDown() throws {
        note("calm")
        disk.capacity = nil
        life?.process.fault = nil
        agenda.remove {
            switch $0 {
            case .crash, .stops, .clockMoves, .diskFills, .diskEmpties: true
            default: false
            }
        }
        if life == nil {
            agenda.remove { if case .starts = $0 { true } else { false } }
            try startLife()
        }
    }
}
