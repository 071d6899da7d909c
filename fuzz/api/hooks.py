"""Every other request of an operation becomes one that the client itself would send, whole or in part."""

import atexit
import collections
import json
import os

import schemathesis

KNOWN = json.load(open(os.environ["ALUMA_KNOWN"]))
STATUSES = collections.defaultdict(collections.Counter)
TURNS = collections.Counter()


def name(case):
    return f"{case.method.upper()} {case.operation.path}"


@schemathesis.hook
def before_call(context, case, kwargs):
    known = KNOWN.get(name(case))
    turn = TURNS[name(case)]
    TURNS[name(case)] += 1
    if not known or turn % 2:
        return
    example = known[(turn // 2) % len(known)]
    if example["headers"].get("authorization"):
        case.headers = {**(case.headers or {}), "Authorization": example["headers"]["authorization"]}
    # By turns whole, and with what was made up beside it.
    whole = turn % 4 == 0
    case.path_parameters = example["path"] or case.path_parameters
    case.query = example["query"] if whole else {**(case.query or {}), **example["query"]}
    if example["body"] is not None:
        made_up = case.body if isinstance(case.body, dict) and not whole else {}
        case.body = {**made_up, **example["body"]}
        case.media_type = "application/json"


@schemathesis.hook
def after_call(context, case, response):
    STATUSES[name(case)][str(response.status_code)] += 1


@atexit.register
def tell():
    with open(os.environ["ALUMA_STATUSES"], "w") as file:
        json.dump(STATUSES, file)
