import Almanac
import Testing

@Suite struct `Deadlines in a sentence` {
    @Test(arguments: [
        ("Định kỳ trước ngày 25 hàng tháng Báo An Giang gửi bài viết", ["trước ngày 25 hàng tháng"]),
        (
            "gửi về Phòng Nội vụ trước các ngày 20/3, 20/6, 20/9 và 20/12 để tổng hợp",
            ["trước các ngày 20/3, 20/6, 20/9 và 20/12"]
        ),
        (
            "thành lập trước ngày 01/7/2025 gửi báo cáo chậm nhất ngày 15/12 hằng năm.",
            ["trước ngày 01/7/2025", "chậm nhất ngày 15/12 hằng năm"]
        ),
        ("từ ngày 01/01 đến ngày 20/6, cuối năm tổng hợp", []), ("trước mắt, kịp thời", []), ("", []),
        (String(repeating: "trước ", count: 5000) + "ngày 25", []),
    ])
    func `are found where a word of their own begins them`(text: String, words: [String]) {
        #expect(DuePhrase.quoted(in: text).map(\.words) == words)
    }

    @Test(arguments: [
        ("trước ngày 25 hàng tháng", "trước ngày 25", true), ("trước ngày 25 hàng tháng", "trước ngày 20", false),
        ("trước ngày 25", "chậm nhất ngày 24", true), ("trước ngày 25", "chậm nhất ngày 25", false),
        ("trước ngày 25/3/2021", "trước ngày 25/3", true), ("trước ngày 25/3/2021", "trước ngày 25/4", false),
        ("trước ngày 25/3/2021", "trước ngày 25/3/2022", false), ("trước ngày 01/12", "trước ngày 01", true),
        ("trước các ngày 20/3, 20/6", "trước ngày 20/6 hằng năm", true), ("cuối năm", "trước ngày 20", true),
    ])
    func `agree as far as both speak`(one: String, other: String, agree: Bool) throws {
        let (one, other) = (try DuePhrase.parse(one), try DuePhrase.parse(other))
        #expect(one.agrees(with: other) == agree && other.agrees(with: one) == agree)
    }
}
