/// Loops, conditions, errors, functions.
let flowExamples = Example.table(
    #"""
    [while(. < 100; . * 2)] ;; 1 ;; [1,2,4,8,16,32,64]
    [.[] | until(. < 1; . / 2 | floor)] ;; [10,3] ;; [0,0]
    [limit(5; repeat(. * 2))] ;; 1 ;; [1,2,4,8,16]
    [.[] | [first(range(.)), (last(range(.)) // null)]] ;; [1,3] ;; [[0,0],[0,2]]
    [recurse] ;; {"a":0,"b":[1]} ;; [{"a":0,"b":[1]},0,[1],1]
    [recurse(if . < 3 then . + 1 else empty end)] ;; 0 ;; [0,1,2,3]
    [recurse(. * .; . < 20)] ;; 2 ;; [2,4,16]
    [recurse(.children[])] | map(.name) ;; {"name":"/","children":[{"name":"/bin","children":[{"name":"/bin/ls","children":[]}]}]} ;; ["/","/bin","/bin/ls"]
    env | type ;; null ;; "object"
    $ENV | type ;; null ;; "object"
    transpose ;; [[1],[2,3]] ;; [[1,2],[null,3]]
    bsearch(0), bsearch(2), bsearch(4) ;; [1,2,3] ;; -1 ;; 1 ;; -4
    "inter \(1 + 2)" ;; null ;; "inter 3"
    "x\("y\("z")")" ;; null ;; "xyz"
    [.[] | tojson | fromjson] ;; ["foo",1,["a",1,"b",2,{"foo":"bar"}]] ;; ["foo",1,["a",1,"b",2,{"foo":"bar"}]]
    todate ;; 1425599621 ;; "2015-03-05T23:53:41Z"
    fromdate ;; "2015-03-05T23:51:47Z" ;; 1425599507
    strptime("%Y-%m-%dT%H:%M:%SZ") ;; "2015-03-05T23:51:47Z" ;; [2015,2,5,23,51,47,4,63]
    strptime("%Y-%m-%dT%H:%M:%SZ") | mktime ;; "2015-03-05T23:51:47Z" ;; 1425599507
    strftime("%A, %B %d, %Y") ;; 1435677542 ;; "Tuesday, June 30, 2015"
    strftime("%Y-%m-%d %H:%M:%S %j %U %w %e %a %b %Z %p %I") ;; 1435677542 ;; "2015-06-30 15:19:02 181 26 2 30 Tue Jun UTC PM 03"
    gmtime ;; 1425599621 ;; [2015,2,5,23,53,41,4,63]
    gmtime | mktime ;; 1425599621 ;; 1425599621
    date, todateiso8601 ;; 1425599621 ;; "2015-03-05T23:53:41Z" ;; "2015-03-05T23:53:41Z"
    dateadd("seconds"; 10), datesub("seconds"; 10) ;; 1425599621 ;; 1425599631 ;; 1425599611
    try strptime("%Y") catch . ;; "abc" ;; "date \"abc\" does not match format \"%Y\""
    try mktime catch . ;; [1] ;; "mktime requires array of 6 numbers"
    try mktime catch . ;; "a" ;; "mktime requires array of 6 numbers"
    try strftime("%Y") catch . ;; "a" ;; "strftime/1 requires parsed datetime inputs"
    mktime ;; [2024,1,10,12,30,0,0,0] ;; 1707568200
    [.[] | gmtime | todate] ;; [0,86399,951782400,4102444800,-1] ;; ["1970-01-01T00:00:00Z","1970-01-01T23:59:59Z","2000-02-29T00:00:00Z","2100-01-01T00:00:00Z","1969-12-31T23:59:59Z"]
    strptime("%d %B %Y") | mktime ;; "10 March 2021" ;; 1615334400
    strptime("%a, %d %b %Y %H:%M:%S") | mktime ;; "Thu, 05 Mar 2015 23:51:47" ;; 1425599507
    strptime("%y%m%d %j") | .[:3] ;; "210310 069" ;; [2021,2,10]
    INDEX(.id) ;; [{"id":1,"a":"x"},{"id":2,"a":"y"}] ;; {"1":{"id":1,"a":"x"},"2":{"id":2,"a":"y"}}
    INDEX(.[]; .id) | keys ;; [{"id":1},{"id":2}] ;; ["1","2"]
    [.[] | IN(2, 3)] ;; [1,2,3] ;; [false,true,true]
    IN(.[]; 2, 9) ;; [1,2,3] ;; true
    [JOIN({"1": "a"}; tostring)] ;; [1,2] ;; [[[1,"a"],[2,null]]]
    JOIN({"1": "a"}; .[]; tostring) ;; [1,2] ;; [1,"a"] ;; [2,null]
    [JOIN({"1": "a"}; .[]; tostring; add)] ;; ["1"] ;; ["1a"]
    if . == 0 then "zero" elif . == 1 then "one" else "many" end ;; 2 ;; "many"
    if . == 0 then "zero" elif . == 1 then "one" else "many" end ;; 1 ;; "one"
    [if (true, false, null) then 1 else 2 end] ;; null ;; [1,2,2]
    if empty then 1 else 2 end ;; null
    [.[] | if . then "a" else "b" end] ;; [0,"",null,false,[],{}] ;; ["a","a","b","b","a","a"]
    . < 5 ;; 2 ;; true
    1 < 2, "a" < "b", [1] < [2], {} < [], null < false ;; null ;; true ;; true ;; true ;; false ;; true
    [.[] == 1] ;; [1,1.0,"1","banana"] ;; [true,true,false,false]
    1 == 1.0, {"a":1,"b":2} == {"b":2,"a":1} ;; null ;; true ;; true
    42 and "a string" ;; null ;; true
    (true, false) or false ;; null ;; true ;; false
    (true, true) and (true, false) ;; null ;; true ;; false ;; true ;; false
    [true, true | (true, false) and (true, false)] ;; null ;; [true,false,false,true,false,false]
    [(true, false) or (true, false)] ;; null ;; [true,true,false]
    false and error ;; null ;; false
    true or error ;; null ;; true
    empty // 42 ;; null ;; 42
    (false, null, 1) // 42 ;; null ;; 1
    (false, null, 1, 2) | . // 42 ;; null ;; 42 ;; 42 ;; 1 ;; 2
    .foo // 42 ;; {"foo":19} ;; 19
    .foo // 42 ;; {} ;; 42
    first(empty) // 1 ;; null ;; 1
    [.[] | . // "d"] ;; [false,1,null,2] ;; ["d",1,"d",2]
    try error("x") // 1 ;; null ;; 1
    (error("x")) // 1 ;; null ;; !x
    [.a[]? // 7] ;; {"a":[]} ;; [7]
    1 // 2 // 3 ;; null ;; 1
    null // null // 3 ;; null ;; 3
    [.[] | try error("\(.)") catch .] ;; [1,null] ;; ["1","null"]
    [.[] | (1/.)?] ;; [1,0] ;; [1]
    try error("some exception") catch . ;; null ;; "some exception"
    [.[] | try if . > 2 then error("big") else . end catch "caught"] ;; [1,2,3] ;; [1,2,"caught"]
    try (try error("x") catch error("y")) catch . ;; null ;; "y"
    try ((1,2) | if . == 2 then error("two") else . end) catch . ;; null ;; 1 ;; "two"
    .a? ;; 1
    [.[]?.a] ;; [{"a":1}] ;; [1]
    (try error("a") catch .) as $x | $x ;; null ;; "a"
    [.[] | tonumber?] ;; ["1","a","2"] ;; [1,2]
    label $out | foreach .[] as $i (0; . + $i; if . > 3 then ., break $out else . end) ;; [1,2,3] ;; 1 ;; 3 ;; 6
    [label $f | (1, 2, break $f, 3)] ;; null ;; [1,2]
    [range(3) | label $f | ., (if . == 1 then break $f else empty end), 10] ;; null ;; [0,10,1,2,10]
    [first(range(10))], [first(empty)] ;; null ;; [0] ;; []
    [limit(3; range(10))], [limit(0; 1, 2)], [limit(1; 1, error)] ;; null ;; [0,1,2] ;; [] ;; [1]
    first, last, nth(1) ;; [1,2,3] ;; 1 ;; 3 ;; 2
    [nth(0, 2; range(10))] ;; null ;; [0,2]
    [first(range(.)), last(range(.)), nth(5; range(.))] ;; 10 ;; [0,9,5]
    isempty(empty), isempty(1), isempty(1, error) ;; null ;; true ;; false ;; false
    reduce .[] as $item (0; . + $item) ;; [1,2,3] ;; 6
    reduce .[] as [$i, $j] (0; . + $i * $j) ;; [[1,2],[3,4]] ;; 14
    reduce .[] as {$x, $y} (null; .x += $x | .y += [$y]) ;; [{"x":"a","y":1},{"x":"b","y":2}] ;; {"x":"ab","y":[1,2]}
    reduce empty as $x (3; . + 1) ;; null ;; 3
    reduce (1, 2) as $x (0, 1; . + $x) ;; null ;; 3 ;; 4
    reduce range(3) as $x (0; empty) ;; null ;; null
    reduce range(3) as $x (0; ., 10) ;; null ;; 10
    [foreach .[] as $item (0; . + $item)] ;; [1,2,3] ;; [1,3,6]
    [foreach .[] as $item (0; . + $item; [$item, .])] ;; [1,2,3] ;; [[1,1],[2,3],[3,6]]
    [foreach .[] as [$i, $j] (0; . + $i - $j)] ;; [[2,1],[5,3],[6,4]] ;; [1,3,5]
    [foreach range(5) as $x (0; if $x == 2 then empty else . + $x end)] ;; null ;; [0,1,3,7]
    [foreach (1, 2) as $x (0, 10; . + $x; ., -.)] ;; null ;; [1,-1,3,-3,11,-11,13,-13]
    [foreach range(3) as $x (0; ., 10)] ;; null ;; [0,10,10,10,10,10]
    def f: . + 1; f, (f | f) ;; 1 ;; 2 ;; 3
    def f(g): g | g; f(. * 2) ;; 3 ;; 12
    def f($a; $b): $a + $b; f(1; 2), f(1, 2; 10, 20) ;; null ;; 3 ;; 11 ;; 21 ;; 12 ;; 22
    def f(a; b): a + b; f(1, 2; 10, 20) ;; null ;; 11 ;; 12 ;; 21 ;; 22
    def f(x): x * 2; [f(1, 2)] ;; null ;; [2,4]
    def addvalue(f): f as $x | map(. + $x); addvalue(.[0]) ;; [[1,2],[10,20]] ;; [[1,2,1,2],[10,20,1,2]]
    def addvalue($f): map(. + $f); addvalue(.[0]) ;; [[1,2],[10,20]] ;; [[1,2,1,2],[10,20,1,2]]
    def f($a): a + 1; f(3) ;; null ;; 4
    def fac: if . == 1 then 1 else . * (. - 1 | fac) end; [.[] | fac] ;; [1,2,3,4] ;; [1,2,6,24]
    def f: reduce .[] as $x (0; . + $x); f ;; [1,2,3] ;; 6
    def f: def g: 3; g * 2; f ;; null ;; 6
    def f(g): def h: g; h; f(1 + 1) ;; null ;; 2
    def f: 1; def g: f; def f: 2; g, f ;; null ;; 1 ;; 2
    def f: 1; def f(x): 2; f, f(3) ;; null ;; 1 ;; 2
    """#)
