import Interpreter
import Notation
import Testing

struct SchemaValidationTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let schema: String
        let fits: [String]
        let not: [String]
        var testDescription: String { schema }
    }

    private static let rows = [
        Row(schema: "true", fits: ["1", "null"], not: []), Row(schema: "false", fits: [], not: ["1", "null"]),
        Row(schema: "{}", fits: ["1"], not: []),
        Row(schema: #"{"type":"integer"}"#, fits: ["1", "1.0", "-3"], not: ["1.5", "\"1\"", "null"]),
        Row(schema: #"{"type":["string","null"]}"#, fits: ["\"\"", "null"], not: ["1", "[]"]),
        Row(schema: #"{"enum":[1,"a",null]}"#, fits: ["1", "\"a\"", "null"], not: ["2", "\"b\""]),
        Row(schema: #"{"const":{"a":1}}"#, fits: [#"{"a":1.0}"#], not: ["{}", "1"]),
        Row(schema: #"{"minimum":1,"exclusiveMaximum":5}"#, fits: ["1", "4.9", "\"9\""], not: ["0", "5"]),
        Row(schema: #"{"maximum":5,"exclusiveMinimum":1}"#, fits: ["5", "1.1"], not: ["1", "6"]),
        Row(schema: #"{"multipleOf":0.1}"#, fits: ["0.3", "7"], not: ["0.25"]),
        Row(schema: #"{"minLength":2,"maxLength":3}"#, fits: ["\"đôn\"", "\"ab\""], not: ["\"a\"", "\"abcd\""]),
        Row(schema: #"{"pattern":"^\\d{2}$"}"#, fits: ["\"12\"", "12"], not: ["\"123\"", "\"x\""]),
        Row(
            schema: #"{"minItems":1,"maxItems":2,"uniqueItems":true}"#, fits: ["[1]", "[1,2]"],
            not: ["[]", "[1,1.0]", "[1,2,3]"]),
        Row(schema: #"{"items":{"type":"string"}}"#, fits: ["[]", "[\"a\"]"], not: ["[\"a\",1]"]),
        Row(
            schema: #"{"prefixItems":[{"type":"string"},{"type":"number"}],"items":false}"#,
            fits: ["[\"a\",1]", "[\"a\"]", "[]"],
            not: ["[1]", "[\"a\",1,2]"]),
        Row(
            schema: #"{"contains":{"type":"string"},"minContains":2,"maxContains":3}"#, fits: ["[\"a\",1,\"b\"]"],
            not: ["[\"a\"]", "[\"a\",\"b\",\"c\",\"d\"]"]),
        Row(
            schema: #"{"properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}"#,
            fits: [#"{"a":"x"}"#, "3"], not: ["{}", #"{"a":1}"#, #"{"a":"x","b":1}"#]),
        Row(
            schema: #"{"patternProperties":{"^n_":{"type":"number"}},"additionalProperties":{"type":"string"}}"#,
            fits: [#"{"n_a":1,"b":"x"}"#], not: [#"{"n_a":"x"}"#, #"{"b":1}"#]),
        Row(schema: #"{"propertyNames":{"pattern":"^[a-z]+$"}}"#, fits: [#"{"a":1}"#], not: [#"{"A":1}"#]),
        Row(schema: #"{"minProperties":1,"maxProperties":1}"#, fits: [#"{"a":1}"#], not: ["{}", #"{"a":1,"b":2}"#]),
        Row(schema: #"{"dependentRequired":{"a":["b"]}}"#, fits: ["{}", #"{"a":1,"b":1}"#], not: [#"{"a":1}"#]),
        Row(schema: #"{"dependentSchemas":{"a":{"required":["b"]}}}"#, fits: [#"{"b":1}"#], not: [#"{"a":1}"#]),
        Row(schema: #"{"allOf":[{"minimum":1},{"maximum":3}]}"#, fits: ["2"], not: ["0", "4"]),
        Row(schema: #"{"anyOf":[{"type":"string"},{"minimum":3}]}"#, fits: ["\"a\"", "3"], not: ["2"]),
        Row(schema: #"{"oneOf":[{"multipleOf":2},{"multipleOf":3}]}"#, fits: ["2", "3"], not: ["6", "5"]),
        Row(schema: #"{"not":{"type":"null"}}"#, fits: ["1"], not: ["null"]),
        Row(
            schema:
                #"{"if":{"properties":{"k":{"const":"a"}},"required":["k"]},"then":{"required":["x"]},"else":{"required":["y"]}}"#,
            fits: [#"{"k":"a","x":1}"#, #"{"k":"b","y":1}"#, #"{"y":1}"#],
            not: [#"{"k":"a","y":1}"#, #"{"k":"b","x":1}"#]),
        Row(
            schema:
                ##"{"$defs":{"n":{"type":"integer"},"list":{"type":"array","items":{"$ref":"#/$defs/n"}}},"$ref":"#/$defs/list"}"##,
            fits: ["[1,2]"], not: ["[\"a\"]", "1"]),
        Row(
            schema: ##"{"properties":{"next":{"$ref":"#"},"v":{"type":"integer"}},"required":["v"]}"##,
            fits: [#"{"v":1,"next":{"v":2}}"#], not: [#"{"v":1,"next":{}}"#]),
        Row(
            schema: ##"{"$defs":{"x":{"$anchor":"here","type":"string"}},"$ref":"#here"}"##, fits: ["\"a\""], not: ["1"]
        ),
        Row(
            schema: ##"{"$defs":{"x":{"$id":"https://a.b/x","type":"string"}},"$ref":"https://a.b/x"}"##,
            fits: ["\"a\""], not: ["1"]),
        Row(schema: ##"{"$ref":"#/$defs/missing"}"##, fits: [], not: ["1"]),
        Row(schema: ##"{"$ref":"#"}"##, fits: [], not: ["1"]),
        Row(
            schema:
                #"{"allOf":[{"properties":{"a":true}}],"anyOf":[{"properties":{"b":{"const":1}},"required":["b"]},true],"unevaluatedProperties":false}"#,
            fits: [#"{"a":1}"#, #"{"a":1,"b":1}"#], not: [#"{"c":1}"#, #"{"b":2}"#]),
        Row(
            schema: #"{"allOf":[{"prefixItems":[true]}],"unevaluatedItems":{"type":"string"}}"#, fits: ["[1,\"a\"]"],
            not: ["[1,2]"]),
    ]

    @Test(arguments: rows)
    func `a value fits its schema, or does not`(row: Row) throws {
        let validation = SchemaValidation(of: try JSON(parsing: row.schema))
        for value in row.fits { #expect(validation.violations(of: try JSON(parsing: value)) == [], "\(value)") }
        for value in row.not { #expect(validation.violations(of: try JSON(parsing: value)) != [], "\(value)") }
    }

    @Test(
        arguments: [
            (
                "date-time", ["2021-03-01T08:00:00Z", "2021-03-01T08:00:00.5+07:00"],
                ["2021-03-01", "2021-02-30T08:00:00Z"]
            ),
            ("date", ["2024-02-29"], ["2023-02-29", "29/2/2024", "2024-2-9"]),
            ("time", ["08:00:00Z"], ["8:00", "25:00:00Z"]),
            ("duration", ["P1M", "PT0.5S", "P1W"], ["1M", "P", ""]),
            ("email", ["a@b.vn", "đôn@đốc.vn"], ["a", "a@", "a b@c.vn", "a@b..vn"]),
            ("uri", ["https://a.b/c?d#e", "urn:x"], ["a/b", "https://a b"]),
            ("uri-reference", ["/a/b", "urn:x"], ["a b"]),
            ("uuid", ["123e4567-e89b-12d3-a456-426614174000"], ["123e4567", "123e4567-e89b-12d3-a456-42661417400g"]),
            ("ipv4", ["10.0.0.255"], ["10.0.0.256", "10.0.0", "10.0.0.1."]),
            ("hostname", ["a-b.vn"], ["-a.vn", "a_b"]),
            ("json-pointer", ["", "/a/~0b"], ["a", "/~2"]), ("regex", ["^a+$"], ["("]), ("colour", ["anything"], []),
        ] as [(String, [String], [String])])
    func `formats are asserted, except those that nobody knows`(format: String, good: [String], bad: [String]) {
        let validation = SchemaValidation(of: ["format": .string(format)])
        for text in good { #expect(validation.violations(of: .string(text)) == [], "\(text)") }
        for text in bad { #expect(validation.violations(of: .string(text)) != [], "\(text)") }
    }

    @Test(
        arguments: [
            (#"{"type":"string"}"#, "7", "it is 7, not string"),
            (#"{"properties":{"a":{"items":{"minimum":3}}}}"#, #"{"a":[4,1]}"#, "/a/1 is 1, less than 3"),
            (#"{"required":["due"]}"#, "{}", #"it lacks "due""#),
            (#"{"additionalProperties":false}"#, #"{"duo":1}"#, #"it has the unknown member "duo""#),
            (
                #"{"oneOf":[{"required":["a","b"]},{"required":["c"]}]}"#, "{}",
                #"it fits none of the permitted forms; the nearest: it lacks "c""#
            ),
        ])
    func `a violation says where and what`(schema: String, value: String, sentence: String) throws {
        let violations = SchemaValidation(of: try JSON(parsing: schema)).violations(of: try JSON(parsing: value))
        #expect(violations.map(\.description) == [sentence])
    }
}
