import Engine

/// What Dondoc tells in the form of CloudEvents: each type stands here and nowhere else.
package enum EventType: String, CaseIterable, Sendable {
    case planActivated = "dondoc.plan.activated.v1"
    case planReceived = "dondoc.plan.received.v1"
    case periodOpened = "dondoc.period.opened.v1"
    case day = "dondoc.day.v1"
    case submissionReceived = "dondoc.submission.received.v1"
    case submissionAccepted = "dondoc.submission.accepted.v1"
    case submissionReturned = "dondoc.submission.returned.v1"
    case mailReceived = "dondoc.mail.received.v1"
    case mailboxTroubled = "dondoc.mailbox.troubled.v1"
    case extensionRequested = "dondoc.extension.requested.v1"
    case fileQuarantined = "dondoc.file.quarantined.v1"
    case assignmentOverdue = "dondoc.assignment.overdue.v1"
    case selectionMade = "dondoc.selection.made.v1"
    case quotaShort = "dondoc.quota.short.v1"
    case rollupMade = "dondoc.rollup.made.v1"
    case siteCondition = "dondoc.site.condition.v1"
    case letterIssued = "dondoc.letter.issued.v1"
    case unitChanged = "dondoc.unit.changed.v1"

    /// With what people order: a workflow may wait for these as well.
    static let made = Set(
        allCases.map(\.rawValue) + Commands.Verb.allCases.map(\.eventType)
            + InstanceCommands.Verb.allCases.map(\.eventType)
            + [Select.command, Cascade.attachCommand, Handover.command, Letters.issueCommand])
}
