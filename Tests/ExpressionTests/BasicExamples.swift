/// Finding, building, arithmetic.
let basicExamples = Example.table(
    #"""
    . ;; "Hello" ;; "Hello"
    . ;; 0.12345678901234567 ;; 0.12345678901234566
    [., tojson] ;; 12345678901 ;; [12345678901,"12345678901"]
    .foo ;; {"foo":42,"bar":"x"} ;; 42
    .foo ;; {"notfoo":true} ;; null
    .["foo"] ;; {"foo":42} ;; 42
    ."foo" ;; {"foo":42} ;; 42
    .foo.bar ;; {"foo":{"bar":7}} ;; 7
    .foo."bar" ;; {"foo":{"bar":7}} ;; 7
    .foo["bar"] ;; {"foo":{"bar":7}} ;; 7
    ."foo"["bar"] ;; {"foo":{"bar":7}} ;; 7
    .foo? ;; {"foo":42} ;; 42
    .foo? ;; [1,2]
    [.foo?] ;; [1,2] ;; []
    [.foo.bar?] ;; {"foo":1} ;; []
    .[0] ;; [{"name":"JSON"},{"name":"XML"}] ;; {"name":"JSON"}
    .[2] ;; [1] ;; null
    .[-2] ;; [1,2,3] ;; 2
    .[1.7] ;; [1,2,3] ;; 2
    .[2:4] ;; ["a","b","c","d","e"] ;; ["c","d"]
    .[2:4] ;; "abcdefghi" ;; "cd"
    .[:3] ;; ["a","b","c","d","e"] ;; ["a","b","c"]
    .[-2:] ;; ["a","b","c","d","e"] ;; ["d","e"]
    .[1.2:3.5] ;; [0,1,2,3,4,5] ;; [1,2,3]
    [.[2:4], .[0:2], .[:-1], .[3:3], .[5:2]] ;; [0,1,2,3] ;; [[2,3],[0,1],[0,1,2],[],[]]
    .[2:4] ;; null ;; null
    .[] ;; [1,"a",null] ;; 1 ;; "a" ;; null
    .[] ;; []
    .foo[] ;; {"foo":[1,2,3]} ;; 1 ;; 2 ;; 3
    .[] ;; {"a":1,"b":1} ;; 1 ;; 1
    [.[]?] ;; 1 ;; []
    .foo, .bar ;; {"foo":42,"bar":"x"} ;; 42 ;; "x"
    .user, .projects[] ;; {"user":"s","projects":["jq","w"]} ;; "s" ;; "jq" ;; "w"
    .[4,2] ;; ["a","b","c","d","e"] ;; "e" ;; "c"
    .[] | .name ;; [{"name":"JSON"},{"name":"XML"}] ;; "JSON" ;; "XML"
    (. + 2) * 5 ;; 1 ;; 15
    [.user, .projects[]] ;; {"user":"s","projects":["jq","w"]} ;; ["s","jq","w"]
    [.[] | . * 2] ;; [1,2,3] ;; [2,4,6]
    {user, title: .titles[]} ;; {"user":"s","titles":["J","M"]} ;; {"user":"s","title":"J"} ;; {"user":"s","title":"M"}
    {(.user): .titles} ;; {"user":"s","titles":["J","M"]} ;; {"s":["J","M"]}
    {"a b"} ;; {"a b":1} ;; {"a b":1}
    {"a\(1)": 2} ;; null ;; {"a1":2}
    {"a\(1)"} ;; {"a1":3} ;; {"a1":3}
    {@base64 "x": 1} ;; null ;; {"x":1}
    {@base64 "x\(.)": 1} ;; "y" ;; {"xeQ==":1}
    . as $x | {$x, b: 1} ;; 5 ;; {"x":5,"b":1}
    {$__loc__} ;; null ;; {"__loc__":{"file":"<top-level>","line":1}}
    {(1,2|tostring): (3,4)} ;; null ;; {"1":3} ;; {"1":4} ;; {"2":3} ;; {"2":4}
    {a: (1,2), b: (3,4)} ;; null ;; {"a":1,"b":3} ;; {"a":1,"b":4} ;; {"a":2,"b":3} ;; {"a":2,"b":4}
    {if: 1, and: 2, reduce: 3} ;; null ;; {"if":1,"and":2,"reduce":3}
    {a: 1 | 2} ;; null ;; {"a":2}
    {} | .a.b.c = 1 ;; null ;; {"a":{"b":{"c":1}}}
    .. | .a? ;; [[{"a":1}]] ;; 1
    [..] ;; [1,[2,{"a":3}]] ;; [[1,[2,{"a":3}]],1,[2,{"a":3}],2,{"a":3},3]
    .a + 1 ;; {"a":7} ;; 8
    .a + .b ;; {"a":[1,2],"b":[3,4]} ;; [1,2,3,4]
    .a + null ;; {"a":1} ;; 1
    .a + 1 ;; {} ;; 1
    {a: 1} + {b: 2} + {c: 3} + {a: 42} ;; null ;; {"a":42,"b":2,"c":3}
    4 - .a ;; {"a":3} ;; 1
    . - ["xml","yaml"] ;; ["xml","yaml","json"] ;; ["json"]
    10 / . * 3 ;; 5 ;; 6
    . / ", " ;; "a, b,c,d, e" ;; ["a","b,c,d","e"]
    {"k": {"a": 1, "b": 2}} * {"k": {"a": 0,"c": 3}} ;; null ;; {"k":{"a":0,"b":2,"c":3}}
    .[] | (1 / .)? ;; [1,0,-1] ;; 1 ;; -1
    try (1/.) catch . ;; 0 ;; "number (1) and number (0) cannot be divided because the divisor is zero"
    5 % 3, -5 % 3, 5 % -3, 5.5 % 2 ;; null ;; 2 ;; -2 ;; 2 ;; 1
    try (5 % .) catch . ;; 0 ;; "number (5) and number (0) cannot be divided (remainder) because the divisor is zero"
    1 / 3 ;; null ;; 0.3333333333333333
    6 / 3, 7 / 2 ;; null ;; 2 ;; 3.5
    "ab" * 3 ;; null ;; "ababab"
    "ab" * 0 ;; null ;; null
    -(1), -(.a) ;; {"a":3} ;; -1 ;; -3
    1 + 2 * 3 - 4 / 2 ;; null ;; 5
    1 - 1 - 1 ;; null ;; -1
    8 / 2 / 2 ;; null ;; 2
    """#)
