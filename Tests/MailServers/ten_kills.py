"""10,599 mails through a local server, while the daemon is killed ten times; run by hand.

/usr/bin/python3 Tests/MailServers/ten_kills.py PROGRAM [--mails N] [--per-minute N] [--kills N] [--after-crash leave]

Prints how many arrived, how often, how fast, and what the store says of the others. Every mail has to be accounted for:
arrived once, or in doubt because a kill came while its content was on the wire. Ends with 1 when that does not hold.
"""
import argparse
import collections
import datetime
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

arguments = argparse.ArgumentParser()
arguments.add_argument("program")
arguments.add_argument("--mails", type=int, default=10599)
arguments.add_argument("--per-minute", type=int, default=24000)
arguments.add_argument("--kills", type=int, default=10)
arguments.add_argument("--after-crash", choices=["leave", "repeat"], default="leave")
arguments.add_argument("--seed", type=int, default=1)
options = arguments.parse_args()
random.seed(options.seed)
folder = tempfile.mkdtemp(prefix="dondoc-ten-kills-")
here = os.path.dirname(os.path.abspath(__file__))


def write(name, text):
    with open(f"{folder}/{name}", "w") as file:
        file.write(text)


log = f"{folder}/taken.jsonl"
sink = subprocess.Popen([sys.executable, f"{here}/sink.py", json.dumps({"log": log})], stdout=subprocess.PIPE, text=True)
port = int(sink.stdout.readline())
write("site.yaml", f"""site: ten-kills
title: Mười lần mất điện
workingHours: {{ from: '00:00', to: '23:59' }}
noticesAt: '00:00'
sender: {{ name: Sở Nội vụ, address: noivu@tinh.example.vn, unit: so-noi-vu }}
mail:
  relays: [{{ host: 127.0.0.1, port: {port}, security: none }}]
  perMinute: {options.per_minute}
""")
today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=7))).date()
days = [today + datetime.timedelta(days=n) for n in range(2)]
write("holidays.csv", "date,kind\n" + "".join(f"{day},workday\n" for day in days if day.weekday() > 4))
write("units.csv", "code,name,level,kind,parent,mailbox\nso-noi-vu,Sở Nội vụ,,department,,noivu@tinh.example.vn\n"
      + "".join(f"xa-{n},Xã số {n},commune,people-committee,so-noi-vu,xa{n}@tinh.example.vn\n"
                for n in range(1, options.mails + 1)))
os.mkdir(f"{folder}/templates")
write("templates/notice.md", f"Subject: Thông báo gửi {{{{recipient.name}}}}\nAfterCrash: {options.after_crash}\n\n"
      "Kính gửi {{recipient.name}}: đề nghị gửi báo cáo trước ngày 25.\n")
write("all.yaml", """document: { dsl: '1.0.3', namespace: test, name: tell-all, version: '1.0.0' }
do:
  - tell:
      call: notify
      with: { to: { level: commune }, template: notice, kind: reminder }
""")


def run():
    return subprocess.Popen([options.program, "run", folder], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def rows(sql):
    store = sqlite3.connect(f"file:{folder}/state/dondoc.db?mode=ro", uri=True, timeout=30)
    try:
        return store.execute(sql).fetchall()
    finally:
        store.close()


def taken():
    if not os.path.exists(log):
        return []
    return [json.loads(line) for line in open(log) if line.endswith("\n")]


daemon = run()
time.sleep(3)
subprocess.run([options.program, "start", "tell-all", "--site", folder], check=True, stdout=subprocess.DEVNULL)
begin = time.time()
for kill in range(options.kills):
    # Spread over the run: each time when so much more has arrived.
    goal = options.mails * (kill + random.random()) / (options.kills + 1)
    while len(taken()) < goal and daemon.poll() is None:
        time.sleep(0.02)
    daemon.send_signal(signal.SIGKILL)
    daemon.wait()
    daemon = run()
while True:
    time.sleep(0.5)
    if daemon.poll() is not None:
        sys.exit(f"the daemon has ended: {daemon.stderr.read().decode()}")
    if rows("SELECT count(*) FROM outgoing WHERE kind = 'notice' AND state IN ('queued', 'sending')")[0][0] == 0:
        break
daemon.send_signal(signal.SIGTERM)
daemon.wait()
mails = taken()
times = sorted(mail["at"] for mail in mails)
fastest, first = 0, 0
for last, moment in enumerate(times):
    while times[first] <= moment - 60:
        first += 1
    fastest = max(fastest, last - first + 1)
counts = collections.Counter(mail["id"] for mail in mails)
states = dict(rows("SELECT state, count(*) FROM outgoing WHERE kind = 'notice' GROUP BY state"))
doubled = [key for key, count in counts.items() if count > 1]
lost = options.mails - len(counts)
span = times[-1] - times[0]
print(json.dumps({
    "mails": options.mails, "kills": options.kills, "arrived": len(counts), "arrivedTwice": len(doubled),
    "states": states, "seconds": round(span, 1), "perSecond": round(len(mails) / span, 1),
    "mostInAMinute": fastest, "limit": options.per_minute, "folder": folder}, indent=1))
sink.kill()
is_whole = sum(states.values()) == options.mails and fastest <= options.per_minute
if options.after_crash == "leave":
    is_whole = is_whole and not doubled and lost <= states.get("unconfirmed", 0)
else:
    is_whole = is_whole and lost == 0 and states == {"sent": options.mails}
sys.exit(0 if is_whole else 1)
