/// Regular expressions, formats, numbers as text, messages.
let textExamples = Example.table(
    #"""
    test("foo") ;; "foobar" ;; true
    .[] | test("a b c # spaces are ignored"; "ix") ;; ["xabcd","ABC"] ;; true ;; true
    test(["A", "i"]) ;; "a" ;; true
    match("(abc)+"; "g") ;; "abc abc" ;; {"offset":0,"length":3,"string":"abc","captures":[{"offset":0,"length":3,"string":"abc","name":null}]} ;; {"offset":4,"length":3,"string":"abc","captures":[{"offset":4,"length":3,"string":"abc","name":null}]}
    match("foo") ;; "foo bar foo" ;; {"offset":0,"length":3,"string":"foo","captures":[]}
    match(["foo", "ig"]) ;; "foo bar FOO" ;; {"offset":0,"length":3,"string":"foo","captures":[]} ;; {"offset":8,"length":3,"string":"FOO","captures":[]}
    match("foo (?<bar123>bar)? foo"; "ig") ;; "foo bar foo foo  foo" ;; {"offset":0,"length":11,"string":"foo bar foo","captures":[{"offset":4,"length":3,"string":"bar","name":"bar123"}]} ;; {"offset":12,"length":8,"string":"foo  foo","captures":[{"offset":-1,"length":0,"string":null,"name":"bar123"}]}
    [match(""; "g")] | length ;; "abc" ;; 4
    [match("."; "g") | .offset] ;; "aé漢" ;; [0,1,2]
    [match("a|b"; "g").string] ;; "xaxbx" ;; ["a","b"]
    capture("(?<a>[a-z]+)-(?<n>[0-9]+)") ;; "xyzzy-14" ;; {"a":"xyzzy","n":"14"}
    [capture("(?<a>[a-z])(?<n>[0-9])?"; "g")] ;; "a1b" ;; [{"a":"a","n":"1"},{"a":"b","n":null}]
    scan("c") ;; "abcdefabc" ;; "c" ;; "c"
    [scan("(a+)(b+)")] ;; "abaabbaaabbb" ;; [["a","b"],["aa","bb"],["aaa","bbb"]]
    [scan("[A-Z]"; "i")] ;; "aB" ;; ["a","B"]
    split(", *"; null) ;; "ab,cd, ef" ;; ["ab","cd","ef"]
    [splits(", *")] ;; "ab,cd,   ef, gh" ;; ["ab","cd","ef","gh"]
    [splits("a+"; "i")] ;; "bAAbaab" ;; ["b","b","b"]
    sub("[^a-z]*(?<x>[a-z]+)"; "Z\(.x)") ;; "123abc456def" ;; "Zabc456def"
    sub("(?<a>.)"; "\(.a|ascii_upcase)", "\(.a|ascii_downcase)") ;; "aB" ;; "AB" ;; "aB"
    gsub("(?<x>.)[^a]*"; "+\(.x)-") ;; "Abcabc" ;; "+A-+a-"
    gsub("p"; "a", "b") ;; "p" ;; "a" ;; "b"
    gsub(""; "a"; "g") ;; "a" ;; "aaa"
    gsub("^"; "a") ;; "" ;; "a"
    gsub("a"; "b") ;; "aaaaa" ;; "bbbbb"
    gsub("\\s+"; " ") ;; "a   b\tc" ;; "a b c"
    gsub("é"; "e") ;; "été" ;; "ete"
    [gsub("(?<a>.)"; "\(.a|ascii_upcase)", "\(.a|ascii_downcase)", "c")] ;; "aB" ;; ["AB","ab","cc"]
    sub("x"; "y") ;; "abc" ;; "abc"
    try test("a"; "q") catch . ;; "a" ;; "q is not a valid modifier string"
    try test(1) catch . ;; "a" ;; "number (1) cannot be matched, as it is not a string"
    try test("a") catch . ;; 1 ;; "number (1) cannot be matched, as it is not a string"
    [.[] | test("^b"; "x")] ;; ["b","a\nb"] ;; [true,false]
    test("a.b"), test("a.b"; "p") ;; "a\nb" ;; false ;; true
    ascii ;; 65 ;; "A"
    @text ;; [1,"a"] ;; "[1,\"a\"]"
    @json ;; [1,"a"] ;; "[1,\"a\"]"
    @html ;; "This works if x < y & 'z' \"q\"" ;; "This works if x &lt; y &amp; &#39;z&#39; &quot;q&quot;"
    @uri ;; "ü &=~-._/" ;; "%C3%BC%20%26%3D~-._%2F"
    @csv ;; [1,"a \"b\"",null,true,1.5] ;; "1,\"a \"\"b\"\"\",,true,1.5"
    @tsv ;; [1,"a\tb\n\\",null,false] ;; "1\ta\\tb\\n\\\\\t\tfalse"
    @sh ;; "it's" ;; "'it'\\''s'"
    @sh ;; [1,"a b",null] ;; "1 'a b' null"
    @base64 ;; "This is a message" ;; "VGhpcyBpcyBhIG1lc3NhZ2U="
    @base64d ;; "VGhpcyBpcyBhIG1lc3NhZ2U=" ;; "This is a message"
    @base32 ;; "This is a message" ;; "KRUGS4ZANFZSAYJANVSXG43BM5SQ===="
    @base32d ;; "KRUGS4ZANFZSAYJANVSXG43BM5SQ====" ;; "This is a message"
    @sh "echo \(.)" ;; "O'Hara's Ale" ;; "echo 'O'\\''Hara'\\''s Ale'"
    @html "<b>\(.)</b>" ;; "<&>" ;; "<b>&lt;&amp;&gt;</b>"
    @uri "https://x/?q=\(.search)" ;; {"search":"what is jq?"} ;; "https://x/?q=what%20is%20jq%3F"
    @json "x\(.)y" ;; "a" ;; "x\"a\"y"
    @text "a\(1)" ;; null ;; "a1"
    @csv "\(.)" ;; [1,"b"] ;; "1,\"b\""
    try @csv catch . ;; {} ;; "object ({}) cannot be csv-formatted, only array"
    try @csv catch . ;; [{}] ;; "object ({}) is not valid in a csv row"
    try @sh catch . ;; [[1]] ;; "array ([1]) can not be escaped for shell"
    format("csv") ;; [1,"a"] ;; "1,\"a\""
    index(","), rindex(","), indices(",") ;; "a,b, cd, efg, hijk" ;; 1 ;; 12 ;; [1,3,7,12]
    indices(1) ;; [0,1,2,1,3,1] ;; [1,3,5]
    indices([1, 2]) ;; [0,1,2,3,1,4,2,5,1,2,6,7] ;; [1,8]
    index("x") ;; "abc" ;; null
    indices("") ;; "abc" ;; []
    split("aa"), split("aba"), indices("aba") ;; "aaabaaba" ;; ["","ab","ba"] ;; ["aa","",""] ;; [2,5]
    .[[1, 2]] ;; [0,1,2,1,2] ;; [1,3]
    splits("b") ;; "abc" ;; "a" ;; "c"
    ascii_downcase ;; "ABC" ;; "abc"
    tojson ;; {"a":[1,2.5,"x",null]} ;; "{\"a\":[1,2.5,\"x\",null]}"
    fromjson ;; "[1, 2.0, {\"a\": null}]" ;; [1,2,{"a":null}]
    try fromjson catch "bad" ;; "[1," ;; "bad"
    input_line_number ;; null ;; 0
    input_filename ;; null ;; null
    $__loc__ ;; null ;; {"file":"<top-level>","line":1}
    [splits("a", "b")] ;; "xaybz" ;; ["x","ybz","xay","z"]
    now | type ;; null ;; "number"
    [debug] ;; 1 ;; [1]
    [stderr] ;; 1 ;; [1]
    getpath([]) ;; 1 ;; 1
    error ;; "boom" ;; !boom
    error({a: 1}) ;; null ;; !{"a":1}
    .a.b ;; {"a":1} ;; !Cannot index number with "b"
    .[0] ;; {"a":1} ;; !Cannot index object with number
    .["a"] ;; 5 ;; !Cannot index number with "a"
    .[] ;; 5 ;; !Cannot iterate over number (5)
    {} + 1 ;; null ;; !object ({}) and number (1) cannot be added
    {} - 1 ;; null ;; !object ({}) and number (1) cannot be subtracted
    [] - {} ;; null ;; !array ([]) and object ({}) cannot be subtracted
    [] * 2 ;; null ;; !array ([]) and number (2) cannot be multiplied
    {} / 2 ;; null ;; !object ({}) and number (2) cannot be divided
    {(1): 2} ;; null ;; !Cannot use number (1) as object key
    -"a" ;; null ;; !string ("a") cannot be negated
    [1, 2] | .[0:1] = 5 ;; null ;; !A slice of an array can only be assigned another array
    "\u00e9\ud83d\ude00\n\t\"\\/" ;; null ;; "é😀\n\t\"\\/"
    [.[] | {a, b}] ;; [{"a":1},{"b":2}] ;; [{"a":1,"b":null},{"a":null,"b":2}]
    [.[] | .a, .b | select(.)] ;; [{"a":1},{"b":2}] ;; [1,2]
    . as [$a, [$b]] | {$a, $b} ;; [1,[2]] ;; {"a":1,"b":2}
    .a.["b"] ;; {"a":{"b":1}} ;; 1
    .a.[0] ;; {"a":[3]} ;; 3
    reduce .[] as $x (0; . + $x) | . * 2 ;; [1,2] ;; 6
    try error("\(1 + 1)") catch . ;; null ;; "2"
    [.[] | try tonumber catch "x"] ;; ["1","b"] ;; [1,"x"]
    def f: reduce range(3) as $i (0; . + $i); f + 1 ;; null ;; 4
    [range(5)] | map(select(. % 2 == 0)) | add ;; null ;; 6
    to_entries | map("\(.key)=\(.value)") | join("&") ;; {"a":1,"b":2} ;; "a=1&b=2"
    group_by(.k) | map({key: .[0].k, value: map(.v) | add}) | from_entries ;; [{"k":"a","v":1},{"k":"b","v":2},{"k":"a","v":3}] ;; {"a":4,"b":2}
    [.[] | select(.tags | index("x"))] | length ;; [{"tags":["x"]},{"tags":[]}] ;; 1
    [limit(3; .[] | select(. > 1))] ;; [1,2,3,4,5] ;; [2,3,4]
    . as $o | keys | map({(.): $o[.]}) | add ;; {"b":2,"a":1} ;; {"a":1,"b":2}
    [paths(scalars) as $p | {($p | map(tostring) | join(".")): getpath($p)}] | add ;; {"a":{"b":1},"c":[2]} ;; {"a.b":1,"c.0":2}
    [.[] as {a: $x} | $x] ;; [{"a":1},{"a":2}] ;; [1,2]
    .[1:] as [$x, $y] | $x + $y ;; [1,2,3] ;; 5
    "\(1, 2)-\(3, 4)" ;; null ;; "1-3" ;; "2-3" ;; "1-4" ;; "2-4"
    [.[(0, 1):(2, 3)]] ;; [1,2,3] ;; [[1,2],[1,2,3],[2],[2,3]]
    [.[0, 1][0, 1]] ;; [[1,2],[3,4]] ;; [1,3,2,4]
    9007199254740993 ;; null ;; 9007199254740993
    . + 1 ;; 9007199254740993 ;; 9007199254740994
    1e3, 1.50, 0.0001, 1e-5, 1.5e300 ;; null ;; 1000 ;; 1.5 ;; 0.0001 ;; 1e-05 ;; 1.5e+300
    100000000000000000000 ;; null ;; 1e+20
    [1, 1.0, 1.5] | tojson ;; null ;; "[1,1,1.5]"
    {"a": 1} == {"a": 1.0} ;; null ;; true
    ltrimstr(1) ;; "a" ;; "a"
    splits(1)? ;; "a"
    """#)
