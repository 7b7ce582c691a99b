import Foundation
import Notation
import TestKit
import Testing

@Suite struct `acceptance` {
    @Test(arguments: Case.all)
    func `a case is kept`(example: Case) throws {
        switch example.proof {
        case .run(let proof): try proof()
        case .notYet(let rest): try Test.cancel("\(rest.reason) (issue \(rest.issue))")
        }
    }

    @Test func `each case has a number of its own, and a sentence; what is left out says why`() {
        #expect(Set(Case.all.map(\.id)).count == Case.all.count)
        for example in Case.all {
            #expect(example.id.wholeMatch(of: /[A-L][0-9]{2}/) != nil, "\(example.id)")
            for sentence in [example.promise, example.rest?.reason ?? "."] {
                #expect(sentence.hasSuffix("."), "\(example.id): \(sentence)")
            }
        }
    }

    @Test(.enabled(if: SharedCases.text != nil, "the list of cases is not at \(SharedCases.path)"))
    func `no case of the list is missing, and none is beside it`() throws {
        let lines = try #require(SharedCases.text).split(separator: "\n")
        let ids = try lines.map { try JSON(parsing: String($0))["id"].asString ?? String($0) }
        #expect(Case.all.map(\.id) == ids)
    }
}

/// The list lies beside the checkout: it is no part of the repository.
private enum SharedCases {
    static let path: String = {
        let examples = ProcessInfo.processInfo.environment["DONDOC_EXAMPLES"].map { URL(filePath: $0) }
        let shared =
            examples?.deletingLastPathComponent().deletingLastPathComponent()
            ?? DondocProcess.root.deletingLastPathComponent().appending(path: "shared")
        return shared.appending(path: "domain/acceptance.jsonl").path
    }()

    static let text = try? String(contentsOfFile: path, encoding: .utf8)
}
