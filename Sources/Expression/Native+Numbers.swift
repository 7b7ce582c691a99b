import Foundation
import Notation

extension Native {
    static let numbers: [String: Native] = [
        "infinite/0": .zero { _, _ in .number(.infinity) },
        "nan/0": .zero { _, _ in .number(.nan) },
        "isinfinite/0": .zero { input, _ throws(ExpressionError) in .bool(try Numbers.value(input).isInfinite) },
        "isnan/0": .zero { input, _ throws(ExpressionError) in .bool(try Numbers.value(input).isNaN) },
        "isnormal/0": .zero { input, _ throws(ExpressionError) in .bool(try Numbers.value(input).isNormal) },
        "abs/0": .zero { input, _ throws(ExpressionError) in
            guard input.asDouble != nil else { throw ExpressionError("\(input.described) has no absolute value") }
            return try input.length()
        },
        "floor/0": Numbers.rounding(.down), "ceil/0": Numbers.rounding(.up),
        "round/0": Numbers.rounding(.toNearestOrAwayFromZero), "trunc/0": Numbers.rounding(.towardZero),
        "rint/0": Numbers.rounding(.toNearestOrEven), "nearbyint/0": Numbers.rounding(.toNearestOrEven),
        "fabs/0": .zero { input, _ throws(ExpressionError) in Numbers.json(abs(try Numbers.value(input))) },
        "frexp/0": .zero { input, _ throws(ExpressionError) in
            let value = try Numbers.value(input)
            if !value.isFinite { return [.number(value), 0] }
            let (fraction, exponent) = Foundation.frexp(value)
            return [Numbers.json(fraction), .integer(exponent)]
        },
        "modf/0": .zero { input, _ throws(ExpressionError) in
            let value = try Numbers.value(input)
            if value.isInfinite { return [.number(value.sign == .minus ? -0.0 : 0), .number(value)] }
            let whole = value.rounded(.towardZero)
            return [Numbers.json(value - whole), Numbers.json(whole)]
        },
        "lgamma_r/0": .zero { input, _ throws(ExpressionError) in
            let value = try Numbers.value(input)
            let gamma = Foundation.tgamma(value)
            return [Numbers.json(Numbers.logGamma(value)), .integer(gamma < 0 ? -1 : 1)]
        },
        "significand/0": .zero { input, _ throws(ExpressionError) in
            let value = try Numbers.value(input)
            return Numbers.json(
                value.isFinite && value != 0 ? value / Foundation.pow(2, Foundation.logb(value)) : value)
        },
        "fma/3": .three { _, a, b, c, _ throws(ExpressionError) in
            Numbers.json(Foundation.fma(try Numbers.value(a), try Numbers.value(b), try Numbers.value(c)))
        },
    ]

    static let mathematics: [String: Native] = {
        var table: [String: Native] = [:]
        for (name, function) in Numbers.unary {
            table[name + "/0"] = .zero { input, _ throws(ExpressionError) in
                Numbers.json(function(try Numbers.value(input)))
            }
        }
        for (name, function) in Numbers.bessel {
            table[name + "/2"] = .two { _, order, x, machine throws(ExpressionError) in
                // Found by so many steps of a recurrence.
                let order = max(-1e6, min(1e6, try Numbers.value(order)))
                try machine.charge(steps: Int(abs(order)) / 8)
                return Numbers.json(function(Int32(order), try Numbers.value(x)))
            }
        }
        for (name, function) in Numbers.binary {
            table[name + "/2"] = .two { _, a, b, _ throws(ExpressionError) in
                Numbers.json(function(try Numbers.value(a), try Numbers.value(b)))
            }
        }
        return table
    }()
}

enum Numbers {
    static func value(_ json: JSON) throws(ExpressionError) -> Double {
        guard let value = json.asDouble else { throw ExpressionError("\(json.described) number required") }
        return value
    }

    /// Whole results become whole numbers, so that they can be used as such.
    static func json(_ value: Double) -> JSON {
        if abs(value) < 0x1p53, let whole = Int(exactly: value), !(whole == 0 && value.sign == .minus) {
            return .integer(whole)
        }
        return .number(value)
    }

    static func rounding(_ rule: FloatingPointRoundingRule) -> Native {
        .zero { input, _ throws(ExpressionError) in
            if case .integer = input { return input }
            return json(try value(input).rounded(rule))
        }
    }

    static func logGamma(_ value: Double) -> Double { Foundation.lgamma(value) }

    static let unary: [(String, @Sendable (Double) -> Double)] = [
        ("sqrt", { $0.squareRoot() }), ("cbrt", { Foundation.cbrt($0) }), ("exp", { Foundation.exp($0) }),
        ("exp2", { Foundation.exp2($0) }), ("exp10", { Foundation.pow(10, $0) }), ("pow10", { Foundation.pow(10, $0) }),
        ("expm1", { Foundation.expm1($0) }), ("log", { Foundation.log($0) }), ("log2", { Foundation.log2($0) }),
        ("log10", { Foundation.log10($0) }), ("log1p", { Foundation.log1p($0) }), ("logb", { Foundation.logb($0) }),
        ("gamma", { logGamma($0) }), ("lgamma", { logGamma($0) }), ("tgamma", { Foundation.tgamma($0) }),
        ("sin", { Foundation.sin($0) }), ("cos", { Foundation.cos($0) }), ("tan", { Foundation.tan($0) }),
        ("asin", { Foundation.asin($0) }), ("acos", { Foundation.acos($0) }), ("atan", { Foundation.atan($0) }),
        ("sinh", { Foundation.sinh($0) }), ("cosh", { Foundation.cosh($0) }), ("tanh", { Foundation.tanh($0) }),
        ("asinh", { Foundation.asinh($0) }), ("acosh", { Foundation.acosh($0) }), ("atanh", { Foundation.atanh($0) }),
        ("j0", { Foundation.j0($0) }), ("j1", { Foundation.j1($0) }), ("y0", { Foundation.y0($0) }),
        ("y1", { Foundation.y1($0) }), ("erf", { Foundation.erf($0) }), ("erfc", { Foundation.erfc($0) }),
    ]

    static let binary: [(String, @Sendable (Double, Double) -> Double)] = [
        ("pow", { Foundation.pow($0, $1) }), ("atan2", { Foundation.atan2($0, $1) }),
        ("fmod", { Foundation.fmod($0, $1) }), ("fmin", { Foundation.fmin($0, $1) }),
        ("fmax", { Foundation.fmax($0, $1) }), ("fdim", { Foundation.fdim($0, $1) }),
        ("hypot", { Foundation.hypot($0, $1) }), ("copysign", { Foundation.copysign($0, $1) }),
        ("drem", { Foundation.remainder($0, $1) }), ("remainder", { Foundation.remainder($0, $1) }),
        ("nextafter", { Foundation.nextafter($0, $1) }), ("nexttoward", { Foundation.nextafter($0, $1) }),
        ("ldexp", { scaled($0, by: $1) }), ("scalb", { scaled($0, by: $1) }), ("scalbln", { scaled($0, by: $1) }),
    ]

    static let bessel: [(String, @Sendable (Int32, Double) -> Double)] = [
        ("jn", { Foundation.jn($0, $1) }), ("yn", { Foundation.yn($0, $1) }),
    ]

    private static func scaled(_ value: Double, by exponent: Double) -> Double {
        exponent.isNaN ? .nan : Foundation.scalbn(value, Int(max(-5000, min(5000, exponent))))
    }
}
