/// Reads a mail with Python's parser: not ours.
package enum Mail {
    /// Lines joined: where they are broken says nothing.
    package static func text(of path: String) throws -> String {
        try python("' '.join(m.get_body(('plain',)).get_content().split())", path)
    }
    package static func page(of path: String) throws -> String {
        try python("m.get_body(('html',)).get_content()", path)
    }

    /// The markup of the first one; of a Word document, that of its body.
    package static func attachment(of path: String) throws -> String {
        try python("markup(next(m.iter_attachments()).get_content())", path)
    }

    private static func python(_ expression: String, _ path: String) throws -> String {
        let script = """
            import email, io, sys, zipfile
            from email import policy
            def markup(content):
                if isinstance(content, str): return content
                if content[:2] != b'PK': return content.decode()
                return zipfile.ZipFile(io.BytesIO(content)).read('word/document.xml').decode()
            m = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=policy.default)
            sys.stdout.buffer.write(\(expression).encode())
            """
        return try DondocProcess.run(program: "python3", ["-c", script, path]).out
    }
}
