# Không đơn vị nào gửi: ba lần nhắc, ba lần đôn đốc, một dự thảo công văn.
site an-giang-2021 from 2021-03-08 to 2021-03-31
----
2021-03-17 08:00 reminder     bao-an-giang articles/2021-03  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Tư 24/3/2021 – Báo An Giang
2021-03-17 08:00 reminder     dai-pt-th articles/2021-03  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Tư 24/3/2021 – Đài Phát thanh - Truyền hình An Giang
2021-03-19 08:00 reminder     bao-an-giang articles/2021-03  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Tư 24/3/2021 – Báo An Giang
2021-03-19 08:00 reminder     dai-pt-th articles/2021-03  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Tư 24/3/2021 – Đài Phát thanh - Truyền hình An Giang
2021-03-23 08:00 reminder     bao-an-giang articles/2021-03  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Tư 24/3/2021 – Báo An Giang
2021-03-23 08:00 reminder     dai-pt-th articles/2021-03  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Tư 24/3/2021 – Đài Phát thanh - Truyền hình An Giang
2021-03-25 08:00 rollup       so-noi-vu articles/2021-03  [Tổng hợp tháng] Bài viết, video-clip gương điển hình tiên tiến, tháng 3/2021: 00/02
2021-03-25 08:00 overdue      bao-an-giang articles/2021-03  [Quá hạn] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Tư 24/3/2021 – Báo An Giang
2021-03-25 08:00 overdue      bao-an-giang articles/2021-03  [Quá hạn] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Tư 24/3/2021 – Báo An Giang
2021-03-25 08:00 overdue      dai-pt-th articles/2021-03  [Quá hạn] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Tư 24/3/2021 – Đài Phát thanh - Truyền hình An Giang
2021-03-25 08:00 overdue      dai-pt-th articles/2021-03  [Quá hạn] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Tư 24/3/2021 – Đài Phát thanh - Truyền hình An Giang
2021-03-29 08:00 escalation   chutich.ubndtinh@angiang.example.vn articles/2021-03  [Đôn đốc] 02 nội dung các đơn vị chưa gửi, tính đến thứ Hai, ngày 29/3/2021
2021-03-31 08:00 letter       daumoi.sonoivu@angiang.example.vn articles/2021-03  [Đôn đốc] 02 nội dung các đơn vị chưa gửi, tính đến thứ Tư, ngày 31/3/2021
