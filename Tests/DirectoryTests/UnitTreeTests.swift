import Almanac
import Definition
import Directory
import Testing

private func day(_ text: String) -> Day { Day(iso: text)! }

private func unit(
    _ code: String, level: Level? = nil, kind: String = "", under parent: String? = nil, clusters: [String] = [],
    from: String? = nil,
    to: String? = nil
) -> OrganisationUnit {
    OrganisationUnit(
        code: UnitCode(code), name: code, level: level, kind: kind, parent: parent.map { UnitCode($0) },
        clusters: clusters,
        from: from.map(day), to: to.map(day))
}

@Suite struct `A unit tree` {
    /// Tây Ninh around 1 July 2025: the district goes, the code 25510 is given to another commune.
    private let tree = UnitTree(
        units: [
            unit("tay-ninh", level: .province, kind: "people-committee"),
            unit("huyen-tan-bien", level: .district, kind: "people-committee", under: "tay-ninh", to: "2025-07-01"),
            unit("phong-noi-vu", level: .district, kind: "department", under: "huyen-tan-bien", to: "2025-07-01"),
            unit("so-noi-vu", level: .province, kind: "department", under: "tay-ninh"),
            unit("25510", level: .commune, under: "huyen-tan-bien", clusters: ["khoi-xa"], to: "2025-07-01"),
            unit("25510", level: .commune, under: "tay-ninh", clusters: ["khoi-moi"], from: "2025-07-01"),
            unit("25513", level: .commune, under: "huyen-tan-bien", clusters: ["khoi-xa", "cum-1"], to: "2025-07-01"),
        ],
        roles: [
            RoleHolder(unit: UnitCode("phong-noi-vu"), post: "head", name: "A", to: day("2022-06-01")),
            RoleHolder(unit: UnitCode("phong-noi-vu"), post: "contact", name: "B"),
            RoleHolder(unit: UnitCode("phong-noi-vu"), post: "head", name: "C", from: day("2022-06-01")),
            RoleHolder(
                unit: UnitCode("tay-ninh"), post: "council-member", name: "D", cluster: "khoi-xa", to: day("2025-07-01")
            ),
            RoleHolder(unit: UnitCode("tay-ninh"), post: "council-member", name: "E", cluster: "cum-1"),
            RoleHolder(unit: UnitCode("tay-ninh"), post: "head", name: "F", cluster: "khoi-xa"),
        ])

    private func codes(_ change: (inout Selector) -> Void, on text: String) -> [String] {
        var selector = Selector()
        change(&selector)
        return tree.units(matching: selector, on: day(text)).map(\.code.text)
    }

    @Test func `answers with the version of the day, the first day in and the last day out`() {
        #expect(tree.unit(UnitCode("25510"), on: day("2025-06-30"))?.parent == UnitCode("huyen-tan-bien"))
        #expect(tree.unit(UnitCode("25510"), on: day("2025-07-01"))?.parent == UnitCode("tay-ninh"))
        #expect(tree.unit(UnitCode("25513"), on: day("2025-07-01")) == nil)
        #expect(tree.unit(UnitCode("none"), on: day("2025-07-01")) == nil)
    }

    @Test func `knows each code once, in the order of the file, and the words in use`() {
        #expect(
            tree.codes.map(\.text) == ["tay-ninh", "huyen-tan-bien", "phong-noi-vu", "so-noi-vu", "25510", "25513"])
        #expect(tree.knows(UnitCode("25513")) && !tree.knows(UnitCode("25514")))
        #expect(tree.clusters == ["khoi-xa", "khoi-moi", "cum-1"])
        #expect(tree.kinds == ["people-committee", "department"])
    }

    @Test func `selects by every condition at once, as of the day, in the order of the file`() {
        #expect(
            codes({ $0.under = UnitCode("tay-ninh") }, on: "2025-06-30") == [
                "huyen-tan-bien", "phong-noi-vu", "so-noi-vu", "25510", "25513",
            ])
        #expect(codes({ $0.under = UnitCode("tay-ninh") }, on: "2025-07-01") == ["so-noi-vu", "25510"])
        #expect(
            codes({ $0.under = UnitCode("huyen-tan-bien") }, on: "2025-07-01") == [],
            "under what is gone there is nobody")
        #expect(
            codes(
                {
                    $0.level = .commune; $0.under = UnitCode("huyen-tan-bien")
                }, on: "2022-03-19") == ["25510", "25513"])
        #expect(
            codes(
                {
                    $0.cluster = "khoi-xa"; $0.except = [UnitCode("25513")]
                }, on: "2022-03-19") == ["25510"])
        #expect(
            codes(
                {
                    $0.kind = "department"; $0.level = .province
                }, on: "2022-03-19") == ["so-noi-vu"])
        #expect(
            codes({ $0.units = ["25513", "so-noi-vu", "25513", "none"].map { UnitCode($0) } }, on: "2022-03-19") == [
                "so-noi-vu", "25513",
            ])
        #expect(
            codes(
                {
                    $0.units = [UnitCode("so-noi-vu")]; $0.level = .commune
                }, on: "2022-03-19") == [])
        #expect(codes({ _ in }, on: "2025-07-01") == ["tay-ninh", "so-noi-vu", "25510"])
    }

    @Test func `names who holds a post on that day, and the unit above`() {
        let office = UnitCode("phong-noi-vu")
        #expect(tree.holders(of: "head", in: office, on: day("2022-05-31")).map(\.name) == ["A"])
        #expect(tree.holders(of: "head", in: office, on: day("2022-06-01")).map(\.name) == ["C"])
        #expect(tree.holders(of: "head", in: UnitCode("none"), on: day("2022-06-01")).isEmpty)
        #expect(
            tree.councilMembers(of: "khoi-xa", on: day("2022-06-01")).map(\.name) == ["D"],
            "a head is not a council member")
        #expect(tree.councilMembers(of: "khoi-xa", on: day("2025-07-01")).isEmpty)
        #expect(tree.superior(of: office, on: day("2022-06-01"))?.code == UnitCode("huyen-tan-bien"))
        #expect(tree.superior(of: UnitCode("tay-ninh"), on: day("2022-06-01")) == nil)
        #expect(tree.superior(of: office, on: day("2025-07-01")) == nil)
    }

    @Test func `a circle of parents ends`() {
        let circle = UnitTree(units: [unit("a", under: "b"), unit("b", under: "a"), unit("c", under: "a")], roles: [])
        var selector = Selector()
        selector.under = UnitCode("b")
        #expect(circle.units(matching: selector, on: day("2022-01-01")).map(\.code.text) == ["a", "b", "c"])
        selector.under = UnitCode("c")
        selector.cluster = nil
        #expect(circle.units(matching: selector, on: day("2022-01-01")).isEmpty)
    }
}

