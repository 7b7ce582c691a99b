import Storage
import Almanac
import Definition
package import Engine
import Notation

/// Looks at a year's quotas at its half and its three quarters: a shortfall is seen in July, not in December.
///
/// Each unit that is behind is told to workflows once (`dondoc.quota.short.v1`) and to the collector in its digest; the
/// unit itself hears of it only by its own reminders.
package struct QuotaWatch: StepFunction {
    let office: Office

    package init(office: Office) { self.office = office }

    package var wakes: Set<String> { ["quota"] }

    func watch(_ collection: Collection, in sitting: Sitting) throws {
        guard Quota.isYearly(collection.period),
            collection.rule.items.contains(where: { $0.isQuota(in: collection.period) && !$0.isOptional })
        else { return }
        let next = Quota.moments(of: collection.deadline, in: office).first { $0 > sitting.now }
        guard let next, next < collection.deadline.dueBefore else { return }
        try sitting.wake("quota/\(collection.key)", at: next)
    }

    package func wake(_ wakeUp: WakeUp, in sitting: Sitting) throws {
        guard let collection = try sitting.collection(wakeUp.subject) else { return }
        try watch(collection, in: sitting)
        let short = try collection.shortQuotas(in: sitting, office.zone)
        try sitting.enter(
            wakeUp.owner, nominal: wakeUp.nominal, .done, "\(Set(short.map(\.unit)).count) units are behind")
        guard !short.isEmpty else { return }
        for quota in short { announce(quota, collection, in: sitting) }
        let day = office.zone.day(of: office.sendingMoment(from: sitting.now))
        for mailbox in Addressing(office: office, day: day).contact(of: collection.rule.to) {
            try Digests(office: office).add(.shortfall(collection: collection.key), to: mailbox, in: sitting)
        }
    }

    /// Under the same name at both moments: an assignment is told of once.
    private func announce(_ quota: Quota, _ collection: Collection, in sitting: Sitting) {
        let key = "\(collection.key)/\(quota.unit)"
        sitting.emit(
            CloudEvent(
                id: "quota/short/\(key)", source: "/assignments/\(key)", type: EventType.quotaShort.rawValue,
                subject: collection.rule.code, time: sitting.now, data: quota.json))
    }
}

extension Collection {
    /// Who is behind by now.
    func shortQuotas(in sitting: Sitting, _ zone: Zone) throws -> [Quota] {
        try sitting.assignments(of: key).flatMap { $0.quotas(at: sitting.now, in: zone) }.filter(\.isShort)
    }
}
