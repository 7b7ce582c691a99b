/// The words by which plans are read: offices, what they do, and what ends the name of one.
enum Lexicon {
    /// Words with which the name of an office or of a group of offices begins.
    static let heads: Set = [
        "sở", "ban", "ủy ban", "uỷ ban", "ubnd", "ubmttq", "ubmttqvn", "phòng", "hội đồng", "hđnd", "hđtđkt", "cơ quan",
        "đơn vị",
        "văn phòng", "trung tâm", "thường trực", "đảng ủy", "đảng uỷ", "huyện ủy", "huyện uỷ", "tỉnh ủy", "tỉnh uỷ",
        "thành ủy", "thị ủy",
        "báo", "đài", "bộ", "cục", "chi cục", "tổng cục", "công an", "mặt trận", "liên đoàn", "hội", "đoàn",
        "tỉnh đoàn", "huyện đoàn", "thành đoàn", "thị đoàn", "trường", "trường học", "doanh nghiệp", "thủ trưởng",
        "người đứng đầu",
        "lãnh đạo", "chủ tịch", "phó chủ tịch", "giám đốc", "trưởng phòng", "thành viên", "khối", "cụm", "địa phương",
        "xã", "phường",
        "thị trấn", "huyện", "thị xã", "thành phố", "quận", "đặc khu", "tỉnh", "ngành", "cấp ủy", "cấp uỷ",
        "chính quyền",
        "đoàn thể", "tổng công ty", "công ty", "tạp chí", "cổng", "cổng thông tin điện tử", "trang thông tin điện tử",
        "bảo hiểm xã hội", "kho bạc", "ngân hàng", "tòa án",
        "viện", "chi bộ", "tổ", "thôn", "ấp", "khu phố", "lực lượng vũ trang", "hợp tác xã", "quỹ", "bệnh viện",
        "trạm y tế",
        "thanh tra", "hạt kiểm lâm", "tổ chức", "công đoàn", "nghiệp đoàn", "đảng bộ", "chi đoàn", "chi hội",
        "liên đội", "chính phủ", "thủ tướng",
        "bộ trưởng", "quốc hội", "tổng liên đoàn", "câu lạc bộ", "hội liên hiệp", "lữ đoàn", "trung đoàn",
        "đồn biên phòng", "bộ chỉ huy", "bhxh", "vp", "vpubnd", "cơ sở giáo dục", "bưu điện", "học viện",
        "ban chỉ đạo",
    ]

    /// What such a beginning must not be followed by: then it is another word.
    static let notHeads: Set = [
        "ban hành", "ban đầu", "báo cáo", "báo chí", "hội nghị", "hội thảo", "hội thi", "hội viên", "hội diễn",
        "hội họp",
        "hội nhập", "hội trường", "đoàn kết", "đoàn viên", "đoàn kiểm", "đoàn công", "bộ phận", "bộ máy", "khối lượng",
        "khối đại", "sở hữu", "sở thích", "trường hợp", "địa chỉ", "tổ chức", "phòng chống", "phòng ngừa", "công tác",
        "cụm từ", "viện dẫn", "xã hội", "ngành nghề", "tỉnh táo", "tổ quốc", "quỹ đạo", "bộ tiêu", "cục bộ",
        "đài tưởng",
        "đơn giá", "hội tụ", "phòng trào", "thành tích", "lãnh đạo,", "chủ tịch nước", "báo hiệu", "tổ trưởng",
        "lãnh đạo chỉ", "ban bố",
    ]

    static let plurals: Set = ["các", "những", "mỗi", "từng", "toàn", "mọi", "tất"]

