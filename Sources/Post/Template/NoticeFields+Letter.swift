import Notation

/// The fields of an official letter as its form sets them (Decree 30/2020/NĐ-CP, annex I).
extension NoticeFields {
    /// More of them would fill the first page: the list in the annex names them.
    private static let mostAddressees = 15

    static func letter(_ given: JSON) -> JSON {
        var letter = given
        let subject = letter["subject"].asString ?? ""
        let about = subject.hasPrefix("V/v ") ? String(subject.dropFirst(4)) : subject
        letter["about"] = .string(about)
        letter["title"] = .string(about.prefix(1).uppercased() + about.dropFirst())
        // The one that issues is written in full; what stands above it may be shortened (annex I, II.2).
        let agency = letter["agency"].asString ?? ""
        let full = agency.hasPrefix("UBND ") ? "Ủy ban nhân dân \(agency.dropFirst(5))" : agency
        letter["agencyName"] = .string(headed(full))
        letter["upperAgencyName"] = JSON(letter["upperAgency"].asString.map(headed))
        let named = names(letter["kinhGui"])
        let addressees = named.count > mostAddressees ? ["Các cơ quan, đơn vị có tên tại Phụ lục kèm theo"] : named
        letter["addressees"] = .array(addressees.map { .string($0) })
        letter["isToOne"] = .bool(addressees.count == 1)
        letter["copies"] = .array(names(letter["noiNhan"]).map { .string($0) })
        letter["signerLines"] = .array(signerLines(letter["signer"].asString ?? "").map { .string($0) })
        // Drafts that were queued before these were known.
        for name in ["previous", "contact", "place", "day"] where letter[name].isNull { letter[name] = .null }
        return letter
    }

    /// The office writes "- VT;" or "- VT"; the form puts the marks itself.
    private static func names(_ list: JSON) -> [String] {
        (list.asArray ?? []).compactMap(\.asString).map { name in
            var text = name.onOneLine[...]
            if text.hasPrefix("- ") { text = text.dropFirst(2) }
            while let last = text.last, ";.,".contains(last) { text = text.dropLast() }
            return String(text)
        }
    }

    /// In capitals; a committee's place is never torn apart: `ỦY BAN NHÂN DÂN` over `TỈNH AN GIANG`.
    private static func headed(_ agency: String) -> String {
        let name = agency.uppercased()
        let committee = "ỦY BAN NHÂN DÂN "
        guard name.hasPrefix(committee) else { return name }
        return committee + name.dropFirst(committee.count).replacing(" ", with: "\u{A0}")
    }

    /// In whose name stands on a line of its own: `TM. ỦY BAN NHÂN DÂN`, then `CHỦ TỊCH`.
    private static func signerLines(_ signer: String) -> [String] {
        let signer = signer.uppercased()
        let committee = "TM. ỦY BAN NHÂN DÂN"
        guard signer.hasPrefix("\(committee) ") else { return [signer] }
        return [committee, String(signer.dropFirst(committee.count + 1))]
    }
}
