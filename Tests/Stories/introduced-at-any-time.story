# Một phường giới thiệu gương điển hình; nhiệm vụ không có hạn, không bao giờ quá hạn.
site an-giang-2021 from 2021-09-06 to 2021-09-10
drop inbox/30280/introductions/guong-to-hoa-giai.docx at 2021-09-09T10:00
----
2021-09-09 10:00 receipt      30280 –  [Đã tiếp nhận] Giới thiệu gương điển hình tiên tiến – UBND phường Mỹ Bình
2021-09-09 10:00 distribution so-noi-vu –  Có gương điển hình mới được giới thiệu
