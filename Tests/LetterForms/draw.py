#!/usr/bin/python3
"""Draws the Word forms of letters into Sources/Post/Templates, after Decree 30/2020/NĐ-CP, annex I.

    python3 Tests/LetterForms/draw.py Sources/Post/Templates

The same bytes each time. An office changes a form in its own Word or LibreOffice; this is where the shipped ones began.
"""
import sys
import zipfile
from xml.sax.saxutils import escape

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' \
     'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
# A4; 20 mm above and below, 30 left, 15 right (annex I, I.1 and I.3); in twentieths of a point.
PAGE_WIDTH, PAGE_HEIGHT, TOP, BOTTOM, LEFT, RIGHT = 11906, 16838, 1134, 1134, 1701, 851
TEXT = PAGE_WIDTH - LEFT - RIGHT
AGENCY = 4000
STATE = TEXT - AGENCY


def run(text, size=14, bold=False, italic=False):
    look = '<w:b/>' * bold + '<w:i/>' * italic + f'<w:sz w:val="{size * 2}"/><w:szCs w:val="{size * 2}"/>'
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content='', align='both', first=0, left=0, right=0, hanging=0, before=0, after=0, line=None, keep=False,
              page=False, border=False, size=14, bold=False, italic=False):
    """`content` is text, or a list of runs."""
    runs = run(content, size, bold, italic) if isinstance(content, str) and content else ''.join(content)
    mark = f'<w:rPr><w:sz w:val="{size * 2}"/></w:rPr>'
    spacing = f'<w:spacing w:before="{before * 20}" w:after="{after * 20}"'
    spacing += f' w:line="{line[0]}" w:lineRule="{line[1]}"/>' if line else '/>'
    indent = f'<w:ind w:left="{left}" w:right="{right}"' + \
        (f' w:hanging="{hanging}"' if hanging else f' w:firstLine="{first}"') + '/>'
    properties = '<w:keepNext/>' * keep + '<w:pageBreakBefore/>' * page
    if border:
        properties += '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
    return f'<w:p><w:pPr>{properties}{spacing}{indent}<w:jc w:val="{align}"/>{mark}</w:pPr>{runs}</w:p>'


def rule(width, cell):
    """A line of that length in the middle of a cell or of the page."""
    side = (cell - width) // 2
    return paragraph(align='center', left=side, right=side, before=4, line=(60, 'exact'), border=True, size=2)


def tag(text):
    """A paragraph for section tags alone; it goes away."""
    return paragraph(text, align='left', size=10)


def body(text):
    return paragraph(text, first=720, before=6, line=(276, 'auto'))


def cell(content, width, borders=False):
    margins = '' if borders else '<w:tcMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar>'
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{margins}</w:tcPr>{content}</w:tc>'


def table(rows, widths, borders=False):
    edges = ''
    if borders:
        edges = '<w:tblBorders>' + ''.join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
            for side in ('top', 'left', 'bottom', 'right', 'insideH', 'insideV')) + '</w:tblBorders>'
    grid = ''.join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{edges}<w:tblLayout w:type="fixed"/></w:tblPr>' \
        f'<w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'


def row(cells, is_head=False):
    return f'<w:tr><w:trPr><w:cantSplit/>{"<w:tblHeader/>" * is_head}</w:trPr>{"".join(cells)}</w:tr>'


def list_table(heads, fields, widths, section, aligns=None, last=None):
    """A table whose second row is repeated; `last` is one more row, with its own section."""
    aligns = aligns or ['center'] + ['left'] * (len(heads) - 1)

    def cells(texts, head=False):
        return [cell(paragraph(text, align='center' if head else align, before=2, after=2, size=12, bold=head), width, True)
                for text, width, align in zip(texts, widths, aligns)]
    texts = list(fields)
    texts[0] = '{{#%s}}%s' % (section, texts[0])
    texts[-1] = '%s{{/%s}}' % (texts[-1], section)
    rows = [row(cells(heads, True), True), row(cells(texts))]
    if last:
        rows.append(row(cells(last)))
    return table(rows, widths, True)


