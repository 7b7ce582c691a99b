import Casework
import Definition
import Foundation
import Notation
import Post

extension CommandTable {
    static let templates = Command(
        name: "templates", synopsis: "SITE [--copy NAME…]",
        summary: "the templates of mails and letters; copies built-in ones into the site, to be changed there",
        options: [.init("copy", "NAME", "writes templates/NAME.docx or .md, never over a file that is there")]
    ) { arguments in
        let path = try arguments.only("the site's folder")
        let language = try OpenSite.read(path).1.settings.language
        let folder = "\(path)/templates"
        let names = arguments.values("copy")
        guard !names.isEmpty else {
            Terminal.put(TextTable(try table(of: folder)).text)
            return .done
        }
        for name in names { Terminal.say("\(try copy(name, in: language, to: folder)): change it as you like") }
        return .done
    }

    /// A letter that is a Word document, else the text.
    private static func copy(_ name: String, in language: String, to folder: String) throws -> String {
        let document = BuiltInTemplates.document(of: name)
        guard let bytes = document ?? BuiltInTemplates.text(of: name, in: language).map({ Array($0.utf8) }) else {
            let known = try TemplateFolder.names(folder: folder)
            let near = Diagnostic.suggestion(for: name, among: Set(known.pages).union(known.forms).sorted())
            throw CommandError.usage("no built-in template is called \"\(name)\"\(near.map { "; \($0)" } ?? "")")
        }
        let place = "\(folder)/\(name).\(document == nil ? "md" : "docx")"
        guard !FileManager.default.fileExists(atPath: place) else {
            throw CommandError.usage("\(place) is there already; remove it first to begin anew")
        }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(filePath: place), options: .atomic)
        } catch {
            throw CommandError.environment("\(place) cannot be written: \(error.localizedDescription)")
        }
        return place
    }

    private static func table(of folder: String) throws -> [[String]] {
        let known = try TemplateFolder.names(folder: folder)
        return [["Mẫu (template)", "Dạng (form)", "Nguồn (source)"]]
            + Set(known.pages).union(known.forms).sorted().map { name in
                let isForm = FileManager.default.fileExists(atPath: "\(folder)/\(name).docx")
                let isPage = FileManager.default.fileExists(atPath: "\(folder)/\(name).md")
                let isDocument = isForm || !isPage && BuiltInTemplates.document(of: name) != nil
                return [
                    name, isDocument ? "Word (.docx)" : "thư, trang (.md)",
                    isForm || isPage ? "templates/" : "có sẵn (built in)",
                ]
            }
    }
}
