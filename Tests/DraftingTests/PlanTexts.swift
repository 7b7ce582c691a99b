/// Plans of our own invention, of authorities of every kind, in the words and the disorder of real ones.
enum PlanTexts {
    static let province = """
        ỦY BAN NHÂN DÂN
        TỈNH BÌNH ĐỊNH
        -------
        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        Độc lập - Tự do - Hạnh phúc
        ---------------
        Số: 45/KH-UBND
        Bình Định, ngày 08 tháng 3 năm 2024

        KẾ HOẠCH
        Tổ chức phong trào thi đua "Cả nước thi đua xây dựng nông thôn mới" tỉnh Bình Định năm 2024

        Căn cứ Luật Thi đua, khen thưởng ngày 15/6/2022;
        Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng;
        Thực hiện Quyết định số 587/QĐ-TTg ngày 18/5/2022 của Thủ tướng Chính phủ ban hành Kế hoạch tổ chức phong trào thi đua giai đoạn 2021-2025;
        UBND tỉnh ban hành Kế hoạch như sau:

        I. MỤC ĐÍCH, YÊU CẦU
        1. Mục đích: Phấn đấu đến năm 2025 có ít nhất 80% số xã đạt chuẩn.
        2. Yêu cầu: Việc tổ chức phải thiết thực, gắn với nhiệm vụ hằng năm của đơn vị.

        II. TỔ CHỨC THỰC HIỆN
        1. Sở Nông nghiệp và Phát triển nông thôn
        - Chủ trì, phối hợp với các sở, ban, ngành hướng dẫn các địa phương; định kỳ 6 tháng, năm tổng hợp kết quả báo cáo UBND tỉnh (qua Sở Nội vụ) trước ngày 15/6 và trước ngày 15/12.
        - Tham mưu tổ chức tổng kết phong trào trong quý IV/2024.
        2. Sở Nội vụ
        a) Thẩm định hồ sơ khen thưởng trong thời hạn 15 ngày làm việc kể từ ngày nhận đủ hồ sơ.
        b) Trình Chủ tịch UBND tỉnh khen thưởng trước ngày 31/12/2024.
        3. UBND các huyện, thị xã, thành phố
        - Xây dựng kế hoạch triển khai phong trào thi đua trên địa bàn, gửi về Sở Nông nghiệp và Phát triển nông thôn và Sở Nội vụ trước ngày 30/3/2024.
        - Mỗi huyện, thị xã, thành phố đề xuất ít nhất 02 tập thể và không quá 05 cá nhân tiêu biểu để khen thưởng; hồ sơ gửi Sở Nội vụ chậm nhất là ngày 10 tháng 11 năm 2024.
        - Báo cáo số liệu tính đến hết ngày 31/10/2024.
        4. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh: Hằng quý, cung cấp thông tin về phong trào cho Sở Nội vụ.
        5. Báo Bình Định, Đài Phát thanh và Truyền hình tỉnh: mỗi tháng đăng, phát tối thiểu 04 tin, bài về gương điển hình.
        III. KINH PHÍ
        Kinh phí được bố trí trong dự toán hằng năm.
        Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh về Sở Nội vụ để tổng hợp, báo cáo UBND tỉnh./.

        Nơi nhận:
        - Ban TĐKT Trung ương;
        - TT Tỉnh ủy;
        - Các sở, ban, ngành;
        - UBND các huyện, thị xã, thành phố;
        - Lưu: VT.
        TM. ỦY BAN NHÂN DÂN
        KT. CHỦ TỊCH
        PHÓ CHỦ TỊCH
        Nguyễn Văn A
        """

