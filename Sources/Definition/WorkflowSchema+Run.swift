import Notation

/// What a `run` may run.
extension WorkflowSchema {
    static let run: JSON = {
        let targets = ["workflow", "script", "shell", "container"]
        return SchemaPart.mapping([
            ("workflow", subflow, "Another workflow"),
            ("script", script, "A script"),
            ("shell", shell, "A command line"),
            ("container", container, "A container"),
            ("await", SchemaPart.boolean, "False: goes on at once, with the input as output"),
            (
                "return", SchemaPart.words(["stdout", "stderr", "code", "all", "none"]),
                "What of a process becomes the output; \"stdout\" by default"
            ),
        ]).with(SchemaPart.one(of: targets))
    }()

    private static let process: [SchemaPart.Property] = [
        ("stdin", SchemaPart.text, "What the process reads"),
        (
            "arguments",
            [
                "type": ["array", "string"], "pattern": .string(SchemaPart.expressionPattern),
                "items": ["type": ["string", "number", "boolean", "null"]],
            ], "Its arguments, a list"
        ),
        ("environment", SchemaPart.computedMapping, "Its environment variables"),
    ]

    private static let subflow = SchemaPart.mapping(
        [
            ("namespace", SchemaPart.text, "Its namespace"),
            ("name", SchemaPart.text, "Its name"),
            (
                "version", ["type": "string", "pattern": .string("^latest$|\(versionPattern)")],
                "Its version; \"latest\" by default"
            ),
            ("input", [:], "What it is given"),
        ], required: ["namespace", "name"])

    private static let script = SchemaPart.mapping(
        [
            ("language", SchemaPart.text, "sh, python, js, …"),
            ("code", SchemaPart.text, "The script"),
            ("source", SchemaPart.reference("resource"), "Where the script lies"),
        ] + process, required: ["language"]
    ).with(SchemaPart.one(of: ["code", "source"]))

    private static let shell = SchemaPart.mapping(
        [("command", SchemaPart.text, "The command line")] + process, required: ["command"])

    private static let container = SchemaPart.mapping(
        [
            ("image", SchemaPart.text, "The image"),
            ("name", SchemaPart.text, "What the container is called"),
            ("command", SchemaPart.text, "What it runs"),
            ("ports", SchemaPart.anyMapping, "Ports outside, and inside"),
            ("volumes", SchemaPart.anyMapping, "Folders outside, and inside"),
            ("lifetime", lifetime, "What becomes of it"),
            ("pullPolicy", SchemaPart.words(["ifNotPresent", "always", "never"]), "When the image is fetched"),
        ] + process, required: ["image"])

    private static let lifetime = SchemaPart.mapping(
        [
            ("cleanup", SchemaPart.words(["always", "never", "eventually"]), "Whether it is removed"),
            ("after", SchemaPart.reference("delay"), "When; with \"eventually\" only"),
        ], required: ["cleanup"]
    ).with([
        "if": ["properties": ["cleanup": ["const": "eventually"]]], "then": SchemaPart.needs("after"),
        "else": ["not": SchemaPart.needs("after")],
    ])
}
