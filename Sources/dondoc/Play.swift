import Almanac
import Casework
import Definition
import Directory
import Engine
import Foundation
import Notation
import Post
import Storage

/// A site played on a virtual clock, with real files in a folder of its own.
struct Play {
    private let office: Office
    private let folder: String
    private var rehearsal: Rehearsal
    private var drop: FileDrop

    /// - Parameters:
    ///   - folder: where `inbox/` and `quarantine/` are; never the site itself in a preview.
    init(
        of site: SiteFolder, _ office: Office, in folder: String, store: any Store, outlet: any Outlet,
        from start: Instant
    ) throws {
        self.office = office
        self.folder = folder
        let desk = Desk(
            store: store, library: site.library, functions: office.functions, zone: office.settings.zone,
            missedRuns: office.settings.missedRuns)
        rehearsal = Rehearsal(of: desk, outlet: outlet, from: start)
        let shelf = try FileShelf(
            folder: "\(folder)/\(office.settings.state)/files", largest: office.settings.largestFile)
        drop = FileDrop(site: folder, settings: office.settings, shelf: shelf)
    }

    /// Does what the script says, each line at its instant, then lets time pass until `end`.
    mutating func perform(_ script: Script?, until end: Instant, watching: (Instant) -> Void = { _ in }) throws {
        for line in script?.lines ?? [] {
            try rehearsal.play(until: line.at, watching: watching)
            try perform(line)
        }
        try rehearsal.play(until: max(end, rehearsal.now), watching: watching)
    }

    private mutating func perform(_ line: Script.Line) throws {
        let id = "script/\(line.number)"
        switch line.deed {
        case .advance: break
        case .drop(let path, let source): try drop(path, from: source)
        case .handover(let unit, let heir, let reason):
            let data: JSON = [
                "unit": .string(unit.text), "to": JSON(heir?.text), "reason": JSON(reason), "by": "script",
            ]
            try obey(
                CloudEvent(id: id, source: "/script", type: Handover.command, subject: unit.text, data: data), line)
        case .attach(let unit, let obligation):
            let data: JSON = ["unit": .string(unit.text), "obligation": JSON(obligation), "by": "script"]
            try obey(
                CloudEvent(id: id, source: "/script", type: Cascade.attachCommand, subject: unit.text, data: data), line
            )
        case .nothing(let unit, let collection):
            var data: JSON = ["unit": .string(unit.text), "channel": "script", "isNil": true]
            name(collection, in: &data)
            try obey(
                CloudEvent(
                    id: id, source: "/script", type: EventType.submissionReceived.rawValue, subject: unit.text,
                    data: data),
                line)
        case .choose(let numbers, let collection, let unit):
            let minutes = "biên bản \(line.number)"
            var data: JSON = [
                "unit": JSON(unit?.text), "choose": .array(numbers.map { .integer($0) }), "by": "script",
                "minutes": ["name": .string(minutes), "sha256": .string(Storage.Digest.sha256(minutes))],
            ]
            name(collection, in: &data)
            try obey(CloudEvent(id: id, source: "/script", type: Select.command, data: data), line)
        case .command(let verb, let unit, let collection, let until, let reason):
            var data: JSON = ["unit": .string(unit.text), "by": "script"]
            name(collection, in: &data)
            data["until"] = JSON(until)
            data["reason"] = JSON(reason)
            try obey(CloudEvent(id: id, source: "/script", type: verb.eventType, subject: unit.text, data: data), line)
        }
    }

    private func name(_ collection: String?, in data: inout JSON) {
        guard let collection else { return }
        let parts = collection.split(separator: "/").map(String.init)
        data["obligation"] = .string(parts.dropLast(parts.count > 1 ? 1 : 0).joined(separator: "/"))
        if parts.count > 1 { data["period"] = .string(parts[parts.count - 1]) }
    }

    private mutating func obey(_ event: CloudEvent, _ line: Script.Line) throws {
        let replies = try rehearsal.receive([.event(event)])
        if case .refused(let sentence)? = replies[event.id] {
            throw CommandError.failed("line \(line.number) of the script: \(sentence)")
        }
    }

    /// A real file into the real folder; two looks, as the daemon takes them, tell that it is whole.
    private mutating func drop(_ path: String, from source: String?) throws {
        let target = URL(filePath: folder).appending(path: path)
        guard !path.split(separator: "/").contains("..") else {
            throw CommandError.failed("\(path) leads out of the site")
        }
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        let bytes = try source.map { Data(try CommandTable.readBytes($0)) } ?? Data("Tệp mẫu \(path)\n".utf8)
        try bytes.write(to: target)
        let day = office.settings.zone.day(of: rehearsal.now)
        for _ in 1...2 {
            for found in try drop.look(
                at: rehearsal.now, knows: { office.takes(from: $0, on: day) }, owes: office.hasDuty,
                maySend: { office.maySend($0, for: $1, on: day) },
                owners: { office.tree.owners(of: $0, on: day) })
            {
                try rehearsal.receive([.event(found.event)])
                try drop.clear(found)
            }
        }
    }
}
