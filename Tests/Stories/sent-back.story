# Bài bị trả lại vì chưa ký: lại thuộc diện được nhắc, gửi lại thì xong.
site an-giang-2021 from 2021-03-16 to 2021-03-26
drop inbox/bao-an-giang/bai-1.docx at 2021-03-16T09:00
drop inbox/bao-an-giang/bai-2.docx at 2021-03-16T09:01
return bao-an-giang articles/2021-03 at 2021-03-18T10:00 because bản thảo chưa có chữ ký
drop inbox/bao-an-giang/bai-1-da-ky.docx at 2021-03-22T09:00
drop inbox/bao-an-giang/bai-2-da-ky.docx at 2021-03-22T09:01
----
2021-03-16 09:00 receipt      bao-an-giang articles/2021-03  [Đã tiếp nhận] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021 – Báo An Giang
2021-03-16 09:01 receipt      bao-an-giang articles/2021-03  [Đã tiếp nhận] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021 – Báo An Giang
2021-03-17 08:00 reminder     dai-pt-th articles/2021-03  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Tư 24/3/2021 – Đài Phát thanh - Truyền hình An Giang
2021-03-18 10:00 receipt      bao-an-giang articles/2021-03  [Đề nghị bổ sung] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021 – Báo An Giang
2021-03-19 08:00 reminder     dai-pt-th articles/2021-03  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Tư 24/3/2021 – Đài Phát thanh - Truyền hình An Giang
2021-03-19 08:00 reminder     bao-an-giang articles/2021-03  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Tư 24/3/2021 – Báo An Giang
2021-03-22 09:00 receipt      bao-an-giang articles/2021-03  [Đã tiếp nhận] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021 – Báo An Giang
2021-03-22 09:01 receipt      bao-an-giang articles/2021-03  [Đã tiếp nhận] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021 – Báo An Giang
2021-03-23 08:00 reminder     dai-pt-th articles/2021-03  [Nhắc việc] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Tư 24/3/2021 – Đài Phát thanh - Truyền hình An Giang
2021-03-25 08:00 rollup       so-noi-vu articles/2021-03  [Tổng hợp tháng] Bài viết, video-clip gương điển hình tiên tiến, tháng 3/2021: 01/02
2021-03-25 08:00 overdue      dai-pt-th articles/2021-03  [Quá hạn] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Tư 24/3/2021 – Đài Phát thanh - Truyền hình An Giang
2021-03-25 08:00 overdue      dai-pt-th articles/2021-03  [Quá hạn] Bài viết, video-clip gương điển hình tiên tiến tháng 3/2021, hạn hết thứ Tư 24/3/2021 – Đài Phát thanh - Truyền hình An Giang
