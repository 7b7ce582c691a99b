"""A mail server by aiosmtpd, with STARTTLS and authentication: python3 aiosmtpd_server.py LOG CERTIFICATE KEY"""
import asyncio
import email
import json
import socket
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

log_path, certificate, key = sys.argv[1:4]
context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain(certificate, key)


def known(server, session, envelope, mechanism, given):
    return AuthResult(success=(given.login, given.password) == (b"don-doc", "mật khẩu".encode()))


class Keeping:
    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content)
        entry = {"id": message["message-id"].strip("<> "), "to": envelope.rcpt_tos, "from": envelope.mail_from,
                 "isSecure": session.ssl is not None, "isKnown": session.authenticated, "name": session.host_name,
                 "content": envelope.content.decode("utf-8", "replace"), "answer": "250"}
        with open(log_path, "a") as log:
            log.write(json.dumps(entry) + "\n")
        return "250 2.0.0 kept"


async def main():
    loop = asyncio.get_running_loop()
    listener = socket.create_server(("127.0.0.1", 0))
    server = await loop.create_server(
        lambda: SMTP(Keeping(), hostname="localhost", tls_context=context, require_starttls=True, auth_required=True,
                     authenticator=known, enable_SMTPUTF8=True, loop=loop), sock=listener)
    print(listener.getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
