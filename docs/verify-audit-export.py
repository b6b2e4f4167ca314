#!/usr/bin/env python3
"""Verifies an export of Slipway's audit trail: verify-audit-export.py FILE [HASH KEPT FROM AN EARLIER EXPORT]"""
import hashlib, json, re, sys

LINE = re.compile(r'\{"event":(\{.*\}),"previousHash":"([0-9a-f]{64})","hash":"([0-9a-f]{64})"\}')
with open(sys.argv[1], encoding="utf-8", newline="\n") as file:
    lines = file.read().rstrip("\n").split("\n")
kept, seen = sys.argv[2:3], set()
head, tail = json.loads(lines[0]), json.loads(lines[-1])
last = head["firstSequence"] - 1
expected = hashlib.sha256(head["account"].encode()).hexdigest() if last == 0 else None
for line in lines[1:-1]:
    text, previous, claimed = LINE.fullmatch(line).groups()
    last, event = last + 1, json.loads(text)
    proper = hashlib.sha256(bytes.fromhex(previous) + text.encode()).hexdigest()
    if previous != (expected or previous) or claimed != proper or event["sequence"] != last:
        sys.exit(f"BROKEN at event {last}: it was altered, or one is missing before it")
    expected = claimed
    seen |= {previous, claimed}
if not (tail.get("end") and last == tail["lastSequence"] == head["lastSequence"]):
    sys.exit(f"BROKEN: the export ends early, after event {last}")
if not seen.issuperset(kept):
    sys.exit("BROKEN: the hash kept earlier is not in this chain")
print(f"intact: events {head['firstSequence']} to {last}, last hash {expected}")