    static let union = """
        LIÊN ĐOÀN LAO ĐỘNG TỈNH NGHỆ AN
        Số: 12/KH-LĐLĐ
        Nghệ An, ngày 15 tháng 01 năm 2023

        KẾ HOẠCH
        Tuyên truyền gương người tốt, việc tốt trong công nhân, viên chức, lao động năm 2023

        Thực hiện Hướng dẫn số 07/HD-TLĐ ngày 22/02/2022 của Tổng Liên đoàn Lao động Việt Nam về công tác thi đua, Ban Thường vụ Liên đoàn Lao động tỉnh xây dựng kế hoạch như sau:

        1. Nội dung
        Mỗi công đoàn cơ sở giới thiệu ít nhất 01 gương người tốt, việc tốt mỗi quý.
        2. Thời gian
        - Đợt 1: gửi bài trước ngày 20/4/2023.
        - Đợt 2: gửi bài trước ngày 20/10/2023.
        3. Tổ chức thực hiện
        3.1. Liên đoàn Lao động các huyện, thành phố, thị xã, công đoàn ngành
        - Triển khai kế hoạch này đến công đoàn cơ sở, tổng hợp danh sách gửi về Ban Tuyên giáo Liên đoàn Lao động tỉnh trước 16 giờ 00 thứ Năm hằng tuần.
        - Hạn cuối nhận hồ sơ: 17 giờ 00 ngày 30/9/2023.
        3.2. Ban Tuyên giáo
        - Tổng hợp, báo cáo Ban Thường vụ kết quả vào cuối mỗi quý.
        - Phối hợp với Báo Lao động Nghệ An đăng tải 02 bài/tháng.

        Nơi nhận:
        - Tổng LĐLĐ VN;
        - LĐLĐ các huyện;
        - Lưu VP.
        """

    static let district = """
        # UBND HUYỆN ĐÔNG ANH
        **Số: 101/KH-UBND** &nbsp; *Đông Anh, ngày 5 tháng 2 năm 2021*

        ## KẾ HOẠCH
        ### Công tác thi đua, khen thưởng năm 2021 trên địa bàn huyện Đông Anh

        *Thực hiện Kế hoạch số 20/KH-UBND ngày 25/01/2021 của UBND thành phố Hà Nội về công tác thi đua, khen thưởng năm 2021, UBND huyện ban hành Kế hoạch như sau:*

        ## I. CÁC NHIỆM VỤ

        | STT | Nội dung công việc | Đơn vị chủ trì | Thời gian hoàn thành |
        |-----|------|------|------|
        | 1 | Xây dựng kế hoạch phát động thi đua | Phòng Nội vụ | Trước ngày 28/02/2021 |
        | 2 | Tổ chức hội nghị điển hình tiên tiến | Phòng Nội vụ | Quý II/2021 |
        | 3 | Báo cáo sơ kết 6 tháng gửi về Phòng Nội vụ | UBND các xã, thị trấn | Chậm nhất 10/6/2021 |

        ## II. TỔ CHỨC THỰC HIỆN
        1. **Phòng Nội vụ**: là cơ quan thường trực, đôn đốc việc thực hiện; hằng tháng báo cáo UBND huyện tại phiên họp giao ban.
        2. Thủ trưởng các phòng, ban, ngành; Chủ tịch UBND các xã, thị trấn có trách nhiệm báo cáo kết quả thực hiện về UBND huyện (qua Phòng Nội vụ) trước ngày 25 của tháng cuối quý.
        3. Các trường học đóng trên địa bàn huyện gửi danh sách đề nghị khen thưởng về Phòng Giáo dục và Đào tạo muộn nhất ngày 31/5 hằng năm.
        4. Thời gian thực hiện: từ ngày 01/02/2021 đến hết ngày 31/12/2021.

        **Nơi nhận:**
        - UBND Thành phố;
        - Các phòng, ban, ngành;
        - UBND các xã, thị trấn;
        - Lưu: VT.
        """

