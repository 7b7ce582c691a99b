import CPosix
import Foundation
import Glibc

/// Gives the readers of what comes from outside more and stranger inputs than anybody would write.
///
///     Fuzz [--seconds 60] [--seed 1] [--only SUBJECT] [--log FILE] [--findings FOLDER]
///     Fuzz show SUBJECT SEED INDEX      the input of that number
///     Fuzz try SUBJECT                  what is on the standard input
let arguments = Array(CommandLine.arguments.dropFirst())
setvbuf(dondoc_stdout(), nil, _IOLBF, 0)

func fail(_ sentence: String) -> Never {
    FileHandle.standardError.write(Data((sentence + "\n").utf8))
    exit(2)
}

func subject(_ name: String) -> Subject {
    guard let subject = Subject(rawValue: name) else {
        fail("there is no subject \"\(name)\"; there are \(Subject.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return subject
}

func option(_ name: String) -> String? {
    arguments.firstIndex(of: "--\(name)").flatMap { arguments.indices.contains($0 + 1) ? arguments[$0 + 1] : nil }
}

switch (arguments.first, arguments.count) {
case ("work", 6):
    let worker = try Worker(subject(arguments[1]), seed: UInt64(arguments[2]) ?? 1)
    let (from, seconds, note) = (Int(arguments[3]) ?? 0, Double(arguments[4]) ?? 1, arguments[5])
    Watch.begin()
    Worker.onSmallStack {
        do {
            print(try worker.work(from: from, seconds: seconds, notingIn: note))
            return 0
        } catch {
            print(error)
            return Worker.breaksPromise
        }
    }
case ("show", 4):
    let worker = try Worker(subject(arguments[1]), seed: UInt64(arguments[2]) ?? 1)
    FileHandle.standardOutput.write(Data(worker.input(Int(arguments[3]) ?? 0)))
case ("try", 2):
    let subject = subject(arguments[1])
    let bytes = [UInt8](FileHandle.standardInput.readDataToEndOfFile())
    Watch.begin()
    Worker.onSmallStack {
        do {
            let begin = Watch.processorSeconds
            try Watch.over { () throws(BrokenPromise) in try subject.take(bytes) }
            print("\(Watch.processorSeconds - begin) s")
            try Worker.repeated(bytes, by: subject)
            return 0
        } catch {
            print(error)
            return Worker.breaksPromise
        }
    }
default:
    let rounds = Rounds(
        seed: option("seed").flatMap { UInt64($0) } ?? 1,
        subjects: option("only").map { [subject($0)] } ?? Subject.allCases,
        seconds: option("seconds").flatMap { Double($0) } ?? 60, log: option("log").map { URL(filePath: $0) },
        findings: URL(filePath: option("findings") ?? FileManager.default.temporaryDirectory.path + "/dondoc-fuzz"))
    let found = try rounds.play()
    print("\(found) found\(found == 0 ? "" : "; the inputs lie in \(rounds.findings.path)")")
    exit(found == 0 ? 0 : 1)
}
