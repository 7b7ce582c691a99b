import Post
import Almanac
import Casework
import Engine
import Interpreter
import Notation
import Storage

extension World {
    /// What was released goes on its way: mails one after the other, calls side by side.
    func handOut(_ turn: Turn, of life: Life) {
        for release in turn.released where !life.handedOut.insert(release.key).inserted {
            fail("\(release.key) was handed out twice by one process")
        }
        let mails = turn.released.filter { $0.kind != OutsideCall.kind }
        if !mails.isEmpty {
            underWay.append((life.number, mails))
            agenda.put(.delivered(life: life.number, mails), at: time + random.span(5...(isCalm ? 1000 : 3_600_000)))
        }
        for call in turn.released where call.kind == OutsideCall.kind { make(call, by: life) }
        for mail in turn.posted { send(mail, of: life) }
        guard !turn.released.isEmpty || !turn.posted.isEmpty, !isCalm, random.below(1000) < plan.interruptions else {
            return
        }
        let jump = random.span(1000...86_400_000)
        let interruption: Happening = random.pick([
            .crash(.killed), .crash(.powerCut), .reloads, .reloads, .stops, .clockMoves(jump), .clockMoves(-jump),
        ])
        agenda.put(interruption, at: time + random.span(0...60_000))
    }

    func deliver(_ releases: [Release], by number: Int, isStopping: Bool = false) throws {
        guard let life, life.number == number else { return }
        if !isStopping, !isCalm, random.below(1000) < plan.dyingDeliveries {
            note("the process is killed while it delivers")
            life.process.die(.killed)
            return endLife()
        }
        underWay.removeAll { $0.life == number && $0.releases == releases }
        var reports: [Arrival] = []
        for release in releases {
            if !isCalm, random.below(1000) < plan.refusedMails {
                server.refuse(release.key)
                reports.append(.reported(key: release.key, .failed("the mail server hung up")))
            } else {
                arrive(release)
                reports.append(.reported(key: release.key, .sent(note: nil)))
            }
        }
        note("delivered \(releases.map(\.key))")
        try takeTurn(reports, atMost: isStopping ? 0 : nil)
        // A report that comes twice says nothing new.
        if !isStopping, random.isOne(in: 20), let last = reports.last, case .reported(let key, let report) = last {
            agenda.put(.reported(life: number, key: key, report), at: time + random.span(1...600_000))
        }
    }

    /// At the mail server, or in the folder that it is meant for.
    func arrive(_ release: Release) {
        do {
            switch release.kind {
            case "notice":
                let notice: Notice = try Sitting.decoded(release.body)
                if notice.key != release.key { fail("the notice \(notice.key) was released as \(release.key)") }
                let message = try site.outbox.render(notice)
                server.take(message.bytes, as: site.outbox.fileName(of: notice), for: release.key)
            case "package":
                let package: FilePackage = try Sitting.decoded(release.body)
                server.take(Array(release.body.utf8), as: "package \(package.folder)", for: release.key)
            default:
                server.take(Array(release.body.utf8), as: "\(release.kind) \(release.key)", for: release.key)
            }
        } catch {
            fail("\(release.key) cannot be written: \(error)")
        }
    }

    /// Somebody outside is asked: who answers, fails, hangs, answers late or answers twice.
    private func make(_ call: Release, by life: Life) {
        let soon = time + random.span(5...600_000)
        let answer = Report.answered(.output(["count": .integer(random.below(5))]))
        func comes(_ report: Report, at moment: Int64) {
            agenda.put(.reported(life: life.number, key: call.key, report), at: moment)
        }
        guard random.below(1000) < plan.badCalls else { return comes(answer, at: soon) }
        switch random.below(4) {
        case 0: comes(.answered(.failed(WorkflowFault(.communication, "the line is down"))), at: soon)
        case 1: note("\(call.key) hangs")
        case 2: comes(answer, at: time + 3 * 3_600_000 + random.span(1...86_400_000))
        default:
            comes(answer, at: soon)
            comes(answer, at: soon + random.span(0...86_400_000))
        }
    }
}
