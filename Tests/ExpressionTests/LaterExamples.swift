/// What came with jq 1.7 or later, and what is ours: zones in dates, fractions of a second, exact whole numbers.
let laterExamples = Example.table(
    #"""
    abs ;; -5 ;; 5
    map(abs) ;; [-1.5,0,2] ;; [1.5,0,2]
    abs ;; "a" ;; !string ("a") has no absolute value
    toarray, (1 | toarray) ;; [1] ;; [1] ;; [1]
    pick(.a, .b.c) ;; {"a":1,"b":{"c":2,"d":3},"e":4} ;; {"a":1,"b":{"c":2}}
    pick(.[1]) ;; [1,2,3] ;; [null,2]
    pick(first) ;; [1,2] ;; [1]
    have_literal_numbers, have_decnum ;; null ;; true ;; false
    trim, ltrim, rtrim ;; " a b " ;; "a b" ;; "a b " ;; " a b"
    trim ;; 1 ;; !number (1) cannot be trimmed
    trimstr("a") ;; "abca" ;; "bc"
    [limit(-1; 1, 2)] ;; null ;; [1,2]
    [skip(2; range(5))], [skip(0; 1)], [skip(9; 1)] ;; null ;; [2,3,4] ;; [1] ;; []
    [limit(2; skip(1; range(10)))] ;; null ;; [1,2]
    add(.[].a), add(empty) ;; [{"a":1},{"a":2}] ;; 3 ;; null
    if . then 1 end ;; null ;; null
    if . == 1 then "one" elif . == 2 then "two" end ;; 3 ;; 3
    try error(null) catch . ;; 1 ;; null
    [splits("a";"g")] ;; "xay" ;; ["x","y"]
    [scan("[A-Z]"; "i")] ;; "aB1" ;; ["a","B"]
    ascii ;; 65 ;; "A"
    @urid ;; "%C3%A9%20a" ;; "é a"
    @base32d ;; "KRUGS4Y=" ;; "This"
    . as {$a, b: [$c]} ?// [$a, $c] | [$a, $c] ;; {"a":1,"b":[2]} ;; [1,2]
    . as $x | {$x: 1}? ;; "k" ;; {"k":1}
    . as $x | {$x: 2, "b": 3} ;; "a" ;; {"a":2,"b":3}
    {a: 1 + 2, b: .c // 3} ;; {} ;; {"a":3,"b":3}
    .a.[1], .["a"].[0] ;; {"a":[3,4]} ;; 4 ;; 3
    .a?//"none" ;; 5 ;; "none"
    [.[] | ltrimstr("a") | rtrimstr("b")] ;; ["ab","xb",1] ;; ["","x",1]
    getpath(["a",0,"b"]) ;; null ;; null
    [paths] ;; {"a":{"b":1}} ;; [["a"],["a","b"]]
    .[] |= empty ;; [1,2,3,4] ;; []
    (.[] | select(. > 1)) |= empty ;; [1,2,3] ;; [1]
    to_entries ;; {"b":1,"a":2} ;; [{"key":"b","value":1},{"key":"a","value":2}]
    debug, debug("x"), stderr ;; 7 ;; 7 ;; 7 ;; 7
    input_line_number, input_filename, $__loc__ ;; null ;; 0 ;; null ;; {"file":"<top-level>","line":1}
    now ;; null ;; 1767225600.5
    now | todate ;; null ;; "2026-01-01T00:00:00Z"
    now | gmtime ;; null ;; [2026,0,1,0,0,0.5,4,0]
    fromdate ;; "2021-03-25T00:00:00+07:00" ;; 1616605200
    fromdate ;; "2021-03-25T00:00:00.250Z" ;; 1616630400.25
    strptime("%Y-%m-%dT%H:%M:%S%z") | mktime ;; "2021-03-25T07:00:00.5+0700" ;; 1616630400
    strptime("%d/%m/%Y %H:%M") | todate ;; "25/03/2021 08:30" ;; "2021-03-25T08:30:00Z"
    strptime("%Y-%m-%d") ;; "2021-02-29" ;; !date "2021-02-29" does not match format "%Y-%m-%d"
    strftime("%G-W%V-%u %s %F %T %y %l") ;; 1609459199 ;; "2020-W53-4 1609459199 2020-12-31 23:59:59 20 11"
    strflocaltime("%H:%M %Z"), (localtime | mktime) ;; 3600 ;; "01:00 UTC" ;; 3600
    [2024, 13, 1, 0, 0, 0] | mktime | todate ;; null ;; "2025-02-01T00:00:00Z"
    . + 1, . - 1, . * 1, -. ;; 9007199254740993 ;; 9007199254740994 ;; 9007199254740992 ;; 9007199254740993 ;; -9007199254740993
    . + 1 ;; 9223372036854775807 ;; 9.223372036854776e+18
    . / 3, . / 2 ;; 27021597764222979 ;; 9007199254740993 ;; 13510798882111490
    1 == 1.0, ([1, 1.0] | unique), ({"a":1} == {"a":1.0}) ;; null ;; true ;; [1] ;; true
    "\u00e0" == "a\u0300" ;; null ;; false
    "x" * 0, "x" * 0.5, 2 * "x" ;; null ;; null ;; "x" ;; "xx"
    tojson ;; {"b":[1.0,"é\u0001"],"a":null} ;; "{\"b\":[1,\"é\\u0001\"],\"a\":null}"
    limit(1; error("x")) ;; null ;; !x
    [.[] | (.a, .b) = 1] ;; [{"a":0}] ;; [{"a":1,"b":1}]
    ascii_downcase ;; "ĐÔN ĐỐC ABC" ;; "ĐÔn ĐỐc abc"
    length, (.[4:] | length), explode[0] ;; "đôn đốc" ;; 7 ;; 3 ;; 273
    [match("đ(?<v>.)"; "gi") | [.offset, .length, .captures[0].string]] ;; "Đôn đốc" ;; [[0,2,"ô"],[4,2,"ố"]]
    [match("."; "g").offset] ;; "a😀b" ;; [0,1,2]
    test("\\p{L}+\\d{2}(?!x)") ;; "Kỳ12" ;; true
    sub("(?<d>\\d+)/(?<m>\\d+)"; "\(.m)-\(.d)") ;; "trước 25/03" ;; "trước 03-25"
    gsub("(?<x>[aeiou])"; "<\(.x)>") ;; "quota" ;; "q<u><o>t<a>"
    gsub(""; "-") ;; "ab" ;; "-a-b-"
    [.[] | gsub("^\\s+|\\s+$"; "")] ;; ["  a ","b"] ;; ["a","b"]
    test("a.c"; "x"), test("A"; "ix"), test("a\nc"; "") ;; "abc" ;; true ;; true ;; false
    ltrimstr("a", "b") ;; "ab" ;; "b" ;; "ab"
    splits("x") ;; 1 ;; !number (1) cannot be matched, as it is not a string
    halt_error ;; "bye" ;; !bye
    input ;; null ;; !No more inputs
    [inputs] ;; null ;; []
    env, $ENV, env.PATH, $ENV.PATH ;; null ;; {} ;; {} ;; null ;; null
    get_search_list ;; null ;; []
    indices("aa"), indices("aba"), index("aab"), rindex("aa") ;; "aaabaaba" ;; [0,1,4] ;; [2,5] ;; 1 ;; 4
    [match("a*"; "g") | [.offset, .length]] ;; "baac" ;; [[0,0],[1,2],[3,0],[4,0]]
    "" * 1e18, "" * 3 ;; null ;; "" ;; ""
    _replaced([[{offset: 9, length: 1e18}, ["x"]], [{offset: -3, length: -1}, ["y"]]]) ;; "abc" ;; ["abcxy"]
    builtins | (index("map/1") != null), (index("_test/2") != null) ;; null ;; true ;; false
    error ;; {"a":1} ;; !{"a":1}
    @json "v=\(.)", @sh "x \(.)" ;; "a'b" ;; "v=\"a'b\"" ;; "x 'a'\\''b'"
    getpath(["a","b"]) ;; {"a":1} ;; !Cannot index number with "b"
    .[-1:] = ["x","y"] ;; [1,2] ;; [1,"x","y"]
    del(.[0,2], .[-1]) ;; [1,2,3,4] ;; [2]
    walk(select(. != null)) ;; [1,null,{"a":null,"b":2}] ;; [1,{"b":2}]
    tojson, ([.[] | tostring] | join(" ")) ;; [1,"a",null] ;; "[1,\"a\",null]" ;; "1 a null"
    ltrimstr("x") | ascii_upcase ;; "xab" ;; "AB"
    significand, logb, trunc, (10 | gamma | floor) ;; 10.5 ;; 1.3125 ;; 3 ;; 10 ;; 12
    """#)
