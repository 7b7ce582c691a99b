import Almanac

/// A table of tasks: what, by whom, by when.
struct TaskTable {
    private(set) var found: [BodyReader.Found] = []
    /// Rows that belong to it.
    private(set) var lines: Set<Int> = []

    private struct Columns {
        let count: Int
        let task: Int
        let time: Int
        let actor: Int?
    }

    init(_ lines: [PlanText.Line]) {
        var columns: Columns?
        for line in lines {
            guard !line.cells.isEmpty else {
                if !line.text.isEmpty { columns = nil }
                continue
            }
            if let head = Self.head(line.cells) {
                columns = head
                self.lines.insert(line.number)
            } else if let columns = columns ?? Self.columns(of: line), line.cells.count >= columns.count {
                self.lines.insert(line.number)
                read(line, columns)
            }
        }
    }

    private static func head(_ cells: [String]) -> Columns? {
        let lower = cells.map { $0.lowercased() }
        func column(_ words: [String]) -> Int? {
            lower.firstIndex { cell in cell.count < 60 && words.contains(where: cell.contains) }
        }
        guard let time = column(["thời gian", "thời hạn", "tiến độ", "hoàn thành", "hạn", "thời điểm"]),
            let task = column(["nội dung", "nhiệm vụ", "công việc", "hoạt động", "sản phẩm", "tên báo cáo"]),
            task != time
        else { return nil }
        let actor = column(["chủ trì", "thực hiện", "đơn vị", "cơ quan", "phụ trách"])
        return Columns(count: cells.count, task: task, time: time, actor: actor == time || actor == task ? nil : actor)
    }

    /// Of a table whose head says nothing: the cell that names a day, the one that names offices, the longest other.
    private static func columns(of line: PlanText.Line) -> Columns? {
        let days = line.cells.indices.filter { index in
            let cell = Sentence(line.cells[index], line: line.number)
            return cell.words.count < 20
                && (DuePhrases(cell).hits.contains(where: \.isDated) || !ImpossibleDays.find(in: cell.text).isEmpty)
        }
        guard days.count == 1, let time = days.first else { return nil }
        let others = line.cells.indices.filter { $0 != time && line.cells[$0].contains(where: \.isLetter) }
        let actor = others.count > 1 ? others.first { Actors.heading(line.cells[$0], line: line.number) != nil } : nil
        guard let task = others.filter({ $0 != actor }).max(by: { line.cells[$0].count < line.cells[$1].count })
        else { return nil }
        return Columns(count: 1, task: task, time: time, actor: actor)
    }

    private mutating func read(_ line: PlanText.Line, _ columns: Columns) {
        let time = Sentence(line.cells[columns.time], line: line.number)
        let task = line.cells[columns.task]
        guard !task.isEmpty else { return }
        let hits = DuePhrases(time).hits
        let sentence = Sentence(task, line: line.number)
        let quotas = Quotas.find(in: task)
        let recipients = Recipients.find(in: sentence)
        guard !hits.isEmpty || !quotas.isEmpty || !recipients.isEmpty || time.text.contains(where: \.isNumber) else {
            return
        }
        let actors = columns.actor.flatMap { Actors.heading(line.cells[$0], line: line.number) }
        let kinds = ItemKinds.kinds(in: sentence, 0..<sentence.words.count)
        var duty = BodyReader.Found(
            quote: line.text, line: line.number, title: BodyReader.shortened(task), actors: actors,
            recipients: recipients,
            items: ItemKinds.items(quotas, kinds: kinds), hit: nil, quotas: quotas)
        if time.words.isEmpty {
            duty.doubts.append("ô thời gian để trống")
        } else if hits.isEmpty {
            let days = ImpossibleDays.find(in: time.text)
            duty.doubts.append(
                days.isEmpty
                    ? "bảng chỉ ghi thời gian “\(time.text)”, không nêu ngày"
                    : "“\(time.text)”: \(ImpossibleDays.sentence(days))")
        }
        for hit in hits.isEmpty ? [nil] : hits.map(Optional.some) {
            var own = duty
            own.hit = hit
            own.doubts += [hit?.doubt].compactMap { $0 }
            found.append(own)
        }
    }
}
