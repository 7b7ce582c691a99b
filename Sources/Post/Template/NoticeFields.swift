import Casework
import Notation

/// The fields of a notice as its template sees them: Casework's facts, and what only serves to word them.
enum NoticeFields {
    /// Names that templates may use beside Casework's: `first` is the most urgent entry.
    static func worded(_ given: JSON, of notice: Notice) -> JSON {
        var fields = given
        let entries = mostUrgentFirst(fields["entries"].asArray ?? []).map(entry)
        func any(_ name: String) -> Bool { entries.contains { $0[name].asBool == true } }
        fields["entries"] = .array(entries)
        fields["first"] = entries.first ?? .null
        fields["isOne"] = .bool(entries.count == 1)
        fields["isMany"] = .bool(entries.count > 1)
        fields["hasOverdue"] = .bool(
            entries.contains { $0["isOverdue"].asBool == true && $0["isRequest"].asBool != true })
        fields["hasEscalations"] = .bool(any("isEscalation"))
        // An order beside a request is still an order.
        fields["hasRequests"] = .bool(!entries.isEmpty && entries.allSatisfy { $0["isRequest"].asBool == true })
        fields["hasLetter"] = .bool(!notice.enclosures.isEmpty)
        greet(&fields, entries, notice)
        for name in ["receipt", "rollup"] where !fields[name]["files"].isNull {
            fields[name]["files"] = .array((fields[name]["files"].asArray ?? []).map(file))
        }
        fields["distribution"].pad("copies")
        if fields["reference"].isNull { fields["reference"] = fields["plan"]["reference"] }
        if fields["rollup"].asObject != nil { fields["rollup"] = rollup(fields["rollup"]) }
        if fields["letter"].asObject != nil { fields["letter"] = letter(fields["letter"]) }
        if fields["fields"].asObject != nil { fields["fields"] = flagged(fields["fields"]) }
        if fields["themes"].asObject != nil { fields["themes"] = themes(fields["themes"]) }
        return fields
    }

    /// Counts in words, and which lists have something.
    static func rollup(_ given: JSON) -> JSON {
        var rollup = flagged(given)
        for name in ["total", "accepted", "late"] { rollup.pad(name) }
        let below = rollup["sum"]["missing"].asInteger ?? 0
        rollup["isComplete"] = .bool((rollup["missing"].asArray ?? []).isEmpty && below == 0)
        return rollup
    }

    /// `hasRows` beside a list `rows`: a table as a whole is shown or left out by it.
    private static func flagged(_ given: JSON) -> JSON {
        var flagged = given
        for (name, value) in given.asObject ?? Members() {
            guard let list = value.asArray, let first = name.first else { continue }
            flagged["has\(first.uppercased())\(name.dropFirst())"] = .bool(!list.isEmpty)
        }
        return flagged
    }

    /// Longest overdue first, then what is due soonest; equal ones keep their order.
    static func mostUrgentFirst(_ entries: [JSON]) -> [JSON] {
        func haste(_ entry: JSON) -> Int {
            if let late = entry["daysLate"].asInteger { return -late - 1 }
            return entry["daysLeft"].asInteger ?? Int.max
        }
        return entries.enumerated().sorted { (haste($0.element), $0.offset) < (haste($1.element), $1.offset) }.map(
            \.element)
    }

    /// No day left, or none late yet, is not worth a number.
    private static func entry(_ given: JSON) -> JSON {
        var entry = given
        for name in ["daysLeft", "daysLate"] where entry[name].asInteger == 0 { entry[name] = .null }
        return entry
    }

    /// Who is addressed: the name, and the unit where all matters are of one and the name does not tell it already.
    private static func greet(_ fields: inout JSON, _ entries: [JSON], _ notice: Notice) {
        let name = fields["recipient"]["name"].asString ?? notice.to.first?.name ?? ""
        let units = Set(entries.compactMap { $0["unit"].asString })
        if fields["recipient"]["unit"].isNull, units.count == 1, fields["hasEscalations"] == false {
            fields["recipient"]["unit"] = JSON(units.first)
        }
        let unit = fields["recipient"]["unit"].asString ?? ""
        fields["recipient"]["greeting"] = .string(unit.isEmpty || name.hasSuffix(unit) ? name : "\(name), \(unit)")
    }

    /// Bytes become a size that people read.
    private static func file(_ given: JSON) -> JSON {
        var file = given
        if let bytes = file["size"].asInteger {
            let units = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")]
            let unit = units.first { bytes >= $0.0 }
            file["size"] = .string(unit.map { "\((bytes + $0.0 / 2) / $0.0) \($0.1)" } ?? "\(bytes) byte")
        }
        return file
    }

    /// The month in words, and the themes of the whole year by themselves.
    private static func themes(_ given: JSON) -> JSON {
        var themes = given
        if let month = themes["month"].asInteger {
            themes["month"] = .string("tháng \(month)" + (themes["year"].asInteger.map { "/\($0)" } ?? ""))
        }
        let items = themes["items"].asArray ?? []
        themes["items"] = .array(items.filter { $0["isWholeYear"].asBool != true })
        if themes["yearRound"].isNull {
            themes["yearRound"] = .array(items.filter { $0["isWholeYear"].asBool == true })
        }
        return themes
    }
}

extension JSON {
    /// Official practice: small counts have a leading zero.
    fileprivate mutating func pad(_ name: String) {
        if let number = self[name].asInteger { self[name] = .string(twoDigits(number)) }
    }
}
