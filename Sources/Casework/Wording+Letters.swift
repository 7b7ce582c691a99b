import Almanac
import Definition
import Directory
import Foundation
import Notation

/// Drafted letters: complete but for what a person gives them.
extension Wording {
    /// The letter that presses the late ones: complete but for number, date, the new day and signature.
    ///
    /// - Parameter document: the plan from which the days count, where it is not the office's own.
    func letter(urging late: [Assignment], _ rule: ObligationRule, citing document: ChainDocument?) -> JSON {
        var fields = letterhead(from: rule.to, about: "V/v đôn đốc gửi \(Wording.midSentence(rule.title ?? rule.code))")
        fields["kinhGui"] = .array(late.map { .string($0.unitName) })
        fields["late"] = .array(
            late.map { assignment in
                let missing = assignment.shortage.map { Wording.counted($0.count, $0.kind) }.joined(separator: ", ")
                return [
                    "unit": .string(assignment.unitName), "title": .string(rule.title ?? rule.code),
                    "reading": .string(assignment.deadline.reading),
                    "missing": .string(missing.isEmpty ? "chưa gửi" : "thiếu \(missing)"),
                    "daysLate": .integer(workingDays(from: assignment.deadline.lastDay, to: today)),
                ]
            })
        let issuer = office.plan.map { office.heir(of: $0.issuer, on: today) ?? $0.issuer } ?? rule.to
        let report = issuer == rule.to ? [] : ["\(office.unitName(issuer, on: today)) (để báo cáo);"]
        fields["noiNhan"] = .array((["Như trên;"] + report + ["Lưu: VT."]).map { .string($0) })
        var plan = plan
        if let document {
            plan["reference"] = .string(document.words)
            plan["title"] = JSON(document.title ?? plan["title"].asString)
        }
        return ["letter": fields, "plan": plan]
    }

    /// Who writes; the number, the day and the signature stay blank until a person gives them.
    func letterhead(from unit: UnitCode, about subject: String) -> JSON {
        let agency = office.tree.unit(unit, on: today)
        let name = office.unitName(unit, on: today)
        let upper =
            agency?.kind == OrganisationUnit.committee || agency?.isAsked == true
            ? nil : office.tree.superior(of: unit, on: today)
        return [
            "agency": .string(name), "upperAgency": JSON(upper?.salutation), "symbolSuffix": "",
            "day": .string(today.vietnamese), "place": JSON((upper ?? agency).map(place)),
            "subject": .string(subject), "kinhGui": [], "late": [], "noiNhan": [],
            "signer": .string(Wording.signer(of: name)), "contact": inquiries(to: unit), "previous": nil,
        ]
    }

    /// Whom a letter names for questions: the office's own sender only where the letter is in that unit's name.
    private func inquiries(to unit: UnitCode) -> JSON {
        let sender = office.settings.sender
        if office.isSpeaker(unit, on: today) {
            return ["name": .string(sender.name), "phone": JSON(sender.phone), "address": .string(sender.address)]
        }
        guard let mailbox = Addressing(office: office, day: today).contact(of: unit).first else { return nil }
        let phone = phone(of: unit)
        guard phone != nil || mailbox.address != nil else { return nil }
        return ["name": .string(mailbox.name), "phone": JSON(phone), "address": JSON(mailbox.address)]
    }

    /// A unit's own number; that of the sender of the mails only for the unit that it speaks for.
    func phone(of code: UnitCode) -> String? {
        office.tree.holders(of: "contact", in: code, on: today).first?.phone
            ?? office.tree.unit(code, on: today)?.phone
            ?? (office.isSpeaker(code, on: today) ? office.settings.sender.phone : nil)
    }

    /// As it stands inside a sentence: `bài viết` of `Bài viết`; words in capitals stay.
    static func midSentence(_ title: String) -> String {
        guard let first = title.first, title.dropFirst().first?.isLowercase == true else { return title }
        return first.lowercased() + title.dropFirst()
    }

    /// Who signs for an agency (Decree 30/2020/NĐ-CP, annex I, II.7); a person may have it signed by a deputy.
    static func signer(of agency: String) -> String {
        let name = agency.lowercased()
        if name.hasPrefix("ubnd") || name.hasPrefix("ủy ban nhân dân") { return "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH" }
        if name.hasPrefix("sở") { return "GIÁM ĐỐC" }
        if name.hasPrefix("ban ") { return "TRƯỞNG BAN" }
        if name.hasPrefix("chủ tịch") { return "CHỦ TỊCH" }
        return name.hasPrefix("phòng") ? "TRƯỞNG PHÒNG" : "THỦ TRƯỞNG CƠ QUAN"
    }

    private static let territories = [
        "tỉnh ", "thành phố ", "Thành phố ", "huyện ", "thị xã ", "quận ", "thị trấn ", "xã ", "phường ", "đặc khu ",
    ]

    /// That of the next above whose name has one: a department is no place.
    private func place(of unit: OrganisationUnit) -> String {
        let line = sequence(first: unit) { office.tree.superior(of: $0.code, on: today) }.prefix(8)
        return line.lazy.compactMap(Wording.territory).first ?? unit.salutation
    }

    /// `An Giang` of `Ủy ban nhân dân tỉnh An Giang`; a number or a person's name is no name of a place by itself
    /// (Decree 30/2020/NĐ-CP, annex I, II.4). Nil where the name has none.
    static func territory(of unit: OrganisationUnit) -> String? {
        let name = unit.salutation
        for word in territories {
            guard let range = name.range(of: word) else { continue }
            let own = name[range.upperBound...]
            guard own.first?.isNumber == true || own == "Hồ Chí Minh" else { return String(own) }
            return word.prefix(1).uppercased() + word.dropFirst() + own
        }
        return nil
    }
}
