import Foundation

/// Plays worlds in which everything goes wrong that can, and looks whether what must hold has held.
///
///     Simulate [--seeds 1000] [--from 1]     every seed once; names those that failed
///     Simulate --seed 217 [--verbose]        one, with everything that happened in it
///
/// `make simulate SEEDS=10000`, `make simulate SEED=217`.
let arguments = Array(CommandLine.arguments.dropFirst())

func number(_ name: String) -> UInt64? {
    guard let place = arguments.firstIndex(of: "--\(name)") else { return nil }
    guard arguments.indices.contains(place + 1), let number = UInt64(arguments[place + 1]) else {
        FileHandle.standardError.write(Data("--\(name) needs a number\n".utf8))
        exit(2)
    }
    return number
}

let run: Run
if let seed = number("seed") {
    run = Run(seeds: seed..<seed + 1, isVerbose: arguments.contains("--verbose"))
} else {
    let first = number("from") ?? 1
    run = Run(seeds: first..<first + (number("seeds") ?? 1000), isVerbose: false)
}
let failed = run.play { FileHandle.standardOutput.write(Data(($0 + "\n").utf8)) }
exit(failed.isEmpty ? 0 : 1)