@Suite struct `Selection` {
    /// The rule again, written for clarity and not for speed.
    private func bruteForce(_ units: [OrganisationUnit], _ selector: Selector, _ day: Day) -> [OrganisationUnit] {
        func holds(_ unit: OrganisationUnit) -> Bool { (unit.from ?? day) <= day && (unit.to.map { day < $0 } ?? true) }
        let today = units.filter(holds)
        func isUnder(_ unit: OrganisationUnit, _ superior: UnitCode) -> Bool {
            guard let parent = today.first(where: { $0.code == unit.parent }) else { return false }
            return parent.code == superior || isUnder(parent, superior)
        }
        return today.filter { unit in
            (selector.units?.contains(unit.code) ?? true) && (selector.level == nil || selector.level == unit.level)
                && (selector.kind == nil || selector.kind == unit.kind)
                && (selector.cluster.map { unit.clusters.contains($0) } ?? true)
                && (selector.under.map { isUnder(unit, $0) } ?? true)
                && !selector.except.contains(unit.code)
        }
    }

    @Test(arguments: 1...40)
    func `agrees with the rule on any tree, selector and day`(seed: UInt64) {
        var dice = Dice(seed: seed)
        let (units, days) = dice.tree()
        let tree = UnitTree(units: units, roles: [])
        for _ in 1...40 {
            let selector = dice.selector(among: units)
            let day = dice.pick(days)
            #expect(
                tree.units(matching: selector, on: day) == bruteForce(units, selector, day),
                "seed \(seed) \(selector) \(day.iso)")
        }
    }

    @Test func `of all communes of the country for twelve periods is done in a moment`() {
        var units = [unit("vn", level: .central)]
        for province in 0..<63 {
            units.append(unit("p\(province)", level: .province, under: "vn"))
            for district in 0..<11 {
                units.append(unit("d\(province)-\(district)", level: .district, under: "p\(province)"))
                for commune in 0..<15 {
                    units.append(
                        unit("c\(province)-\(district)-\(commune)", level: .commune, under: "d\(province)-\(district)"))
                }
            }
        }
        let tree = UnitTree(units: units, roles: [])
        var selector = Selector()
        selector.level = .commune
        selector.under = UnitCode("vn")
        var count = 0
        let took = ContinuousClock().measure {
            for month in 1...12 {
                count += tree.units(matching: selector, on: Day(clamping: 1, month: month, year: 2021)).count
            }
        }
        #expect(count == 12 * 63 * 11 * 15)
        #expect(took < .seconds(20), "without optimisation on a busy machine; a walk of every pair would take hours")
    }
}

/// Chance from a seed: the same seed, the same tree.
private struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }

    mutating func pick<Element>(_ list: [Element]) -> Element { list[Int.random(in: list.indices, using: &self)] }

    /// Parents come before their children, so there is no circle; versions of one code follow each other, some with gaps.
    mutating func tree() -> ([OrganisationUnit], [Day]) {
        let days = (0..<6).map { Day(number: 18_000 + $0 * 100) }
        var units: [OrganisationUnit] = []
        for number in 0..<60 {
            let parents = units.map(\.code.text) + ["never there"]
            var from: Day? = Bool.random(using: &self) ? nil : pick(days)
            for _ in 0..<Int.random(in: 1...3, using: &self) {
                let to: Day? = Int.random(in: 0...2, using: &self) == 0 ? nil : days.last { $0 > from ?? days[1] }
                units.append(
                    unit(
                        "u\(number)", level: pick(Level.allCases + [nil]), kind: pick(["", "school", "press"]),
                        under: number == 0 ? nil : pick(parents), clusters: pick([[], ["x"], ["y"], ["x", "y"]]),
                        from: from?.iso, to: to?.iso))
                guard let end = to else { break }
                from = end.advanced(by: pick([0, 50]))
            }
        }
        return (units.shuffled(using: &self), days)
    }

    mutating func selector(among units: [OrganisationUnit]) -> Selector {
        var selector = Selector()
        if Int.random(in: 0...3, using: &self) == 0 { selector.units = (0..<20).map { _ in pick(units).code } }
        if Int.random(in: 0...3, using: &self) == 0 { selector.level = pick(Level.allCases) }
        if Int.random(in: 0...3, using: &self) == 0 { selector.kind = pick(["school", "press", "none"]) }
        if Int.random(in: 0...3, using: &self) == 0 { selector.cluster = pick(["x", "y"]) }
        if Int.random(in: 0...1, using: &self) == 0 {
            selector.under = pick(units.filter { $0.code.text.count == 2 }).code
        }
        if Bool.random(using: &self) { selector.except = [pick(units).code, pick(units).code] }
        return selector
    }
}
