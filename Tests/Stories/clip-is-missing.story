# Đài gửi hai bài, thiếu video-clip: không bị coi là quá hạn, được nhắc phần còn thiếu; gửi bù thì có bản tổng hợp bổ sung.
site an-giang-2021 from 2021-03-22 to 2021-04-02
drop inbox/bao-an-giang/bai-1.docx at 2021-03-22T08:30
drop inbox/bao-an-giang/bai-2.docx at 2021-03-22T08:31
drop inbox/dai-pt-th/bai-1.docx at 2021-03-22T09:00
drop inbox/dai-pt-th/bai-2.docx at 2021-03-22T09:01
drop inbox/dai-pt-th/clip.mp4 at 2021-03-26T15:00
----
2021-03-22 08:30 receipt      bao-an-giang articles/2021-03  [Đã tiếp nhận] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021 – Báo An Giang
2021-03-22 08:31 receipt      bao-an-giang articles/2021-03  [Đã tiếp nhận] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021 – Báo An Giang
2021-03-22 09:00 receipt      dai-pt-th articles/2021-03  [Đã tiếp nhận] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021 – Đài Phát thanh - Truyền hình An Giang
2021-03-22 09:01 receipt      dai-pt-th articles/2021-03  [Đã tiếp nhận] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021 – Đài Phát thanh - Truyền hình An Giang
2021-03-23 08:00 reminder     dai-pt-th articles/2021-03  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Tư 24/3/2021 – Đài Phát thanh - Truyền hình An Giang
2021-03-25 08:00 rollup       so-noi-vu articles/2021-03  [Tổng hợp tháng] Bài viết, video-clip gương điển hình tiên tiến, tháng 3/2021: 01/02
2021-03-25 08:00 reminder     dai-pt-th articles/2021-03  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Tư 24/3/2021 – Đài Phát thanh - Truyền hình An Giang
2021-03-25 08:00 reminder     dai-pt-th articles/2021-03  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Tư 24/3/2021 – Đài Phát thanh - Truyền hình An Giang
2021-03-26 15:00 receipt      dai-pt-th articles/2021-03  [Đã tiếp nhận] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021 – Đài Phát thanh - Truyền hình An Giang
2021-03-26 15:00 rollup       so-noi-vu articles/2021-03  [Tổng hợp bổ sung lần 2] Bài viết, video-clip gương điển hình tiên tiến, tháng 3/2021: 02/02
2021-04-01 08:00 distribution bao-an-giang –  [Chủ đề tuyên truyền] tháng 4/2021 – UBND tỉnh An Giang
2021-04-01 08:00 distribution dai-pt-th –  [Chủ đề tuyên truyền] tháng 4/2021 – UBND tỉnh An Giang
2021-04-01 08:00 distribution ban-tuyen-giao –  [Kính đề nghị] Lồng ghép nội dung tuyên truyền trọng điểm của tháng (tháng 4/2021) – UBND tỉnh An Giang
