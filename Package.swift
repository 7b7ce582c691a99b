// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6), .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// One line a room: its name, and the rooms below it that it may open.
func room(_ name: String, over below: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: below, resources: resources, swiftSettings: strict)
}

/// One line a room's tests.
func tests(_ name: String, of rooms: [Target.Dependency], resources: [Resource] = []) -> Target {
    .testTarget(name: name, dependencies: rooms + ["TestKit"], resources: resources, swiftSettings: strict)
}

/// A library of the system: a module map and a shim, nothing else.
func library(_ name: String, pkgConfig: String? = nil, debian: String) -> Target {
    .systemLibrary(name: name, path: "Sources/CLibraries/\(name)", pkgConfig: pkgConfig, providers: [.apt([debian])])
}

let package = Package(
    name: "dondoc",
    products: [.executable(name: "dondoc", targets: ["dondoc"])],
    dependencies: [],
    targets: [
        library("CSQLite", pkgConfig: "sqlite3", debian: "libsqlite3-dev"),
        library("CPQ", pkgConfig: "libpq", debian: "libpq-dev"),
        library("CYAML", pkgConfig: "yaml-0.1", debian: "libyaml-dev"),
        library("CMark", pkgConfig: "libcmark", debian: "libcmark-dev"),
        library("CSodium", pkgConfig: "libsodium", debian: "libsodium-dev"),
        library("CCurl", pkgConfig: "libcurl", debian: "libcurl4-openssl-dev"),
        library("CZip", pkgConfig: "libzip", debian: "libzip-dev"),
        library("CXML2", pkgConfig: "libxml-2.0", debian: "libxml2-dev"),
        library("CXlsxWriter", pkgConfig: "xlsxwriter", debian: "libxlsxwriter-dev"),
        library("CPosix", debian: "libc6-dev"),

        room("Almanac"),
        room("Notation", over: ["Almanac"]),
        room("Papers", over: ["Almanac", "CZip", "CXML2", "CXlsxWriter"]),
        room("Expression", over: ["Notation", "Almanac"]),
        room("Definition", over: ["Expression", "Notation", "Almanac", "CYAML"]),
        room("Drafting", over: ["Definition", "Papers", "Notation", "Almanac"]),
        room("Directory", over: ["Definition", "Notation", "Almanac"]),
        room("Interpreter", over: ["Definition", "Expression", "Notation", "Almanac"]),
        room("Storage", over: ["Notation", "Almanac", "CSQLite", "CPQ", "CSodium"]),
        room("Engine", over: ["Interpreter", "Definition", "Expression", "Storage", "Notation", "Almanac"]),
        room("Transport", over: ["Notation", "Almanac", "CCurl"]),
        room(
            "Errands",
            over: ["Transport", "Engine", "Interpreter", "Definition", "Expression", "Notation", "Almanac", "CPosix"]),
        room(
            "Casework",
            over: ["Engine", "Interpreter", "Storage", "Directory", "Definition", "Expression", "Notation", "Almanac"]),
        room(
            "Post",
            over: [
                "Casework", "Transport", "Engine", "Storage", "Directory", "Definition", "Notation", "Almanac", "CMark",
            ],
            resources: [.embedInCode("Templates")]),
        .executableTarget(
            name: "dondoc",
            dependencies: [
                "Post", "Casework", "Drafting", "Papers", "Errands", "Transport", "Engine", "Interpreter", "Storage",
                "Directory", "Definition",
                "Expression", "Notation",
                "Almanac", "CPosix",
            ], swiftSettings: strict),

        .target(
            name: "TestKit", dependencies: ["Notation", "Almanac", "CZip"], path: "Tests/TestKit", swiftSettings: strict
        ),
        .target(
            name: "CaseKit",
            dependencies: [
                "TestKit", "Post", "Casework", "Engine", "Storage", "Directory", "Definition", "Notation", "Almanac",
            ],
            path: "Tests/CaseKit", swiftSettings: strict),
        tests("AlmanacTests", of: ["Almanac"]),
        tests("NotationTests", of: ["Notation", "Almanac"]),
        tests("PapersTests", of: ["Papers", "Almanac"]),
        tests("ExpressionTests", of: ["Expression", "Notation", "Almanac"]),
        tests(
            "DefinitionTests", of: ["Interpreter", "Definition", "Expression", "Notation", "Almanac"],
            resources: [.copy("Corpus")]),
        tests("DraftingTests", of: ["Drafting", "Definition", "Papers", "Notation", "Almanac"]),
        tests("DirectoryTests", of: ["Directory", "Definition", "Notation", "Almanac"]),
        tests("InterpreterTests", of: ["Interpreter", "Definition", "Expression", "Notation", "Almanac"]),
        tests("StorageTests", of: ["Storage", "Notation", "Almanac"]),
        tests("EngineTests", of: ["Engine", "Interpreter", "Definition", "Storage", "Notation", "Almanac"]),
        tests("TransportTests", of: ["Transport", "Notation", "Almanac"]),
        tests("ErrandsTests", of: ["Errands", "Transport", "Interpreter", "Definition", "Notation", "Almanac"]),
        tests(
            "CaseworkTests",
            of: ["CaseKit", "Casework", "Engine", "Storage", "Directory", "Definition", "Notation", "Almanac"]),
        tests(
            "PostTests",
            of: [
                "CaseKit", "Post", "Casework", "Transport", "Engine", "Storage", "Directory", "Definition", "Notation",
                "Almanac",
            ], resources: [.copy("Mails")]),
        tests(
            "DondocTests",
            of: [
                "dondoc", "CaseKit", "Casework", "Papers", "Storage", "Interpreter", "Definition", "Notation",
                "Almanac",
            ],
            resources: [.copy("Timelines"), .copy("Workbooks")]),
        tests(
            "AcceptanceTests",
            of: [
                "dondoc", "CaseKit", "Post", "Casework", "Engine", "Storage", "Directory", "Definition", "Notation",
                "Almanac",
            ]),
        tests("HouseTests", of: []),

        .executableTarget(
            name: "Fuzz",
            dependencies: [
                "Post", "Casework", "Directory", "Definition", "Expression", "Notation", "Almanac", "CPosix",
            ],
            path: "Tests/Fuzz", exclude: ["Corpus"], swiftSettings: strict),
        tests("FuzzTests", of: ["Fuzz"]),

        .executableTarget(
            name: "Simulate",
            dependencies: [
                "Post", "Casework", "Engine", "Interpreter", "Storage", "Directory", "Definition", "Expression",
                "Notation",
                "Almanac", "CSQLite",
            ], path: "Tests/Simulate", swiftSettings: strict),
        tests("SimulateTests", of: ["Simulate"]),
    ])
