# Gửi đủ và đúng hạn: sau đó không ai bị nhắc nữa; tổng hợp ngày làm việc đầu tiên sau hạn.
site an-giang-2021 from 2021-03-08 to 2021-03-31
drop inbox/bao-an-giang/bai-1.docx at 2021-03-10T09:00
drop inbox/bao-an-giang/bai-2.docx at 2021-03-18T09:00
drop inbox/dai-pt-th/bai-1.docx at 2021-03-18T10:00
drop inbox/dai-pt-th/bai-2.docx at 2021-03-18T10:01
drop inbox/dai-pt-th/clip.mp4 at 2021-03-18T10:02
----
2021-03-10 09:00 receipt      bao-an-giang articles/2021-03  [Đã tiếp nhận] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021 – Báo An Giang
2021-03-17 08:00 reminder     dai-pt-th articles/2021-03  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Tư 24/3/2021 – Đài Phát thanh - Truyền hình An Giang
2021-03-17 08:00 reminder     bao-an-giang articles/2021-03  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Tư 24/3/2021 – Báo An Giang
2021-03-18 09:00 receipt      bao-an-giang articles/2021-03  [Đã tiếp nhận] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021 – Báo An Giang
2021-03-18 10:00 receipt      dai-pt-th articles/2021-03  [Đã tiếp nhận] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021 – Đài Phát thanh - Truyền hình An Giang
2021-03-18 10:01 receipt      dai-pt-th articles/2021-03  [Đã tiếp nhận] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021 – Đài Phát thanh - Truyền hình An Giang
2021-03-18 10:02 receipt      dai-pt-th articles/2021-03  [Đã tiếp nhận] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021 – Đài Phát thanh - Truyền hình An Giang
2021-03-25 08:00 rollup       so-noi-vu articles/2021-03  [Tổng hợp tháng] Bài viết, video-clip gương điển hình tiên tiến, tháng 3/2021: 02/02
