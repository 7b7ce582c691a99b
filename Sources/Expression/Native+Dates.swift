import Notation

extension Native {
    static let dates: [String: Native] = [
        "_fromdate/0": .zero { input, _ throws(ExpressionError) in
            guard case .string = input else { throw ExpressionError("strptime/1 requires string inputs and arguments") }
            return Numbers.json(try Dates.parse(input, "%Y-%m-%dT%H:%M:%S%Z").secondsSince1970)
        },
        "strptime/1": .one { input, format, _ throws(ExpressionError) in
            guard case .string(let format) = format, case .string = input else {
                throw ExpressionError("strptime/1 requires string inputs and arguments")
            }
            return try Dates.parse(input, format).json
        },
        "mktime/0": .zero { input, _ throws(ExpressionError) in
            guard case .array = input else { throw ExpressionError("mktime requires array of 6 numbers") }
            return Dates.seconds(try BrokenDownTime(input, "mktime"))
        },
        "gmtime/0": .zero { input, _ throws(ExpressionError) in try Dates.broken(input, "gmtime").json },
        "localtime/0": .zero { input, _ throws(ExpressionError) in try Dates.broken(input, "localtime").json },
        "strftime/1": .one { input, format, _ throws(ExpressionError) in try Dates.written(input, format, "strftime") },
        "strflocaltime/1": .one { input, format, _ throws(ExpressionError) in
            try Dates.written(input, format, "strflocaltime")
        },
    ]
}
