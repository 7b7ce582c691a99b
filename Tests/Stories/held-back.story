# Người gửi lạ, chương trình, tài liệu mật: giữ lại kèm lý do, không mở, không mất.
site an-giang-2021 from 2021-05-11 to 2021-05-14
drop inbox/bao-la/bai-1.docx at 2021-05-12T08:30
drop inbox/bao-an-giang/cai-dat.exe at 2021-05-12T08:40
drop inbox/bao-an-giang/TỐI MẬT danh sách.docx at 2021-05-12T08:45
----
2021-05-12 08:30 receipt      thidua@angiang.example.vn –  [Chưa tiếp nhận] bai-1.docx
2021-05-12 08:40 receipt      bao-an-giang –  [Chưa tiếp nhận] cai-dat.exe
2021-05-12 08:40 receipt      bao-an-giang –  [Chưa tiếp nhận] cai-dat.exe
2021-05-12 08:45 receipt      bao-an-giang –  [Chưa tiếp nhận] Tệp mang dấu chỉ độ mật
2021-05-12 08:45 receipt      bao-an-giang –  [Chưa tiếp nhận] Tệp mang dấu chỉ độ mật
