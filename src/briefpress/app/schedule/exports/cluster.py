"""A CronJob of Kubernetes."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING

from briefpress.app.schedule.exports.site import longest, variables
from briefpress.plan.calendar import plain
from briefpress.plan.due import slots

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from briefpress.app.schedule.exports.site import Site
    from briefpress.model.schedule import Schedule

_MISSED = 90
"""Kubernetes does not start what was missed more often than a hundred times within the deadline."""
_VARIABLE = """\
                - name: {name}
                  valueFrom:
                    secretKeyRef:
                      name: briefpress
                      key: {name}
"""


def cronjob(schedule: Schedule, schedules: Sequence[Schedule], site: Site, now: datetime) -> str:
    """Return a CronJob; it may have to wait for those of the other schedules."""
    arguments = ["schedule", "fire", schedule.id, "--wait", "--log-format", "json", "--desk", "/desk"]
    return f"""\
# Comes at least as often as {json.dumps(schedule.line)}; when the schedule is not due, `fire` does nothing.
# The claim briefpress-desk holds the desk; its output/ is what must not be lost.
apiVersion: batch/v1
kind: CronJob
metadata:
  name: briefpress-{schedule.id}
spec:
  schedule: {json.dumps(plain(schedule))}
  timeZone: {json.dumps(schedule.zone)}
  concurrencyPolicy: Forbid
  startingDeadlineSeconds: {_deadline(schedule, now)}
  successfulJobsHistoryLimit: 3
  failedJobsHistoryLimit: 3
  jobTemplate:
    spec:
      backoffLimit: 0
      activeDeadlineSeconds: {longest(schedules)}
      template:
        spec:
          restartPolicy: Never
          automountServiceAccountToken: false
          terminationGracePeriodSeconds: 30
          securityContext:
            runAsNonRoot: true
            runAsUser: 1000
            runAsGroup: 1000
            fsGroup: 1000
            seccompProfile:
              type: RuntimeDefault
          containers:
            - name: briefpress
              image: {json.dumps(site.image)}
              command: [briefpress]
              args: {json.dumps(arguments)}
{_environment(schedule)}              securityContext:
                allowPrivilegeEscalation: false
                readOnlyRootFilesystem: true
                capabilities:
                  drop: [ALL]
              volumeMounts:
                - name: desk
                  mountPath: /desk
                - name: tmp
                  mountPath: /tmp
          volumes:
            - name: desk
              persistentVolumeClaim:
                claimName: briefpress-desk
            - name: tmp
              emptyDir: {{}}
"""


def _deadline(schedule: Schedule, now: datetime) -> int:
    """Return for how many seconds a start that was missed is worth making up for."""
    window = int(schedule.catch_up.total_seconds())
    many = list(islice(slots(schedule, now), _MISSED))
    return min(window, int((many[-1] - now).total_seconds()))


def _environment(schedule: Schedule) -> str:
    lines = "".join(_VARIABLE.format(name=name) for name in variables([schedule]))
    return f"              env:\n{lines}" if lines else ""