    /// What an office does, or what comes between its name and what it does.
    static let verbs: Set = [
        "gửi", "nộp", "trình", "lập", "viết", "đăng", "chọn", "cử", "họp", "giao", "chủ trì", "phối hợp", "xây dựng",
        "tổng hợp", "báo cáo", "tham mưu", "đề xuất", "giới thiệu", "cung cấp", "tổ chức", "triển khai", "thực hiện",
        "hướng dẫn", "kiểm tra", "giám sát", "theo dõi", "đôn đốc", "phát động", "ban hành", "hoàn thành", "rà soát",
        "đăng ký", "bình xét", "bình chọn", "lựa chọn", "xét chọn", "thẩm định", "công bố", "đăng tải", "phát sóng",
        "phát hiện", "cập nhật",
        "quán triệt", "tuyên truyền", "phổ biến", "vận động", "tăng cường", "đẩy mạnh", "thông báo", "chuyển",
        "nâng cao",
        "mở", "duy trì", "quan tâm", "chỉ đạo", "bố trí", "cân đối", "chịu trách nhiệm", "biểu dương", "khen thưởng",
        "tiếp nhận",
        "tôn vinh", "lồng ghép", "định hướng", "sử dụng", "đánh giá", "sơ kết", "tổng kết", "đưa", "thông tin", "xét",
        "xác định", "hỗ trợ", "thống kê", "nghiên cứu", "bổ sung", "phân công", "phê duyệt", "tiến hành", "lấy",
        "khảo sát",
        "tập hợp", "tự", "chấm", "công nhận", "trao", "ký", "nhận", "đề nghị", "thành lập", "ra", "cụ thể hóa",
        "cụ thể hoá",
        "kiện toàn", "thu thập", "niêm yết", "hưởng ứng", "tham gia", "xem xét", "quyết định", "làm", "giúp",
        "tích hợp", "liên hệ", "đề ra",
    ]

    /// What may stand between the name of an office and its verb.
    static let stops: Set = [
        "có", "được", "phải", "cần", "chịu", "tùy", "tuỳ", "theo", "căn", "chủ động", "tiếp tục", "tích cực",
        "kịp thời",
        "thường xuyên", "trực tiếp", "hằng", "hàng", "định kỳ", "trên", "để", "đã", "sẽ", "nghiêm túc", "khẩn trương",
        "trong",
        "vào", "với", "khi", "nếu", "là", "về", "tại", "từ", "cho", "thông qua", "trước", "chậm", "muộn", "nhằm", "qua",
        "bằng", "đúng", "kèm", "cùng", "tổng", "đồng thời", "không", "đến", "tới", "ít", "kết quả", "tình hình",
        "danh sách", "hồ sơ", "số liệu", "quy định", "tối", "mỗi", "hạn", "do",
        "nào",
        "đối", "sau", "trở", "cũng", "tất", "nhất", "mình", "này", "nêu", "tham", "biết", "xong", "ngày",
        "thống nhất", "đóng",
    ]

    /// After `cơ quan`, these are a part of the name: `cơ quan tuyên truyền`.
    static let nouns: Set = ["tuyên truyền", "tham mưu", "kiểm tra", "chủ trì", "thông tin"]

    /// `tổ chức` as an office, by what follows.
    static let organisationKinds: Set = [
        "chính trị", "thành viên", "đảng trực", "đảng ủy", "đoàn thể", "xã hội", "công đoàn", "kinh tế", "cơ sở",
        "tôn giáo", "hội quần", "đảng,", "đảng và",
    ]

    /// Units of government, which a list of them names together: `các xã, phường, thị trấn`.
    static let territories: Set = [
        "xã", "phường", "thị trấn", "huyện", "thị xã", "thành phố", "quận", "đặc khu", "tx", "tp",
    ]

    /// What begins a duty about time alone, whose work stands above it.
    static let timeLabels = [
        "thời gian hoàn thành", "thời gian thực hiện", "thời gian tổ chức", "thời gian báo cáo", "thời gian gửi",
        "thời gian nộp",
        "thời hạn hoàn thành", "thời hạn thực hiện", "thời hạn báo cáo", "thời hạn gửi", "thời hạn nộp", "thời hạn",
        "thời gian nhận", "thời gian",
        "tiến độ", "hạn nộp", "hạn gửi", "hoàn thành", "hạn",
    ]
    static let actorLabels = [
        "đơn vị chủ trì", "cơ quan chủ trì", "đơn vị thực hiện", "cơ quan thực hiện", "đơn vị chịu trách nhiệm",
        "chủ trì",
        "cơ quan, đơn vị thực hiện", "cơ quan, đơn vị chủ trì", "trách nhiệm thực hiện", "phân công thực hiện",
        "đơn vị", "thành phần thực hiện", "thực hiện",
    ]
}
