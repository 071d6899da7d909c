"""A ledger with something of every kind on it, its client's own requests as examples, then schemathesis.

What schemathesis makes up is nearly never a signed transaction, a session or a number of something that
exists. So the command line founds a community and asks every view through a proxy on loopback that writes
down what it asks; `hooks.py` puts these requests beside the made-up ones.
"""

import hashlib
import http.server
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import urllib.parse
import urllib.request

HERE = pathlib.Path(__file__).parent
# A tag and an Ed25519 signature.
SIGNATURE_BYTES = 65
PASSED_ON = ("authorization", "aluma-invitation", "content-type", "accept-language")


class Proxy(http.server.ThreadingHTTPServer):
    """Passes on to the ledger and keeps each request that was answered well."""

    def __init__(self, ledger):
        super().__init__(("127.0.0.1", 0), Handler)
        self.ledger, self.seen = ledger, []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def pass_on(self):
        body = self.rfile.read(int(self.headers.get("content-length") or 0)) or None
        headers = {name: self.headers[name] for name in PASSED_ON if self.headers[name]}
        url = self.server.ledger + self.path
        request = urllib.request.Request(url, data=body, headers=headers, method=self.command)
        try:
            answer = urllib.request.urlopen(request, timeout=60)
            self.server.seen.append((self.command, self.path, headers, body))
        except urllib.error.HTTPError as error:
            answer = error
        content = answer.read()
        self.send_response(answer.status)
        self.send_header("content-type", answer.headers["content-type"])
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = pass_on


def main(aluma, examples, seed):
    with tempfile.TemporaryDirectory() as folder:
        data = ["--data", folder]
        up = [aluma, *data, "up", "--listen", "127.0.0.1:0", "--clock", "manual", "--json"]
        ledger = subprocess.Popen(up, stdout=subprocess.PIPE, text=True)
        try:
            address = json.loads(ledger.stdout.readline())["address"]
            verdict = judge(aluma, (folder, address), examples, seed)
        finally:
            ledger.send_signal(signal.SIGTERM)
            ledger.wait(timeout=60)
        # Nothing that was sent left a ledger that cannot be opened again.
        whole = subprocess.run([aluma, *data, "verify"], capture_output=True, text=True)
        print(whole.stdout, whole.stderr, sep="")
        kept = any(pathlib.Path(folder).glob("snapshot-*.snap"))
        print("A snapshot was kept." if kept else "No snapshot was kept.  <==")
        return max(verdict, whole.returncode, 0 if kept else 1)


def judge(aluma, place, examples, seed):
    folder, address = place
    specification = json.load(urllib.request.urlopen(f"{address}/v1/openapi.json"))
    known = known_requests(live(aluma, place), specification)
    scratch = pathlib.Path(folder)
    (scratch / "known.json").write_text(json.dumps(known))
    found = scratch / "statuses.json"
    environment = dict(
        os.environ,
        SCHEMATHESIS_HOOKS="hooks",
        PYTHONPATH=str(HERE),
        ALUMA_KNOWN=str(scratch / "known.json"),
        ALUMA_STATUSES=str(found),
    )
    checks = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
    command = [
        str(pathlib.Path(sys.executable).parent / "schemathesis"), "run", f"{address}/v1/openapi.json",
        "--checks", checks, "--max-examples", examples, "--seed", seed, "--phases", "examples,coverage,fuzzing",
        # It never ends by itself; it is asked below.
        "--exclude-path", "/v1/feed", "--request-timeout", "30", "--warnings", "off",
        "--suppress-health-check", "all",
    ]
    verdict = subprocess.run(command, env=environment, cwd=folder).returncode
    statuses = json.loads(found.read_text())
    # What schemathesis leaves out: where it read the specification, and what never ends.
    for path in ("/v1/openapi.json", "/v1/feed"):
        with urllib.request.urlopen(address + path, timeout=30) as answer:
            statuses[f"GET {path}"] = {str(answer.status): 1}
    return max(verdict, report(statuses, specification))


