import Notation

/// Going over whole values.
///
/// What stands in several places is one value in memory, but a walk meets it each time: thirty times `[., .]` are a
/// thousand million places. So every walk is charged for as it goes, and stops where the budget ends.
extension Machine {
    /// How many arrays and objects are inside one another, the outermost counted; 0 for a scalar.
    mutating func nesting(of json: JSON) throws(ExpressionError) -> Int32 {
        let values: [JSON]
        switch json {
        case .array(let elements): values = elements
        case .object(let members): values = members.values
        default: return 0
        }
        try charge(work: values.count + 1)
        var deepest: Int32 = 0
        for value in values where value.isContainer { deepest = max(deepest, try nesting(of: value)) }
        return deepest + 1
    }

    /// The value as JSON, never longer than what is left; whoever keeps it charges for it.
    mutating func text(of json: JSON) throws(ExpressionError) -> String {
        guard let text = json.text(atMost: bytes) else { throw Machine.tooMuchData }
        try charge(work: text.utf8.count / 4)
        return text
    }

    /// A string itself, all else as JSON.
    mutating func plainText(of json: JSON) throws(ExpressionError) -> String {
        if case .string(let text) = json { text } else { try text(of: json) }
    }

    /// Hands out a result, which whoever gets it must be able to go over as well.
    mutating func handOut(_ result: JSON) throws(ExpressionError) -> JSON {
        // What charged for nothing is a part of what was given, or small.
        if bytes < mostBytes, result.isContainer {
            var left = mostBytes
            try weigh(result, &left)
        }
        return result
    }

    private mutating func weigh(_ json: JSON, _ left: inout Int) throws(ExpressionError) {
        let values: [JSON]
        switch json {
        case .string(let text):
            left -= text.utf8.count
            if left < 0 { throw Machine.tooMuchData }
            return
        case .array(let elements): values = elements
        case .object(let members):
            values = members.values
            for key in members.keys { left -= key.utf8.count }
        default: return
        }
        left -= values.count * Machine.elementBytes
        if left < 0 { throw Machine.tooMuchData }
        try charge(work: values.count + 1)
        for value in values { try weigh(value, &left) }
    }

    static let tooMuchData = ExpressionError.overBudget("the expression makes too much data")
}
