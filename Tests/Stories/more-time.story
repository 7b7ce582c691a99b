# Báo được gia hạn đến 29/3: mốc nhắc của Báo dời theo, của Đài giữ nguyên.
site an-giang-2021 from 2021-03-22 to 2021-04-06
extend bao-an-giang articles/2021-03 until 2021-03-29 at 2021-03-23T10:00
----
2021-03-23 08:00 reminder     bao-an-giang articles/2021-03  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Tư 24/3/2021 – Báo An Giang
2021-03-23 08:00 reminder     dai-pt-th articles/2021-03  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Tư 24/3/2021 – Đài Phát thanh - Truyền hình An Giang
2021-03-23 10:00 receipt      bao-an-giang articles/2021-03  [Gia hạn] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021 – Báo An Giang
2021-03-24 08:00 reminder     bao-an-giang articles/2021-03  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Hai 29/3/2021 – Báo An Giang
2021-03-25 08:00 rollup       so-noi-vu articles/2021-03  [Tổng hợp tháng] Bài viết, video-clip gương điển hình tiên tiến, tháng 3/2021: 00/02
2021-03-25 08:00 overdue      dai-pt-th articles/2021-03  [Quá hạn] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Tư 24/3/2021 – Đài Phát thanh - Truyền hình An Giang
2021-03-25 08:00 overdue      dai-pt-th articles/2021-03  [Quá hạn] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Tư 24/3/2021 – Đài Phát thanh - Truyền hình An Giang
2021-03-26 08:00 reminder     bao-an-giang articles/2021-03  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Hai 29/3/2021 – Báo An Giang
2021-03-29 08:00 escalation   dai-pt-th articles/2021-03  [Đôn đốc] 01 nội dung các đơn vị chưa gửi, tính đến thứ Hai, ngày 29/3/2021
2021-03-30 08:00 overdue      bao-an-giang articles/2021-03  [Quá hạn] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Hai 29/3/2021 – Báo An Giang
2021-03-30 08:00 overdue      bao-an-giang articles/2021-03  [Quá hạn] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Hai 29/3/2021 – Báo An Giang
2021-03-31 08:00 letter       dai-pt-th articles/2021-03  [Đôn đốc] 01 nội dung các đơn vị chưa gửi, tính đến thứ Tư, ngày 31/3/2021
2021-04-01 08:00 distribution bao-an-giang –  [Chủ đề tuyên truyền] tháng 4/2021 – UBND tỉnh An Giang
2021-04-01 08:00 distribution dai-pt-th –  [Chủ đề tuyên truyền] tháng 4/2021 – UBND tỉnh An Giang
2021-04-01 08:00 distribution ban-tuyen-giao –  [Kính đề nghị] Lồng ghép nội dung tuyên truyền trọng điểm của tháng (tháng 4/2021) – UBND tỉnh An Giang
2021-04-01 08:00 escalation   bao-an-giang articles/2021-03  [Đôn đốc] 01 nội dung các đơn vị chưa gửi, tính đến thứ Năm, ngày 01/4/2021
2021-04-05 08:00 letter       bao-an-giang articles/2021-03  [Đôn đốc] 01 nội dung các đơn vị chưa gửi, tính đến thứ Hai, ngày 05/4/2021
