import Casework
import Engine
import Notation

/// What a person decides after a stop, and about work that runs.
extension CommandTable {
    static let recoveryCommands = [approve]

    private static let approve = Command(
        name: "approve", synopsis: "SITE [--discard]",
        summary: "lets mails go that are held after a stop (duyệt gửi thư đang giữ)",
        options: [.init("discard", nil, "gives them up instead (bỏ, không gửi)"), Arguments.format]
    ) { arguments in
        let commanding = try Commanding(site: try arguments.only("the site's folder"))
        let event = CloudEvent(
            id: Commanding.newID(), source: "/command", type: Desk.approval, subject: "notices", time: WallClock.now,
            data: ["discard": .bool(arguments.has("discard"))])
        return try tell(try commanding.give(event), arguments)
    }
}