def head(symbol, about=None):
    """Quốc hiệu, Tiêu ngữ, agencies, number, place and date (annex I, II.1 to II.4)."""
    # Without an agency above, its line must not stay empty.
    agencies = tag('{{#letter.upperAgencyName}}') + paragraph('{{letter.upperAgencyName}}', align='center', size=12) \
        + tag('{{/letter.upperAgencyName}}') \
        + paragraph('{{letter.agencyName}}', align='center', size=12, bold=True) + rule(1500, AGENCY)
    state = paragraph('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', align='center', size=12, bold=True) \
        + paragraph('Độc lập - Tự do - Hạnh phúc', align='center', size=13, bold=True) + rule(3300, STATE)
    number = paragraph(f'Số:\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0/{symbol}{{{{letter.symbolSuffix}}}}',
                       align='center', before=4, size=13)
    if about:
        number += paragraph(about, align='center', before=6, size=12)
    place = '{{#letter.place}}{{letter.place}}{{/letter.place}}{{^letter.place}}……………{{/letter.place}}'
    blank = '\u00A0' * 5
    day = paragraph(f'{place}, ngày{blank}tháng{blank}năm{blank}\u00A0\u00A0\u00A0', align='center', before=4, size=13,
                    italic=True)
    return table([row([cell(agencies, AGENCY), cell(state, STATE)]), row([cell(number, AGENCY), cell(day, STATE)])],
                 [AGENCY, STATE])


def addressees():
    """One stands on the line of "Kính gửi:", several under its colon (annex I, II.9)."""
    return tag('{{#letter.isToOne}}') \
        + paragraph('Kính gửi: {{#letter.addressees}}{{.}}{{/letter.addressees}}.', align='center', before=16, after=8) \
        + tag('{{/letter.isToOne}}') + tag('{{^letter.isToOne}}') \
        + paragraph('Kính gửi:', align='left', left=1500, before=16, keep=True) + tag('{{#letter.addressees}}') \
        + paragraph('- {{.}}{{^@last}};{{/@last}}{{#@last}}.{{/@last}}', align='left', left=2760, hanging=180, before=2) \
        + tag('{{/letter.addressees}}') + paragraph(line=(160, 'exact'), size=4) + tag('{{/letter.isToOne}}')


def kind(name, about):
    """Tên loại và trích yếu (annex I, II.5)."""
    return paragraph(name, align='center', before=18, bold=True, keep=True) \
        + paragraph(about, align='center', bold=True, keep=True) + rule(1800, TEXT) + paragraph(line=(120, 'exact'), size=4)


def foot():
    """Nơi nhận, and the room for the signature (annex I, II.7 and II.9)."""
    left = paragraph('Nơi nhận:', align='left', size=12, bold=True, italic=True) + tag('{{#letter.copies}}') \
        + paragraph('- {{.}}{{^@last}};{{/@last}}{{#@last}}.{{/@last}}', align='left', size=11) + tag('{{/letter.copies}}') \
        + paragraph(size=11)
    right = tag('{{#letter.signerLines}}') + paragraph('{{.}}', align='center', size=14, bold=True) \
        + tag('{{/letter.signerLines}}') + paragraph(size=14) * 5
    width = TEXT // 2
    return paragraph(line=(200, 'exact'), size=4) + table([row([cell(left, width), cell(right, TEXT - width)])],
                                                          [width, TEXT - width])


def annex(title, letter):
    """Begins a page (annex I, IV); names the letter to which it belongs, whose number is still blank."""
    blank = '\u00A0' * 5
    return paragraph('Phụ lục', align='center', bold=True, page=True) \
        + paragraph(title, align='center', bold=True) \
        + paragraph(f'(Kèm theo {letter} số{blank}\u00A0\u00A0/{{{{letter.symbolSuffix}}}} ngày{blank}tháng{blank}năm{blank}\u00A0\u00A0của '
                    '{{letter.agency}})', align='center', italic=True) + rule(1800, TEXT) + paragraph(line=(160, 'exact'), size=4)


