#!/usr/bin/env python3
"""Verifies evidence of smsconfig offline, with nothing but Python 3: python3 verify-evidence.py PATH VKEY...

PATH: a folder or zip of 'audit export', 'audit prove' or 'audit sample', or one .tlog-proof beside its .json.
VKEY: public keys, as 'audit key' prints them; get them from the sender over another channel.
Exit: 0 everything holds, 1 something was changed, 2 nothing could be checked."""
import base64, functools, hashlib, json, os, sys, zipfile
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, I = -121665 * pow(121666, P - 2, P) % P, pow(2, (P - 1) // 4, P)
class Tampered(Exception): pass
def sha(*parts): return hashlib.sha256(b"".join(parts)).digest()
def unb64(text): return base64.b64decode(text, validate=True)

def require(condition, what):
    if not condition:
        raise Tampered(what)

def add(a, b):  # RFC 8032, 5.1.4
    x, y, z, t = (a[1] - a[0]) * (b[1] - b[0]), (a[1] + a[0]) * (b[1] + b[0]), 2 * a[2] * b[2], 2 * a[3] * b[3] * D
    return (y - x) * (z - t) % P, (z + t) * (y + x) % P, (z - t) * (z + t) % P, (y - x) * (y + x) % P

def times(n, point):
    result = (0, 1, 1, 0)
    while n:
        result, point, n = add(result, point) if n & 1 else result, add(point, point), n >> 1
    return result

def point(data):  # RFC 8032, 5.1.3
    y, sign = int.from_bytes(data, "little") & 2**255 - 1, data[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * I % P
    require(y < P and (x * x - square) % P == 0 and (x or not sign), "no point of the curve")
    return (x, y, 1, x * y % P) if x & 1 == sign else (-x % P, y, 1, -x * y % P)

@functools.lru_cache(None)
def ed25519(key, message, signature):  # RFC 8032, 5.1.7
    require(len(key) == 32 and len(signature) == 64, "a key or signature of another length")
    s, base = int.from_bytes(signature[32:], "little"), point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    a, b = times(s, base), add(point(signature[:32]), times(k, point(key)))
    return s < L and (a[0] * b[2] - b[0] * a[2]) % P == 0 == (a[1] * b[2] - b[1] * a[2]) % P

def checkpoint(note, keys):  # C2SP signed-note, tlog-checkpoint; the size and the root that one of the keys signed
    text, signatures = note.rsplit("\n\n", 1)
    (origin, size, root), known = text.split("\n")[:3], False
    for line in signatures.splitlines():
        dash, name, signature = line.split(" ")
        for key in keys:
            if (dash, name, unb64(signature)[:4]) == ("\u2014", key[0], key[1]):
                require(ed25519(key[2], (text + "\n").encode(), unb64(signature)[4:]), "a forged signature of " + name)
                known = known or name == origin
    known or sys.exit(print("UNVERIFIABLE: none of the given keys signed the checkpoint of %s events" % size) or 2)
    return int(size), unb64(root)

def event_hash(seq, previous, body):
    require(json.loads(body)["seq"] == seq, "event %d stands in the place of another" % seq)
    return sha(b"\0ssc-audit-v1", seq.to_bytes(8, "big"), previous, body)

def check_proof(proof, body, keys):  # C2SP tlog-proof, RFC 9162 2.1.3.2
    head, note = proof.split("\n\n", 1)
    (version, extra, index), path = head.split("\n")[:3], [unb64(line) for line in head.split("\n")[3:]]
    require(version == "c2sp.org/tlog-proof@v1" and extra[:6] == "extra " and index[:6] == "index ", "no proof")
    size, root = checkpoint(note, keys)
    seq, last = int(index[6:]), size - 1
    node, result = seq, event_hash(seq, unb64(extra[6:]), body)
    for sibling in path:
        require(last > 0, "a path that is too long")
        left = node & 1 or node == last
        result = sha(b"\1", sibling, result) if left else sha(b"\1", result, sibling)
        while left and not node & 1 and node:
            node, last = node >> 1, last >> 1
        node, last = node >> 1, last >> 1
    require(0 <= seq < size and last == 0 and result == root, "event %d is not the one that was signed" % seq)

def check_bundle(manifest, files, keys):  # chain and Merkle tree, from the right edge over what was before
    signed = dict(checkpoint(files[name].decode(), keys) for name in files if name.startswith("checkpoints/"))
    seq, top = manifest["first"], max(signed, default=0)
    previous, edge = unb64(manifest["previous"]), list(map(unb64, manifest["frontier"]))
    require(len(edge) == bin(seq).count("1"), "a frontier of another size")
    for body in files["events.jsonl"].splitlines():
        previous = root = event_hash(seq, previous, body)
        for _ in range(len(bin(seq)) - len(bin(seq).rstrip("1"))):
            root = sha(b"\1", edge.pop(), root)
        edge, seq = edge + [root], seq + 1
        if seq in signed:
            root = functools.reduce(lambda right, left: sha(b"\1", left, right), edge[::-1])
            require(root == signed.pop(seq), "the first %d events are not those that were signed" % seq)
    require(not signed and seq == manifest["end"], "events are missing after number %d" % (seq - 1))
    print("events %d to %d: those below %d are signed" % (manifest["first"], seq - 1, top))
    return top > manifest["first"]

def read(path):
    if os.path.isfile(path) and path.endswith(".tlog-proof"):
        return {os.path.basename(name): open(name, "rb").read() for name in (path, path[:-11] + ".json")}
    if os.path.isfile(path):
        return {name: zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()}
    found = [os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names]
    return {os.path.relpath(name, path).replace(os.sep, "/"): open(name, "rb").read() for name in found}

def verify(files, keys):
    manifest = json.loads(files.get("manifest.json", "{}"))
    listed = {file["path"]: file["sha256"] for file in manifest.get("files", [])}
    require(not listed or listed.keys() == files.keys() - {"manifest.json"}, "files are missing or were added")
    changed = [name for name in listed if sha(files[name]).hex() != listed[name]]
    require(not changed, "changed since they were written: " + ", ".join(changed))
    proofs = [name for name in sorted(files) if name.endswith(".tlog-proof")]
    for name in proofs:
        check_proof(files[name].decode(), files[name[:-11] + ".json"], keys)
        print("holds: " + name)
    return bool(proofs) | ("events.jsonl" in files and check_bundle(manifest, files, keys))
if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(print(__doc__) or 2)
    given = [(name, bytes.fromhex(i), unb64(key)[1:]) for name, i, key in (k.split("+", 2) for k in sys.argv[2:])]
    try:
        checked = verify(read(sys.argv[1]), given)
    except (Tampered, ValueError, KeyError, IndexError, TypeError, zipfile.BadZipFile) as fault:
        sys.exit("CHANGED: %s" % (fault if isinstance(fault, Tampered) else "a file is damaged"))
    sys.exit(print("INTACT" if checked else "NOTHING WAS CHECKED") or (0 if checked else 2))
