import Almanac
import Definition
import Directory
import Notation

/// The tables of a site, and the official list that is laid over them.
extension Trial {
    static func csv(_ bytes: [UInt8]) throws(BrokenPromise) {
        let (source, problems) = DirectoryFiles.source(file: "a.csv", bytes: bytes)
        try show(problems, in: nil)
        guard let source else { return }
        let (units, told) = DirectoryFiles.units(source)
        try show(told, in: source)
        let tree = UnitTree(units: units, roles: [])
        try show(DirectoryFiles.roles(source, units: tree).1, in: source)
        let day = Day(clamping: 1, month: 7, year: 2025)
        let isSound = !told.contains { $0.severity == .error }
        for code in tree.codes.prefix(20) {
            _ = tree.superior(of: code, on: day)
            var selector = Selector()
            selector.under = code
            let below = tree.units(matching: selector, on: day)
            try require(!isSound || !below.contains { $0.code == code }, "\(code.text) is below itself")
        }
        try show(DirectoryFiles.successors(source, units: tree).1, in: source)
        try official(source, over: units)
        let (calendar, wrong) = WorkCalendar.read(csv: source.text, over: .builtIn)
        for problem in wrong {
            try require(
                problem.line >= 1 && problem.column >= 1,
                "a problem of a table stands at \(problem.line):\(problem.column)")
        }
        _ = calendar.workingDay(10, after: day)
    }

    private static func official(_ source: SourceText, over units: [OrganisationUnit]) throws(BrokenPromise) {
        var list = OfficialList(CellTable(csv: source))
        try show(list.problems, in: source)
        guard list.units.count <= 2000 else { return }
        list.begin(on: Day(clamping: 1, month: 7, year: 2025), except: [])
        let sheet = CSVSheet(source)
        let laid = UnitImport(list.units, [], scope: .init(), units: sheet, read: units, successors: nil)
        let written = SourceText(file: "units.csv", text: laid.units.text)
        try show(DirectoryFiles.units(written).1, in: written)
    }
}
