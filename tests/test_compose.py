"""docker-compose.yml: what the published schema and our own promises say of it; spoilt copies are found out."""

from __future__ import annotations

import copy
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from around import ROOT

FILE = ROOT / "docker-compose.yml"
CONF = ROOT / "tests" / "neo4j_server"

PRIVATE = (
    "server.fleet_discovery.enabled",
    "dbms.fleet_manager.enabled",
    "dbms.usage_report.enabled",
    "client.allow_telemetry",
    "server.bolt.telemetry.enabled",
    "server.http.x_forward.enabled",
)
"""What a server must not do: the first two are on by default in 2026."""

BOUND = (
    "server.memory.heap.initial_size",
    "server.memory.heap.max_size",
    "server.memory.pagecache.size",
    "db.tx_log.preallocate",
    "db.tx_log.rotation.size",
    "db.query.default_language",
    "browser.remote_content_hostname_whitelist",
)
"""What else the tests' server is started with and a user's server needs."""


def tool(name: str) -> Any:
    """A module of the checker, which CI has; elsewhere the test is skipped without it."""
    reason = "needs the checker of compose files: pip install check-jsonschema"
    if os.environ.get("CI"):
        return __import__(name, fromlist=["_"])
    return pytest.importorskip(name, reason=reason)


def read() -> Any:
    return tool("ruamel.yaml").YAML(typ="safe").load(FILE.read_text(encoding="utf8"))


