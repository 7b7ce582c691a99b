extension WebServer {
    private static let put = """
        import sys, urllib.request
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        opener.open(urllib.request.Request(sys.argv[1], sys.argv[2].encode(), method="PUT")).read()
        """

    /// Keeps a text, which is then to be had at `/documents/<path>`.
    package func keep(_ text: String, at path: String) throws {
        let result = try DondocProcess.run(program: "python3", ["-c", WebServer.put, url("/documents/\(path)"), text])
        guard result.code == 0 else { throw Failure.refused(result.error) }
    }
}
