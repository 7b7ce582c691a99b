import Almanac
import Casework
import Definition
import Foundation
import Notation
import TestKit

@testable import Post

/// A folder that goes with its owner.
final class Scratch {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("dondoc-post-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        do { try FileManager.default.removeItem(atPath: path) } catch { print("left behind: \(path)") }
    }

    func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

    func write(_ bytes: [UInt8], to name: String) throws {
        let place = URL(fileURLWithPath: "\(path)/\(name)")
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: place)
    }

    /// Every file and link below, sorted.
    var files: [String] {
        get throws {
            try FileManager.default.subpathsOfDirectory(atPath: path).filter { name in
                var isFolder: ObjCBool = false
                return
                    !(FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder)
                    && isFolder.boolValue)
            }.sorted()
        }
    }

    func text(_ name: String) throws -> String { try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) }
}

/// 08:00 on Wednesday 17 March 2021 in Vietnam.
let morning = Zone.vietnam.instant(of: Day(iso: "2021-03-17")!, at: TimeOfDay("08:00")!)

let settings = SiteSettings(
    name: "an-giang-2021", title: "An Giang 2021",
    sender: Sender(
        name: "Ban Thi đua - Khen thưởng, Sở Nội vụ tỉnh An Giang", address: "thidua@angiang.gov.vn",
        phone: "0296 3 852 000"))

func notice(
    key: String = "articles/2021-03/bao-an-giang/reminder/5", kind: Notice.Kind = .reminder,
    template: String = "digest",
    to: [Mailbox] = [Mailbox(name: "Nguyễn Thị Hoa", address: "hoa@baoangiang.com.vn")],
    fields: JSON = ExampleFields.all,
    enclosures: [Notice.Enclosure] = [], thread: String? = "articles/2021-03/bao-an-giang"
) -> Notice {
    Notice(
        key: key, kind: kind, at: morning, to: to, unit: UnitCode("bao-an-giang"), obligation: "articles",
        period: "2021-03", template: template,
        fields: fields, enclosures: enclosures, thread: thread)
}

/// The example with the first entry changed.
func fields(_ changes: JSON, entries count: Int = 1) -> JSON {
    var fields = ExampleFields.all
    let entry = JSON.object((fields["entries"][0].asObject ?? Members()).merging(changes.asObject ?? Members()))
    fields["entries"] = .array(Array(repeating: entry, count: count))
    fields["count"] = .string("0\(count)")
    return fields
}

func outbox(in scratch: Scratch, language: String = "vi") -> Outbox {
    Outbox(folder: "\(scratch.path)/outbox", settings: settings, templates: TemplateFolder(language: language))
}

/// What Python's own mail parser finds in a mail.
func readByPython(_ bytes: [UInt8], in scratch: Scratch) throws -> JSON {
    let script = """
        import sys, json, base64, email, email.policy, email.utils
        mail = email.message_from_bytes(open(sys.argv[1], 'rb').read(), policy=email.policy.default)
        def body(kind):
            part = mail.get_body((kind,))
            return part.get_content().replace('\\r\\n', '\\n') if part else None
        raw = open(sys.argv[1], 'rb').read()
        print(json.dumps({
            'subject': mail['Subject'], 'date': mail['Date'], 'id': mail['Message-ID'], 'references': mail['References'],
            'replyTo': [a.addr_spec for a in mail['Reply-To'].addresses] if mail['Reply-To'] else None,
            'automatic': mail['Auto-Submitted'], 'headers': mail.keys(),
            'from': [[a.display_name, a.addr_spec] for a in mail['From'].addresses],
            'to': [[a.display_name, a.addr_spec] for a in mail['To'].addresses],
            'groups': [g.display_name for g in mail['To'].groups if g.display_name],
            'plain': body('plain'), 'html': body('html'),
            'attachments': [[a.get_filename(), a.get_content_type(), base64.b64encode(a.get_payload(decode=True)).decode()]
                for a in mail.iter_attachments()],
            'defects': [str(d) for part in mail.walk() for d in part.defects],
            'longest': max(len(line) for line in raw.split(b'\\r\\n')),
            'bare': raw.replace(b'\\r\\n', b'').count(b'\\n') + raw.replace(b'\\r\\n', b'').count(b'\\r'),
            'ascii': all(b < 128 for b in raw)}))
        """
    return try python(script, reading: bytes, in: scratch)
}

/// Runs a Python script with the file's path as its argument; answers what it prints, as JSON.
func python(_ script: String, reading bytes: [UInt8], in scratch: Scratch) throws -> JSON {
    try scratch.write(bytes, to: "read")
    let answer = try DondocProcess.run(program: "/usr/bin/python3", ["-c", script, "\(scratch.path)/read"]).out
    return try JSON(parsing: answer)
}
