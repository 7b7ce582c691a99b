/// Names, patterns, changes, paths, streams.
let changeExamples = Example.table(
    #"""
    1 as $x | 2 as $y | [$x, $y, $x] ;; null ;; [1,2,1]
    [1, 2, 3][] as $x | [[4, 5, 6, 7][$x]] ;; null ;; [5] ;; [6] ;; [7]
    42 as $x | . | . | . + 432 | $x + 1 ;; 34324 ;; 43
    1 as $x | [$x, $x, $x as $x | $x] ;; null ;; [1,1,1]
    [1, {c: 3, d: 4}] as [$a, {c: $b, $d}] | $a, $b, $d ;; null ;; 1 ;; 3 ;; 4
    . as {as: $kw, "str": $str, ("e" + "x" + "p"): $exp} | [$kw, $str, $exp] ;; {"as":1,"str":2,"exp":3} ;; [1,2,3]
    .[] as [$a, $b] | {a: $a, b: $b} ;; [[1,2,3],[4,5]] ;; {"a":1,"b":2} ;; {"a":4,"b":5}
    . as {$a, b: [$c, {$d}]} | [$a, $c, $d] ;; {"a":1,"b":[2,{"d":3}]} ;; [1,2,3]
    . as {$a, $b: [$c, $d]} | [$a, $b, $c, $d] ;; {"a":1,"b":[2,{"d":3}]} ;; [1,[2,{"d":3}],2,{"d":3}]
    .[] as [$a] ?// $a | [$a] ;; [[1],2] ;; [1] ;; [2]
    .[] as {$a, b: [$c]} ?// [$a, $c] | {$a, $c} ;; [{"a":1,"b":[2]},[3,4]] ;; {"a":1,"c":2} ;; {"a":3,"c":4}
    .[] as [$a] ?// [$b] | if $a != null then error("e: \($a)") else {$a, $b} end ;; [[3]] ;; {"a":null,"b":3}
    . as [$x] ?// $x | $x ;; 5 ;; 5
    . as $dot | map($dot[0]) ;; [1,2] ;; [1,1]
    (1, 2) as $x | (10, 20) as $y | $x + $y ;; null ;; 11 ;; 21 ;; 12 ;; 22
    .a = 1 ;; {"a":5} ;; {"a":1}
    .a = .b ;; {"a":{"b":10},"b":20} ;; {"a":20,"b":20}
    .a |= .b ;; {"a":{"b":10},"b":20} ;; {"a":10,"b":20}
    (.a, .b) = range(3) ;; null ;; {"a":0,"b":0} ;; {"a":1,"b":1} ;; {"a":2,"b":2}
    (.a, .b) |= . + 1 ;; {"a":1,"b":2} ;; {"a":2,"b":3}
    .[] += 1 ;; [1,3,5] ;; [2,4,6]
    .a += 1, .a -= 1, .a *= 2, .a /= 2, .a %= 3, .a //= 9 ;; {"a":7} ;; {"a":8} ;; {"a":6} ;; {"a":14} ;; {"a":3.5} ;; {"a":1} ;; {"a":7}
    .a //= 3 ;; {"b":1} ;; {"b":1,"a":3}
    .foo += (1, 2) ;; {"foo":5} ;; {"foo":6} ;; {"foo":7}
    .[0].a |= {"old": ., "new": (. + 1)} ;; [{"a":1,"b":2}] ;; [{"a":{"old":1,"new":2},"b":2}]
    (.[] | select(. >= 2)) |= empty ;; [1,5,3,0,7] ;; [1,0]
    .[] |= empty ;; [1,2,3] ;; []
    (.a | .b) |= 5 ;; {"a":{"b":1}} ;; {"a":{"b":5}}
    .a[1:3] = ["x"] ;; {"a":[1,2,3,4]} ;; {"a":[1,"x",4]}
    .[2:4] |= map(. * 10) ;; [1,2,3,4,5] ;; [1,2,30,40,5]
    .a[-1] = 9 ;; {"a":[1,2]} ;; {"a":[1,9]}
    try (.a[-5] = 9) catch . ;; {"a":[1,2]} ;; "Out of bounds negative array index"
    .[3] = 1 ;; [0] ;; [0,null,null,1]
    .[0].b.c = 1 ;; null ;; [{"b":{"c":1}}]
    try (.a = 1) catch . ;; [1] ;; "Cannot index array with \"a\""
    try (.[0] = 1) catch . ;; {} ;; "Cannot index object with number"
    .a.b |= (.c = 3) ;; {} ;; {"a":{"b":{"c":3}}}
    .a |= (1, 2) ;; {"a":0} ;; {"a":1}
    .. |= (if type == "number" then . + 1 else . end) ;; [1,[2,{"a":3}]] ;; [2,[3,{"a":4}]]
    (.. | select(type == "boolean")) |= not ;; [true,[false]] ;; [false,[true]]
    to_entries |= . ;; null ;; !null (null) has no keys
    .a = (.a | length) ;; {"a":[1,2]} ;; {"a":2}
    first(.[] | select(. > 1)) |= 10 ;; [1,2,3] ;; [1,10,3]
    (.a // .b) |= 7 ;; {"b":1} ;; {"b":7}
    if .a then .b else .c end |= 5 ;; {"a":1} ;; {"a":1,"b":5}
    getpath(["a", "b"]) |= 5 ;; null ;; {"a":{"b":5}}
    limit(1; .[]) |= 9 ;; [1,2] ;; [9,2]
    .[(0, 1)] += 10 ;; [1,2,3] ;; [11,12,3]
    setpath(["a", "b"]; 1) ;; null ;; {"a":{"b":1}}
    setpath([]; 1) ;; {"a":1} ;; 1
    try setpath(1; 2) catch . ;; null ;; "Path must be specified as an array"
    setpath(["a"]; 1, 2) ;; null ;; {"a":1} ;; {"a":2}
    getpath(["a", "b"]) ;; null ;; null
    [getpath(["a", "b"], ["a", "c"])] ;; {"a":{"b":0,"c":1}} ;; [0,1]
    try getpath(["a", "b"]) catch . ;; {"a":[]} ;; "Cannot index array with \"b\""
    delpaths([["a", "b"]]) ;; {"a":{"b":1},"x":{"y":2}} ;; {"a":{},"x":{"y":2}}
    delpaths([[0], [1]]) ;; [1,2,3] ;; [3]
    try delpaths(0) catch . ;; {} ;; "Paths must be specified as an array"
    [paths] ;; [1,[[],{"a":2}]] ;; [[0],[1],[1,0],[1,1],[1,1,"a"]]
    [paths(type == "number")] ;; [1,[[],{"a":2}]] ;; [[0],[1,1,"a"]]
    [leaf_paths] ;; [1,[[],{"a":2}]] ;; [[0],[1,1,"a"]]
    [tostream] ;; {"a":[1,{"b":2}]} ;; [[["a",0],1],[["a",1,"b"],2],[["a",1,"b"]],[["a",1]],[["a"]]]
    [tostream] ;; [] ;; [[[],[]]]
    [tostream] ;; 3 ;; [[[],3]]
    fromstream(tostream) ;; {"a":[1,{"b":2}]} ;; {"a":[1,{"b":2}]}
    [fromstream(1 | truncate_stream([[0],1],[[1,0],2],[[1,0]],[[1]]))] ;; null ;; [[2]]
    [1 | truncate_stream([[0],1],[[1,0],2],[[1,0]],[[1]])] ;; null ;; [[[0],2],[[0]]]
    [.[] | tostream] | fromstream(.[]) ;; [[1],{"a":2}] ;; [1] ;; {"a":2}
    walk(if type == "array" then sort else . end) ;; [[4,1,7],[8,5,2],[3,6,9]] ;; [[1,4,7],[2,5,8],[3,6,9]]
    walk(if type == "object" then with_entries(.key |= sub("^_+"; "")) else . end) ;; [{"_a":{"__b":2}}] ;; [{"a":{"b":2}}]
    walk(1) ;; {"x":0} ;; 1
    """#)
