# Tháng 4, ngày cuối là thứ Bảy 24/4; lễ 30/4 và 1/5 có nghỉ bù: thông báo chỉ đi trong ngày làm việc.
site an-giang-2021 from 2021-04-12 to 2021-05-06
----
2021-04-15 08:00 reminder     bao-an-giang articles/2021-04  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 4/2021, hạn hết thứ Bảy 24/4/2021 – Báo An Giang
2021-04-15 08:00 reminder     dai-pt-th articles/2021-04  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 4/2021, hạn hết thứ Bảy 24/4/2021 – Đài Phát thanh - Truyền hình An Giang
2021-04-19 08:00 reminder     bao-an-giang articles/2021-04  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 4/2021, hạn hết thứ Bảy 24/4/2021 – Báo An Giang
2021-04-19 08:00 reminder     dai-pt-th articles/2021-04  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 4/2021, hạn hết thứ Bảy 24/4/2021 – Đài Phát thanh - Truyền hình An Giang
2021-04-22 08:00 reminder     bao-an-giang articles/2021-04  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 4/2021, hạn hết thứ Bảy 24/4/2021 – Báo An Giang
2021-04-22 08:00 reminder     dai-pt-th articles/2021-04  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 4/2021, hạn hết thứ Bảy 24/4/2021 – Đài Phát thanh - Truyền hình An Giang
2021-04-26 08:00 rollup       so-noi-vu articles/2021-04  [Tổng hợp tháng] Bài viết, video-clip gương điển hình tiên tiến, tháng 4/2021: 00/02
2021-04-26 08:00 overdue      bao-an-giang articles/2021-04  [Quá hạn] Bài viết, video-clip gương điển hình tiên tiến tháng 4/2021, hạn hết thứ Bảy 24/4/2021 – Báo An Giang
2021-04-26 08:00 overdue      bao-an-giang articles/2021-04  [Quá hạn] Bài viết, video-clip gương điển hình tiên tiến tháng 4/2021, hạn hết thứ Bảy 24/4/2021 – Báo An Giang
2021-04-26 08:00 overdue      dai-pt-th articles/2021-04  [Quá hạn] Bài viết, video-clip gương điển hình tiên tiến tháng 4/2021, hạn hết thứ Bảy 24/4/2021 – Đài Phát thanh - Truyền hình An Giang
2021-04-26 08:00 overdue      dai-pt-th articles/2021-04  [Quá hạn] Bài viết, video-clip gương điển hình tiên tiến tháng 4/2021, hạn hết thứ Bảy 24/4/2021 – Đài Phát thanh - Truyền hình An Giang
2021-04-28 08:00 escalation   chutich.ubndtinh@angiang.example.vn articles/2021-04  [Đôn đốc] 02 nội dung các đơn vị chưa gửi, tính đến thứ Tư, ngày 28/4/2021
2021-05-04 08:00 distribution so-noi-vu –  Hội nghị biểu dương trong tháng 5
2021-05-04 08:00 distribution bao-an-giang –  [Chủ đề tuyên truyền] tháng 5/2021 – UBND tỉnh An Giang
2021-05-04 08:00 distribution dai-pt-th –  [Chủ đề tuyên truyền] tháng 5/2021 – UBND tỉnh An Giang
2021-05-04 08:00 distribution ban-tuyen-giao –  [Kính đề nghị] Lồng ghép nội dung tuyên truyền trọng điểm của tháng (tháng 5/2021) – UBND tỉnh An Giang
2021-05-04 08:00 letter       daumoi.sonoivu@angiang.example.vn articles/2021-04  [Đôn đốc] 02 nội dung các đơn vị chưa gửi, tính đến thứ Ba, ngày 04/5/2021
