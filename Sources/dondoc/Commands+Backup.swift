import Almanac
import Engine
import Notation
import Storage

/// What is kept for bad days.
extension CommandTable {
    static let backupCommands = [backup, restore]

    private static let backup = Command(
        name: "backup", synopsis: "SITE [--to FOLDER] [--store URL]",
        summary: "saves a site into a new folder, also beside its daemon (sao lưu)",
        options: [
            .init("to", "FOLDER", "where backups gather; SITE/\(SiteBackup.usualFolder) when it is left out"),
            OpenSite.storeOption, Arguments.format,
        ]
    ) { arguments in
        let path = try arguments.only("the site's folder")
        let made = try backingUp {
            try SiteBackup(
                site: path, to: arguments.value("to"), store: arguments.value("store"), at: WallClock.now
            ).make()
        }
        for file in made.leftOut {
            Terminal.say("\(file) is left out: it is a link, or no plain file, or its name is no UTF-8")
        }
        if arguments.value("to") == nil {
            Terminal.say(
                "bản sao nằm cùng đĩa với trang; hãy chép sang máy khác "
                    + "(the backup lies beside the site: copy it to another machine, or use --to)")
        }
        if try arguments.wantsJSON {
            var facts = made.manifest.json(in: .vietnam)
            facts["folder"] = .string(made.folder)
            facts["leftOut"] = .array(made.leftOut.map { .string($0) })
            Terminal.put(facts.text)
        } else {
            Terminal.put(made.folder)
        }
        return .done
    }

    private static let restore = Command(
        name: "restore", synopsis: "BACKUP SITE [--replace] [--store URL]",
        summary: "brings a site back from a backup; its mails are held until approved (khôi phục)",
        options: [
            .init("replace", nil, "moves a state that is there aside; it is not deleted"),
            .init("store", "URL", "postgresql://host/name, an empty database: for a backup of a store on PostgreSQL"),
            Arguments.format,
        ]
    ) { arguments in
        guard arguments.positional.count == 2 else {
            throw CommandError.usage("restore needs the backup's folder and the site's")
        }
        let (folder, path) = (arguments.positional[0], arguments.positional[1])
        let (restore, done) = try backingUp {
            let restore = try SiteRestore(folder, site: path, store: arguments.value("store"), at: WallClock.now)
            return (restore, try restore.run(replaces: arguments.has("replace")))
        }
        let madeAt = restore.backup.manifest.madeAt.rfc3339(in: .vietnam)
        if let aside = done.aside { Terminal.say("trạng thái cũ nằm ở \(aside) (the old state lies there)") }
        Terminal.say(
            "đã khôi phục bản sao lưu lúc \(madeAt); khi chạy, thư được giữ lại đến khi duyệt: dondoc approve \(path) "
                + "(restored the backup of \(madeAt); when it runs, mails are held until approved)")
        if try arguments.wantsJSON {
            Terminal.put(JSON.object(Members([("madeAt", .string(madeAt)), ("aside", JSON(done.aside))])).text)
        }
        return .done
    }

    /// What is wrong with a backup is the work's failure, what is wrong with the disk the environment's.
    private static func backingUp<Made>(_ work: () throws -> Made) throws -> Made {
        do {
            return try work()
        } catch let fault as BackupFault {
            if case .disk = fault { throw CommandError.environment(fault.description) }
            throw CommandError.failed(fault.description)
        } catch let refusal as StoreLockError {
            throw CommandError.environment("\(refusal)")
        }
    }
}
