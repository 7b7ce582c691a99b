# Đài báo không phát sinh: được tính là đã trả lời.
site an-giang-2021 from 2021-07-12 to 2021-07-28
nothing dai-pt-th articles/2021-07 at 2021-07-19T09:00
----
2021-07-16 08:00 reminder     bao-an-giang articles/2021-07  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 7/2021, hạn hết thứ Bảy 24/7/2021 – Báo An Giang
2021-07-16 08:00 reminder     dai-pt-th articles/2021-07  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 7/2021, hạn hết thứ Bảy 24/7/2021 – Đài Phát thanh - Truyền hình An Giang
2021-07-19 09:00 receipt      dai-pt-th articles/2021-07  [Đã tiếp nhận] Bài viết, video-clip gương điển hình tiên tiến tháng 7/2021 – Đài Phát thanh - Truyền hình An Giang
2021-07-20 08:00 reminder     bao-an-giang articles/2021-07  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 7/2021, hạn hết thứ Bảy 24/7/2021 – Báo An Giang
2021-07-22 08:00 reminder     bao-an-giang articles/2021-07  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 7/2021, hạn hết thứ Bảy 24/7/2021 – Báo An Giang
2021-07-26 08:00 rollup       so-noi-vu articles/2021-07  [Tổng hợp tháng] Bài viết, video-clip gương điển hình tiên tiến, tháng 7/2021: 01/02
2021-07-26 08:00 overdue      bao-an-giang articles/2021-07  [Quá hạn] Bài viết, video-clip gương điển hình tiên tiến tháng 7/2021, hạn hết thứ Bảy 24/7/2021 – Báo An Giang
2021-07-26 08:00 overdue      bao-an-giang articles/2021-07  [Quá hạn] Bài viết, video-clip gương điển hình tiên tiến tháng 7/2021, hạn hết thứ Bảy 24/7/2021 – Báo An Giang
2021-07-28 08:00 escalation   bao-an-giang articles/2021-07  [Đôn đốc] 01 nội dung các đơn vị chưa gửi, tính đến thứ Tư, ngày 28/7/2021
