import Almanac
import Definition
import Foundation
import Interpreter
import Notation
import Storage

extension Desk {
    func start(_ request: Sitting.StartRequest, in sitting: Sitting) throws {
        guard let entry = library.entry(namespace: request.namespace, name: request.name, version: request.version)
        else {
            let sentence = "there is no workflow \"\(request.name)\" of version \(request.version)"
            if let reply = request.reply { sitting.replies[reply] = .refused(sentence) }
            if let subject = request.subject {
                try tellEnd(of: subject, .faulted(WorkflowFault(.configuration, sentence)), in: sitting)
            }
            if let parent = request.parent {
                sitting.answer(parent, with: .failed(WorkflowFault(.configuration, sentence)))
            }
            return
        }
        let workflow = entry.workflow
        try keep(entry)
        var row = InstanceRow(
            namespace: workflow.name.namespace, name: workflow.name.name, version: workflow.name.version,
            definition: entry.hash,
            phase: Execution.Phase.pending.rawValue, startedAt: sitting.now,
            beganAfter: hears(workflow, entry.hash) ? try store.lastEvent() : 0, subject: request.subject,
            parent: request.parent?.execution.value, parentToken: request.parent?.token.number, state: "")
        row.id = try store.nextInstanceID()
        executions.begin(row)
        let id = ExecutionID(row.id)
        for event in request.events { try consume(event, by: id.value) }
        if let reply = request.reply { sitting.replies[reply] = .done(["id": .integer(Int(id.value))]) }
        try step(id, .started(input: request.input), in: sitting)
    }

    /// One stimulus: journal, state and everything that it asks for, in the turn's transaction.
    func step(_ id: ExecutionID, _ stimulus: Stimulus, in sitting: Sitting) throws {
        guard var held = try executions.take(id.value) else { return }
        guard held.row.endedAt == nil || stimulus == .retried else { return try executions.put(held, isChanged: false) }
        let workflow = try definition(of: held.row)
        if keepsJournal {
            executions.note(JournalRow(instance: id.value, at: sitting.now, stimulus: try stimulus.stored.text))
        }
        let effects = held.execution.take(stimulus, at: sitting.now, in: workflow, with: surroundings)
        held.row.phase = held.execution.phase.rawValue
        held.row.endedAt = nil
        held.row.result = nil
        for effect in effects {
            if case .finish(let outcome) = effect { settle(outcome, &held.row, in: sitting) }
        }
        let row = held.row
        try executions.put(held, isChanged: true)
        for effect in effects {
            try carryOut(effect, of: row, in: sitting)
            if case .finish(let outcome) = effect, let subject = row.subject {
                try tellEnd(of: subject, outcome, in: sitting)
            }
        }
        if row.endedAt != nil {
            if hears(workflow, row.definition) {
                try store.unsubscribeAll(instance: row.id)
                try store.removeRecords(kind: Desk.consumed, parent: String(row.id))
            }
            try scheduleAgain(after: row, in: sitting)
        }
    }

    private func tellEnd(of subject: String, _ outcome: Outcome, in sitting: Sitting) throws {
        try byWake[String(subject.prefix { $0 != "/" })]?.ended(subject, outcome, in: sitting)
    }

    private func carryOut(_ effect: Effect, of row: InstanceRow, in sitting: Sitting) throws {
        let id = ExecutionID(row.id)
        switch effect {
        case .sleep(let token, let until):
            try sitting.wake("execution/\(row.id)/\(token.number)", at: until)
        case .subscribe(let token, let types):
            try subscribe(row, token, to: types, in: sitting)
        case .call(let token, let request):
            try call(request, by: Caller(execution: id, token: token), row, in: sitting)
        case .startWorkflow(let token, let child):
            let parent = token.map { Caller(execution: id, token: $0) }
            let request = Sitting.StartRequest(
                namespace: child.namespace, name: child.name, version: child.version, input: child.input,
                subject: row.subject,
                parent: parent, reply: nil)
            sitting.work.append(.start(request, depth: sitting.depth + 1))
        case .forget(let token):
            try sitting.letSleep("execution/\(row.id)/\(token.number)")
            try store.unsubscribe(instance: row.id, token: token.number)
            try abandon(Caller(execution: id, token: token), in: sitting)
        case .emit(let event), .lifecycle(let event):
            sitting.emit(event)
        case .consume(let event):
            try consume(event, by: row.id)
        case .finish:
            break
        }
    }

    /// The row's end, and the answer to whoever waits for this execution.
    private func settle(_ outcome: Outcome, _ row: inout InstanceRow, in sitting: Sitting) {
        row.endedAt = sitting.now
        sitting.ended.append(Turn.Ended(id: ExecutionID(row.id), outcome: outcome))
        let answer: Answer
        switch outcome {
        case .completed(let output):
            row.result = output.text
            answer = .output(output)
        case .faulted(let fault):
            row.result = fault.json.text
            answer = .failed(fault)
        case .cancelled(let reason):
            row.result = JSON(reason).text
            answer = .failed(WorkflowFault(.runtime, reason ?? "the workflow was cancelled"))
        }
        if let parent = row.parent, let token = row.parentToken {
            sitting.answer(Caller(execution: ExecutionID(parent), token: WaitToken(token)), with: answer)
        }
    }

    private func call(_ request: CallRequest, by caller: Caller, _ row: InstanceRow, in sitting: Sitting) throws {
        guard let function = byName[request.function] else {
            try sitting.release(
                key: OutsideCall.key(of: caller), kind: OutsideCall.kind,
                body: OutsideCall(caller: caller, request: request))
            return
        }
        let call = StepCall(request: request, caller: caller, subject: row.subject, workflow: row.name)
        do {
            if case .done(let output) = try function.call(call, in: sitting) {
                sitting.answer(caller, with: .output(output))
            }
        } catch var fault as WorkflowFault {
            fault.instance = fault.instance ?? request.position.text
            sitting.answer(caller, with: .failed(fault))
        }
    }

    /// A call that nobody waits for is not made again after a crash, and whoever makes it now is told.
    private func abandon(_ caller: Caller, in sitting: Sitting) throws {
        let key = OutsideCall.key(of: caller)
        guard try store.outgoing(key: key)?.state == .queued else { return }
        try store.mark(outgoing: key, state: .failed, at: sitting.now, note: "nobody waits for the answer any more")
        sitting.releases.removeAll { $0.key == key }
        sitting.abandoned.append(key)
    }
}