CONTACT = tag('{{#letter.contact}}') + body(
    'Trong quá trình thực hiện, nếu cần trao đổi, đề nghị liên hệ {{name}}{{#phone}}, điện thoại {{phone}}{{/phone}}'
    '{{#address}}, thư điện tử {{address}}{{/address}}.') + tag('{{/letter.contact}}')
PERIOD = '{{#asOf}} tính đến {{asOf}}{{/asOf}}{{^asOf}}{{#periodName}} {{periodName}}{{/periodName}}{{/asOf}}'
RESULTS = '{{#asOf}} (kết quả tính đến {{asOf}}){{/asOf}}{{^asOf}}{{#periodName}} ({{periodName}}){{/periodName}}{{/asOf}}'
ROWS = list_table(['STT', 'Cơ quan, đơn vị', 'Đã nhận', 'Kết quả', 'Ngày nhận'],
                  ['{{@number}}', '{{unit}}', '{{received}}', '{{state}}', '{{at}}'], [720, 3050, 2185, 1900, 1499],
                  'rollup.rows')
PARTS = tag('{{#rollup.hasParts}}') + body('Kết quả của cấp dưới, theo từng địa phương:') \
    + paragraph(line=(120, 'exact'), size=4) + list_table(
    ['STT', 'Địa phương', 'Tổng số', 'Đã nhận', 'Trong đó gửi muộn', 'Còn thiếu'],
    ['{{@number}}', '{{name}}', '{{total}}', '{{accepted}}', '{{late}}', '{{missing}}'],
    [720, 3834, 1150, 1150, 1350, 1150], 'rollup.parts', ['center', 'left'] + ['center'] * 4,
    ['{{#rollup.sum}}', 'Cộng', '{{total}}', '{{accepted}}', '{{late}}', '{{missing}}{{/rollup.sum}}']) \
    + tag('{{/rollup.hasParts}}')


def listing(section, flag, words, line):
    """One sentence, and a line for each."""
    return tag('{{#%s}}' % flag) + body(words) + tag('{{/%s}}' % flag) + tag('{{#%s}}' % section) \
        + body(line) + tag('{{/%s}}' % section)


MISSING = listing('rollup.missing', 'rollup.hasMissing', 'Các cơ quan, đơn vị chưa gửi đủ:',
                  '- {{unit}}{{#title}}: {{title}}{{/title}}{{^@last}};{{/@last}}{{#@last}}.{{/@last}}')
EXCLUDED = listing('rollup.excluded', 'rollup.hasExcluded', 'Không đưa vào danh sách đề nghị:',
                   '- {{note}}{{^@last}};{{/@last}}{{#@last}}.{{/@last}}')
TALLY = body('{{#rollup}}Đến ngày {{letter.day}} đã nhận của {{accepted}} trên tổng số {{total}} cơ quan, đơn vị, trong đó {{late}} '
             'gửi sau thời hạn (chi tiết tại Phụ lục).{{/rollup}}')

