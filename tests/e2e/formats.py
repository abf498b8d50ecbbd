#!/usr/bin/env python3
"""Holds the reports of a grade against what those say who read them.

    formats.py FOLDER SCHEMA SUBMISSION [PUBLISHED]

FOLDER has a file for each format. PUBLISHED has the schemas that others publish
(docs/grading.md says where); those that are not there are left out. Prints "ok ..." and "not ok ...: why" lines,
and exits with 1 if anything is not as specified.
"""

import base64
import json
import pathlib
import re
import shutil
import subprocess
import sys
import urllib.parse
import xml.etree.ElementTree

import jsonschema

folder, schema, submission, *published = map(pathlib.Path, sys.argv[1:])
failed = 0


def check(name, function):
    global failed
    try:
        function()
        print(f"ok {name}")
    except Exception as error:  # whatever is wrong, it is the report's fault
        failed = 1
        print(f"not ok {name}: {type(error).__name__}: {error}".replace("\n", " "))


def need(condition, what):
    if not condition:
        raise ValueError(what)


def read(name):
    text = (folder / name).read_text(encoding="utf-8", errors="strict")
    need(str(submission) not in text, "it names a folder of this machine")
    need(not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text), "a control character")
    return text


def own_json():
    report = json.loads(read("json"))
    jsonschema.Draft202012Validator(json.loads(schema.read_text())).validate(report)
    kinds = [e["findings"][0]["kind"] if e["findings"] else "" for e in report["exercises"]]
    need(kinds == ["data-race", "", "build", "build"], kinds)
    need(report["points"] == 10, report["points"])


def junit():
    """https://github.com/jenkinsci/xunit-plugin junit-10.xsd"""
    root = xml.etree.ElementTree.fromstring(read("junit"))
    need(root.tag == "testsuites" and len(root) == 4, "testsuites of four")
    for suite in root:
        need(suite.tag == "testsuite" and suite.get("name"), "a suite has a name")
        cases = list(suite)
        need(int(suite.get("tests")) == len(cases), "tests")
        for attribute, tag in [("failures", "failure"), ("errors", "error"), ("skipped", "skipped")]:
            need(int(suite.get(attribute)) == sum(case.find(tag) is not None for case in cases), attribute)
        for case in cases:
            need(case.tag == "testcase" and case.get("name") and case.get("classname"), "a case")
            need({child.tag for child in case} <= {"failure", "error", "skipped"}, "parts of a case")
    need([int(suite.get("failures")) for suite in root] == [1, 0, 1, 1], "failures")


def sarif():
    """https://docs.oasis-open.org/sarif/sarif/v2.1.0/"""
    log = json.loads(read("sarif"))
    need(set(log) <= {"$schema", "version", "runs", "properties"} and log["version"] == "2.1.0", "the log")
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    need(len({rule["id"] for rule in rules}) == len(rules), "3.19.23: rules are unique")
    need(run["invocations"][0]["executionSuccessful"] is True, "3.20.14")

    def location(where):
        physical = where["physicalLocation"]
        uri = physical["artifactLocation"]["uri"]
        need(urllib.parse.urlsplit(uri).scheme == "" and not uri.startswith("/"), f"3.4.3: {uri}")
        need(physical["region"]["startLine"] >= 1 and physical["region"]["startColumn"] >= 1, "3.30")

    races = 0
    for result in run["results"]:
        need(rules[result["ruleIndex"]]["id"] == result["ruleId"], "3.27.6")
        need(result["message"]["text"], "3.11")
        need(result["level"] in ("none", "note", "warning", "error"), "3.27.10")
        for where in result["locations"] + result.get("relatedLocations", []):
            location(where)
        if result["ruleId"] == "data-race":
            races += 1
            need(len(result["relatedLocations"]) >= 2, "both accesses")
            orders = []
            for flow in result["codeFlows"][0]["threadFlows"]:
                steps = [step["executionOrder"] for step in flow["locations"]]
                need(steps == sorted(steps) and steps, "3.38.11: in order")
                orders += steps
                for step in flow["locations"]:
                    location(step["location"])
                    need(step["importance"] in ("important", "essential", "unimportant"), "3.38.13")
            need(len(orders) == len(set(orders)), "one step at a time")
    need(races == 1, "one race")


def sarif_by_schema(path):
    jsonschema.Draft7Validator(json.loads(path.read_text())).validate(json.loads(read("sarif")))


def junit_by_schema(path):
    checked = subprocess.run(["xmllint", "--noout", "--schema", path, folder / "junit"], capture_output=True, text=True)
    need(checked.returncode == 0, checked.stderr)


def by_schema(name, function, file, program=None):
    path = published[0] / file if published else None
    if path is None or not path.exists():
        print(f"ok {name} is not held against {file}: it is not here (RACELINGS_SCHEMAS names its folder)")
    elif program and not shutil.which(program):
        print(f"ok {name} is not held against {file}: {program} is not installed")
    else:
        check(f"{name} is valid by {file}", lambda: function(path))


def classroom():
    """github.com/classroom-resources/autograding-grading-reporter, src/"""
    text = read("classroom")
    need(text.count("\n") == 1 and len(text) < 100_000, "one line that an environment can hold")
    report = json.loads(base64.b64decode(text, validate=False))
    need(report["status"] == "fail" and report["max_score"] > 0, "the whole")
    need(sum(test["score"] for test in report["tests"]) == 10, "the points")
    for test in report["tests"]:
        need(test["status"] in ("pass", "fail", "error") and isinstance(test["line_no"], int), "a test")


def gradescope():
    """https://gradescope-autograders.readthedocs.io/en/latest/specs/"""
    report = json.loads(read("gradescope"))
    need(report["score"] == 10 == sum(test["score"] for test in report["tests"]), "the score")
    for test in report["tests"]:
        need(0 <= test["score"] <= test["max_score"], "a score")
        need(test["status"] in ("passed", "failed"), "a status")
        need(test["output_format"] in ("text", "html", "simple_format", "md", "ansi"), "a format")
        need(test["visibility"] in ("hidden", "after_due_date", "after_published", "visible"), "visibility")


def exercism():
    """https://exercism.org/docs/building/tooling/test-runners/interface"""
    report = json.loads(read("exercism"))
    need(report["version"] == 3 and report["status"] == "fail" and report["message"] is None, "the whole")
    for test in report["tests"]:
        need(test["name"] and test["status"] in ("pass", "fail", "error"), "a test")
        need((test["status"] == "pass") == ("message" not in test), "a message")
        need(len(test.get("message", "")) <= 65535, "its length")


def markdown():
    text = read("markdown")
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    need(len(rows) == 5 and all(row.count("|") == 4 for row in rows), "the table")


check("json is as its schema says", own_json)
check("junit is as Jenkins reads it", junit)
check("sarif has both accesses and the schedule", sarif)
by_schema("junit", junit_by_schema, "junit-10.xsd", "xmllint")
by_schema("sarif", sarif_by_schema, "sarif-schema-2.1.0.json")
check("classroom is as the reporter reads it", classroom)
check("gradescope is as its specification says", gradescope)
check("exercism is of version 3", exercism)
check("markdown keeps its table", markdown)
sys.exit(failed)
