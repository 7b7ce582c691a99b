import Engine
import Foundation
import Notation

extension CommandTable {
    static let benchCommands = [bench]

    private static let bench = Command(
        name: "bench", synopsis: "limit|steps|sleepers|chase|cold|nation [--n N]",
        summary: "measures on this machine what the store allows and what the desk makes of it (đo tốc độ)",
        options: [
            .init(
                "n", "N",
                "how many: workflows of five steps, 2000; sleeping ones, 100000; assignments that are chased, 1000"),
            .init("repeat", "N", "how many runs; 5"),
            .init(
                "store", "URL",
                "of limit and steps: a PostgreSQL database, made empty for it and thrown away afterwards"),
            .init("idle", "N", "of cold: so many seconds without work; 30"),
            .init("communes", "N", "of nation; 10599"), .init("months", "N", "of nation; 12"),
            Arguments.format,
        ]
    ) { arguments in
        let runs = try number("repeat", in: arguments, usually: 5, atMost: 100)
        func count(_ usual: Int) throws(CommandError) -> Int {
            try number("n", in: arguments, usually: usual, atMost: 10_000_000)
        }
        switch try arguments.only("the workload") {
        case "limit":
            return try StepBench(count: count(2000), runs: runs, store: arguments.value("store")).limit().put(arguments)
        case "steps":
            return try StepBench(count: count(2000), runs: runs, store: arguments.value("store")).steps().put(arguments)
        case "sleepers": return try SleeperBench(count: count(100_000), runs: runs).report().put(arguments)
        case "chase": return try ChaseBench(count: count(1000), runs: runs).report().put(arguments)
        case "cold":
            let idle = try number("idle", in: arguments, usually: 30, atMost: 3600)
            return try ColdBench(runs: runs, idleSeconds: idle).report().put(arguments)
        case "nation": return try nation(arguments)
        default: throw CommandError.usage("the workloads are limit, steps, sleepers, chase, cold and nation")
        }
    }

    private static func number(
        _ name: String, in arguments: Arguments, usually usual: Int, atMost most: Int
    ) throws(CommandError) -> Int {
        let number = arguments.value(name).map { Int($0) ?? 0 } ?? usual
        guard (1...most).contains(number) else { throw .usage("--\(name) is a number between 1 and \(most)") }
        return number
    }

    private static func nation(_ arguments: Arguments) throws -> ExitCode {
        var size = NationBench.Size()
        if arguments.has("communes") {
            let communes = try number("communes", in: arguments, usually: 0, atMost: 200_000)
            size.provinces = max(1, size.provinces * communes / size.communes)
            size.districts = max(1, size.districts * communes / size.communes)
            size.communes = communes
        }
        if arguments.has("months") { size.months = try number("months", in: arguments, usually: 12, atMost: 12) }
        // A country takes minutes: once, unless more is asked for, and nothing but itself to warm up.
        let runs = arguments.has("repeat") ? try number("repeat", in: arguments, usually: 1, atMost: 100) : 1
        var bar = ProgressBar("cả nước")
        let results = try (1...runs).map { _ in try NationBench(size: size).play(showing: &bar) }
        var report = BenchReport(
            "nation",
            [
                ("units", .integer(results[0].units)), ("assignments", .integer(results[0].assignments)),
                ("notices", .integer(results[0].notices)),
            ], store: "SQLite, temporary")
        report.add("seconds", results.map(\.seconds))
        report.add("noticesPerSecond", results.map { Double($0.notices) / $0.seconds })
        report.add("peakResidentMB", .integer(Terminal.peakResidentMegabytes))
        return try report.put(arguments)
    }
}