FORMS = {
    'cong-van-don-doc': head('', 'V/v {{letter.about}}') + addressees()
    + tag('{{#letter.previous}}')
    + body('Tiếp theo {{letter.previous}} về việc đôn đốc gửi nội dung theo {{plan.reference}} về {{plan.title}};')
    + tag('{{/letter.previous}}') + tag('{{^letter.previous}}')
    + body('Thực hiện {{plan.reference}} về {{plan.title}}, {{letter.agency}} đã thông báo và nhắc các cơ quan, đơn vị gửi nội dung theo '
           'thời hạn của Kế hoạch.') + tag('{{/letter.previous}}')
    + body('Qua theo dõi, đến ngày {{letter.day}} còn một số cơ quan, đơn vị chưa gửi hoặc gửi chưa đủ nội dung (danh sách tại Phụ lục kèm theo).')
    + body('Để bảo đảm việc tổng hợp, báo cáo đúng thời gian quy định, {{letter.agency}} đề nghị các cơ quan, đơn vị có tên tại Phụ lục '
           'khẩn trương rà soát, gửi đủ nội dung về {{letter.agency}} trước ngày …/…/…; trường hợp có khó khăn, vướng mắc hoặc không '
           'phát sinh nội dung, đề nghị có văn bản nêu rõ lý do để {{letter.agency}} tổng hợp.')
    + CONTACT + body('{{letter.agency}} đề nghị các cơ quan, đơn vị quan tâm phối hợp thực hiện./.') + foot()
    + annex('DANH SÁCH CƠ QUAN, ĐƠN VỊ CHƯA GỬI ĐỦ NỘI DUNG', 'Công văn')
    + list_table(['STT', 'Cơ quan, đơn vị', 'Nội dung', 'Thời hạn', 'Còn thiếu', 'Quá hạn (ngày làm việc)'],
                 ['{{@number}}', '{{unit}}', '{{title}}', '{{reading}}', '{{missing}}', '{{daysLate}}'],
                 [700, 2500, 1600, 2304, 1300, 950], 'letter.late', ['center', 'left', 'left', 'left', 'left', 'center']),

    'cong-van-bao-cao': head('', 'V/v {{letter.about}}') + addressees()
    + body('{{#rollup}}Thực hiện {{plan.reference}} về {{plan.title}}, {{letter.agency}} đã theo dõi, tổng hợp nội dung “{{title}}”'
           + RESULTS + ' của các cơ quan, đơn vị, địa phương.{{/rollup}}')
    + TALLY + MISSING + EXCLUDED + PARTS + body('{{letter.agency}} kính báo cáo./.') + foot()
    + annex('{{#rollup}}KẾT QUẢ GỬI CỦA CÁC CƠ QUAN, ĐƠN VỊ{{/rollup}}', 'Công văn') + ROWS,

    'cong-van-gioi-thieu': head('', 'V/v {{letter.about}}') + addressees()
    + body('{{#rollup}}Thực hiện {{plan.reference}} về {{plan.title}}, {{letter.agency}} đã tổng hợp các bài viết, video-clip về điển hình '
           'tiên tiến' + PERIOD + ' của các cơ quan, đơn vị trên địa bàn.{{/rollup}}')
    + body('{{letter.agency}} trân trọng giới thiệu các bài viết, video-clip nêu tại Phụ lục để quý cơ quan xem xét, tuyên truyền, nhân rộng.')
    + CONTACT + body('Trân trọng./.') + foot()
    + annex('DANH MỤC BÀI VIẾT, VIDEO-CLIP', 'Công văn')
    + list_table(['STT', 'Cơ quan, đơn vị', 'Tên tệp', 'Dung lượng', 'SHA-256'],
                 ['{{@number}}', '{{unit}}', '{{name}}', '{{size}}', '{{sha256}}'], [720, 2400, 2580, 1054, 2600], 'rollup.files'),

    'bao-cao-tong-hop': head('BC-')
    + kind('BÁO CÁO', '{{#rollup}}Kết quả thực hiện nội dung “{{title}}”' + PERIOD + '{{/rollup}}')
    + body('Thực hiện {{plan.reference}} về {{plan.title}}, {{letter.agency}} báo cáo kết quả như sau:')
    + paragraph('I. KẾT QUẢ TIẾP NHẬN', first=720, before=8, bold=True, keep=True) + TALLY
    + tag('{{#rollup.isComplete}}') + body('Không còn cơ quan, đơn vị nào thiếu.') + tag('{{/rollup.isComplete}}') + PARTS
    + paragraph('II. TỒN TẠI', first=720, before=8, bold=True, keep=True) + MISSING + EXCLUDED
    + tag('{{#rollup.isComplete}}') + body('Không có.') + tag('{{/rollup.isComplete}}')
    + paragraph('III. ĐỀ XUẤT, KIẾN NGHỊ', first=720, before=8, bold=True, keep=True) + body('…')
    + body('{{letter.agency}} kính báo cáo {{#letter.addressees}}{{.}}{{^@last}}, {{/@last}}{{/letter.addressees}}./.') + foot()
    + annex('KẾT QUẢ CỦA CÁC CƠ QUAN, ĐƠN VỊ', 'Báo cáo').replace('/{{letter.symbolSuffix}}', '/BC-{{letter.symbolSuffix}}') + ROWS,

    'giay-moi': head('GM-') + kind('GIẤY MỜI', '{{letter.title}}')
    + body('{{letter.agency}} trân trọng kính mời:') + tag('{{#letter.addressees}}')
    + body('- {{.}}{{^@last}};{{/@last}}{{#@last}}.{{/@last}}') + tag('{{/letter.addressees}}')
    + body('Tới dự: {{fields.event}}.')
    + tag('{{#fields.chair}}') + body('Chủ trì: {{fields.chair}}.') + tag('{{/fields.chair}}')
    + body('Thời gian: {{fields.time}}.') + body('Địa điểm: {{fields.place}}.')
    + tag('{{#fields.note}}') + body('{{fields.note}}') + tag('{{/fields.note}}') + CONTACT
    + body('{{letter.agency}} rất mong đại biểu đến dự đúng thời gian, thành phần./.') + foot(),

    'to-trinh': head('TTr-') + kind('TỜ TRÌNH', 'Về việc {{letter.about}}') + addressees()
    + body('Thực hiện {{plan.reference}} về {{plan.title}};')
    + tag('{{#rollup}}') + body('{{letter.agency}} đã tổng hợp nội dung “{{title}}”' + PERIOD + ' của {{accepted}} trên tổng số {{total}} '
                                'cơ quan, đơn vị.') + tag('{{/rollup}}')
    + tag('{{#fields.content}}') + body('{{fields.content}}') + tag('{{/fields.content}}')
    + body('{{letter.agency}} kính trình {{#letter.addressees}}{{.}}{{^@last}}, {{/@last}}{{/letter.addressees}} xem xét, quyết định./.')
    + foot()
    + tag('{{#fields.hasChosen}}') + annex('DANH SÁCH ĐỀ NGHỊ', 'Tờ trình').replace('/{{letter.symbolSuffix}}', '/TTr-{{letter.symbolSuffix}}')
    + list_table(['STT', 'Cá nhân, tập thể', 'Lĩnh vực', 'Cơ quan, đơn vị giới thiệu'],
                 ['{{@number}}', '{{words}}', '{{field}}', '{{#unitNames}}{{.}}{{^@last}}, {{/@last}}{{/unitNames}}'],
                 [720, 3930, 2000, 2704], 'fields.chosen') + tag('{{/fields.hasChosen}}')
    + tag('{{#rollup.hasRows}}') + annex('{{#rollup}}KẾT QUẢ TỔNG HỢP{{/rollup}}', 'Tờ trình').replace(
        '/{{letter.symbolSuffix}}', '/TTr-{{letter.symbolSuffix}}') + ROWS + tag('{{/rollup.hasRows}}'),
}

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
PARTS_BESIDE = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{WORD}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{WORD}.settings+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{WORD}.header+xml"/></Types>',
    '_rels/.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
    'word/_rels/document.xml.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/settings" Target="settings.xml"/>'
    f'<Relationship Id="rId3" Type="{OFFICE}/header" Target="header1.xml"/></Relationships>',
    'word/styles.xml': f'<w:styles {NS}><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>'
    '<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar>'
    '<w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>',
    'word/settings.xml': f'<w:settings {NS}><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>',
    # The number stands in the middle above, and not on the first page (annex I, I.7).
    'word/header1.xml': f'<w:hdr {NS}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:fldSimple w:instr=" PAGE "><w:r><w:rPr>'
    '<w:sz w:val="26"/></w:rPr><w:t>2</w:t></w:r></w:fldSimple></w:p></w:hdr>',
}


def document(content):
    section = f'<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>' \
        f'<w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}" w:left="{LEFT}" w:header="567" w:footer="567" ' \
        'w:gutter="0"/><w:titlePg/></w:sectPr>'
    return f'<w:document {NS}><w:body>{content}{paragraph(line=(20, "exact"), size=2)}{section}</w:body></w:document>'


for name, content in FORMS.items():
    with zipfile.ZipFile(f'{sys.argv[1]}/{name}.docx', 'w') as archive:
        for part, text in list(PARTS_BESIDE.items()) + [('word/document.xml', document(content))]:
            entry = zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, DECLARATION + text)