    static let party = """
        ĐẢNG BỘ TỈNH QUẢNG NAM
        HUYỆN ỦY THĂNG BÌNH
        *
        Số 55-KH/HU
        Thăng Bình, ngày 20 tháng 8 năm 2022

        KẾ HOẠCH
        sơ kết 02 năm thực hiện Chỉ thị số 05-CT/TW giai đoạn 2021 - 2025

        Thực hiện Kế hoạch số 100-KH/TU ngày 01/7/2022 của Ban Thường vụ Tỉnh ủy về sơ kết, Ban Thường vụ Huyện ủy xây dựng kế hoạch như sau:

        I- Mục đích, yêu cầu
        - Đánh giá kết quả đã đạt được trước ngày 31/12/2021.
        II- Nội dung
        1- Các chi, đảng bộ trực thuộc Huyện ủy tổ chức sơ kết và gửi báo cáo về Huyện ủy (qua Ban Tuyên giáo Huyện ủy) chậm nhất ngày 30/9/2022.
        2- Mỗi chi, đảng bộ lựa chọn từ 01 đến 03 tập thể, từ 02 - 05 cá nhân tiêu biểu đề nghị khen thưởng.
        3- Ban Tuyên giáo Huyện ủy tham mưu tổ chức hội nghị sơ kết cấp huyện, hoàn thành trong tháng 10/2022.
        III- Tổ chức thực hiện
        1- Văn phòng Huyện ủy phối hợp bố trí kinh phí.
        2- Ban Dân vận Huyện ủy theo dõi, định kỳ hằng tháng thông tin kết quả về Ban Tuyên giáo Huyện ủy.

        Nơi nhận:
        - Ban Thường vụ Tỉnh ủy (b/c),
        - Các chi, đảng bộ trực thuộc,
        - Lưu Văn phòng Huyện ủy.
        """

    static let school = """
        SỞ GIÁO DỤC VÀ ĐÀO TẠO
        Số:      /KH-SGDĐT
        Cần Thơ, ngày      tháng 9 năm 2023
        KẾ HOẠCH
        Phát động phong trào thi đua "Dạy tốt - Học tốt" năm học 2023 - 2024

        Sở Giáo dục và Đào tạo xây dựng kế hoạch phát động phong trào thi đua năm học 2023 - 2024, cụ thể như sau:

        I. NỘI DUNG
        1. Đăng ký thi đua
        Các phòng Giáo dục và Đào tạo, các trường trung học phổ thông lập danh sách đăng ký danh hiệu thi đua gửi về Sở (qua Văn phòng Sở)
        trước ngày 15 tháng 10 năm 2023. Trường nào không đăng ký thì không xét.
        2. Xét sáng kiến
        Hồ sơ sáng kiến nộp thành 02 đợt: đợt 1 trước ngày 31/01/2024, đợt 2 trước ngày 15/4/2024. Mỗi trường nộp tối đa 10 hồ sơ.
        3. Bài viết
        Hằng tháng, mỗi trường gửi 01 bài viết và 01 video về gương nhà giáo tiêu biểu qua thư điện tử của Sở trước ngày 28.
        II. TỔ CHỨC THỰC HIỆN
        1. Văn phòng Sở: tổng hợp, tham mưu Giám đốc Sở xem xét; báo cáo kết quả với Sở Nội vụ trong vòng 05 ngày làm việc kể từ ngày kết thúc đợt xét.
        2. Các khối thi đua: tổ chức sơ kết học kỳ I (chậm nhất ngày 20/01/2024), tổng kết năm học (trước ngày 10/6/2024) và gửi biên bản về Văn phòng Sở.
        Trên đây là Kế hoạch phát động, yêu cầu các đơn vị nghiêm túc thực hiện.
        Nơi nhận:
        - Các phòng GDĐT;
        - Các trường THPT;
        - Lưu: VT.
        """

