#!/usr/bin/env python3
"""Makes the mails of this folder and the table of how each of them must end: run it here, and read the difference.

Nothing is drawn or dated: the same bytes come out each time. The site is that of MailCorpusTests.swift: the newspaper
owes articles, the station articles and a report, the department of health a report; it is 09:00 on 18 March 2021.
"""
import base64, binascii, hashlib, hmac, io, pathlib, quopri, struct, subprocess, unicodedata, zipfile

HERE = pathlib.Path(__file__).parent
OFFICE, BAO, DAI, YTE, TINH = (n + "@tinh.example.vn" for n in ("noivu", "bao", "dai", "yte", "ubnd"))
HEAD, COLLECTOR = "tbt@bao.example.vn", "thidua@tinh.example.vn"
ARTICLES, STATION = "articles/2021-03/bao-an-giang", "articles/2021-03/dai-pt-th"
REPORT, HEALTH = "reports/2021-Q1/dai-pt-th", "reports/2021-Q1/so-y-te"
rows, names = [], set()


def token(code, key=bytes([7] * 32)):
    mark = hmac.new(key, f"reply {code}".encode(), hashlib.sha256).digest()[:10]
    return base64.b32encode(mark).decode().lower()


def identity(key):
    return hashlib.sha256(key.encode()).hexdigest()[:32] + "@tinh.example.vn"


DIGEST = {who: identity(f"digest/2021-03-17/{who}") for who in (BAO, DAI, YTE)}
TRACE = "Received: from mail.example.vn by mx.tinh.example.vn with ESMTPS; Thu, 18 Mar 2021 08:55:00 +0700"


def b(text, charset="utf-8"):
    return f"=?{charset}?B?{base64.b64encode(text.encode(charset)).decode()}?="


def q(text, charset="utf-8"):
    raw = text.encode(charset)
    return f"=?{charset}?Q?" + "".join(
        chr(c) if chr(c).isalnum() and c < 128 else "_" if c == 32 else f"={c:02X}" for c in raw) + "?="


def cp1258(text):
    """Tones stand behind their letters there."""
    out = b""
    for character in unicodedata.normalize("NFC", text):
        try:
            out += character.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", character)
            tones = [p for p in parts if p in "\u0300\u0301\u0303\u0309\u0323"]
            letter = unicodedata.normalize("NFC", "".join(p for p in parts if p not in tones))
            out += letter.encode("cp1258") + "".join(tones).encode("cp1258")
    return out


def tcvn(text):
    return subprocess.run(["iconv", "-f", "UTF-8", "-t", "TCVN5712-1"], input=text.encode(), capture_output=True, check=True).stdout


