import Almanac
import Notation

/// What is to be done with a value when a filter gives one: the rest of the filter that asked for it.
struct Frame {
    let filter: any Filter
    /// Which part of the filter waits.
    var part = 0
    /// The frame that gets what this one gives; -1 is the caller of the program.
    var parent = -1
    let scope: Scope?
    var value = Measured.null
    var trail: Trail?
    var cell: Cell?
    /// For those that leave choices behind: how many were open.
    var mark = 0
}

/// Another way to go on, for when what follows from the present value is done.
struct Choice {
    enum Kind {
        case alternative
        /// Errors end here.
        case guardian
        /// The guardian at that place has let a value out: errors that it leads to are not the guardian's.
        case passed(Int)
    }
    var kind = Kind.alternative
    let filter: any Filter
    var part = 0
    /// The frame that gets the results, and how many frames must be kept for it.
    var top = -1
    var height = 0
    let scope: Scope?
    var value = Measured.null
    var trail: Trail?
    var cell: Cell?
}

/// What a filter keeps over several results: a sum, a count, a list.
class Cell {
    var value: Measured
    var trail: Trail?
    var items: [JSON] = []
    var growth: Int32 = 0
    var count = 0
    var hasResult = false

    init(_ value: Measured = .null, trail: Trail? = nil) {
        self.value = value
        self.trail = trail
    }
}

/// Runs filters: a value, what waits for it, and the ways not yet gone.
struct Machine {
    /// More pending frames or choices end the program: it recurses without end.
    static let mostPending = 200_000

    var value: Measured
    /// Nil where no path is wanted.
    var trail: Trail?
    var scope: Scope?
    private var top = -1
    private var frames: [Frame] = []
    private(set) var choices: [Choice] = []
    private var move: Move

    let functions: [any Filter]
    let arguments: [Measured]
    let now: Instant
    private(set) var steps: Int
    private(set) var bytes: Int
    /// Sixteenths of a step.
    private var work = 0
    /// What there was to begin with: no result may be larger.
    let mostBytes: Int
    /// The regular expression that was used last.
    var expression: RegularExpression?

    init(
        _ filter: any Filter, functions: [any Filter], input: JSON, arguments: [Measured], now: Instant, budget: Budget
    ) {
        value = Measured(input)
        move = .run(filter)
        self.functions = functions
        self.arguments = arguments
        self.now = now
        steps = budget.steps
        bytes = budget.bytes
        mostBytes = budget.bytes
    }

    /// The next result, or nil when there are no more.
    mutating func next() throws(ExpressionError) -> Measured? {
        while true {
            try charge(steps: 1)
            do throws(ExpressionError) {
                switch move {
                case .run(let filter): move = try filter.start(&self)
                case .deliver:
                    guard top >= 0 else {
                        move = .backtrack
                        return value.take()
                    }
                    let frame = popFrame()
                    move = try frame.filter.resume(frame, &self)
                case .backtrack:
                    guard let choice = choices.popLast() else { return nil }
                    if case .passed = choice.kind { continue }
                    restore(choice)
                    move = try choice.filter.retry(choice, &self)
                }
            } catch {
                move = try recover(from: error)
            }
        }
    }

    private mutating func recover(from first: ExpressionError) throws(ExpressionError) -> Move {
        var error = first
        while !error.isOverBudget, let choice = choices.popLast() {
            switch choice.kind {
            case .alternative: continue
            case .passed(let guardian): choices.removeLast(choices.count - guardian)
            case .guardian:
                restore(choice)
                do throws(ExpressionError) {
                    return try choice.filter.rescue(choice, from: error, &self)
                } catch let another {
                    error = another
                }
            }
        }
        throw error
    }

    private mutating func restore(_ choice: Choice) {
        top = choice.top
        scope = choice.scope
        if frames.count > choice.height { frames.removeLast(frames.count - choice.height) }
    }

    private mutating func popFrame() -> Frame {
        let index = top
        let kept = choices.last?.height ?? 0
        let frame: Frame
        if index >= kept {
            if frames.count > index + 1 { frames.removeLast(frames.count - index - 1) }
            frame = frames.removeLast()
        } else {
            frame = frames[index]
        }
        top = frame.parent
        return frame
    }

    /// What the next filter gives goes to this frame.
    mutating func push(_ frame: Frame) throws(ExpressionError) {
        guard frames.count < Machine.mostPending else { throw .overBudget("the expression recurses too deeply") }
        var frame = frame
        frame.parent = top
        frames.append(frame)
        top = frames.count - 1
    }

    /// What is left to try once the present value is done with; its results go where the present ones go.
    mutating func push(_ choice: Choice) throws(ExpressionError) {
        guard choices.count < Machine.mostPending else { throw .overBudget("the expression recurses too deeply") }
        var choice = choice
        choice.top = top
        choice.height = frames.count
        choices.append(choice)
    }

    /// Forgets the ways that were opened since there were so many.
    mutating func cut(to count: Int) {
        if choices.count > count { choices.removeLast(choices.count - count) }
    }

    /// Lets a value out past the guardian at that place.
    mutating func pass(guardian: Int, of filter: any Filter) throws(ExpressionError) {
        if choices.count == guardian + 1 {
            choices.removeLast()
        } else {
            try push(Choice(kind: .passed(guardian), filter: filter, scope: nil))
        }
    }

    /// The present value was computed.
    mutating func loseTrail() { if trail != nil { trail = Trail.lost() } }

    /// The trail of what is computed from a value that had this one.
    mutating func loseTrail(of earlier: Trail?) { trail = earlier == nil ? nil : Trail.lost() }

    mutating func charge(steps count: Int) throws(ExpressionError) {
        steps -= count
        if steps < 0 { throw .overBudget("the expression takes too many steps") }
    }

    /// For going over values that are there: sixteen places, or some hundred bytes, are a step.
    mutating func charge(work count: Int) throws(ExpressionError) {
        work += count
        guard work >= 16 else { return }
        let steps = work / 16
        work %= 16
        try charge(steps: steps)
    }

    /// For new values, roughly what they take; what was given is not counted, nor what is released given back.
    mutating func charge(bytes count: Int) throws(ExpressionError) {
        bytes -= count
        if bytes < 0 { throw Machine.tooMuchData }
    }

    /// A new array or object, whose elements have been charged for.
    ///
    /// - Throws: over budget when it nests too deeply to be walked safely.
    mutating func wrapped(_ json: JSON, growth: Int32) throws(ExpressionError) -> Measured {
        guard growth > Measured.deepest else { return Measured(json, growth: growth) }
        let exact = try nesting(of: json)
        guard exact <= Int32(JSON.deepest) else {
            throw .overBudget("a value nests deeper than \(JSON.deepest) levels")
        }
        return Measured(json, growth: Swift.min(exact, Measured.deepest))
    }

    mutating func array(_ items: [JSON], growth: Int32) throws(ExpressionError) -> Measured {
        try wrapped(.array(items), growth: growth + 1)
    }

    /// About what an element of an array takes.
    static let elementBytes = 32
    /// About what a member of an object takes, its key included.
    static let memberBytes = 64
}

extension ExpressionError {
    init(_ message: String) { self.init(value: .string(message), isOverBudget: false) }

    static func overBudget(_ message: String) -> ExpressionError {
        ExpressionError(value: .string(message), isOverBudget: true)
    }
}