    static let commune = """
        ỦY BAN NHÂN DÂN XÃ HÒA HIỆP
        Số: 17/KH-UBND
        Hòa Hiệp, ngày 20 tháng 01 năm 2026
        KẾ HOẠCH
        Thực hiện phong trào thi đua “Dân vận khéo” năm 2026

        Thực hiện Kế hoạch số 15/KH-UBND ngày 10/01/2026 của UBND tỉnh Tây Ninh về phong trào thi đua “Dân vận khéo” năm 2026, UBND xã ban hành kế hoạch như sau:
        I. Nhiệm vụ
        1. Xây dựng mô hình
        - Nội dung: Mỗi ấp đăng ký ít nhất 01 mô hình.
        - Đơn vị thực hiện: Ban quản lý các ấp.
        - Thời gian hoàn thành: trước ngày 28/02/2026.
        2. Kiểm tra
        - Thời gian: Quý III/2026.
        - Đơn vị chủ trì: Phòng Văn hóa - Xã hội.
        II. Chế độ báo cáo
        Định kỳ trước ngày 20 hằng tháng, các ấp, trường học báo cáo kết quả bằng văn bản về Ủy ban nhân dân xã (qua Phòng Văn hóa - Xã hội) để tổng hợp, báo cáo UBND tỉnh trước ngày 25 hằng tháng. Báo cáo đột xuất khi có yêu cầu.
        Giao Phòng Văn hóa - Xã hội theo dõi, đôn đốc; tổng hợp báo cáo sơ kết 6 tháng (trước ngày 10/6/2026), tổng kết năm (trước ngày 10/12/2026) trình Chủ tịch UBND xã.
        Ngày 15/5/2016, Bộ Chính trị ban hành Chỉ thị số 05-CT/TW. Kết quả thi đua đạt được trước ngày 31/12/2025 được tính vào năm 2025.
        Nơi nhận:
        - UBND tỉnh;
        - Phòng Văn hóa - Xã hội;
        - Các ấp;
        - Lưu: VT.
        """

    static let military = """
        BỘ CHỈ HUY QUÂN SỰ TỈNH HÀ GIANG
        PHÒNG CHÍNH TRỊ
        Số: 233/KH-CT
        Hà Giang, ngày 02 tháng 5 năm 2022

        KẾ HOẠCH
        Cuộc thi viết “Những tấm gương bình dị mà cao quý” năm 2022

        Phòng Chính trị xây dựng kế hoạch tổ chức cuộc thi như sau:

        1. Đối tượng: cán bộ, chiến sĩ lực lượng vũ trang tỉnh.
        2. Thời gian nhận bài dự thi: từ ngày 15/5/2022 đến hết ngày 15/8/2022.
        3. Nơi nhận bài: Ban Tuyên huấn, Phòng Chính trị.
        4. Mỗi cơ quan, đơn vị gửi từ 03 đến 05 bài dự thi; mỗi Ban Chỉ huy quân sự huyện, thành phố gửi không quá 10 bài.
        5. Ban Tuyên huấn tiếp nhận, phân loại; chấm xong trước ngày 10/9/2022, báo cáo Thủ trưởng Bộ Chỉ huy kết quả. Tổng kết, trao giải vào dịp 22/12/2022.
        6. Các cơ quan, đơn vị phổ biến thể lệ trong tuần lễ đầu tháng 5; hằng tuần vào thứ Sáu báo cáo số bài về Ban Tuyên huấn.
        7. Trước mắt, tập trung tuyên truyền trước, trong và sau ngày 19/5.

        Nơi nhận:
        - Thủ trưởng Bộ CHQS;
        - Các cơ quan, đơn vị;
        - Lưu: VT.
        """

