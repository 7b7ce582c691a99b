/// The workflow documents of the simulated site. Each is made so that it ends, whatever goes wrong, unless a person holds it.
enum WorkflowTexts {
    /// - Parameter zone: of the nightly schedule, at an hour that daylight saving skips and repeats.
    static func all(nightlyZone zone: String, missedRuns: String) -> [String: String] {
        [
            "monthly-reports.yaml": monthlyReports, "choice.yaml": choice, "chain.yaml": chain,
            "nightly.yaml": nightly(zone, missedRuns), "weekly.yaml": weekly, "often.yaml": often,
            "again.yaml": again, "errand.yaml": errand, "ship.yaml": ship, "parent.yaml": parent, "child.yaml": child,
            "introduced.yaml": introduced,
        ]
    }

    private static func head(_ name: String, _ more: String = "") -> String {
        "document: { dsl: '1.0.3', namespace: mo-phong, name: \(name), version: '1.0.0'\(more) }\n"
    }

    private static let monthlyReports =
        head("monthly-reports") + """
            do:
              - gather: { call: collect, with: { obligation: reports } }
              - sum: { call: rollup, with: { of: '${ . }', template: rollup, to: ubnd-tinh, forward: { kind: press } } }

            """

    private static let choice =
        head("choice") + """
            do:
              - gather:
                  call: collect
                  with: { obligation: profiles }
                  export: { as: '${ . }' }
              - choose:
                  timeout: { after: P10D }
                  call: select
                  with: { of: '${ $context }', title: Chọn hồ sơ tiêu biểu, min: 1, max: 2, remind: [3] }
              - place:
                  call: publish
                  with: { to: gioi-thieu, of: '${ . }' }

            """

    private static let chain =
        head("chain") + """
            schedule: { on: { one: { with: { type: dondoc.plan.activated.v1 } } } }
            do:
              - hand:
                  timeout: { after: P25D }
                  call: cascade
                  with:
                    under: ubnd-tinh
                    level: commune
                    to: so-noi-vu
                    title: Kế hoạch thực hiện của xã
                    due: trong vòng 10 ngày làm việc kể từ ngày ban hành
                    remind: [3]
                    escalate: [{ after: 1, to: contact }]
                    await: issued
              - tell:
                  call: notify
                  with: { to: so-noi-vu, template: notice, fields: { title: Các xã đã có kế hoạch, body: xong } }

            """

    private static func nightly(_ zone: String, _ missedRuns: String) -> String {
        head("nightly", ", metadata: { timezone: \(zone), missedRuns: \(missedRuns) }")
            + "schedule: { cron: '30 2 * * *' }\ndo: [{ keep: { set: { at: '${ .scheduledAt }' } } }]\n"
    }

    private static let weekly =
        head("weekly")
        + "schedule: { cron: '15 8 * * 1' }\ndo: [{ rest: { wait: PT50H } }, { keep: { set: { a: 1 } } }]\n"

    private static let often = head("often") + "schedule: { every: PT17H }\ndo: [{ keep: { set: { a: 1 } } }]\n"

    private static let again = head("again") + "schedule: { after: PT30H }\ndo: [{ rest: { wait: PT3H } }]\n"

    /// Asks outside, tries again, waits for an answer from people, and tells.
    private static let errand =
        head("errand") + """
            do:
              - attempt:
                  try:
                    - ask:
                        call: http
                        with: { method: get, endpoint: 'http://localhost:9' }
                        timeout: { after: PT2H }
                  catch:
                    retry: { delay: PT5M, backoff: { exponential: {} }, limit: { attempt: { count: 3 } } }
                    do: [{ give: { set: { count: 0 } } }]
              - both:
                  fork:
                    branches:
                      - slow: { wait: P2D }
                      - hear:
                          do:
                            - listening:
                                listen: { to: { any: [{ with: { type: go } }, { with: { type: gone } }] } }
                          timeout: { after: P3D }
                    compete: true
              - tell:
                  emit: { event: { with: { type: errand.done, source: /errand } } }
              - write:
                  call: notify
                  with: { to: bao, template: notice, fields: { title: Đã xong, body: xong } }

            """

    private static let ship =
        head("ship") + """
            schedule:
              on:
                all:
                  - { with: { type: paid }, correlate: { order: { from: .data.order } } }
                  - { with: { type: packed }, correlate: { order: { from: .data.order } } }
            do: [{ rest: { wait: PT6H } }, { keep: { set: '${ map(.n) }' } }]

            """

    private static let parent =
        head("parent") + """
            do:
              - ask:
                  for: { each: n, in: '${ [1, 2] }' }
                  do:
                    - child: { run: { workflow: { namespace: mo-phong, name: child, version: latest, input: { n: '${ $n }' } } } }
              - after: { wait: PT1H }

            """

    private static let child =
        head("child") + "do: [{ rest: { wait: PT9H } }, { double: { set: { n: '${ .n * 2 }' } } }]\n"

    private static let introduced =
        head("introduced") + """
            schedule: { on: { any: [{ with: { type: dondoc.submission.accepted.v1, subject: introductions } }] } }
            do:
              - tell:
                  call: notify
                  with:
                    to: so-noi-vu
                    template: notice
                    fields: { title: Có mô hình mới, body: '${ "\\($workflow.input[0].unitName) giới thiệu." }' }

            """
}
