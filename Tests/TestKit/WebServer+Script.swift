extension WebServer {
    /// - `/echo…` tells what was asked, as JSON: method, path, query, headers (lower case), body.
    /// - `/status/404` answers with that status; `/say/<type>` with the body of the request under that content type.
    /// - `/counted/<name>` answers with how often it was asked, `/count/<name>` without counting.
    static let script = #"""
        import base64, hashlib, json, os, re, sys, threading, time
        from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
        from urllib.parse import parse_qsl, unquote, urlsplit

        counts, lock = {}, threading.Lock()

        def count(name, by=1):
            with lock:
                counts[name] = counts.get(name, 0) + by
                return counts[name]

        class Server(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            def log_message(self, *words): pass

            def answer(self, status, body=b"", type="application/json", headers=()):
                if not isinstance(body, bytes):
                    body = json.dumps(body, ensure_ascii=False).encode()
                self.send_response(status)
                if type: self.send_header("Content-Type", type)
                for name, value in headers: self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD": self.wfile.write(body)

            def told(self):
                parts = urlsplit(self.path)
                return {
                    "method": self.command, "path": parts.path, "query": parse_qsl(parts.query, keep_blank_values=True),
                    "headers": {name.lower(): value for name, value in self.headers.items()},
                    "body": self.body.decode("utf-8", "replace"),
                }

            def serve(self):
                self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                path = urlsplit(self.path).path
                for pattern, way in ways:
                    found = re.fullmatch(pattern, path)
                    if found: return way(self, *found.groups())
                self.answer(404, {"error": "no such page"})

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = serve

        def echo(server, *_): server.answer(200, server.told())
        def status(server, code):
            headers = [("Location", "/echo")] if code.startswith("3") else []
            server.answer(int(code), {"said": "status " + code}, headers=headers)
        def problem(server):
            server.answer(409, {"title": "Already there", "detail": "the article exists"}, "application/problem+json")
        def say(server, type): server.answer(200, server.body, unquote(type))
        def untyped(server): server.answer(200, server.body, None)
        def chunked(server):
            server.send_response(200)
            server.send_header("Content-Type", "application/json")
            server.send_header("Transfer-Encoding", "chunked")
            server.end_headers()
            for part in (b'{"phan"', b':"m\xe1\xbb', b'\x99t"}'):
                server.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
                time.sleep(0.02)
            server.wfile.write(b"0\r\nX-Late: yes\r\n\r\n")
        def slow(server):
            time.sleep(3)
            server.answer(200, {})
        def large(server, size, way):
            server.send_response(200)
            server.send_header("Content-Type", "text/plain")
            if way == "announced": server.send_header("Content-Length", size)
            else: server.send_header("Connection", "close")
            server.end_headers()
            try: server.wfile.write(b"" if server.command == "HEAD" else b"x" * int(size))
            except OSError: pass
            server.close_connection = True
        def broken(server):
            server.send_response(200)
            server.send_header("Content-Length", "100")
            server.end_headers()
            server.wfile.write(b"half")
            server.close_connection = True
        def twice(server):
            server.answer(200, {}, headers=[("X-One", "a"), ("x-one", "b"), ("X-Empty", "")])
        def interim(server):
            server.wfile.write(b"HTTP/1.1 103 Early Hints\r\nX-Early: yes\r\n\r\n")
            server.answer(200, {"done": True})

        def basic(server):
            wanted = "Basic " + base64.b64encode("lan:mật khẩu".encode()).decode()
            server.answer(200 if server.headers.get("Authorization") == wanted else 401, server.told())
        def bearer(server, token):
            server.answer(200 if server.headers.get("Authorization") == "Bearer " + token else 401, server.told())
        def digest(server):
            fields = dict(re.findall(r'(\w+)="?([^",]*)"?', server.headers.get("Authorization", "")))
            if fields:
                h = lambda text: hashlib.md5(text.encode()).hexdigest()
                first, second = h("lan:nha:bi mat"), h(server.command + ":" + fields.get("uri", ""))
                wanted = h(":".join([first, "n1", fields.get("nc", ""), fields.get("cnonce", ""), "auth", second]))
                if fields.get("response") == wanted: return server.answer(200, server.told())
            challenge = 'Digest realm="nha", nonce="n1", qop="auth", algorithm=MD5'
            server.answer(401, {"said": "prove it"}, headers=[("WWW-Authenticate", challenge)])

        def coded(value):
            return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")
        def token(server, name):
            number = count("token-" + name)
            if b"wrong" in server.body:
                return server.answer(401, {"error": "invalid_client", "error_description": "who are you?"})
            told = server.told()
            told["number"] = number
            with lock: counts["asked-" + name] = told
            text = name + "-" + str(number)
            if name.startswith("jwt"): text = coded({"alg": "none"}) + "." + coded({"iss": "https://issuer"}) + ".x"
            answer = {"access_token": text, "token_type": "Bearer", "asked": told}
            if not name.startswith("unending"): answer["expires_in"] = 100
            server.answer(200, answer)
        def asked(server, name): server.answer(200, counts.get("asked-" + name))
        def counted(server, name): server.answer(200, count("counted-" + name))
        def counting(server, name): server.answer(200, count("counted-" + name, 0))
        def guarded(server, name):
            # Lets a token in while fewer than the given number of them have been withdrawn.
            given = server.headers.get("Authorization", "").removeprefix("Bearer " + name + "-")
            isGood = given.isdigit() and int(given) > counts.get("withdrawn-" + name, 0)
            server.answer(200 if isGood else 401, {"token": given})
        def withdraw(server, name): server.answer(200, {"withdrawn": count("withdrawn-" + name)})
        def discovery(server, name):
            origin = "http://127.0.0.1:%d" % server.server.server_port
            server.answer(200, {"issuer": origin, "token_endpoint": origin + "/tokens/" + name})

        def document(server, name):
            if name not in documents: return server.answer(404, {"error": "no such document"})
            server.answer(200, documents[name].encode(), "application/octet-stream")
        def guardedDocument(server, token, name):
            if server.headers.get("Authorization") != "Bearer " + token: return server.answer(401, {"said": "who?"})
            document(server, name)
        documents = {}
        def keep(server, name):
            documents[name] = server.body.decode()
            server.answer(201, {})

        ways = [
            (r"/echo.*", echo), (r"/status/(\d+)", status), (r"/problem", problem), (r"/say/(.+)", say),
            (r"/untyped", untyped), (r"/refuse", lambda s: s.answer(400, s.body, "text/plain")),
            (r"/moved(/.+)", lambda s, to: s.answer(302, {}, headers=[("Location", to)])),
            (r"/chunked", chunked), (r"/slow", slow),
            (r"/large/(\d+)/(announced|open)", large), (r"/broken", broken), (r"/twice", twice),
            (r"/interim", interim), (r"/basic", basic), (r"/bearer/(.+)", bearer), (r"/digest", digest),
            (r"/tokens/(.+)", token), (r"/asked/(.+)", asked), (r"/guarded/(.+)", guarded),
            (r"/counted/(.+)", counted), (r"/count/(.+)", counting),
            (r"/withdraw/(.+)", withdraw), (r"/([^/]+)/\.well-known/openid-configuration", discovery),
            (r"/for/([^/]+)/documents/(.+)", guardedDocument),
            (r"/documents/(.+)", lambda s, n: keep(s, n) if s.command == "PUT" else document(s, n)),
        ]

        server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
        server.daemon_threads = True
        def watch():
            sys.stdin.read()
            os._exit(0)
        threading.Thread(target=watch, daemon=True).start()
        print(server.server_port, flush=True)
        server.serve_forever()
        """#
}
