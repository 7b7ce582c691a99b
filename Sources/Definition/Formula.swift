package import Expression
package import Notation

/// A jq expression with the place where it stands in its file.
package struct LocatedProgram: Sendable {
    package let program: Program
    package let mark: SourceMark

    package init(program: Program, mark: SourceMark) {
        self.program = program
        self.mark = mark
    }
}

/// A JSON value in which some strings are expressions (`${ … }`).
package indirect enum Formula: Sendable {
    case literal(JSON)
    case program(LocatedProgram)
    case array([Formula])
    case object([(key: String, value: Formula)])
}
