#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""sdk_flows.py VITRINE_HOME: the same once more with openstacksdk, as Ansible, Nodepool and many scripts do."""

import hashlib
import os
import pathlib
import re
import sys
import tempfile
import uuid

import openstack
from openstack import exceptions


def connect(home, user):
    """A connection with what the user's openrc file says, and nothing of the environment's."""
    text = (pathlib.Path(home) / f"{user}-openrc").read_text()
    variables = dict(re.findall(r"^export (OS_\w+)='?([^'\n]*)'?$", text, re.M))
    return openstack.connect(
        load_yaml_config=False,
        load_envvars=False,
        auth_url=variables["OS_AUTH_URL"],
        username=variables["OS_USERNAME"],
        password=variables["OS_PASSWORD"],
        project_name=variables["OS_PROJECT_NAME"],
        user_domain_name=variables["OS_USER_DOMAIN_NAME"],
        project_domain_name=variables["OS_PROJECT_DOMAIN_NAME"],
    )


def step(what):
    print(f"[sdk] - {what}", flush=True)


def check(condition, message):
    if not condition:
        raise SystemExit(f"FAILED: {message}")


def refused(kind, call, *args, **kwargs):
    try:
        call(*args, **kwargs)
    except kind as refusal:
        print(f"[sdk]   refused: {refusal!r}", flush=True)
    else:
        raise SystemExit(f"FAILED: {call.__name__} was allowed")


def images(demo, alt, folder):
    name = f"sdk-{uuid.uuid4()}"
    data = os.urandom(2_000_000)
    source = folder / "image.raw"
    source.write_bytes(data)

    step("create with data")
    created = demo.create_image(
        name, filename=str(source), disk_format="raw", container_format="bare", wait=True, os_distro="debian", tags=["sdk"]
    )
    image = demo.image.get_image(created.id)
    check(image.status == "active", f"status is {image.status}")
    check(image.size == len(data), f"size is {image.size}")
    check(image.hash_value == hashlib.sha512(data).hexdigest(), "the SHA-512 differs")

    step("find by name, list with filters")
    check(demo.image.find_image(name).id == image.id, "not found by its name")
    listed = [found.id for found in demo.image.images(name=name, tag="sdk", status="active", sort="created_at:desc")]
    check(listed == [image.id], f"listed {listed}")

    step("update, tag, untag")
    demo.image.update_image(image, name=name + "-2", os_distro="ubuntu", min_disk=4)
    demo.image.add_tag(image, "blue")
    demo.image.remove_tag(image, "sdk")
    image = demo.image.get_image(image.id)
    check(image.name == name + "-2" and image.min_disk == 4, "the update was lost")
    check(image.os_distro == "ubuntu", f"os_distro is {image.os_distro}")
    check(image.tags == ["blue"], f"tags are {image.tags}")

    step("download, verified by the SDK")
    target = folder / "downloaded"
    demo.image.download_image(image, output=str(target))
    check(target.read_bytes() == data, "other bytes came back")

    step("deactivate and reactivate")
    demo.image.deactivate_image(image)
    refused(exceptions.SDKException, demo.image.download_image, image, output=str(folder / "none"))
    demo.image.reactivate_image(image)

    share(demo, alt, image)

    step("delete")
    demo.image.delete_image(image)
    refused(exceptions.NotFoundException, demo.image.get_image, image.id)


def share(demo, alt, image):
    step("share, accept, stop sharing")
    project = alt.current_project_id
    refused(exceptions.NotFoundException, alt.image.get_image, image.id)
    demo.image.add_member(image, member_id=project)
    alt.image.update_member(project, image.id, status="accepted")
    check([m.status for m in demo.image.members(image)] == ["accepted"], "not accepted")
    check(image.id in [found.id for found in alt.image.images(name=image.name)], "not in the member's list")
    demo.image.remove_member(project, image)
    refused(exceptions.NotFoundException, alt.image.get_image, image.id)


def queued(demo):
    step("create without data, then upload")
    image = demo.image.create_image(f"sdk-{uuid.uuid4()}", disk_format="raw", container_format="bare", allow_duplicates=True)
    check(demo.image.get_image(image.id).status == "queued", "not queued")
    image.data = b"some bytes"
    image.upload(demo.image)
    check(demo.image.get_image(image.id).status == "active", "not active")
    demo.image.delete_image(image)


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    demo, alt = connect(sys.argv[1], "demo"), connect(sys.argv[1], "alt")
    with tempfile.TemporaryDirectory() as folder:
        images(demo, alt, pathlib.Path(folder))
    queued(demo)
    print("2 passed, 0 failed")


main()
