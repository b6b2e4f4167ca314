#!/usr/bin/env python3
"""Verifies an export of Slipway's audit trail: verify-audit-export.py FILE [HASH KEPT FROM AN EARLIER EXPORT]"""
import hashlib, json, re, sys

LINE = re.compile(r'\{"event":(\{.*\}),"previousHash":"([0-9a-f]{64})","hash":"([0-9a-f]{64})"\}')


def parsed(number, *fields):
    try:
        found = json.loads(lines[number])
        return found, [found[field] for field in fields]
    except (ValueError, KeyError, TypeError):
        sys.exit(f"BROKEN at line {number % len(lines) + 1}: it is not what an export has there")


with open(sys.argv[1], encoding="utf-8", errors="replace", newline="\n") as file:
    lines = file.read().rstrip("\n").split("\n")
kept, seen = sys.argv[2:3], set()
head, (account, first, final) = parsed(0, "account", "firstSequence", "lastSequence")
last = first - 1
expected = hashlib.sha256(account.encode()).hexdigest() if last == 0 else None
for number in range(1, len(lines) - 1):
    line = LINE.fullmatch(lines[number])
    if not line:
        sys.exit(f"BROKEN at line {number + 1}: it is no event")
    text, previous, claimed = line.groups()
    last = last + 1
    proper = hashlib.sha256(bytes.fromhex(previous) + text.encode()).hexdigest()
    if previous != (expected or previous) or claimed != proper or json.loads(text)["sequence"] != last:
        sys.exit(f"BROKEN at event {last}: it was altered, or one is missing before it")
    expected = claimed
    seen |= {previous, claimed}
tail, _ = parsed(-1)
if not (tail.get("end") and last == tail.get("lastSequence") == final):
    sys.exit(f"BROKEN: the export ends early, after event {last}")
if not seen.issuperset(kept):
    sys.exit("BROKEN: the hash kept earlier is not in this chain")
print(f"intact: events {first} to {last}, last hash {expected}")
