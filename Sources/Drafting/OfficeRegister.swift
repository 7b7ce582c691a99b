import Almanac
import Definition

/// The offices that a draft speaks of, as rows of units.csv, and the selectors that name them.
struct OfficeRegister {
    private(set) var units: [DraftUnit] = []
    private var places: [String: Int] = [:]
    private let issuer: Draft.NamedIssuer?
    private let hasDistricts: Bool
    /// Names that were met under a code, for the lint on spellings.
    private(set) var names: [String: Set<String>] = [:]

    static let unknownCode = "chua-ro-don-vi"

    /// - Parameter until: the last day of the plan.
    init(issuer: Draft.NamedIssuer?, until: Day?) {
        self.issuer = issuer
        hasDistricts = until.map { $0 < DraftLints.endOfDistricts } ?? false
        guard let issuer else {
            _ = code(of: nil)
            return
        }
        add(DraftUnit(code: issuer.code, name: issuer.name, level: issuer.level, kind: issuer.kind))
    }

    private mutating func add(_ unit: DraftUnit) {
        if let place = places[unit.code] {
            for cluster in unit.clusters where !units[place].clusters.contains(cluster) {
                units[place].clusters.append(cluster)
            }
            return
        }
        places[unit.code] = units.count
        units.append(unit)
    }

    /// The code of one office; nobody named has a code of its own.
    mutating func code(of office: NamedOffice?) -> String {
        guard let office else {
            add(DraftUnit(code: Self.unknownCode, name: "Chưa rõ đơn vị (cần người chọn)", kind: "agency"))
            return Self.unknownCode
        }
        enter(office, cluster: nil)
        return office.code
    }

    private mutating func enter(_ office: NamedOffice, cluster: String?) {
        names[office.code, default: []].insert(office.name)
        let name =
            office.isGroup
            ? "Các \(office.name) (thay bằng danh sách)" : office.alias.map { "\(office.name) (\($0))" } ?? office.name
        let level = office.level ?? foreignLevel(of: office)
        let parent = isBelowIssuer(office, level) ? issuer?.code : nil
        add(
            DraftUnit(
                code: office.code, name: name, level: level, kind: office.kind,
                parent: parent == office.code ? nil : parent,
                clusters: cluster.map { [$0] } ?? []))
    }

    /// A department that is another government's: `Sở …` is the province's, in a district's or commune's plan; `Phòng …`
    /// was the district's, in all others, as long as there were districts.
    private func foreignLevel(of office: NamedOffice) -> Level? {
        guard let own = issuer?.level else { return nil }
        let first = office.name.split(separator: " ").first?.lowercased()
        if first == "sở" { return own > .province ? .province : nil }
        let isGovernment = issuer?.kind == "people-committee"
        return first == "phòng" && isGovernment && own != .district && hasDistricts ? .district : nil
    }

    private func isBelowIssuer(_ office: NamedOffice, _ level: Level?) -> Bool {
        guard let issuer, !office.isAsked, level != .central, office.kind != "council" else { return false }
        guard let level, let own = issuer.level else {
            return office.isGroup || ["department", "press", "office"].contains(office.kind)
        }
        return level > own
    }

    /// Whom a line of Nơi nhận reaches, where it names units that are here already; nil where a person must choose.
    func selector(reached line: String) -> String? {
        guard !line.hasPrefix("Lưu") else { return nil }
        let sentence = Sentence(line, line: 1)
        let codes = (OrganisationReader(sentence: sentence).read(at: 0, asList: true)?.parts ?? []).compactMap {
            part -> String? in
            let code = NamedOffice(sentence.text(of: part)).code
            return places[code].map { units[$0].code }
        }
        return codes.isEmpty ? nil : "{ units: [\(codes.joined(separator: ", "))] }"
    }

    /// A selector in YAML, and what it names.
    mutating func selector(_ offices: [NamedOffice]) -> (text: String, names: [String]) {
        guard !offices.isEmpty else { return ("{ units: [\(code(of: nil))] }", [Self.unknownCode]) }
        var seen: Set<String> = []
        let offices = offices.filter { seen.insert($0.code).inserted }
        if offices.allSatisfy({ !$0.isGroup }) {
            let codes = offices.map { code(of: $0) }
            return ("{ units: [\(codes.joined(separator: ", "))] }", codes)
        }
        let levels = Set(offices.map(\.level))
        if levels.count == 1, let level = offices[0].level, level == .commune || level == .district,
            offices.allSatisfy({ $0.kind == "people-committee" })
        {
            for office in offices { enter(office, cluster: nil) }
            return ("{ level: \(level.rawValue) }", offices.map(\.code))
        }
        let cluster = Slug.of(offices.map(\.code).joined(separator: "-"), atMost: 48)
        for office in offices { enter(office, cluster: cluster) }
        return ("{ cluster: \(cluster) }", offices.map(\.code))
    }
}
