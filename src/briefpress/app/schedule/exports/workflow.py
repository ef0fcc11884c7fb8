"""A workflow of GitHub Actions."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from briefpress import __version__
from briefpress.app.schedule.exports.site import longest, variables
from briefpress.plan.calendar import universal
from briefpress.plan.due import slots

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from briefpress.app.schedule.exports.site import Site
    from briefpress.model.schedule import Schedule

_OFTEN = timedelta(minutes=5)
_LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def too_often(schedule: Schedule, now: datetime) -> bool:
    """Tell whether a schedule is due more often than GitHub looks."""
    return any(second - first < _OFTEN for first, second in pairwise(islice(slots(schedule, now), 50)))


def workflow(schedules: Sequence[Schedule], site: Site, now: datetime) -> str:
    """Return one workflow for all: GitHub keeps one run that waits, and drops the others."""
    lines = "\n".join(
        f"    # {one.id}: {one.line} in {one.zone}\n"
        + "\n".join(f"    - cron: {json.dumps(line)}" for line in universal(one, now))
        for one in schedules
    )
    fired = "\n".join(_fired(one) for one in schedules)
    return f"""\
# In UTC for each offset of a zone: when a schedule is not due, `fire` does nothing.
# GitHub may be late, drop runs when it is busy, and stops after 60 days without a commit: watch `briefpress status`.
name: briefpress
on:
  schedule:
{lines}
  workflow_dispatch:
permissions:
  # The editions are kept in a branch.
  contents: write
concurrency:
  group: briefpress
  cancel-in-progress: false
jobs:
  publish:
    runs-on: ubuntu-latest
    timeout-minutes: {min(-(-longest(schedules) // 60) + 10, 360)}
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-python@v6
        with:
          python-version: "3.13"
      - run: sudo apt-get update && sudo apt-get install -y --no-install-recommends {_LIBRARIES}
      - run: python -m pip install {_package(site)}
      # The editions so far and the state of the schedules: without them every run would issue edition 1.
      # Where they cannot be fetched although they are there, they cannot be pushed over, either.
      - name: Fetch what was issued
        run: |
          git worktree add --detach "$RUNNER_TEMP/briefs"
          cd "$RUNNER_TEMP/briefs"
          if git fetch --depth=1 origin briefs; then
            git checkout -B briefs FETCH_HEAD
          else
            git checkout --orphan briefs
            git rm -r --force --quiet .
          fi
{fired}
      - name: Keep what was issued
        if: always()
        run: |
          cd "$RUNNER_TEMP/briefs"
          git add --all
          git diff --cached --quiet && exit 0
          git -c user.name=briefpress -c user.email=briefpress@localhost commit --quiet --message "Keep what was issued"
          git push origin HEAD:briefs
"""


def _fired(schedule: Schedule) -> str:
    needed = variables([schedule])
    secrets = "".join(f"          {name}: ${{{{ secrets.{name} }}}}\n" for name in needed)
    return (
        f"      - name: Fire {schedule.id}\n        if: ${{{{ !cancelled() }}}}\n"
        + (f"        env:\n{secrets}" if needed else "")
        + f'        run: briefpress schedule fire {schedule.id} --output "$RUNNER_TEMP/briefs"'
    )


def _package(site: Site) -> str:
    """Return what is installed: a desk that is a checkout of briefpress brings it."""
    ours = (site.desk / "src/briefpress/__init__.py").is_file()
    return "." if ours else f'"briefpress=={__version__}"'