def invalid(tmp_path: Path, files: dict[str, str]) -> dict[str, str]:
    """File -> first complaint of the compose specification's schema."""
    tool("check_jsonschema")
    paths = []
    for name, text in files.items():
        path = tmp_path / name
        path.write_text(text, encoding="utf8")
        paths.append(str(path))
    command = [sys.executable, "-m", "check_jsonschema", "--output-format", "json"]
    command += ["--builtin-schema", "vendor.compose-spec", *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = json.loads(done.stdout)
    found = {Path(e["filename"]).name: str(e) for e in said.get("errors", [])}
    found |= {Path(e["filename"]).name: str(e) for e in said.get("parse_errors", [])}
    assert bool(found) == bool(done.returncode)
    return found


# the schema

SPOILT = {
    "a key that does not exist": ("services:", "servises:"),
    "a misspelt setting": ("healthcheck:", "health_check:"),
    "a port that is none": ('- "127.0.0.1:7474:7474"', "- [7474]"),
    "a profile that is no list": ("profiles: [load]", "profiles: load"),
    "a condition nobody knows": ("service_healthy", "healthy"),
    "retries in words": ("retries: 12", "retries: [twelve]"),
    "volumes as a list": ("volumes:\n  neo4j-data:", "volumes:\n  - neo4j-data"),
    "a working directory of two": ("working_dir: /tmp", "working_dir: [/tmp, /x]"),
    "an image that is a map": ("image: python:3.11-slim", "image: {python: 3.11}"),
    "half a file": ("services:", "services: ["),
}


def test_the_published_schema_takes_it_and_no_spoilt_copy(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf8")
    files = {"docker-compose.yml": text}
    names = {}
    for number, (name, (old, new)) in enumerate(SPOILT.items()):
        assert old in text, name
        names[f"spoilt-{number}.yml"] = name
        files[f"spoilt-{number}.yml"] = text.replace(old, new, 1)
    found = invalid(tmp_path, files)
    assert "docker-compose.yml" not in found, found.get("docker-compose.yml")
    assert {names[name] for name in found} == set(SPOILT)


# our promises


def settings(environment: dict[str, Any]) -> dict[str, str]:
    """The settings of Neo4j among the variables, by the image's rule: `_` is a dot, `__` an underscore."""
    found = {}
    for name, value in environment.items():
        if re.match(r"NEO4J_[a-z]", name):
            plain = name[6:].replace("__", "\0").replace("_", ".").replace("\0", "_")
            found[plain] = str(value)
    return found


def proven() -> dict[str, str]:
    """What tests/neo4j_server starts a server of 2026 with."""
    found: dict[str, str] = {}
    for file in ("neo4j.conf", "neo4j-2026.conf"):
        text = (CONF / file).read_text(encoding="utf8")
        found.update(re.findall(r"^([a-z][\w.]+)=(.*)$", text, re.M))
    return found


def broken(compose: Any) -> list[str]:
    """Every promise of ours that a compose file does not keep."""
    found = []
    server, load = compose["services"]["neo4j"], compose["services"]["load"]
    given, known = settings(server["environment"]), proven()
    for name in (*PRIVATE, *BOUND):
        if name not in given:
            found.append(f"{name} is not set")
    for name, value in given.items():
        if set(known.get(name, "?").split(",")) != set(value.split(",")):
            found.append(f"{name} is {value}, tested is {known.get(name)}")
    found += [f"{name} is not off" for name in PRIVATE if given.get(name) != "false"]
    version = re.search(
        r"<neo4j.version>(.*)</neo4j.version>", (CONF / "pom.xml").read_text(encoding="utf8")
    )
    assert version is not None
    if server["image"] != f"neo4j:{version[1]}-community":
        found.append(f"{server['image']} is not the version tested")
    for service in compose["services"].values():
        for port in service.get("ports", []):
            if not (isinstance(port, str) and port.startswith("127.0.0.1:")):
                found.append(f"port {port} is open to others")
        if service.get("network_mode") == "host" or service.get("privileged"):
            found.append("a service has the run of the machine")
    for variable, service in (("NEO4J_AUTH", server), ("NEO4J_PASSWORD", load)):
        wanted = r"(neo4j/)?\$\{NEO4J_PASSWORD:\?[^}]+\}"
        if not re.fullmatch(wanted, str(service["environment"].get(variable))):
            found.append(f"{variable} does not come from the environment alone")
    if not re.fullmatch(r"\d+[mg]", str(server.get("mem_limit"))):
        found.append("the server's memory has no bound")
    check = " ".join(server.get("healthcheck", {}).get("test", []))
    if "cypher-shell" not in check or "RETURN 1" not in check or "exit 1" not in check:
        found.append("the health check asks no query")
    if re.search(r"(?<!\$)\$\{?NEO4J", check):
        found.append("the health check's variable is compose's, not the container's")
    if "neo4j-data:/data" not in server["volumes"] or "neo4j-data" not in compose["volumes"]:
        found.append("the data do not outlive the container")
    if load.get("profiles") != ["load"]:
        found.append("the loader starts without its profile")
    if load.get("depends_on") != {"neo4j": {"condition": "service_healthy"}}:
        found.append("the loader does not wait for a healthy server")
    if load["environment"].get("NEO4J_URI") != "bolt://neo4j:7687":
        found.append("the loader does not know the server")
    if not all(str(volume).endswith(":ro") for volume in load["volumes"]):
        found.append("the loader can write into the checkout")
    command = load["command"]
    for part in ("pip install", "kgbuild build /kgbuild/examples", "kgbuild load neo4j"):
        if part not in command:
            found.append(f"the loader does not run {part}")
    graphs = set(re.findall(r"--graph (\S+)", command.replace('"', " ")))
    if len(graphs) != 1:
        found.append("the loader builds one graph and loads another")
    return found


def test_it_keeps_our_promises() -> None:
    assert broken(read()) == []


ENVIRONMENT = ("services", "neo4j", "environment")
MUTATIONS: list[tuple[tuple[str, ...], Any]] = [
    ((*ENVIRONMENT, "NEO4J_server_fleet__discovery_enabled"), None),
    ((*ENVIRONMENT, "NEO4J_dbms_fleet__manager_enabled"), "true"),
    ((*ENVIRONMENT, "NEO4J_dbms_usage__report_enabled"), "true"),
    ((*ENVIRONMENT, "NEO4J_client_allow__telemetry"), None),
    ((*ENVIRONMENT, "NEO4J_server_memory_heap_max__size"), "8G"),
    ((*ENVIRONMENT, "NEO4J_server_memory_pagecache_size"), None),
    ((*ENVIRONMENT, "NEO4J_db_query_default__language"), "CYPHER_5"),
    ((*ENVIRONMENT, "NEO4J_db_tx_log_preallocate"), "false"),
    ((*ENVIRONMENT, "NEO4J_dbms_security_auth__enabled"), "false"),
    ((*ENVIRONMENT, "NEO4J_AUTH"), "none"),
    ((*ENVIRONMENT, "NEO4J_AUTH"), "neo4j/${NEO4J_PASSWORD:-neo4j}"),
    ((*ENVIRONMENT, "NEO4J_AUTH"), "neo4j/letmein-please"),
    (("services", "neo4j", "image"), "neo4j:latest"),
    (("services", "neo4j", "image"), "neo4j:2026.08.1-enterprise"),
    (("services", "neo4j", "ports"), ["7687:7687"]),
    (("services", "neo4j", "ports"), ["0.0.0.0:7687:7687"]),
    (("services", "neo4j", "ports"), [{"target": 7687, "published": 7687}]),
    (("services", "neo4j", "network_mode"), "host"),
    (("services", "neo4j", "mem_limit"), None),
    (("services", "neo4j", "volumes"), []),
    (("services", "neo4j", "healthcheck"), {"test": ["CMD", "true"]}),
    (
        ("services", "neo4j", "healthcheck", "test"),
        ["CMD-SHELL", "cypher-shell -p ${NEO4J_AUTH#neo4j/} 'RETURN 1' || exit 1"],
    ),
    (("services", "load", "profiles"), None),
    (("services", "load", "depends_on"), ["neo4j"]),
    (("services", "load", "volumes"), [".:/kgbuild"]),
    (("services", "load", "environment", "NEO4J_URI"), "bolt://localhost:7687"),
    (("services", "load", "environment", "NEO4J_PASSWORD"), "${NEO4J_PASSWORD}"),
    (("services", "load", "command"), "kgbuild build /kgbuild/examples --graph /tmp/graph"),
    (("volumes",), {}),
]


@pytest.mark.parametrize(("place", "value"), MUTATIONS)
def test_a_broken_promise_is_found_out(place: tuple[str, ...], value: Any) -> None:
    compose = copy.deepcopy(read())
    inside = compose
    for step in place[:-1]:
        inside = inside[step]
    if value is None:
        del inside[place[-1]]
    else:
        inside[place[-1]] = value
    assert broken(compose)
