"""What a test needs of the machine it runs on."""

import os
import shutil

import pytest


def needs(program: str) -> pytest.MarkDecorator:
    """Skip where ``program`` is not installed; under ``DESK_CI=1`` nothing may be lacking."""
    lacking = shutil.which(program) is None and os.environ.get("DESK_CI") != "1"
    return pytest.mark.skipif(lacking, reason=f"{program} is not installed")
