"""The start of a handout that ``kat-handouts init --handout`` writes: it builds as it is."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

from kat_handouts.content.names import handout_name, wrong_handout_id
from kat_handouts.files.atomic import Kind, place, unwritable
from kat_handouts.files.project import Project
from kat_handouts.model.errors import Finding, InputError
from kat_handouts.model.sheet_id import LONGEST_CODE

# What stands before the number of a code, so that code and number fit (characters).
_LONGEST_WORD = LONGEST_CODE - 3
_CODE_LINE = re.compile(r"^code:\s*[\"']?([A-Z0-9-]+)", re.MULTILINE)

_STARTER = """\
# A handout of our own. It builds as it is; write your words in the place of these:
#
#   kat-handouts build -H {id} -l en
#
# A line that begins with “#” is not read. A text with a colon in it stands in quotes: "Bus: 14".
# A text may hold {{clinic_name}}, {{clinic_address}}, {{clinic_phone}}, {{clinic_website}} and
# {{clinic_hours}}, which clinic.toml fills in; what is not there becomes a line to write on.
# More: docs/clinics.md

# Printed at the foot of every page. No other handout has it.
code: {code}
# It says nothing of health. Take this line out if it does: it is then held to what the other
# handouts must have, such as sources.
kind: practical
# Raise it by one whenever you change what a patient has on paper.
revision: 1
# When you wrote or last read it, and when you will look at it again.
reviewed: {reviewed}
next_review: {next_review}

title: {title}

# The one thing to remember, in a box at the top. It may be left out.
main_message: Here is what to know before you come.

# A section has a key of your own (where), a heading, and blocks with keys of their own (address).
# Keys are small letters, digits and hyphens. The catalogs find a text by them: leave them as they
# are once it is translated.
sections:
  where:
    heading: Where we are
    blocks:
      address:
        type: paragraph
        text: You find us here. {{clinic_address}}
        # What a translator has to know of it, if anything.
        note: The address stands behind the full stop as it is.
      # A picture beside this file, such as a map. Words in it are not translated: use numbers.
      # map:
      #   type: picture
      #   file: map.svg              # SVG, PNG or JPEG
      #   alt: The car park is behind the clinic.     # for whoever cannot see it
      #   caption: "1: the car park. 2: the clinic."  # may be left out

  when:
    heading: When to come
    blocks:
      before:
        type: list
        lead: "Before you leave home:"
        items:
          time: Look up when your visit begins.
          bring: Take this page with you.
      # Steps with numbers.
      # way:
      #   type: steps
      #   items:
      #     bus: {{title: Take bus 14, text: It stops in front of the clinic.}}
      #     ring: {{title: Ring the bell, text: We open the door for you.}}
      late:
        # danger, care or tip
        type: callout
        kind: tip
        heading: If you are late
        text: Call us. {{clinic_phone}}
      # Lines to write on.
      # notes: {{type: writing, label: "My questions:", lines: 3}}
      # Whom to call, with the emergency number and crisis lines of your region. These texts want a
      # clinician's signature, as on every sheet.
      # contacts: {{type: contacts, next_visit: true}}
"""


def check_new_handout(project: Project, id_: str) -> None:
    """Raise `InputError` where a project can have no new handout of this name."""
    name = handout_name(id_)
    if problem := wrong_handout_id(id_):
        raise InputError(replace(problem, hint=problem.hint.replace(".yaml", "")))
    if os.path.lexists(project.root / name):
        message, hint = "is there already", "edit it, or give the new handout another name"
    elif project.has(name):
        message = "is a shipped handout, and a file of yours would take its place"
        hint = f"give yours another name: our-{id_}"
    else:
        return
    raise InputError(Finding("handout-name", message, hint, file=str(project.root / name)))


def start_handout(project: Project, id_: str) -> Path:
    """Write ``content/<id>.yaml`` into the project's own folder and return its path.

    Raises `InputError` as `check_new_handout` does, and where the file cannot be written.
    """
    check_new_handout(project, id_)
    path = project.root / handout_name(id_)
    today = project.today
    text = _STARTER.format(
        id=id_,
        code=free_code(id_, _codes(project)),
        title=id_.replace("-", " ").capitalize(),
        reviewed=today.isoformat(),
        next_review=_a_year_after(today).isoformat(),
    )
    try:
        place(path, text.encode(), is_new=True)
    except OSError as error:
        raise unwritable(path, error, Kind.PROJECT) from None
    return path


def free_code(id_: str, taken: Iterable[str]) -> str:
    """Return a code for a handout that no other one has: ``PARKING-1``."""
    word = id_.split("-")[0].upper()[:_LONGEST_WORD]
    known = set(taken)
    return next(code for number in count(1) if (code := f"{word}-{number}") not in known)


def _codes(project: Project) -> set[str]:
    files = (project.read(name) for name in project.names("content", "*.yaml"))
    return {code for file in files for code in _CODE_LINE.findall(file.decode("utf-8", "replace"))}


def _a_year_after(day: date) -> date:
    # A leap day has no day of the same name a year later.
    return day.replace(year=day.year + 1, day=min(day.day, 28 if day.month == 2 else 31))
