"""A mail server that takes everything, and fails, hangs or dies where it is told to.

python3 sink.py '{"log": "taken.jsonl", "port": 0, "certificate": "c.pem", "key": "k.pem", "security": "starttls",
                  "user": "u", "password": "p", "stage": "rcpt", "deed": "451", "times": 1, "delay": 0}'

Prints its port on a line of its own. Each mail that was handed over whole is one line of the log: its Message-ID, its
recipients, when it came, the answer that it got.

stage: banner, ehlo, starttls, auth, mail, rcpt, data, dot (the mail is whole), quit
deed:  an answer's code, "hang" (says nothing more), "die" (the connection is gone)
times: how often; 0: always
after: how often it goes well before
"""
import base64
import json
import re
import socket
import ssl
import sys
import threading
import time

settings = json.loads(sys.argv[1])
lock = threading.Lock()
spared = settings.get("after", 0)
left = settings.get("times", 1) or -1
log = open(settings["log"], "a", buffering=1)


def strikes(stage):
    """Whether the deed is due at this stage; counts it."""
    global left
    global spared
    if settings.get("stage") != stage:
        return None
    with lock:
        if spared > 0:
            spared -= 1
            return None
        if left == 0:
            return None
        left -= 1
    return settings["deed"]


class Gone(Exception):
    pass


class Conversation:
    def __init__(self, connection):
        self.connection = connection
        self.buffer = b""
        self.is_secure = settings.get("security") == "tls"
        self.is_known = not settings.get("user")

    def line(self):
        while b"\r\n" not in self.buffer:
            piece = self.connection.recv(65536)
            if not piece:
                raise Gone()
            self.buffer += piece
        line, self.buffer = self.buffer.split(b"\r\n", 1)
        return line.decode("utf-8", "replace")

    def content(self):
        while not (self.buffer.startswith(b".\r\n") or b"\r\n.\r\n" in self.buffer):
            piece = self.connection.recv(262144)
            if not piece:
                raise Gone()
            self.buffer += piece
        if self.buffer.startswith(b".\r\n"):
            content, self.buffer = b"", self.buffer[3:]
        else:
            content, self.buffer = self.buffer.split(b"\r\n.\r\n", 1)
        return re.sub(rb"(^|\r\n)\.\.", rb"\1.", content)

    def say(self, words):
        self.connection.sendall((words + "\r\n").encode())

    def suffer(self, deed):
        """Ends the conversation, at once or when the other side has given up; returns where that is not the deed."""
        if deed == "hang":
            while self.connection.recv(65536):
                pass
        if deed in ("die", "hang"):
            raise Gone()

    def fails(self, stage):
        """True when the deed was an answer, which has then been given."""
        deed = strikes(stage)
        if deed is None:
            return False
        self.suffer(deed)
        self.say(f"{deed} told to say so at {stage}")
        return True

    def secure(self):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(settings["certificate"], settings["key"])
        self.connection = context.wrap_socket(self.connection, server_side=True)
        self.is_secure = True

    def hold(self):
        if settings.get("security") == "tls":
            self.secure()
        if self.fails("banner"):
            return
        self.say("220 sink.example ESMTP")
        recipients = []
        while True:
            line = self.line()
            verb = line.split(" ")[0].upper()
            if verb in ("EHLO", "HELO"):
                if self.fails("ehlo"):
                    continue
                offers = ["sink.example", "SIZE 52428800", "8BITMIME", "SMTPUTF8"]
                if settings.get("security") == "starttls" and not self.is_secure:
                    offers.append("STARTTLS")
                if settings.get("user") and (self.is_secure or not settings.get("security")):
                    offers.append("AUTH PLAIN LOGIN")
                for offer in offers[:-1]:
                    self.say(f"250-{offer}")
                self.say(f"250 {offers[-1]}")
            elif verb == "STARTTLS":
                if self.fails("starttls"):
                    continue
                self.say("220 go ahead")
                self.secure()
            elif verb == "AUTH":
                if self.fails("auth"):
                    continue
                words = line.split(" ")
                if len(words) < 3:
                    self.say("334 ")
                    words.append(self.line())
                given = base64.b64decode(words[2]).decode().split("\0")
                if given[1:] == [settings["user"], settings["password"]]:
                    self.is_known = True
                    self.say("235 2.7.0 welcome")
                else:
                    self.say("535 5.7.8 not known")
            elif verb == "MAIL":
                if self.fails("mail"):
                    continue
                recipients = []
                self.say("250 2.1.0 ok" if self.is_known else "530 5.7.0 who are you")
            elif verb == "RCPT":
                if settings.get("refused") and settings["refused"] in line:
                    self.say("550 5.1.1 no such mailbox")
                    continue
                if self.fails("rcpt"):
                    continue
                recipients.append(re.search("<(.*?)>", line).group(1))
                self.say("250 2.1.5 ok")
            elif verb == "DATA":
                if self.fails("data"):
                    continue
                self.say("354 go on")
                self.take(self.content(), recipients)
            elif verb == "RSET":
                self.say("250 ok")
            elif verb == "QUIT":
                if not self.fails("quit"):
                    self.say("221 bye")
                return
            else:
                self.say("502 what")

    def take(self, content, recipients):
        if settings.get("delay"):
            time.sleep(settings["delay"])
        head = re.sub(rb"\r\n[ \t]+", b" ", content.split(b"\r\n\r\n", 1)[0]).decode("utf-8", "replace")
        found = re.search(r"(?im)^message-id:\s*<(.*?)>", head)
        entry = {"id": found.group(1) if found else None, "to": recipients, "at": time.time(), "size": len(content)}
        if settings.get("keeps"):
            entry["content"] = content.decode("utf-8", "replace")
        deed = strikes("dot")
        entry["answer"] = deed or "250"
        log.write(json.dumps(entry) + "\n")
        self.suffer(deed)
        self.say(f"{deed} told to say so at dot" if deed else "250 2.0.0 taken")


def serve(connection):
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    conversation = Conversation(connection)
    try:
        conversation.hold()
    except (Gone, OSError, ValueError, AttributeError):
        pass
    finally:
        conversation.connection.close()


listener = socket.create_server(("127.0.0.1", settings.get("port", 0)), backlog=64)
print(listener.getsockname()[1], flush=True)
while True:
    accepted, _ = listener.accept()
    threading.Thread(target=serve, args=(accepted,), daemon=True).start()
