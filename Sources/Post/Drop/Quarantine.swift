import Almanac
import Glibc

/// Where bad files wait for a person: `quarantine/<day>/<unit>/<name>`, each with its reason beside it.
///
/// Nothing here is overwritten or removed by the program.
struct Quarantine {
    let folder: String

    static func subfolder(for file: InboxFile, on day: Day) -> String {
        "\(day.iso)/\(file.folders.first.map(FileName.safe) ?? "khong-ro-don-vi")"
    }

    /// The reason is written before the file is moved, so a file without a reason is never seen here.
    func take(_ file: InboxFile, _ fault: FileFinding, on day: Day) throws(FileFault) {
        let place = "\(folder)/\(Quarantine.subfolder(for: file, on: day))"
        try DurableFile.makeFolder(place)
        let name = FileName.free(file.safeName) {
            Sighting(of: "\(place)/\($0)") != nil || Sighting(of: "\(place)/\($0).reason.txt") != nil
        }
        let reason =
            "\(fault.reason)\n\ncode: \(fault.code)\nname: \(file.name.onOneLine)\nfrom: inbox/\(file.relativePath.onOneLine)\n"
        try DurableFile.write(Array(reason.utf8), to: "\(place)/\(name).reason.txt")
        try DurableFile.move(file.path, to: "\(place)/\(name)")
    }

    /// The same for bytes that lie in no folder of ours; again the same bytes change nothing.
    func keep(_ bytes: [UInt8], _ fault: FileFinding, in subfolder: String, as name: String) throws(FileFault) {
        let place = "\(folder)/\(subfolder)"
        let reason = "\(fault.reason)\n\ncode: \(fault.code)\nname: \(name.onOneLine)\nfrom: mail\n"
        try DurableFile.write(Array(reason.utf8), to: "\(place)/\(name).reason.txt")
        try DurableFile.write(bytes, to: "\(place)/\(name)")
    }
}
