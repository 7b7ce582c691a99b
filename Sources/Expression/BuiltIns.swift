import Notation

/// The functions of the language that are written in the language itself, and the names of all.
enum BuiltIns {
    /// Parsed once, when the first program needs one of them.
    static let definitions: [String: Syntax.Definition] = {
        var table: [String: Syntax.Definition] = [:]
        do throws(ExpressionSyntaxError) {
            for definition in try Parser.definitions(of: prelude) {
                table["\(definition.name)/\(definition.parameters.count)"] = definition
            }
        } catch {
            preconditionFailure("the prelude cannot be read at \(error.offset): \(error.message)")
        }
        return table
    }()

    /// What the resolver knows by itself.
    static let special: Set<String> = [
        "empty/0", "combinations/0", "path/1", "getpath/1", "del/1", "first/1", "isempty/1", "range/3", "_limit/2",
        "_skip/2",
    ]

    static let names: [String] = {
        var names = Set(definitions.keys).union(Native.table.keys).union(special)
        names = names.filter { !$0.hasPrefix("_") && !$0.hasPrefix("@") }
        return names.sorted()
    }()

    /// Definitions that do not call themselves are put in place of their calls, with each filter given as an argument
    /// in place of its name. So that this cannot make a program explode, each names its filters at most once.
    private static let prelude = """
        def map(f): [.[] | f];
        def map_values(f): .[] |= f;
        def select(f): if f then . else empty end;
        def values: select(. != null);
        def nulls: select(. == null);
        def booleans: select(type == "boolean");
        def numbers: select(type == "number");
        def strings: select(type == "string");
        def arrays: select(type == "array");
        def objects: select(type == "object");
        def iterables: select(type as $t | $t == "array" or $t == "object");
        def scalars: select(type as $t | $t != "array" and $t != "object");
        def scalars_or_empty: scalars;
        def isfinite: isinfinite | not;
        def finites: select(isinfinite or isnan | not);
        def normals: select(isnormal);
        def isvalid(f): try (f | true) catch false;
        def recurse: ..;
        def recurse_down: ..;
        def recurse(f): def r: ., (f | r); r;
        def recurse(f; condition): def r: ., (f | select(condition) | r); r;
        def while(condition; update): def r: if condition then ., (update | r) else empty end; r;
        def until(condition; update): def r: if condition then . else update | r end; r;
        def repeat(update): def r: ., (update | r); r;
        def walk(f): def w: (if type == "object" then map_values(w) elif type == "array" then map(w) else . end) | f; w;
        def range($end): range(0; $end; 1);
        def range($start; $end): range($start; $end; 1);
        def first: .[0];
        def last: .[-1];
        def nth($n): .[$n];
        def last(f): reduce f as $x (null; $x);
        def limit($n; f): _limit($n; f);
        def skip($n; f): _skip($n; f);
        def nth($n; f):
            if $n < 0 then error("Out of bounds negative array index") else last(limit($n + 1; f)) end;
        def setpath($path; $value): getpath($path) = $value;
        def in(object): . as $key | object | has($key);
        def inside(whole): . as $part | whole | contains($part);
        def with_entries(f): to_entries | map(f) | from_entries;
        def paths: path(..) | select(length > 0);
        def paths(f): path(.. | select(f)) | select(length > 0);
        def leaf_paths: paths(scalars);
        def pick(places): . as $whole | reduce path(places) as $p (null; setpath($p; $whole | getpath($p)));
        def add(f): reduce f as $x (null; . + $x);
        def any: any(.[]; .);
        def all: all(.[]; .);
        def any(f): any(.[]; f);
        def all(f): all(.[]; f);
        def any(source; condition): isempty(first(source | select(condition))) | not;
        def all(source; condition): isempty(first(source | select(condition | not)));
        def sort_by(f): _sort_by(map([f]));
        def group_by(f): _group_by(map([f]));
        def unique_by(f): _unique_by(map([f]));
        def min_by(f): _min_by(map([f]));
        def max_by(f): _max_by(map([f]));
        def index($part): _indices($part) | .[0];
        def rindex($part): _indices($part) | .[-1:][0];
        def indices($part): _indices($part);
        def combinations:
            if length == 0 then [] else .[0][] as $x | (.[1:] | combinations) as $rest | [$x] + $rest end;
        def combinations($n): . as $choices | [range($n)] | map($choices) | combinations;
        def ascii: [.] | implode;
        def inputs: empty;
        def debug: .;
        def debug(message): .;
        def stderr: .;
        def todate: strftime("%Y-%m-%dT%H:%M:%SZ");
        def fromdateiso8601: _fromdate;
        def fromdate: _fromdate;
        def todateiso8601: todate;
        def date: todate;
        def dateadd($unit; $n): . + $n;
        def datesub($unit; $n): . - $n;
        def test($re): _test($re; null);
        def test($re; $flags): _test($re; $flags);
        def match($re): _matches($re; null) | .[];
        def match($re; $flags): _matches($re; $flags) | .[];
        def capture($re): _matches($re; null) | .[] | _captured;
        def capture($re; $flags): _matches($re; $flags) | .[] | _captured;
        def scan($re): scan($re; null);
        def scan($re; $flags): _matches($re; "g" + $flags) | .[] | _scanned;
        def splits($re): split($re; null) | .[];
        def splits($re; $flags): split($re; $flags) | .[];
        def sub($re; f): sub($re; f; "");
        def sub($re; f; $flags):
            [_matches($re; $flags) | .[] | [., [_captured | f]]] as $edits | _replaced($edits) | .[];
        def gsub($re; f): sub($re; f; "g");
        def gsub($re; f; $flags): sub($re; f; $flags + "g");
        def tostream: _streamed | .[];
        def fromstream(f):
            foreach f as $event ({};
                if .done then {} else . end
                | if ($event | length) == 2
                  then setpath(["done"]; ($event[0] | length) == 0) | setpath(["value"] + $event[0]; $event[1])
                  else setpath(["done"]; ($event[0] | length) == 1) end;
                if .done then .value else empty end);
        def truncate_stream(stream):
            . as $depth | null | stream | select((.[0] | length) > $depth) | .[0] |= .[$depth:];
        def INDEX(f): INDEX(.[]; f);
        def INDEX(source; f): reduce source as $row ({}; .[$row | f | tostring] |= $row);
        def IN(values): . as $sought | any(values; . == $sought);
        def IN(source; values): any(values == source; .);
        def JOIN($index; f): [.[] | [., $index[f]]];
        def JOIN($index; source; f): source | [., $index[f]];
        def JOIN($index; source; f; joined): source | [., $index[f]] | joined;
        """
}
