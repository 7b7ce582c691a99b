import Almanac
import CaseKit
import Casework
import Notation
import Testing

@Suite struct `a mailbox that cannot be read` {
    private func trouble(_ key: String) -> MailboxTrouble {
        MailboxTrouble(
            key: key, kind: .unreached, since: Year.instant("2021-03-09T10:00"), reason: "Login denied")
    }

    @Test func `is told to the administrator the next working morning, and once`() throws {
        let year = try Year(from: "2021-03-01", admin: "quantri@tinh.example.vn").play(until: "2021-03-10T11:00")
        for _ in 1...3 { _ = try year.receive(trouble("unreached/1").event(at: Year.instant("2021-03-10T11:00"))) }
        try year.play(until: "2021-03-13T00:00")
        let told = year.notices.filter { $0.to.first?.address == "quantri@tinh.example.vn" }
        let matters = told.flatMap { $0.fields["matters"].asArray ?? [] }.filter { $0["title"] == "Hộp thư đến" }
        #expect(matters.count == 1)
        #expect(matters.first?["items"][0] == "Không đọc được hộp thư từ 09/3/2021 10:00: Login denied")
    }
}
