package import Almanac
import Definition
package import Engine
import Foundation
import Interpreter
package import Notation
import Storage

/// A page that a workflow places into a folder of the site.
package struct PublishedPage: Codable, Equatable, Sendable {
    /// Below the site: `cong-khai/lay-y-kien-2024.html`.
    package let path: String
    package let template: String
    package let fields: JSON
    package let at: Instant
}

/// `publish`: places what was collected or chosen, or a page, into a folder of the site; a web server or a person takes
/// it from there.
package struct Publish: StepFunction {
    let office: Office

    package init(office: Office) { self.office = office }

    package var name: String? { "publish" }

    package func call(_ call: StepCall, in sitting: Sitting) throws -> StepAnswer {
        let arguments = call.request.arguments
        let folder = try folder(arguments["to"].asString ?? "")
        let usual = (call.subject ?? "\(call.workflow)-\(call.caller.execution.value)").replacing("/", with: "-")
        let name = try fileName(arguments["name"].asString ?? usual)
        let today = office.zone.day(of: sitting.now)
        let window = arguments["workingDays"].asInteger.map { office.window($0, from: today) }
        var answer: JSON = ["at": .string(sitting.now.rfc3339(in: office.zone)), "from": .string(today.iso)]
        if let window {
            answer["lastDay"] = .string(window.lastDay.iso)
            answer["closes"] = .string(window.closes.rfc3339(in: office.zone))
        }
        if let template = arguments["page"].asString {
            let recipient = Mailbox(name: office.settings.sender.name, address: nil)
            var fields = Wording(office: office, now: sitting.now).common(to: recipient)
            fields["subject"] = arguments["title"]
            fields["fields"] = arguments["fields"].isNull ? [:] : arguments["fields"]
            fields["publication"] = [
                "posted": .string(today.vietnamese), "lastDay": JSON(window?.lastDay.vietnamese),
                "lastDayName": JSON(window?.lastDay.vietnameseWeekday),
                "workingDays": arguments["workingDays"].asInteger.map { .string(Wording.twoDigits($0)) } ?? nil,
            ]
            let page = PublishedPage(
                path: "\(folder)/\(name).html", template: template, fields: fields, at: sitting.now)
            try sitting.release(key: "page/\(page.path)/\(call.key)", kind: "page", body: page)
            answer["path"] = .string(page.path)
        } else {
            let files = try files(of: arguments["of"], call, in: sitting)
            let package = FilePackage(folder: "\(folder)/\(name)", files: files)
            if !files.isEmpty {
                try sitting.release(key: "package/\(package.folder)", kind: "package", body: package)
            }
            answer["path"] = .string(package.folder)
            answer["files"] = .integer(files.count)
        }
        return .done(answer)
    }

    /// Of what `select` chose, else of all that `collect` accepted.
    private func files(of value: JSON, _ call: StepCall, in sitting: Sitting) throws -> [FilePackage.File] {
        if let chosen = value["chosen"].asArray {
            return chosen.flatMap { $0["files"].asArray ?? [] }.compactMap { file in
                guard let name = file["name"].asString, let hash = file["sha256"].asString, hash.isHash else {
                    return nil
                }
                return (try? fileName(name)).map { FilePackage.File(name: $0, sha256: hash) }
            }
        }
        let key = value.asString ?? value["collection"].asString ?? call.subject ?? ""
        guard try sitting.collection(key) != nil else {
            throw WorkflowFault.badArguments(
                "there is nothing of \"\(key)\" to publish; \"of\" is what collect or select answered")
        }
        return try sitting.assignments(of: key).filter { $0.stage == .accepted }.flatMap { assignment in
            assignment.allPieces.map { assignment.packed($0) }
        }
    }

    /// A folder inside the site that is none of its own.
    private func folder(_ path: String) throws -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        let settings = office.settings
        let own = [settings.state, settings.outbox, settings.inbox, settings.quarantine, "templates", "packages"]
        let isInside =
            !path.hasPrefix("/") && !path.contains("\\") && !parts.isEmpty
            && parts.allSatisfy { !$0.hasPrefix(".") && !$0.hasPrefix("~") && $0.isPlain }
        let joined = parts.joined(separator: "/")
        guard isInside, !own.contains(where: { joined == $0 || joined.hasPrefix("\($0)/") }) else {
            throw WorkflowFault.badArguments(
                "\"to\" of publish is \"\(path)\"; it takes a folder inside the site that the program does not use itself"
            )
        }
        return joined
    }

    private func fileName(_ name: String) throws -> String {
        let clean = name.precomposedStringWithCanonicalMapping
        guard !clean.isEmpty, clean.utf8.count <= 200, clean.isPlain, !clean.hasPrefix("."),
            !clean.contains("/"), !clean.contains("\\")
        else { throw WorkflowFault.badArguments("\"\(name.prefix(80))\" cannot be the name of a file") }
        return clean
    }
}

extension StepCall {
    /// The same however often the task is stepped.
    var key: String { "\(caller.execution.value)\(request.position.text)/\(caller.token.number)" }
}

extension String {
    fileprivate var isPlain: Bool { unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F } }
    fileprivate var isHash: Bool { utf8.count == 64 && utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) } }
}
