import Almanac
import Definition
import Directory
import Engine
import Interpreter
import Notation

/// The units of a selector, resolved once for each day that is asked for.
struct Audience {
    private let selector: Selector?
    private let office: Office
    private var codes: [Day: Set<UnitCode>] = [:]

    /// - Parameter selector: nil: everybody.
    init(_ selector: Selector?, office: Office) {
        self.selector = selector
        self.office = office
    }

    mutating func has(_ code: UnitCode, on day: Day) -> Bool {
        guard let selector else { return true }
        if let known = codes[day] { return known.contains(code) }
        let found = Set(office.tree.units(matching: selector, on: day).map(\.code))
        codes[day] = found
        return found.contains(code)
    }
}

extension Selector {
    /// What stands under `for:` in a call; nil where nothing does.
    static func audience(_ json: JSON, of function: String) throws -> Selector? {
        guard !json.isNull else { return nil }
        let (selector, diagnostics) = Selector.read(json: json)
        guard let selector else {
            throw WorkflowFault.badArguments(
                "\"for\" of \(function): \(diagnostics.map(\.message).joined(separator: "; "))")
        }
        return selector
    }
}