def archive(*files, lie=None):
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as z:
        for name, content in files:
            info = zipfile.ZipInfo(name, (2021, 3, 10, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            z.writestr(info, content)
    raw = bytearray(sink.getvalue())
    if lie:
        at = raw.rfind(b"PK\x01\x02")
        raw[at + 24:at + 28] = struct.pack("<I", lie)
    return bytes(raw)


def locked(*files):
    raw = bytearray(archive(*files))
    raw[6] |= 1
    raw[raw.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


def docx(text):
    return archive(("[Content_Types].xml", "<Types/>"), ("word/document.xml", f"<w>{text}</w>"))


PDF = b"%PDF-1.4\n%bai viet\n"


def part(content, type="application/pdf", name=None, disposition="attachment", encoding="base64", more=""):
    head = f"Content-Type: {type}" + (f'; name="{name}"' if name else "") + "\n"
    if disposition:
        head += f"Content-Disposition: {disposition}" + (f'; filename="{name}"' if name else "") + "\n"
    body = base64.encodebytes(content).decode() if encoding == "base64" else content
    if encoding:
        head += f"Content-Transfer-Encoding: {encoding}\n"
    return f"{head}{more}\n{body}"


def text(words, charset="utf-8", encoding="quoted-printable", type="plain"):
    body = quopri.encodestring(words.encode(charset)).decode() if encoding == "quoted-printable" else \
        base64.encodebytes(words.encode(charset)).decode() if encoding == "base64" else words
    return f"Content-Type: text/{type}; charset={charset}\nContent-Transfer-Encoding: {encoding}\n\n{body}"


def multi(kind, *parts, boundary="b1", more=""):
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"{more}\n\n' + \
        "".join(f"--{boundary}\n{p}\n" for p in parts) + f"--{boundary}--\n"


def head(subject="Re: nhac", sender=f"{b('Báo An Giang')} <{BAO}>", to=OFFICE, answers=None, more="", number=None, trace=TRACE):
    lines = [trace] if trace else []
    lines += [f"From: {sender}", f"To: {to}", f"Subject: {subject}", "Date: Thu, 18 Mar 2021 08:54:00 +0700",
              f"Message-ID: <{number or '@name@'}@mail.example.vn>", "MIME-Version: 1.0"]
    if answers:
        lines += [f"In-Reply-To: <{answers}>", f"References: <{answers}>"]
    return "\n".join(lines) + "\n" + more


def mail(name, raw, end, to=""):
    assert name not in names, name
    names.add(name)
    raw = raw.encode() if isinstance(raw, str) else raw
    raw = raw.replace(b"@name@", name.encode())
    if not name.startswith("broken-line"):
        raw = raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    (HERE / f"{name}.eml").write_bytes(raw)
    rows.append(f"{name}\t{end}\t{to}")


def came(duty, *files):
    return f"submitted {duty}: {', '.join(files)}"


TWO = (part(docx("một"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "bai-1.docx"),
       part(PDF, "application/pdf", "bai-2.pdf"))
BOTH = came(ARTICLES, "bai-1.docx", "bai-2.pdf")
QUOTE = "\n> Kính gửi Báo An Giang: đề nghị gửi 02 bài viết.\n> Nếu không phát sinh, xin trả lời \"không phát sinh\".\n"

# --- Replies of the common programs ---------------------------------------------------------------------------------
outlook = "Kính gửi Sở Nội vụ, Báo gửi 02 bài viết.\n\nTrân trọng.\n\n________________________________\nFrom: Sở Nội vụ <noivu@tinh.example.vn>\nSent: Wednesday, March 17, 2021 8:00 AM\nTo: Báo An Giang\nSubject: [Nhắc việc]\n\nxin gia hạn đến 24/6, lý do ví dụ\n"
mail("reply-outlook", head("RE: " + b("[Nhắc việc] 01 nội dung"), answers=DIGEST[BAO], more="X-MS-Has-Attach: yes\nX-Auto-Response-Suppress: DR, OOF\n")
     + multi("mixed", multi("alternative", text(outlook), text("<p>Báo gửi 02 bài viết</p>", type="html"), boundary="a1"), *TWO), BOTH, BAO)
mail("reply-gmail", head("Re: " + b("[Nhắc việc] 01 nội dung"), answers=DIGEST[BAO])
     + multi("mixed", multi("alternative", text("Báo gửi bài.\n\nVào Th 4, 17 thg 3, 2021 vào lúc 08:00 Sở Nội vụ <\nnoivu@tinh.example.vn> đã viết:\n" + QUOTE),
                            text('<div>Báo gửi bài.</div><div class="gmail_quote">không phát sinh</div>', type="html"), boundary="000000000000aa"), *TWO), BOTH, BAO)
mail("reply-apple-mail", head("Re: nhac", answers=DIGEST[BAO]) + multi(
    "mixed", text("Bài của Báo.\n\n", encoding="quoted-printable"), part(docx("một"), name="bai-1.docx", disposition="inline"),
    part(PDF, name="bai-2.pdf", disposition="inline"), text("> On 17 Mar 2021, at 08:00, noivu@tinh.example.vn wrote:\n> ...\n")), BOTH, BAO)
mail("reply-thunderbird", head("Re: nhac", answers=DIGEST[BAO], more="User-Agent: Mozilla Thunderbird\n")
     + multi("mixed", text("Gửi bài.\n\nOn 3/17/21 08:00, Sở Nội vụ wrote:\n" + QUOTE), *TWO, boundary="------------0A1B"), BOTH, BAO)
mail("reply-zimbra", head("Re: nhac", answers=DIGEST[BAO], more="X-Mailer: Zimbra 8.8\n")
     + multi("mixed", text("Gửi bài.\n\n----- Original Message -----\nFrom: noivu@tinh.example.vn\nTo: bao@tinh.example.vn\nSent: Wednesday\nSubject: x\n"), *TWO), BOTH, BAO)
mail("reply-samsung", head("Re: nhac", answers=DIGEST[BAO])
     + multi("mixed", text("<p>Gửi bài</p><br><br><div>Đã gửi từ điện thoại Galaxy của tôi</div><div>-------- Thư gốc --------</div>", type="html"), *TWO), BOTH, BAO)
mail("reply-ios", head("Re: nhac", answers=DIGEST[BAO], more="X-Mailer: iPhone Mail (18D70)\n") + multi(
    "mixed", text("Gửi bài\n\nGửi từ iPhone của tôi\n"), part(docx("một"), name="bai-1.docx", disposition="inline"),
    part(PDF, name="bai-2.pdf", disposition="inline"), text("\n> Vào 08:00, 17 thg 3, 2021, Sở Nội vụ đã viết:\n> không phát sinh\n")), BOTH, BAO)
mail("reply-yahoo-html-only", head("Re: nhac", answers=DIGEST[BAO])
     + multi("mixed", text('<div>Gửi bài &#7875; s&#7917; d&#7909;ng</div><div class="yahoo_quoted">không phát sinh</div>', type="html"), *TWO), BOTH, BAO)
mail("reply-inline-picture", head("Re: nhac", answers=DIGEST[BAO]) + multi(
    "mixed", multi("related", text('<p>Gửi bài</p><img src="cid:logo">', type="html"),
                   part(b"\x89PNG\r\n\x1a\n", "image/png", "image001.png", "inline", more="Content-ID: <logo>\n"), boundary="r1"), *TWO), BOTH, BAO)
mail("reply-phone-photos", head("Re: nhac", sender=f"Dai <{DAI}>", answers=identity("receipt/none")) + multi(
    "mixed", text("Đài gửi phim."), part(b"\x00\x00\x00\x18ftypmp42", "video/mp4", "phim.mp4", "inline")), came(STATION, "phim.mp4"), DAI)
mail("reply-to-all", head("Re: nhac", to=f"{OFFICE}, x@khac.example.vn", answers=DIGEST[BAO], more="Cc: y@khac.example.vn\n") + multi("mixed", text("Gửi bài"), *TWO), BOTH, BAO)

# --- Whose it is ----------------------------------------------------------------------------------------------------
mail("mark-in-address", head("bai viet", to=f"noivu+{token(ARTICLES)}@tinh.example.vn") + multi("mixed", text("Gửi"), *TWO), BOTH, BAO)
mail("mark-in-subject", head(f"Re: nhac [#{token(ARTICLES)}]") + multi("mixed", text("Gửi"), *TWO), BOTH, BAO)
mail("mark-in-capitals", head(f"RE: NHAC [#{token(ARTICLES).upper()}]") + multi("mixed", text("Gửi"), *TWO), BOTH, BAO)
mail("mark-in-delivered-to", head("Re: nhac", to="undisclosed-recipients:;", more=f"Delivered-To: noivu+{token(ARTICLES)}@tinh.example.vn\n") + multi("mixed", text("Gửi"), *TWO), BOTH, BAO)
mail("mark-of-one-of-two", head(f"Re: [#{token(REPORT)}]", sender=f"Dai <{DAI}>") + multi("mixed", text("Báo cáo"), part(PDF, name="bc.pdf")), came(REPORT, "bc.pdf"), DAI)
mail("mark-of-a-digest", head(f"Re: [#{token('digest/2021-03-17/' + DAI)}]", sender=f"Dai <{DAI}>") + multi("mixed", text("Gửi"), part(PDF, name="a.pdf")),
     "unclear articles/2021-03/dai-pt-th, reports/2021-Q1/dai-pt-th: a.pdf", DAI)
mail("mark-forged", head("Re: [#aaaaaaaaaaaaaaaa]") + multi("mixed", text("Gửi"), *TWO), f"unclear {ARTICLES}: bai-1.docx, bai-2.pdf", BAO)
mail("mark-of-another-unit", head(f"Re: [#{token(REPORT)}]") + multi("mixed", text("Gửi"), *TWO), f"unclear {ARTICLES}: bai-1.docx, bai-2.pdf", BAO)
mail("mark-by-another-key", head(f"Re: [#{token(ARTICLES, bytes([8] * 32))}]") + multi("mixed", text("Gửi"), *TWO), f"unclear {ARTICLES}: bai-1.docx, bai-2.pdf", BAO)
mail("sent-for-a-unit-below", head(f"Fwd: [#{token(ARTICLES)}]", sender=f"UBND <{TINH}>") + multi("mixed", text("Nộp thay Báo"), *TWO), BOTH, f"{BAO}, {TINH}")
mail("thread-of-another-unit", head("Re: nhac", answers=DIGEST[DAI]) + multi("mixed", text("Gửi"), *TWO), f"unclear {ARTICLES}: bai-1.docx, bai-2.pdf", BAO)
mail("thread-in-references", head("Re: nhac", more=f"References: <x@y.vn>\n <{DIGEST[BAO]}> <z@y.vn>\n") + multi("mixed", text("Gửi"), *TWO), BOTH, BAO)
mail("thread-of-a-digest-with-title", head(b("Re: Báo cáo quý"), sender=f"Dai <{DAI}>", answers=DIGEST[DAI]) + multi("mixed", text("Gửi"), part(PDF, name="bc.pdf")), came(REPORT, "bc.pdf"), DAI)
mail("new-mail-one-duty", head(b("Bài tháng 3")) + multi("mixed", text("Gửi"), *TWO), BOTH, BAO)
mail("new-mail-of-the-head", head(b("Bài tháng 3"), sender=f"{q('Tổng Biên tập')} <{HEAD}>") + multi("mixed", text("Gửi"), *TWO), BOTH, f"{BAO}, {HEAD}")
mail("new-mail-two-duties", head("bai", sender=f"Dai <{DAI}>") + multi("mixed", text("Gửi"), part(PDF, name="a.pdf")),
     "unclear articles/2021-03/dai-pt-th, reports/2021-Q1/dai-pt-th: a.pdf", DAI)
mail("new-mail-two-duties-title", head(b("Đài gửi Báo cáo quý"), sender=f"Dai <{DAI}>") + multi("mixed", text("Gửi"), part(PDF, name="a.pdf")), came(REPORT, "a.pdf"), DAI)
mail("new-mail-two-duties-file-name", head("gui", sender=f"Dai <{DAI}>") + multi("mixed", text("Gửi"), part(PDF, name="bao cao quy.pdf")), came(REPORT, "bao cao quy.pdf"), DAI)
mail("stranger", head("Hello", sender="x@spam.example.com") + multi("mixed", text("Mời xem"), part(PDF, name="a.pdf")), "quarantined unknown-sender", COLLECTOR)
mail("stranger-answers", head("Re: nhac", sender="Hoa <hoa@gmail.example.com>", answers=DIGEST[BAO]) + multi("mixed", text("Em gửi bài"), *TWO),
     "quarantined unknown-sender", f"hoa@gmail.example.com, {COLLECTOR}")
mail("stranger-with-a-mark", head(f"Re: [#{token(ARTICLES)}]", sender="x@spam.example.com") + multi("mixed", text("Gửi"), *TWO), "quarantined unknown-sender", COLLECTOR)
mail("borrowed-name", head("Re: nhac", more="Authentication-Results: mx.tinh.example.vn; spf=fail; dmarc=fail header.from=tinh.example.vn\n") + multi("mixed", text("Gửi"), *TWO), "asked", COLLECTOR)
mail("borrowed-name-with-a-mark", head(f"Re: [#{token(ARTICLES)}]", more="Authentication-Results: mx.tinh.example.vn; spf=fail; dmarc=fail\n") + multi("mixed", text("Gửi"), *TWO), BOTH, BAO)

# --- Passed on ------------------------------------------------------------------------------------------------------
inner = head("goc", sender="a@khac.example.vn", to=BAO, number="i1", trace="") + multi("mixed", text("không phát sinh"), *TWO, boundary="i1")
mail("forward-inline", head("Fwd: bai", answers=DIGEST[BAO]) + multi("mixed", text("Báo chuyển bài.\n\n---------- Forwarded message ---------\nTừ: a@khac.example.vn\n\nkhông phát sinh\n"), *TWO), BOTH, BAO)
mail("forward-attached", head("Fwd: bai", answers=DIGEST[BAO]) + multi("mixed", text("Báo chuyển bài."), "Content-Type: message/rfc822\nContent-Disposition: attachment\n\n" + inner), BOTH, BAO)
mail("forward-as-eml-file", head("Fwd: bai", answers=DIGEST[BAO]) + multi("mixed", text("Báo chuyển bài."), part(inner.encode(), "message/rfc822", "goc.eml")), came(ARTICLES, "goc.eml"), BAO)

# --- Nothing to report ----------------------------------------------------------------------------------------------
NIL = f"nothing {ARTICLES}"
mail("nil-report", head("Re: nhac", answers=DIGEST[BAO]) + text("Kính gửi Sở, tháng này Báo không phát sinh.\n" + QUOTE), NIL, BAO)
mail("nil-report-without-marks", head("Re: nhac", answers=DIGEST[BAO]) + text("Thang nay khong phat sinh a\n\nGui tu dien thoai"), NIL, BAO)
mail("nil-report-in-subject", head(b("Báo An Giang không phát sinh tháng 3")) + text("Kính gửi."), NIL, BAO)
mail("nil-report-nfd", head("Re: nhac", answers=DIGEST[BAO]) + text(unicodedata.normalize("NFD", "Không phát sinh.")), NIL, BAO)
mail("nil-report-by-file-name", head("Re: nhac", answers=DIGEST[BAO]) + multi("mixed", text("Kính gửi"), part(PDF, name="khong-phat-sinh.pdf")), NIL, BAO)
mail("nil-report-quoted-only", head("Re: nhac", answers=DIGEST[BAO]) + text("Đã nhận, sẽ gửi.\n" + QUOTE), "asked", f"{BAO}, {COLLECTOR}")
mail("nil-report-denied", head("Re: nhac", answers=DIGEST[BAO]) + text("Không phải không phát sinh, mà bài đang duyệt."), "asked", f"{BAO}, {COLLECTOR}")
mail("nil-report-asked", head("Re: nhac", answers=DIGEST[BAO]) + text("Nếu không phát sinh thì có phải báo cáo không?"), "asked", f"{BAO}, {COLLECTOR}")
mail("nil-report-two-duties", head("nhac", sender=f"Dai <{DAI}>") + text("Không phát sinh"), "unclear articles/2021-03/dai-pt-th, reports/2021-Q1/dai-pt-th: ", DAI)

# --- More time ------------------------------------------------------------------------------------------------------
mail("extension", head("Re: nhac", answers=DIGEST[BAO]) + text("Báo xin gia hạn đến 29/3, lý do phóng viên đi công tác.\n" + QUOTE), f"extension {ARTICLES} 2021-03-29: phóng viên đi công tác.", f"{BAO}, {COLLECTOR}")
mail("extension-day-in-words", head("Re: nhac", answers=DIGEST[BAO]) + text("Kính đề nghị Sở cho phép gia hạn đến hết ngày 05 tháng 4 năm 2021. Lý do: máy in hỏng"), f"extension {ARTICLES} 2021-04-05: máy in hỏng", f"{BAO}, {COLLECTOR}")
mail("extension-without-marks", head("Re: nhac", answers=DIGEST[BAO]) + text("Xin gia han den 30/3/2021 vi ban"), f"extension {ARTICLES} 2021-03-30: -", f"{BAO}, {COLLECTOR}")
mail("extension-without-a-day", head("Re: nhac", answers=DIGEST[BAO]) + text("Báo xin gia hạn vài hôm ạ."), "asked", f"{BAO}, {COLLECTOR}")
mail("extension-to-an-earlier-day", head("Re: nhac", answers=DIGEST[BAO]) + text("Báo xin gia hạn đến 20/3."), "asked", f"{BAO}, {COLLECTOR}")
mail("extension-beside-a-file", head("Re: nhac", answers=DIGEST[BAO]) + multi("mixed", text("Báo gửi trước 01 bài; xin gia hạn bài còn lại đến 29/3, lý do ốm."), part(PDF, name="bai-1.pdf")), came(ARTICLES, "bai-1.pdf") + "; extension 2021-03-29", f"{BAO}, {BAO}, {COLLECTOR}")
mail("extension-two-duties", head("xin", sender=f"Dai <{DAI}>") + text("Đài xin gia hạn đến 30/3 vì bận."), "unclear", DAI)
mail("thanks-for-an-extension", head("Re: nhac", answers=DIGEST[BAO]) + text("Cảm ơn Sở đã gia hạn."), "asked", f"{BAO}, {COLLECTOR}")
mail("question", head("Re: nhac", answers=DIGEST[BAO]) + text("Bài viết dài bao nhiêu chữ ạ?"), "asked", f"{BAO}, {COLLECTOR}")
mail("empty", head("Re: nhac", answers=DIGEST[BAO]) + "\n", "asked", f"{BAO}, {COLLECTOR}")

# --- Written by programs --------------------------------------------------------------------------------------------
for name, subject, more in [
    ("absence-vi", b("Trả lời tự động: [Nhắc việc]"), ""), ("absence-en", "Automatic reply: nhac", ""),
    ("absence-out-of-office", "Out of Office: nhac", ""), ("absence-by-header", "Re: nhac", "Auto-Submitted: auto-replied\n"),
    ("list-mail", "Ban tin", "List-Id: <tin.example.vn>\n"), ("bulk-mail", "Ban tin", "Precedence: bulk\n"),
    ("empty-return-path", "Re: nhac", "Return-Path: <>\n"), ("auto-responder", "Re: nhac", "X-Autoreply: yes\n"),
]:
    mail(name, head(subject, answers=DIGEST[BAO], more=more) + text("Tôi đi vắng, không phát sinh."), "ignored")
mail("read-receipt", head("Read: nhac") + multi("report", text("Đã đọc"), "Content-Type: message/disposition-notification\n\nDisposition: manual-action/MDN-sent-manually; displayed\n", more="; report-type=disposition-notification"), "ignored")
mail("absence-with-a-file", head(b("Vắng mặt tại hội nghị"), answers=DIGEST[BAO]) + multi("mixed", text("Gửi bài"), *TWO), BOTH, BAO)
mail("identity-like-ours", head("Re: nhac", number="0123456789abcdef0123456789abcdef").replace("@mail.example.vn", "@tinh.example.vn") + multi("mixed", text("Gửi"), *TWO), BOTH, BAO)
mail("calendar-reply", head("Accepted: han nop") + multi("alternative", text(""), "Content-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\nEND:VCALENDAR\n"), "ignored")
mail("own-mail", head("[Nhac viec]", sender=OFFICE, more="Auto-Submitted: auto-generated\n") + text("của mình"), "ignored")
mail("own-mail-redirected", "\n".join([f"From: {BAO}", f"Message-ID: <{DIGEST[BAO]}>", "Subject: x"]) + "\n\nx\n", "ignored")


def bounce(action, status, diagnostic, original, recipient, final="Final-Recipient", whole=False):
    body = f"Reporting-MTA: dns; mx.example.vn\n\n{final}: rfc822; {recipient}\nAction: {action}\nStatus: {status}\n" + \
        (f"Diagnostic-Code: smtp; {diagnostic}\n" if diagnostic else "")
    returned = f"Content-Type: {'message/rfc822' if whole else 'text/rfc822-headers'}\n\nFrom: {OFFICE}\nTo: {recipient}\nMessage-ID: <{original}>\nSubject: x\n" + ("\nbody\n" if whole else "")
    return multi("report", text("Undelivered"), f"Content-Type: message/delivery-status\n\n{body}", returned, more="; report-type=delivery-status")


DAEMON = "Mail Delivery System <MAILER-DAEMON@mx.example.vn>"
LOST = f"bounce digest/2021-03-17/{BAO} has come back: 550 5.1.1 no such user ({BAO})"
mail("bounce-postfix", head("Undelivered Mail Returned to Sender", sender=DAEMON, more="Auto-Submitted: auto-replied\nReturn-Path: <>\n")
     + bounce("failed", "5.1.1", "550 5.1.1 no such user", DIGEST[BAO], BAO), LOST, HEAD)
mail("bounce-exchange", head("Undeliverable: nhac", sender="postmaster@example.vn")
     + bounce("failed", "5.1.1", "550 5.1.1 no such user", DIGEST[BAO], BAO, whole=True), LOST, HEAD)
mail("bounce-gmail", head("Delivery Status Notification (Failure)", sender="mailer-daemon@googlemail.com", more="X-Failed-Recipients: " + BAO + "\n")
     + bounce("failed", "5.1.1", "550 5.1.1 no such user", DIGEST[BAO], BAO, "Original-Recipient", True), LOST, HEAD)
mail("bounce-gave-up", head("Undelivered", sender=DAEMON) + bounce("failed", "4.4.1", "connection timed out", DIGEST[BAO], BAO),
     f"bounce digest/2021-03-17/{BAO} has come back: connection timed out ({BAO})", HEAD)
mail("bounce-delayed", head("Delayed", sender=DAEMON) + bounce("delayed", "4.4.1", "connection timed out", DIGEST[BAO], BAO), f"bounce digest/2021-03-17/{BAO} is delayed: connection timed out")
mail("bounce-delivered", head("Relayed", sender=DAEMON) + bounce("relayed", "2.0.0", "", DIGEST[BAO], BAO), f"bounce digest/2021-03-17/{BAO} is on its way")
mail("bounce-of-a-stranger", head("Undelivered", sender=DAEMON) + bounce("failed", "5.1.1", "no such user", "x@khac.example.vn", BAO), "bounce a report about a mail that is not ours")
mail("bounce-passed-on", head("Fwd: Undelivered", answers=DIGEST[BAO]) + multi("mixed", text("Thư này là sao ạ?"), "Content-Type: message/rfc822\n\n" + head("Undelivered", sender=DAEMON, number="inner") + bounce("failed", "5.1.1", "no such user", DIGEST[BAO], BAO).replace("b1", "b9")), "asked", f"{BAO}, {COLLECTOR}")

# --- Signed, locked, wrapped ----------------------------------------------------------------------------------------
mail("smime-signed", head("Re: nhac", answers=DIGEST[BAO]) + multi("signed", multi("mixed", text("Gửi bài"), *TWO, boundary="s2"),
     part(b"0\x82signature", "application/pkcs7-signature", "smime.p7s"), more='; protocol="application/pkcs7-signature"; micalg=sha-256'), BOTH, BAO)
mail("smime-opaque", head("Re: nhac", answers=DIGEST[BAO]) + part(b"0\x82content", "application/pkcs7-mime; smime-type=signed-data", "smime.p7m"), "quarantined opaque-signature", f"{BAO}, {OFFICE}")
mail("smime-encrypted", head("Re: nhac", answers=DIGEST[BAO]) + part(b"0\x82content", "application/pkcs7-mime; smime-type=enveloped-data", "smime.p7m"), "quarantined encrypted-mail", f"{BAO}, {OFFICE}")
mail("pgp-signed", head("Re: nhac", answers=DIGEST[BAO]) + multi("signed", multi("mixed", text("Gửi bài"), *TWO, boundary="s2"), part(b"sig", "application/pgp-signature", "signature.asc"), more='; protocol="application/pgp-signature"'), BOTH, BAO)
mail("pgp-inline", head("Re: nhac", answers=DIGEST[BAO]) + text("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nKhông phát sinh.\n-----BEGIN PGP SIGNATURE-----\nabc\n-----END PGP SIGNATURE-----\n"), NIL, BAO)
mail("pgp-encrypted", head("Re: nhac", answers=DIGEST[BAO]) + multi("encrypted", part(b"Version: 1", "application/pgp-encrypted"), part(b"x", "application/octet-stream", "encrypted.asc")), "quarantined encrypted-mail", f"{BAO}, {OFFICE}")
mail("winmail", head("Re: nhac", answers=DIGEST[BAO]) + multi("mixed", text("Gửi bài"), part(b"\x78\x9f\x3e\x22", "application/ms-tnef", "winmail.dat")), "quarantined winmail", f"{BAO}, {OFFICE}")
mail("winmail-beside-a-file", head("Re: nhac", answers=DIGEST[BAO]) + multi("mixed", text("Gửi bài"), *TWO, part(b"\x78\x9f\x3e\x22", "application/ms-tnef", "winmail.dat")), f"{BOTH}; held winmail", f"{BAO}, {BAO}, {OFFICE}")

# --- What must not be opened ----------------------------------------------------------------------------------------
HELD = f"{BAO}, {OFFICE}"


def one(name, end, content, file, type="application/octet-stream", to=HELD, **more):
    mail(name, head("Re: nhac", answers=DIGEST[BAO]) + multi("mixed", text("Gửi"), part(content, type, file, **more)), end, to)


one("program", "quarantined executable", b"MZ\x90", "cai-dat.exe")
one("program-renamed", "quarantined executable", b"MZ\x90", "bai.docx")
one("program-two-endings", "quarantined executable", b"x", "bai.docx.scr")
one("script", "quarantined executable", b"x", "chay.js")
one("archive-locked", "quarantined encrypted", locked(("bai.docx", "x")), "bai.zip")
one("archive-with-program", "quarantined archived-program", archive(("bai.docx", "x"), ("a/chay.exe", "MZ")), "bai.zip")
one("archive-in-archive", "quarantined nested-archive", archive(("trong.zip", archive(("bai.docx", "x")))), "bai.zip")
one("archive-bomb", "quarantined archive-bomb", archive(("bai.txt", b"0" * 5000), lie=4_000_000_000), "bai.zip")
one("archive-with-secret-name", "quarantined secret", archive(("MẬT - danh sách.docx", "x")), "bai.zip")
one("archive-good", came(ARTICLES, "bai.zip"), archive(("bai-1.docx", "x"), ("bai-2.docx", "y")), "bai.zip", to=BAO)
one("office-locked", "quarantined encrypted", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "bai.docx")
one("empty-file", "quarantined empty", b"", "bai.docx")
one("macro-document", came(ARTICLES, "bai.docm"), archive(("word/vbaProject.bin", "x")), "bai.docm", to=BAO)
mail("secret-in-subject", head(b("TỐI MẬT: danh sách")) + multi("mixed", text("Gửi"), *TWO), "quarantined secret", HELD)
mail("secret-in-file-name", head("Re: nhac", answers=DIGEST[BAO]) + multi("mixed", text("Gửi"), part(PDF, name=b("MẬT danh sách.pdf"))), "quarantined secret", HELD)
mail("secret-in-first-lines", head("Re: nhac", answers=DIGEST[BAO]) + multi("mixed", text("MẬT\n\nKính gửi Sở"), *TWO), "quarantined secret", HELD)
mail("secret-level-line", head("Re: nhac", answers=DIGEST[BAO]) + multi("mixed", text("Độ mật: Tuyệt mật\n\nKính gửi Sở"), *TWO), "quarantined secret", HELD)
mail("not-secret-password", head(b("Về bảo mật và mật khẩu")) + multi("mixed", text("Bài viết về bảo mật, mật độ dân số và hũ mật ong."), *TWO), BOTH, BAO)

# --- Hostile names --------------------------------------------------------------------------------------------------
one("name-path-up", came(ARTICLES, "x.pdf"), PDF, "../../x.pdf", to=BAO)
one("name-absolute", came(ARTICLES, "passwd"), PDF, "/etc/passwd", to=BAO)
one("name-windows-path", came(ARTICLES, "bai.pdf"), PDF, "C:\\\\Users\\\\hoa\\\\bai.pdf", to=BAO)
one("name-control-characters", came(ARTICLES, "ab.pdf"), PDF, "a\x07\x1bb.pdf", to=BAO)
one("name-right-to-left", came(ARTICLES, "baifdp.txt"), PDF, b("bai\u202efdp.txt"), to=BAO)
one("name-very-long", came(ARTICLES, "b" * 196 + ".pdf"), PDF, "b" * 3000 + ".pdf", to=BAO)
one("name-device", came(ARTICLES, "_CON.pdf"), PDF, "CON.pdf", to=BAO)
one("name-dots", came(ARTICLES, "khong-ten"), PDF, "..", to=BAO)
one("name-missing", came(ARTICLES, "tep-dinh-kem.pdf"), PDF, None, "application/pdf", to=BAO)
one("name-nfd", came(ARTICLES, "bài viết.pdf"), PDF, unicodedata.normalize("NFD", "bài viết.pdf"), to=BAO)
one("name-b-word", came(ARTICLES, "Bài viết điển hình.pdf"), PDF, b("Bài viết ") + " " + b("điển hình.pdf"), to=BAO)
one("name-q-word", came(ARTICLES, "Bài viết.pdf"), PDF, q("Bài viết.pdf"), to=BAO)
one("name-windows-1258", came(ARTICLES, "Bài viết.pdf"), PDF, "=?windows-1258?B?" + base64.b64encode(cp1258("Bài viết.pdf")).decode() + "?=", to=BAO)
one("name-tcvn", came(ARTICLES, "Bài viết.pdf"), PDF, "=?x-viet-tcvn5712?B?" + base64.b64encode(tcvn("Bài viết.pdf")).decode() + "?=", to=BAO)
mail("name-continued", head("Re: nhac", answers=DIGEST[BAO]) + multi("mixed", text("Gửi"), "Content-Type: application/pdf\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment;\n filename*0*=UTF-8''B%C3%A0i%20vi%E1%BA;\n filename*1*=%BFt;\n filename*2=\" so 1.pdf\"\n\n" + base64.encodebytes(PDF).decode()), came(ARTICLES, "Bài viết so 1.pdf"), BAO)
mail("names-alike", head("Re: nhac", answers=DIGEST[BAO]) + multi("mixed", text("Gửi"), part(PDF + b"1", name="bai.pdf"), part(PDF + b"2", name="bai.pdf")), came(ARTICLES, "bai.pdf", "bai-2.pdf"), BAO)

# --- Character sets -------------------------------------------------------------------------------------------------
sentence = "Tháng này Báo không phát sinh."
mail("charset-windows-1258", head("Re: nhac", answers=DIGEST[BAO]).encode() + b"Content-Type: text/plain; charset=windows-1258\nContent-Transfer-Encoding: 8bit\n\n" + cp1258(sentence), NIL, BAO)
mail("charset-tcvn", head("Re: nhac", answers=DIGEST[BAO]).encode() + b"Content-Type: text/plain; charset=TCVN-5712\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(tcvn(sentence)), NIL, BAO)
mail("charset-utf-8-as-latin-1", head("Re: nhac", answers=DIGEST[BAO]) + "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\n" + sentence, NIL, BAO)
mail("charset-utf-7", head("Re: nhac", answers=DIGEST[BAO]) + "Content-Type: text/plain; charset=utf-7\n\nkh+APQ-ng ph+AOE-t sinh\n", "asked", f"{BAO}, {COLLECTOR}")
mail("charset-unknown", head("Re: nhac", answers=DIGEST[BAO]) + "Content-Type: text/plain; charset=x-nobody-knows\nContent-Transfer-Encoding: 8bit\n\n" + sentence, NIL, BAO)
raw = "Báo An Giang không phát sinh".encode()
split = " ".join(f"=?utf-8?B?{base64.b64encode(raw[i:i + 4]).decode()}?=" for i in range(0, len(raw), 4))
mail("subject-split-letters", head(split) + text("."), NIL, BAO)
mail("subject-padded-words", head(b("Báo An Giang ") + "\n " + b("không phát") + "\n " + b(" sinh")) + text("."), NIL, BAO)
mail("subject-raw-8-bit", head("@").encode().replace(b"Subject: @", b"Subject: " + cp1258("không phát sinh")) + b"\n.\n", NIL, BAO)

# --- Broken ---------------------------------------------------------------------------------------------------------
mail("broken-no-boundary", head("Re: nhac", answers=DIGEST[BAO]) + multi("mixed", text("Gửi"), *TWO).replace('; boundary="b1"', ""), BOTH, BAO)
mail("broken-other-boundary", head("Re: nhac", answers=DIGEST[BAO]) + multi("mixed", text("Không phát sinh", encoding="8bit")).replace('boundary="b1"', 'boundary="zz"'), NIL, BAO)
mail("broken-no-end", head("Re: nhac", answers=DIGEST[BAO]) + multi("mixed", text("Gửi"), *TWO).replace("--b1--\n", ""), BOTH, BAO)
mail("broken-base64", head("Re: nhac", answers=DIGEST[BAO]) + multi("mixed", text("Gửi"), part("JVBERi0xLjQ*** \n!!KJWJhaQ", name="bai.pdf", encoding="base64") if False else 'Content-Type: application/pdf; name="bai.pdf"\nContent-Transfer-Encoding: base64\n\nJVBERi0xLjQ***\n!!KJWJhaQ'), came(ARTICLES, "bai.pdf"), BAO)
mail("broken-no-blank-line", head("Re: nhac", answers=DIGEST[BAO]) + "Kính gửi Sở, tháng này Báo không phát sinh.\n", NIL, BAO)
mail("broken-line-ends-lf", head("Re: nhac", answers=DIGEST[BAO]) + multi("mixed", text("Gửi"), *TWO), BOTH, BAO)
mail("broken-line-ends-cr", (head("Re: nhac", answers=DIGEST[BAO]) + multi("mixed", text("Gửi"), *TWO)).replace("\n", "\r"), BOTH, BAO)
mail("broken-nul", (head("Re: nhac", answers=DIGEST[BAO]) + text("Không phát\0 sinh\0", encoding="8bit")), NIL, BAO)
mail("broken-8-bit-head", head(sender=f"Báo An Giang <{BAO}>", subject="Báo không phát sinh") + "\n.\n", NIL, BAO)
nest = text("Không phát sinh")
for depth in range(100):
    nest = multi("mixed", nest, boundary=f"n{depth}x")
mail("broken-nested-100", head("Re: nhac", answers=DIGEST[BAO]) + nest, "quarantined too-nested", HELD)
mail("broken-many-parts", head("Re: nhac", answers=DIGEST[BAO]) + multi("mixed", *(["\nx"] * 700)), "quarantined too-many-parts", HELD)
mail("broken-many-files", head("Re: nhac", answers=DIGEST[BAO]) + multi("mixed", *[part(b"%d" % n, "text/csv", f"{n}.csv") for n in range(120)]), "quarantined too-many-parts", HELD)
mail("broken-head-1-mb", head("Re: nhac", answers=DIGEST[BAO], more="X-Long: " + "a" * 1_000_000 + "\n") + multi("mixed", text("Gửi"), *TWO), BOTH, BAO)
mail("broken-5000-fields", head("Re: nhac", answers=DIGEST[BAO], more="X-Y: z\n" * 5000) + "\nKhông phát sinh\n", NIL, BAO)
mail("broken-no-sender", "Subject: x\n\nKhông phát sinh\n", "quarantined no-sender", COLLECTOR)
mail("broken-nothing", b"\x00\x01\x02\xff\xfe", "quarantined no-sender", COLLECTOR)
mail("mailbox-file", "From bao@tinh.example.vn Thu Mar 18 08:55:00 2021\n" + head("Re: nhac", answers=DIGEST[BAO]) + "\nKhông phát sinh\n", NIL, BAO)

for old in HERE.glob("*.eml"):
    if old.stem not in names:
        old.unlink()
(HERE / "expected.tsv").write_text("\n".join(rows) + "\n")
print(len(rows), "mails")
