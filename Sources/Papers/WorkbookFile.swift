package import Almanac
import CXlsxWriter
import Foundation

/// Writes sheets as a `.xlsx`: heads that stay, filters, dates that are dates, and text that is never a formula.
package enum WorkbookFile {
    /// The longest text that a cell takes, in UTF-16 units.
    static let longestText = 32_767
    private static let mostRows = 1_048_575

    /// Written beside and moved into its place when it is whole.
    ///
    /// - Parameter day: the day of making, which the file's properties tell.
    package static func write(_ pages: [SheetPage], to path: String, on day: Day) throws(PaperError) {
        let part = "\(path).part"
        // The library would tell the terminal, not the caller, that it may not write there.
        let file = open(part, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
        guard file >= 0 else {
            throw PaperError("not-written", "\(path) cannot be written: \(String(cString: strerror(errno)))")
        }
        defer { close(file) }
        do throws(PaperError) {
            try make(pages, at: part, on: day)
        } catch {
            unlink(part)
            throw error
        }
        fsync(file)
        guard rename(part, path) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(part)
            throw PaperError("not-written", "\(path) cannot be written: \(reason)")
        }
    }

    private static func make(_ pages: [SheetPage], at path: String, on day: Day) throws(PaperError) {
        guard let book = workbook_new(path) else {
            throw PaperError("not-written", "\(path) cannot be written: no memory")
        }
        var properties = lxw_doc_properties()
        properties.created = time_t(day.number) * 86_400
        workbook_set_properties(book, &properties)
        let formats = Formats(book)
        var names: Set<String> = []
        for page in pages.isEmpty ? [SheetPage(name: "", columns: [], rows: [])] : pages {
            guard page.rows.count <= mostRows, page.columns.count <= 16_384 else {
                workbook_close(book)
                throw PaperError(
                    "too-large", "\"\(page.name)\" has more rows or columns than a sheet holds", hint: "divide it")
            }
            if let sheet = workbook_add_worksheet(book, sheetName(page.name, &names)) {
                fill(sheet, with: page, formats)
            }
        }
        let code = workbook_close(book)
        guard code == LXW_NO_ERROR else {
            throw PaperError("not-written", "\(path) cannot be written: \(String(cString: lxw_strerror(code)))")
        }
    }

    private struct Formats {
        let head: UnsafeMutablePointer<lxw_format>?
        let day: UnsafeMutablePointer<lxw_format>?
        let moment: UnsafeMutablePointer<lxw_format>?
        let text: UnsafeMutablePointer<lxw_format>?

        init(_ book: UnsafeMutablePointer<lxw_workbook>) {
            head = workbook_add_format(book)
            format_set_bold(head)
            format_set_text_wrap(head)
            format_set_align(head, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
            format_set_border(head, UInt8(LXW_BORDER_THIN.rawValue))
            day = workbook_add_format(book)
            format_set_num_format(day, "dd/mm/yyyy")
            moment = workbook_add_format(book)
            format_set_num_format(moment, "dd/mm/yyyy hh:mm:ss")
            // The text format keeps what looks like a formula a text also when somebody edits the cell.
            text = workbook_add_format(book)
            format_set_num_format(text, "@")
        }
    }

    private static func fill(_ sheet: UnsafeMutablePointer<lxw_worksheet>, with page: SheetPage, _ formats: Formats) {
        for (index, column) in page.columns.enumerated() {
            let place = lxw_col_t(index)
            worksheet_set_column(sheet, place, place, Double(page.width(of: index)), nil)
            worksheet_write_string(sheet, 0, place, shortened(column.title), formats.head)
        }
        for (row, cells) in page.rows.enumerated() {
            for (column, cell) in cells.prefix(16_384).enumerated() {
                write(cell, sheet, lxw_row_t(row + 1), lxw_col_t(column), formats)
            }
        }
        guard !page.columns.isEmpty else { return }
        worksheet_freeze_panes(sheet, 1, 0)
        worksheet_autofilter(sheet, 0, 0, lxw_row_t(page.rows.count), lxw_col_t(page.columns.count - 1))
        worksheet_repeat_rows(sheet, 0, 0)
    }

    private static func write(
        _ cell: SheetCell, _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: lxw_row_t, _ column: lxw_col_t,
        _ formats: Formats
    ) {
        switch cell {
        case .empty: break
        case .text(let text), .fault(let text):
            let isLikeFormula = FormulaGuard.neutralised(text) != text
            worksheet_write_string(sheet, row, column, shortened(text), isLikeFormula ? formats.text : nil)
        case .number(let number):
            if number.isFinite { worksheet_write_number(sheet, row, column, number, nil) }
        case .boolean(let value): worksheet_write_boolean(sheet, row, column, value ? 1 : 0, nil)
        case .day(let day):
            guard var moment = moment(day, 0) else { return write(.text(day.vietnamese), sheet, row, column, formats) }
            worksheet_write_datetime(sheet, row, column, &moment, formats.day)
        case .moment(let day, let second):
            guard var moment = moment(day, second) else {
                return write(.text(cell.text), sheet, row, column, formats)
            }
            worksheet_write_datetime(sheet, row, column, &moment, formats.moment)
        }
    }

    /// Nil for days that a sheet has no number for.
    private static func moment(_ day: Day, _ second: Int) -> lxw_datetime? {
        guard (1901...9999).contains(day.year), (0..<86_400).contains(second) else { return nil }
        return lxw_datetime(
            year: Int32(day.year), month: Int32(day.month), day: Int32(day.day), hour: Int32(second / 3600),
            min: Int32(second / 60 % 60), sec: Double(second % 60))
    }

    private static func shortened(_ text: String) -> String {
        guard text.utf16.count > longestText else { return text }
        var kept = ""
        var count = 1
        for character in text {
            count += character.utf16.count
            guard count <= longestText else { break }
            kept.append(character)
        }
        return kept + "…"
    }

    /// At most 31 characters, none of `[]:*?/\`, no apostrophe at an end, none twice.
    static func sheetName(_ name: String, _ taken: inout Set<String>) -> String {
        let cleaned = name.map { "[]:*?/\\".contains($0) || $0.isNewline ? " " : $0 }
        var base = String(cleaned.prefix(31)).trimmingCharacters(in: CharacterSet(charactersIn: "' "))
        while base.utf16.count > 31 { base.removeLast() }
        if base.isEmpty { base = "Sheet" }
        var name = base
        var number = 2
        while !taken.insert(name.lowercased()).inserted {
            let ending = " (\(number))"
            name = base.prefix(31 - ending.count) + ending
            number += 1
        }
        return name
    }
}