    static let women = """
        HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM
        BAN THƯỜNG VỤ TỈNH ĐẮK LẮK
        Số: 88/KH-BTV
        Đắk Lắk, ngày 11 tháng 10 năm 2022

        KẾ HOẠCH
        Tuyên truyền, nhân rộng gương phụ nữ tiêu biểu giai đoạn 2022 - 2027

        Căn cứ Chương trình số 01/CTr-ĐCT ngày 15/7/2022 của Đoàn Chủ tịch Trung ương Hội về
        phong trào thi đua “Xây dựng người phụ nữ Việt Nam thời đại mới”;
        Ban Thường vụ Hội LHPN tỉnh ban hành Kế hoạch như sau:

        A. MỤC TIÊU
        Hằng năm, 100% cơ sở Hội phát hiện được ít nhất 01 gương điển hình.
        B. GIẢI PHÁP
        1. Đối với Hội LHPN các huyện, thị xã, thành phố
        1.1. Hằng năm xây dựng kế hoạch tuyên truyền, gửi về Ban Tuyên giáo Hội LHPN tỉnh
        trước ngày 31 tháng 01.
        1.2. Mỗi quý gửi tối thiểu 03 tin, bài và 01 phóng sự ảnh về Cổng thông tin điện tử Hội LHPN tỉnh.
        1.3. Báo cáo 6 tháng trước ngày 05/6, báo cáo năm trước ngày 05/11 hằng năm.
        2. Đối với các ban chuyên môn Hội LHPN tỉnh
        Ban Tuyên giáo: là đơn vị đầu mối, chậm nhất sau 05 ngày làm việc kể từ ngày nhận được bài viết có trách nhiệm biên tập, đăng tải.
        Văn phòng Hội: cân đối kinh phí, trình Ban Thường vụ phê duyệt dự toán trước tháng 12 hàng năm.
        C. TIẾN ĐỘ THỰC HIỆN
        - Năm 2022: Xây dựng, ban hành Kế hoạch (xong trong tháng 10/2022).
        - Năm 2024: Sơ kết giữa nhiệm kỳ (Quý III).
        - Năm 2026: Tổng kết, báo cáo Trung ương Hội trước ngày 30/9/2026.

        Nơi nhận:
        - TW Hội LHPN Việt Nam;
        - Hội LHPN các huyện, thị xã, thành phố;
        - Lưu: VP.
        """

    static let ministry = """
        BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH
        CỤC THÔNG TIN CƠ SỞ
        Số: 512/KH-TTCS
        Hà Nội, ngày 4 tháng 4 năm 2025
        KẾ HOẠCH
        Truyền thông cơ sở năm 2025
        Thực hiện Công văn số 1200/BVHTTDL-VP ngày 28/3/2025 của Bộ Văn hóa, Thể thao và Du lịch về việc tăng cường truyền thông cơ sở, Cục Thông tin cơ sở xây dựng Kế hoạch với các nội dung sau:
        I. NHIỆM VỤ TRỌNG TÂM
        TT\tNhiệm vụ\tCơ quan thực hiện\tThời gian\tGhi chú
        1\tBiên soạn tài liệu tuyên truyền\tPhòng Nghiệp vụ\tTrước 15/5/2025\t
        2\tTập huấn cán bộ\tPhòng Nghiệp vụ\tTháng 6/2025\t02 lớp
        3\tBáo cáo kết quả về Cục\tSở Văn hóa, Thể thao và Du lịch các tỉnh, thành phố\tTrước ngày 10 tháng cuối quý\t
        II. TỔ CHỨC THỰC HIỆN
        1. Giao Văn phòng Cục theo dõi, đôn đốc; định kỳ thứ Hai hằng tuần báo cáo Lãnh đạo Cục.
        2. Các phòng, đơn vị thuộc Cục căn cứ nhiệm vụ được giao, khẩn trương lập dự toán gửi Phòng Kế hoạch - Tài chính trước 17 giờ 00 ngày 20/4/2025.
        3. Yêu cầu Sở Văn hóa, Thể thao và Du lịch các tỉnh, thành phố trực thuộc Trung ương cử 01 đầu mối, gửi danh sách về Cục qua email: cuc@example.vn chậm nhất 30/4/2025.
        4. Trung tâm Thông tin đăng tải không quá 03 ngày kể từ khi nhận được tài liệu.
        Nơi nhận:
        - Bộ trưởng (để b/c);
        - Sở VHTTDL các tỉnh, thành phố;
        - Lưu: VT, NV.
        """
}
