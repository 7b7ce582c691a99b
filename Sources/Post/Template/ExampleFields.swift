package import Notation

/// A notice that has every field: the list of names that templates may use, and something to try a template on.
package enum ExampleFields {
    package static let all: JSON = [
        "recipient": ["name": "Nguyễn Thị Hoa", "unit": "Báo An Giang"],
        "sender": [
            "name": "Ban Thi đua - Khen thưởng, Sở Nội vụ tỉnh An Giang", "address": "thidua@angiang.gov.vn",
            "phone": "0296 3 852 000",
        ],
        "plan": [
            "title": "Tuyên truyền và nhân rộng điển hình tiên tiến năm 2021",
            "reference": "Kế hoạch (chưa cấp số) ngày 05/3/2021 của Ủy ban nhân dân tỉnh An Giang",
            "issuer": "Ủy ban nhân dân tỉnh An Giang", "symbol": nil, "issued": "05/3/2021",
        ],
        "reference": "Kế hoạch (chưa cấp số) ngày 05/3/2021 của Ủy ban nhân dân tỉnh An Giang",
        "date": "thứ Tư, ngày 17/3/2021", "count": "01", "entries": [entry], "receipt": receipt, "rollup": rollup,
        "letter": letter,
        "distribution": [
            "title": "Kế hoạch tuyên truyền năm 2021", "addressee": "UBND các huyện, thị xã, thành phố", "copies": 2,
            "hasCopies": true, "hasDuties": true, "hasDates": true, "isRequest": false,
            "duties": [
                [
                    "title": "Bài viết điển hình tiên tiến", "owed": "02 bài viết",
                    "collector": "Sở Nội vụ (Ban Thi đua - Khen thưởng)", "due": "trước ngày 25 hàng tháng",
                    "adminSet": false, "isRequest": false,
                ]
            ],
        ],
        "matters": [
            [
                "title": "Gương điển hình cấp xã", "periodName": "năm 2023",
                "subject": "02 đơn vị dưới mức tiến độ chỉ tiêu",
                "items": ["UBND xã Hòa Hiệp: 00/02 gương điển hình (đến nay cần 01)"],
            ]
        ],
        "select": [
            "title": "Gương điển hình tiên tiến", "periodName": "quý III/2022", "limits": "từ 01 đến 02",
            "unit": "UBND xã Hòa Hiệp", "command": "dondoc select …",
            "excluded": [["note": "không đề nghị khen thưởng: UBND xã Tân Bình"]],
            "candidates": [
                [
                    "number": 1, "name": "Nguyễn Văn A (cá nhân)", "field": "nông nghiệp", "recognition": "cấp huyện",
                    "units": "UBND xã Hòa Hiệp",
                ]
            ],
        ],
        "review": [
            "title": "Báo cáo quý", "periodName": "quý III/2022", "count": "01", "more": nil,
            "items": [
                [
                    "unit": "UBND xã Hòa Hiệp", "received": "01 báo cáo", "at": "14:32 ngày 16/9/2022", "isLate": false,
                    "isPartial": false,
                ]
            ], "command": "--unit 25504",
        ],
        "publication": [
            "posted": "15/01/2024", "lastDay": "29/01/2024", "lastDayName": "thứ Hai", "workingDays": "10",
        ],
        "decision": ["isExtended": true, "reason": "phóng viên đi công tác"],
        "themes": themes, "subject": "Thông báo", "reason": "chưa có chữ ký", "fields": ["body": "Nội dung thông báo."],
    ]

    private static let entry: JSON = [
        "kind": "reminder", "isReminder": true, "isOverdue": false, "isPartial": false, "isEscalation": false,
        "isRequest": false,
        "title": "Bài viết điển hình tiên tiến", "unit": "Báo An Giang", "unitCode": "bao-an-giang",
        "obligation": "articles", "period": "2021-03",
        "periodName": "tháng 3/2021", "reading": "trước ngày 25/3/2021, tức hết thứ Tư 24/3/2021",
        "lastDay": "thứ Tư 24/3/2021", "daysLeft": 5,
        "isThemeless": false, "daysLate": nil, "owed": "02 bài viết, 01 video-clip", "received": "01 bài viết",
        "missing": "thiếu 01 bài viết",
        "quote": "Định kỳ trước ngày 25 hàng tháng Báo An Giang gửi bài viết",
        "collector": "Sở Nội vụ (Ban Thi đua - Khen thưởng)",
        "contact": "Trần Văn Bình", "phone": "0296 3 852 111", "code": "articles/2021-03/bao-an-giang",
        "folder": "inbox/bao-an-giang",
        "adminSet": false, "provisional": false, "dataPeriod": "từ ngày 15/02/2021 đến hết ngày 14/3/2021",
        "returned": nil, "predecessors": nil, "basis": nil,
        "urgedBy": "Công văn số 123/SNV-TĐKT ngày 30/3/2021 của Sở Nội vụ",
        "themes": [
            [
                "title": "90 năm ngày thành lập Đoàn TNCS Hồ Chí Minh", "content": nil, "isWholeYear": false,
                "days": [["name": "Ngày thành lập Đoàn", "date": "26/3/2021", "lunar": nil, "anniversary": 90]],
            ]
        ],
    ]

    private static let receipt: JSON = [
        "title": "Bài viết điển hình tiên tiến", "isUndated": false,
        "code": "articles/2021-03/bao-an-giang", "at": "14:32 ngày 16/3/2021",
        "files": [
            ["name": "bai-1.docx", "size": 12_345, "sha256": "9f86d081884c7d65", "problem": nil, "amendment": false]
        ],
        "received": "02 bài viết",
        "missing": nil, "surplus": "vượt mức tối đa 02: thừa 01 gương điển hình", "needsDeclaration": false,
        "exemplars": [["name": "Nguyễn Văn A (cá nhân)", "problem": "đã giới thiệu trước đó, tính một lần"]],
        "isComplete": true, "isLate": false, "isDuplicate": false, "isOutsidePlan": false,
        "isUnclear": false,
        "choices": [
            [
                "folder": "inbox/bao-an-giang/articles", "title": "Bài viết điển hình tiên tiến",
                "mark": "[#abcdefghijklmnop]",
            ]
        ],
        "isOnBehalf": false, "isBundle": false, "isByFileTime": false, "isByServerTime": true, "isByMail": false,
        "host": "mục “III” trong báo cáo số 45/BC-UBND ngày 20/12/2022",
        "isNil": false, "by": nil, "reading": "trước ngày 25/3/2021, tức hết thứ Tư 24/3/2021",
        "periodName": "tháng 3/2021",
    ]

    private static let rollup: JSON = [
        "title": "Bài viết điển hình tiên tiến", "periodName": "tháng 3/2021", "version": 1,
        "isSupplement": false, "folder": "packages/articles/2021-03/v1", "hasIntroduced": true, "total": 2,
        "accepted": 1, "late": 0,
        "missing": [["unit": "Đài PT-TH An Giang", "title": "Bài viết kèm video-clip"]],
        "rows": [
            [
                "unit": "Báo An Giang", "received": "02 bài viết", "state": "đã tiếp nhận", "at": "16/3/2021",
                "isLate": false,
            ]
        ],
        "files": [["unit": "Báo An Giang", "name": "bai-1.docx", "sha256": "9f86d081884c7d65", "size": 12_345]],
        "excluded": [["note": "không đề nghị khen thưởng: UBND xã Tân Bình"]],
        "alike": [["what": "Nguyễn Văn A (cá nhân)", "units": "Xã Hòa Hiệp, Xã Tân Bình"]],
        "parts": [
            [
                "name": "UBND huyện Châu Phú", "total": 13, "accepted": 12, "late": 1, "missing": 1,
                "missingNames": "UBND xã Bình Mỹ",
            ]
        ],
        "sum": ["name": "Cộng", "total": 13, "accepted": 12, "late": 1, "missing": 1],
        "to": "Ủy ban nhân dân tỉnh An Giang", "asOf": nil,
    ]

    private static let letter: JSON = [
        "agency": "Sở Nội vụ", "upperAgency": "Ủy ban nhân dân tỉnh An Giang", "symbolSuffix": "SNV-TĐKT",
        "place": "An Giang", "day": "31/3/2021",
        "subject": "đôn đốc gửi bài viết điển hình tiên tiến tháng 3/2021",
        "kinhGui": ["Đài Phát thanh - Truyền hình An Giang"],
        "late": [
            [
                "unit": "Đài PT-TH An Giang", "title": "Bài viết kèm video-clip",
                "reading": "trước ngày 25/3/2021, tức hết thứ Tư 24/3/2021",
                "missing": "02 bài viết, 01 video-clip", "daysLate": 5,
            ]
        ],
        "previous": "Công văn số 98/SNV-TĐKT ngày 02/3/2021 của Sở Nội vụ",
        "noiNhan": ["Như trên", "Giám đốc Sở (để báo cáo)", "Lưu: VT, TĐKT"], "signer": "Giám đốc",
        "contact": [
            "name": "Ban Thi đua - Khen thưởng, Sở Nội vụ tỉnh An Giang", "phone": "0296 3 852 000",
            "address": "thidua@angiang.gov.vn",
        ],
    ]

    private static let themes: JSON = [
        "month": 4, "year": 2021,
        "items": [
            [
                "title": "Giỗ Tổ Hùng Vương", "content": "Đạo lý uống nước nhớ nguồn", "isWholeYear": false,
                "days": [
                    [
                        "name": "Giỗ Tổ Hùng Vương", "date": "thứ Tư 21/4/2021", "lunar": "10/3 âm lịch",
                        "anniversary": nil,
                    ]
                ],
            ]
        ],
        "yearRound": [["title": "Chung sức xây dựng nông thôn mới", "content": nil, "days": []]],
    ]
}
