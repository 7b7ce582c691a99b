/// Functions that take a value and give one.
let valueExamples = Example.table(
    #"""
    length ;; [[1,2],"string",{"a":2},null,-5] ;; 5
    .[] | length ;; [[1,2],"string",{"a":2},null,-5] ;; 2 ;; 6 ;; 1 ;; 0 ;; 5
    utf8bytelength ;; "á" ;; 2
    length ;; "áb" ;; 2
    try length catch . ;; true ;; "boolean (true) has no length"
    not ;; true ;; false
    [true, false | not] ;; null ;; [false,true]
    keys ;; {"abc":1,"abcd":2,"Foo":3} ;; ["Foo","abc","abcd"]
    keys ;; [42,3,35] ;; [0,1,2]
    keys_unsorted ;; {"b":1,"a":2} ;; ["b","a"]
    try keys catch . ;; 1 ;; "number (1) has no keys"
    map(has("foo")) ;; [{"foo":42},{}] ;; [true,false]
    map(has(2)) ;; [[0,1],["a","b","c"]] ;; [false,true]
    try has("a") catch . ;; [1] ;; "Cannot check whether array has a string key"
    .[] | in({"foo": 42}) ;; ["foo","bar"] ;; true ;; false
    map(in([0,1])) ;; [2,0] ;; [false,true]
    map(. + 1) ;; [1,2,3] ;; [2,3,4]
    map_values(. + 1) ;; {"a":1,"b":2,"c":3} ;; {"a":2,"b":3,"c":4}
    map_values(empty) ;; {"a":1,"b":2} ;; {}
    map_values(empty) ;; [1,2,3] ;; []
    map_values(.,.) ;; {"a":1} ;; {"a":1}
    path(.a[0].b) ;; null ;; ["a",0,"b"]
    [path(..)] ;; {"a":[{"b":1}]} ;; [[],["a"],["a",0],["a",0,"b"]]
    [path(.a | select(.b == 0))] ;; {"a":{"b":0}} ;; [["a"]]
    path(.a | first, last) ;; {"a":[1,2]} ;; ["a",0] ;; ["a",-1]
    [path(.[1:2], .[0])] ;; [1,2,3] ;; [[{"start":1,"end":2}],[0]]
    [path(if .a then .b else .c end)] ;; {"a":1} ;; [["b"]]
    [path(.a // .b)] ;; {"a":null} ;; [["b"]]
    [path(.a, .b | .c)] ;; {} ;; [["a","c"],["b","c"]]
    [path(getpath(["a","b"]))] ;; null ;; [["a","b"]]
    [path(reduce ("a","b") as $k (.; .[$k]))] ;; null ;; [["a","b"]]
    [path(limit(1; .[]))] ;; [1,2] ;; [[0]]
    [path(first(.[]))] ;; [1,2] ;; [[0]]
    [path(.[] | select(. > 1))] ;; [1,2,3] ;; [[1],[2]]
    [path(recurse(.[]?))] ;; [1,[2]] ;; [[],[0],[1],[1,0]]
    [path(.a?)] ;; {} ;; [["a"]]
    [path(try .a catch .b)] ;; {} ;; [["a"]]
    try path(1) catch . ;; null ;; "Invalid path expression with result 1"
    try path(.a | map(.b)) catch . ;; {"a":[{"b":0}]} ;; "Invalid path expression with result [0]"
    try path(.a | tostring | .b) catch . ;; {"a":1} ;; "Invalid path expression near attempt to access element \"b\" of \"1\""
    path(empty) ;; 1
    [path(label $f | .a, break $f, .b)] ;; {} ;; [["a"]]
    [path(foreach (0,1) as $i (.; .[$i]; .))] ;; [[1,2],3] ;; [[0],[0,1]]
    del(.foo) ;; {"foo":42,"bar":9001} ;; {"bar":9001}
    del(.[1, 2]) ;; ["foo","bar","baz"] ;; ["foo"]
    del(.[0], .[1]) ;; [1,2,3] ;; [3]
    del(.[-1]) ;; [1,2,3] ;; [1,2]
    del(.[1:]) ;; [1,2,3] ;; [1]
    del(.[] | select(. >= 2)) ;; [1,5,3,0,7] ;; [1,0]
    del(.a.b, .a.c) ;; {"a":{"b":1,"c":2,"d":3}} ;; {"a":{"d":3}}
    del(.x.y) ;; {"a":1} ;; {"a":1}
    del(.) ;; 1 ;; null
    del(..) ;; [1] ;; null
    del(.[0:2][0]) ;; [1,2,3] ;; [2,3]
    to_entries ;; {"a":1,"b":2} ;; [{"key":"a","value":1},{"key":"b","value":2}]
    from_entries ;; [{"key":"a","value":1},{"key":"b","value":2}] ;; {"a":1,"b":2}
    from_entries ;; [{"name":"a","value":1},{"k":"b","v":2},{"Name":"c","Value":3},{"key":null,"value":4},{"key":false,"value":5},{"key":1,"value":6}] ;; {"a":1,"b":2,"c":3,"null":4,"false":5,"1":6}
    with_entries(.key |= "KEY_" + .) ;; {"a":1,"b":2} ;; {"KEY_a":1,"KEY_b":2}
    with_entries(select(.value > 1)) ;; {"a":1,"b":2} ;; {"b":2}
    .[] | select(.id == "second") ;; [{"id":"first","val":1},{"id":"second","val":2}] ;; {"id":"second","val":2}
    map(select(. >= 2)) ;; [1,5,3,0,7] ;; [5,3,7]
    1, empty, 2 ;; null ;; 1 ;; 2
    [1,2,empty,3] ;; null ;; [1,2,3]
    try error("\($__loc__)") catch . ;; null ;; "{\"file\":\"<top-level>\",\"line\":1}"
    try error catch . ;; "error message" ;; "error message"
    try error(null) catch . ;; null ;; null
    try error({a: 1}) catch .a ;; null ;; 1
    [.[] | numbers, strings] ;; [1,"a",null,true,[],{}] ;; [1,"a"]
    [.[] | arrays, objects, iterables, booleans, nulls, values, scalars] ;; [1,"a",null,true,[],{}] ;; [1,1,"a","a",null,null,true,true,true,[],[],[],{},{},{}]
    add ;; ["a","b","c"] ;; "abc"
    add ;; [1,2,3] ;; 6
    add ;; [] ;; null
    add ;; {"a":1,"b":2} ;; 3
    add ;; [[1],[2,3]] ;; [1,2,3]
    add ;; [null,1] ;; 1
    any ;; [true,false] ;; true
    any ;; [] ;; false
    all ;; [true,false] ;; false
    all ;; [] ;; true
    any(. > 2) ;; [1,2,3] ;; true
    all(. > 2) ;; [1,2,3] ;; false
    any(.[]; . > 2), all(.[]; . > 0) ;; [1,2,3] ;; true ;; true
    any(true, error; .) ;; "x" ;; true
    all(false, error; .) ;; "x" ;; false
    flatten ;; [1,[2],[[3]]] ;; [1,2,3]
    flatten(1) ;; [1,[2],[[3]]] ;; [1,2,[3]]
    flatten ;; [[]] ;; []
    flatten ;; [{"foo":"bar"},[{"foo":"baz"}]] ;; [{"foo":"bar"},{"foo":"baz"}]
    try flatten(-1) catch . ;; [1] ;; "flatten depth must not be negative"
    [range(2; 4)] ;; null ;; [2,3]
    [range(4)] ;; null ;; [0,1,2,3]
    [range(0; 10; 3)] ;; null ;; [0,3,6,9]
    [range(0; 10; -1)] ;; null ;; []
    [range(0; -5; -1)] ;; null ;; [0,-1,-2,-3,-4]
    [range(0, 1; 3, 4)] ;; null ;; [0,1,2,0,1,2,3,1,2,1,2,3]
    [range(0, 1, 2; 4, 3, 2; 2, 3)] ;; null ;; [0,2,0,3,0,2,0,0,0,1,3,1,1,1,1,1,2,2,2,2]
    [range(2.5)] ;; null ;; [0,1,2]
    [range(1; 2; 0.25)] ;; null ;; [1,1.25,1.5,1.75]
    try range("a") catch . ;; null ;; "Range bounds must be numeric"
    floor ;; 3.1415 ;; 3
    sqrt ;; 9 ;; 3
    pow(.; 2) ;; 4 ;; 16
    [pow(2,3; 1,2)] ;; null ;; [2,3,4,9]
    log2 ;; 8 ;; 3
    [.[] | floor, ceil, round, trunc, fabs] ;; [1.5,-1.5,2.5,-0.4] ;; [1,2,2,1,1.5,-2,-1,-2,-1,1.5,2,3,3,2,2.5,-1,-0,-0,-0,0.4]
    [.[] | frexp] ;; [8,0.3,0] ;; [[0.5,4],[0.6,-1],[0,0]]
    [.[] | modf] ;; [1.5,-2.25,3] ;; [[0.5,1],[-0.25,-2],[0,3]]
    ldexp(3; 4), scalb(3; 4), significand, logb, exp10, exp2 ;; 2 ;; 48 ;; 48 ;; 1 ;; 1 ;; 100 ;; 4
    [gamma, lgamma, tgamma, lgamma_r] ;; 5 ;; [3.1780538303479458,3.1780538303479458,24,[3.1780538303479458,1]]
    fma(2; 3; 4), drem(10; 3), hypot(3; 4), atan2(1; 1), fmin(1; 2), fmax(1; 2), fmod(7; 3), copysign(3; -1) ;; null ;; 10 ;; 1 ;; 5 ;; 0.7853981633974483 ;; 1 ;; 2 ;; 1 ;; -3
    [cbrt, exp, log, log10, log1p, expm1] ;; 1 ;; [1,2.718281828459045,0,0,0.6931471805599453,1.718281828459045]
    [sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, atanh] ;; 0 ;; [0,1,0,0,1.5707963267948966,0,0,1,0,0,0]
    nearbyint, rint ;; 2.5 ;; 2 ;; 2
    tostring ;; [1,"1",[1]] ;; "[1,\"1\",[1]]"
    .[] | tostring ;; [1,"1",[1],null,true] ;; "1" ;; "1" ;; "[1]" ;; "null" ;; "true"
    .[] | tonumber ;; [1,"1","-2.5","1e3"] ;; 1 ;; 1 ;; -2.5 ;; 1000
    .[] | try tonumber catch "bad" ;; ["","x","1x","0x10"," 1"] ;; "bad" ;; "bad" ;; "bad" ;; "bad" ;; "bad"
    map(type) ;; [0,false,[],{},null,"hello"] ;; ["number","boolean","array","object","null","string"]
    infinite, -infinite, nan | tostring ;; null ;; "1.7976931348623157e+308" ;; "-1.7976931348623157e+308" ;; "null"
    [.[] | (infinite * .) < 0] ;; [-1,1] ;; [true,false]
    infinite, nan | type ;; null ;; "number" ;; "number"
    nan < nan, nan == nan, nan > nan ;; null ;; true ;; false ;; false
    [nan] | sort ;; null ;; [null]
    [1, nan, 0] | sort, min, max ;; null ;; [null,0,1] ;; null ;; 1
    [infinite, nan, 1 | isinfinite, isnan, isnormal] ;; null ;; [true,false,false,false,true,false,false,false,true]
    sort ;; [8,3,null,6] ;; [null,3,6,8]
    sort ;; [{"b":1},{"a":2},[2],[1,2],"b","a",true,false,null,3] ;; [null,false,true,3,"a","b",[1,2],[2],{"a":2},{"b":1}]
    sort_by(.foo) ;; [{"foo":4},{"foo":3},{"foo":2}] ;; [{"foo":2},{"foo":3},{"foo":4}]
    sort_by(.a, .b) ;; [{"a":2,"b":1},{"a":1,"b":2},{"a":1,"b":1}] ;; [{"a":1,"b":1},{"a":1,"b":2},{"a":2,"b":1}]
    try sort catch . ;; {"a":1} ;; "object ({\"a\":1}) cannot be sorted, as it is not an array"
    group_by(.foo) ;; [{"foo":1,"bar":10},{"foo":3,"bar":100},{"foo":1,"bar":1}] ;; [[{"foo":1,"bar":10},{"foo":1,"bar":1}],[{"foo":3,"bar":100}]]
    min, max ;; [5,4,2,7] ;; 2 ;; 7
    min, max ;; [] ;; null ;; null
    min_by(.foo), max_by(.foo) ;; [{"foo":1,"bar":14},{"foo":2,"bar":3}] ;; {"foo":1,"bar":14} ;; {"foo":2,"bar":3}
    max_by(.a), min_by(.a) ;; [{"a":1,"b":1},{"a":1,"b":2}] ;; {"a":1,"b":2} ;; {"a":1,"b":1}
    unique ;; [1,2,5,3,5,3,1,3] ;; [1,2,3,5]
    unique_by(.foo) ;; [{"foo":1,"bar":2},{"foo":1,"bar":3},{"foo":4,"bar":5}] ;; [{"foo":1,"bar":2},{"foo":4,"bar":5}]
    unique_by(length) ;; ["chunky","bacon","kitten","cicada","asparagus"] ;; ["bacon","chunky","asparagus"]
    reverse ;; [1,2,3,4] ;; [4,3,2,1]
    reverse ;; [] ;; []
    contains("bar") ;; "foobar" ;; true
    contains(["baz","bar"]) ;; ["foobar","foobaz","blarp"] ;; true
    contains({foo: 12, bar: [{barp: 12}]}) ;; {"foo":12,"bar":[1,2,{"barp":12,"blip":13}]} ;; true
    contains({foo: 12, bar: [{barp: 15}]}) ;; {"foo":12,"bar":[1,2,{"barp":12,"blip":13}]} ;; false
    try contains(1) catch . ;; "a" ;; "string (\"a\") and number (1) cannot have their containment checked"
    inside("foobar") ;; "bar" ;; true
    startswith("foo"), endswith("foo") ;; "foofoo" ;; true ;; true
    [.[] | startswith("foo")] ;; ["fo","foo","barfoo"] ;; [false,true,false]
    try startswith(1) catch . ;; "a" ;; "startswith() requires string inputs"
    combinations ;; [[1,2],[3,4]] ;; [1,3] ;; [1,4] ;; [2,3] ;; [2,4]
    [combinations(2)] ;; [0,1] ;; [[0,0],[0,1],[1,0],[1,1]]
    [.[] | ltrimstr("foo")] ;; ["fo","foo","barfoo","foobar",1] ;; ["fo","","barfoo","bar",1]
    [.[] | rtrimstr("foo")] ;; ["fo","foo","barfoo","foobar",1] ;; ["fo","","bar","foobar",1]
    explode ;; "foobé" ;; [102,111,111,98,233]
    implode ;; [65,66,233] ;; "ABé"
    try implode catch . ;; 1 ;; "implode input must be an array"
    split(", ") ;; "a, b,c,d, e" ;; ["a","b,c,d","e"]
    split("") ;; "abc" ;; ["a","b","c"]
    split("a") ;; "" ;; []
    join(", ") ;; ["a","b,c,d","e"] ;; "a, b,c,d, e"
    join(" ") ;; ["a",1,2.3,true,null,false] ;; "a 1 2.3 true  false"
    join(",") ;; [] ;; ""
    try join(",") catch . ;; [[1]] ;; "string (\"\") and array ([1]) cannot be added"
    ascii_downcase, ascii_upcase ;; "aBcÁ" ;; "abcÁ" ;; "ABCÁ"
    """#)
