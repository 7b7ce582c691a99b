import Foundation
import Notation
import Testing

@Suite struct `Deeply nested JSON` {
    private static func nested(_ opening: String, _ closing: String, _ count: Int) -> String {
        String(repeating: opening, count: count) + "1" + String(repeating: closing, count: count)
    }

    @Test(arguments: [("[", "]"), ("{\"a\":", "}"), ("[0,{\"a\":", "}]")])
    func `is refused beyond the limit`(opening: String, closing: String) {
        #expect(throws: JSONSyntaxError.self) {
            try JSON(parsing: Self.nested(opening, closing, JSON.deepest))
        }
    }

    /// Threads of Dispatch have 512 KiB of stack, and reading, writing and comparing recurse.
    @Test(arguments: [("[", "]"), ("{\"a\":", "}")])
    func `up to the limit fits a small stack`(opening: String, closing: String) async {
        let text = Self.nested(opening, closing, JSON.deepest - 1)
        let isSame = await withCheckedContinuation { continuation in
            let thread = Thread {
                do {
                    let value = try JSON(parsing: text)
                    let again = try JSON(parsing: value.prettyText)
                    continuation.resume(
                        returning: value == again && Set([value, again]).count == 1 && value.text == text)
                } catch {
                    continuation.resume(returning: false)
                }
            }
            thread.stackSize = 512 << 10
            thread.start()
        }
        #expect(isSame)
    }
}
