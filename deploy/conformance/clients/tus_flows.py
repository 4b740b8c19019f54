#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""tus_flows.py VITRINE_HOME: an image is uploaded, interrupted and resumed with the stock client of the protocol tus."""

import hashlib
import json
import os
import pathlib
import re
import sys
import tempfile
import urllib.request

from tusclient import client
from tusclient.exceptions import TusCommunicationError

PART = 1_000_000
SIZE = 5_300_000


def step(what):
    print(f"[tus] - {what}", flush=True)


def check(condition, message):
    if not condition:
        raise SystemExit(f"FAILED: {message}")


def call(method, url, headers, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, headers | {"Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(request) as answer:
        return answer.headers, json.loads(answer.read() or "null")


def login(home, user):
    """A token and the image endpoint, with what the user's openrc file says."""
    variables = dict(re.findall(r"^export (OS_\w+)='?([^'\n]*)'?$", (home / f"{user}-openrc").read_text(), re.M))
    scope = {"project": {"name": variables["OS_PROJECT_NAME"], "domain": {"name": variables["OS_PROJECT_DOMAIN_NAME"]}}}
    password = {
        "user": {
            "name": variables["OS_USERNAME"],
            "password": variables["OS_PASSWORD"],
            "domain": {"name": variables["OS_USER_DOMAIN_NAME"]},
        }
    }
    auth = {"auth": {"identity": {"methods": ["password"], "password": password}, "scope": scope}}
    headers, answer = call("POST", variables["OS_AUTH_URL"].rstrip("/") + "/auth/tokens", {}, auth)
    service = next(one for one in answer["token"]["catalog"] if one["type"] == "image")
    endpoint = next(one["url"] for one in service["endpoints"] if one["interface"] == "public")
    return headers["X-Subject-Token"], endpoint.rstrip("/")


def main(home):
    token, endpoint = login(home, "demo")
    headers = {"X-Auth-Token": token}

    def new_image():
        body = {"name": "by tus", "disk_format": "raw", "container_format": "bare"}
        return call("POST", endpoint + "/v2/images", headers, body)[1]["id"]

    def show(image):
        return call("GET", f"{endpoint}/v2/images/{image}", headers)[1]

    tus = client.TusClient(endpoint + "/ext/v1/uploads", headers=headers)
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "image.raw"
        source.write_bytes(os.urandom(SIZE))
        image = new_image()

        step("begin an upload and stop in the middle")
        first = tus.uploader(str(source), chunk_size=PART, metadata={"image": image, "filename": "image.raw"})
        first.upload(stop_at=2 * PART)
        check(show(image)["status"] == "saving", "the image is not its upload's alone")

        step("resume it with its address alone, each part with its checksum")
        second = tus.uploader(str(source), chunk_size=PART, url=first.url, upload_checksum=True)
        check(second.offset == 2 * PART, f"the upload is at {second.offset}")
        second.upload()
        record = show(image)
        check(record["status"] == "active", f"the image is {record['status']}")
        check(
            record["os_hash_value"] == hashlib.sha512(source.read_bytes()).hexdigest(), "the data is not what was sent"
        )

        step("be refused for content that is not what it should be")
        wrong = new_image()
        tus.set_headers({"Repr-Digest": "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:"})
        try:
            tus.uploader(str(source), chunk_size=SIZE, metadata={"image": wrong}).upload()
        except TusCommunicationError as refusal:
            check(refusal.status_code == 400, f"refused with {refusal.status_code}")
        else:
            raise SystemExit("FAILED: other data than declared was taken")
        check(show(wrong)["status"] == "queued", "a refused image is not queued")

        for one in (image, wrong):
            call("DELETE", f"{endpoint}/v2/images/{one}", headers)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
