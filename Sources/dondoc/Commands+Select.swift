import Casework
import Engine
import Foundation
import Notation

extension CommandTable {
    static let select = Command(
        name: "select", synopsis: "SITE --obligation NAME --period LABEL [--unit CODE] [--choose N,… --minutes FILE]",
        summary: "shows what can be chosen, or records a choice with its minutes (bình chọn)",
        options: [
            .init("obligation", "NAME", "of which duty"), .init("period", "LABEL", "of which period: 2022-Q3, 2023"),
            .init("unit", "CODE", "whose choice, where each unit makes its own"),
            .init("task", "NAME", "which task of the workflow asks, where there are several"),
            .init("choose", "N,…", "the numbers of the list"),
            .init("minutes", "FILE", "the minutes of the meeting that chose (biên bản)"),
            .init("by", "NAME", "who records it"), Arguments.format,
        ]
    ) { arguments in
        let path = try arguments.only("the site's folder")
        var data: JSON = [:]
        for name in ["obligation", "period", "unit", "task", "by"] { data[name] = JSON(arguments.value(name)) }
        guard let numbers = arguments.value("choose") else { return try list(data, in: path, arguments) }
        var chosen: [JSON] = []
        for word in numbers.split(separator: ",") {
            guard let number = Int(word.trimmingCharacters(in: .whitespaces)) else {
                throw CommandError.usage("--choose takes the numbers of the list, such as 1,3, not \"\(numbers)\"")
            }
            chosen.append(.integer(number))
        }
        guard let minutes = arguments.value("minutes") else {
            throw CommandError.usage("cần biên bản bình chọn: --minutes FILE (a choice is recorded with its minutes)")
        }
        let commanding = try Commanding(site: path)
        data["choose"] = .array(chosen)
        data["minutes"] = try shelve([minutes], of: commanding)[0]
        let event = CloudEvent(
            id: Commanding.newID(), source: "/command", type: Select.command, subject: arguments.value("obligation"),
            time: WallClock.now, data: data)
        let made = try commanding.give(event)
        if try arguments.wantsJSON {
            Terminal.put(made.text)
        } else {
            let names = (made["chosen"].asArray ?? []).map { "\($0["number"].text). \($0["words"].asString ?? "")" }
            Terminal.put("đã ghi nhận (recorded): \(names.joined(separator: "; "))")
            Terminal.put("biên bản (minutes): \(made["minutes"]["sha256"].asString ?? "")")
        }
        return .done
    }

    private static func list(_ named: JSON, in path: String, _ arguments: Arguments) throws -> ExitCode {
        let office = try OpenSite.read(path).1
        let list = try SelectionList(in: try Database.reader(of: office, in: path), named: named)
        if try arguments.wantsJSON {
            Terminal.put(JSON.object(Members([("selections", list.json)])).text)
        } else if list.lines.isEmpty {
            Terminal.put("không có bình chọn nào (nothing is to be chosen)")
        } else {
            Terminal.put(list.lines.joined(separator: "\n"))
        }
        return .done
    }
}
