"""Becomes another program, with no signal blocked and as another user where one is named.

python3 unblocked.py USER GROUP PROGRAM ARGUMENT…

A process that a test starts inherits what the test's thread blocks, and would not end when it is told to.
"""
import grp
import os
import pwd
import signal
import sys

user, group, *command = sys.argv[1:]
if user:
    os.setgroups([])
    os.setgid(grp.getgrnam(group).gr_gid)
    os.setuid(pwd.getpwnam(user).pw_uid)
signal.pthread_sigmask(signal.SIG_SETMASK, [])
os.execvp(command[0], command)
