"""What is deployed is what was tested."""

import re
import tomllib
from importlib.metadata import version

from django.conf import settings
from packaging.requirements import Requirement

DEPLOY = settings.BASE_DIR / "config" / "deploy"


def requirements() -> list[Requirement]:
    text = (DEPLOY / "requirements.txt").read_text()
    lines = re.sub(r"\\\n\s+--hash=\S+", "", text).splitlines()
    return [Requirement(line) for line in lines if line[:1].isalnum()]


def test_compiled_requirements_are_those_of_this_run():
    pinned = {
        requirement.name: str(requirement.specifier).removeprefix("==")
        for requirement in requirements()
        if requirement.marker is None or requirement.marker.evaluate()
    }

    assert pinned
    assert pinned == {name: version(name) for name in pinned}


def test_compiled_requirements_hold_all_that_the_project_names():
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
    named = {Requirement(text).name for text in project["project"]["dependencies"]}

    assert named <= {requirement.name for requirement in requirements()}


def test_each_requirement_has_its_hash_and_no_index_is_named():
    text = (DEPLOY / "requirements.txt").read_text()

    assert text.count("==") <= text.count("--hash=sha256:")
    assert "://" not in text


def test_no_server_of_ours_believes_an_address_by_itself():
    text = (DEPLOY / "compose.yaml").read_text()

    assert text.count("- uvicorn\n") == text.count("- --no-proxy-headers\n") == 1
