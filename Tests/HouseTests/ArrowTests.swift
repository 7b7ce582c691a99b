import Testing

@Suite struct `the house` {
    @Test(arguments: House.rooms.indices)
    func `lets a room import only rooms below it`(index: Int) throws {
        let above = Set(House.rooms[index...])
        for file in try House.files(under: "Sources/\(House.rooms[index])") {
            for (module, line) in file.imports { #expect(!above.contains(module), "\(file):\(line) imports \(module)") }
        }
    }

    @Test(arguments: House.rooms)
    func `lets one room alone import a C library`(room: String) throws {
        for file in try House.files(under: "Sources/\(room)") {
            for (module, line) in file.imports where House.libraries[module] != nil {
                #expect(House.libraries[module] == room, "\(file):\(line) imports \(module)")
            }
        }
    }

    @Test(arguments: ["Sources", "Tests"])
    func `has no file of more than 400 lines`(folder: String) throws {
        for file in try House.files(under: folder) {
            #expect(file.lines.count <= 401, "\(file) has \(file.lines.count) lines")
        }
    }

    @Test(arguments: ["Sources"])
    func `has no function of more than 70 lines`(folder: String) throws {
        for file in try House.files(under: folder) {
            var opened: (line: Int, indent: Int)?
            for (index, line) in file.lines.enumerated() {
                let indent = line.prefix { $0 == " " }.count
                if let start = opened {
                    guard line.dropFirst(indent) == "}", indent == start.indent else { continue }
                    #expect(
                        index - start.line <= 70,
                        "\(file):\(start.line + 1) opens a function of \(index - start.line) lines")
                    opened = nil
                } else if line.contains("func ") || line.dropFirst(indent).hasPrefix("init"), line.hasSuffix("{") {
                    opened = (index, indent)
                }
            }
        }
    }

    @Test(arguments: ["Sources", "Tests"])
    func `names no file after a word that fits anything`(folder: String) throws {
        let vague = [
            "Manager", "Helper", "Util", "Misc", "Common.", "Impl.", "Wrapper", "Handler", "Processor", "Placeholder",
        ]
        for file in try House.files(under: folder) {
            for word in vague { #expect(!file.name.contains(word), "\(file)") }
        }
    }

    @Test func `reads the clock in one place only`() throws {
        for file in try House.files(under: "Sources") where file.path != "Sources/Engine/WallClock.swift" {
            for (index, line) in file.lines.enumerated() where !line.contains("///") {
                #expect(!line.contains("Date()") && !line.contains("Date.now"), "\(file):\(index + 1)")
            }
        }
    }

    @Test func `asks the wall clock only at its edges`() throws {
        for room in House.rooms where room != "Engine" && room != "dondoc" {
            for file in try House.files(under: "Sources/\(room)") {
                for (index, line) in file.lines.enumerated() {
                    #expect(!line.contains("WallClock"), "\(file):\(index + 1)")
                }
            }
        }
    }

    @Test func `leaves nothing unsafe without its reason in the line above`() throws {
        for file in try House.files(under: "Sources") {
            for (index, line) in file.lines.enumerated() {
                let isUnsafe = ["@unchecked Sendable", "nonisolated(unsafe)", "try!", "as!", "fatalError("].contains {
                    line.contains($0)
                }
                guard isUnsafe else { continue }
                let above = index > 0 ? file.lines[index - 1].drop { $0 == " " } : ""
                #expect(above.hasPrefix("//"), "\(file):\(index + 1): \(line)")
            }
        }
    }

    @Test func `takes no package`() throws {
        let manifest = try House.manifest()
        #expect(manifest.contains("dependencies: [],"))
        #expect(!manifest.contains(".package("))
    }

    @Test func `has no word of unfinished work`() throws {
        for folder in ["Sources", "workflows"] {
            for (path, line, text) in try House.texts(under: folder) {
                for word in ["TODO", "FIXME", "XXX "] { #expect(!text.contains(word), "\(path):\(line)") }
            }
        }
    }
}