def report(statuses, specification):
    bad = 0
    for path, operations in specification["paths"].items():
        for method in operations:
            counts = statuses.get(f"{method.upper()} {path}", {})
            succeeded = any(status.startswith("2") for status in counts)
            faults = any(status.startswith("5") for status in counts)
            said = ", ".join(f"{status}: {count}" for status, count in sorted(counts.items()))
            wrong = "" if succeeded and not faults else "  <== "
            wrong += "" if succeeded else "never succeeded "
            wrong += "a fault of the server's" if faults else ""
            bad += bool(wrong)
            print(f"{method.upper():5} {path:30} {said}{wrong}")
    print("Every operation succeeded, and none failed." if not bad else f"{bad} operations are wrong.")
    return min(bad, 1)


def seal(ledger, of):
    """The seal on a rating, as `aluma_core::review::rules::drawing::seal` makes it."""
    network = bytes.fromhex(json.load(urllib.request.urlopen(f"{ledger}/v1/status"))["network"])
    lengths = {"dao": 8, "evidence": 8, "round": 1, "reviewer": 8, "quality": 1, "size": 8, "salt": 16}
    fields = [of.get(name, 0).to_bytes(length, "big") for name, length in lengths.items()]
    return hashlib.sha256(b"".join([b"aluma review v1", network, *fields])).hexdigest()


def live(aluma, place):
    """A community lives a little; gives every request that the command line made."""
    folder, address = place
    proxy = Proxy(address)

    def run(*words):
        done = subprocess.run(
            [aluma, "--data", folder, "--url", proxy.url, "--json", *words], capture_output=True, text=True
        )
        if done.returncode != 0:
            sys.exit(f"aluma {' '.join(words)}: {done.stdout}{done.stderr}")
        return json.loads(done.stdout) if done.stdout.strip() else {}

    life = json.loads((HERE / "life.json").read_text())
    names = {f"FRIEND{number}": str(pathlib.Path(folder) / f"friend-{number}.key") for number in range(2, 5)}
    for step in life:
        if "seal" in step:
            names.update({name: seal(address, step["seal"]) for name in step["keep"]})
            continue
        if "get" in step:
            path = step["get"]
            for name, value in names.items():
                path = path.replace(name, value)
            urllib.request.urlopen(proxy.url + path, timeout=60).read()
            continue
        words = [names.get(word, word) for word in step["run"]]
        answer = run(*words)
        for name, path in step.get("keep", {}).items():
            value = answer
            for part in path.split("."):
                value = value[int(part) if isinstance(value, list) else part]
            names[name] = str(value)
    proxy.shutdown()
    return proxy.seen


def known_requests(seen, specification):
    """By operation: path parameters, query, headers and body of each request that succeeded."""
    known = {}
    # The latest first: sessions and transactions of before time moved are not taken any more.
    for method, path, headers, body in reversed(seen):
        address_of, _, query = path.partition("?")
        template, parameters = match(specification["paths"], address_of)
        known.setdefault(f"{method} {template}", []).append({
            "path": parameters,
            "query": dict(urllib.parse.parse_qsl(query)),
            "headers": headers,
            "body": json.loads(body) if body else None,
        })
    # Handed in again, a transaction is answered as before, whoever asks; what it signs is its beginning.
    handed_in = known["POST /v1/transactions"] = known["POST /v1/transactions"][:3]
    for one in handed_in:
        one["headers"].pop("authorization", None)
        body = one["body"]
        payload = body["transaction"][:-2 * SIGNATURE_BYTES]
        example = dict(one, body={"payload": payload, "bodies": body.get("bodies", [])})
        known.setdefault("POST /v1/typed-data", []).append(example)
    return known


def match(paths, path):
    for template in paths:
        ours, theirs = template.split("/"), path.split("/")
        if len(ours) == len(theirs) and all(a == b or a.startswith("{") for a, b in zip(ours, theirs)):
            pairs = zip(ours, theirs)
            return template, {a.strip("{}"): b for a, b in pairs if a.startswith("{")}
    sys.exit(f"{path} is not in the specification")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
