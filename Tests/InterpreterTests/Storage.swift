import Foundation
import Interpreter

/// As the desk stores it: keys sorted, so that equal states are equal bytes.
func encoded(_ execution: Execution) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return try encoder.encode(execution)
}

func decoded(_ data: Data) throws -> Execution { try JSONDecoder().decode(Execution.self, from: data) }
