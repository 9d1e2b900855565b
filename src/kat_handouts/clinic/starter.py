"""The ``clinic.toml`` that ``kat-handouts init`` writes: every field, explained, in comments."""

from __future__ import annotations

from pathlib import Path

from kat_handouts.files.atomic import place
from kat_handouts.files.project import CLINIC_FILE
from kat_handouts.model.errors import Finding, InputError

STARTER = """\
# What this clinic prints on every handout. Build with it from this folder:
#
#   kat-handouts build
#
# Take the “#” away from what you fill in. What stays out becomes a line to write on.
# More: docs/clinics.md

# name = "Riverside Clinic"
# address = ["12 River Street", "Springfield"]     # up to four lines
# website = "https://www.example.org/kat"          # printed, with a QR code
# logo = "logo.svg"                                # SVG, PNG or JPEG, in this folder
# accent = "#0b3c49"                               # headings and lines; must be readable

# What the sheets are for. Options on the command line win over these.
# paper = "letter"                                 # letter or a4
# region = "us"                                    # us, gb, ca, au, nz, ie: law and crisis lines
# routes = ["infusion", "nasal-spray"]             # what you offer; leave out for all
# languages = ["en", "es", "so"]                   # what you hand out; leave out for all
# editions = ["standard", "large-print"]           # leave out for the standard one

[phones]
# Printed as you write them. For one purpose up to three: a list, or each with a name.
# daytime = "(612) 555-0100 ext. 12"
# after_hours = ["555-0199", "555-0142"]           # at night and at weekends; a release needs it
# interpreter = {Spanish = "555-0111", Somali = "555-0112"}    # only on translated sheets

[hours]
# daytime = "mon-thu 8am-12pm, 1pm-5pm, fri 8am-12pm"
# interpreter = "mon-sat 07:00-19:00"

[times]
# no_food_hours = 4                                # before the dose, whatever the route
# no_drink_hours = 2
# stay_minutes = 120                               # after the dose, at least
# no_driving_hours = 48                            # after the dose; 24 or more

# Who in the clinic has reviewed the sheets, and when they will again.
# [review]
# reviewed = 2026-11-22
# next_review = 2027-11-22
# by = "Medical director"

# Several sites: each says what differs there, and its sheets are in output/north and so on. An
# empty text takes away what stands above.
# [sites.north]
# name = "Riverside Clinic North"
# address = ["4 Mill Lane", "Springfield"]
# phones.daytime = "555-0142"
"""


def start_clinic(folder: Path) -> Path:
    """Write the file into a folder, which is made if need be, and return its path.

    Raises `InputError` where the file is there already, which is left as it is, or where it
    cannot be written.
    """
    path = folder / CLINIC_FILE
    try:
        place(path, STARTER.encode(), is_new=True)
    except FileExistsError:
        problem, hint = "is there already", "edit it, or choose another folder"
    except OSError as error:
        problem, hint = f"cannot be written: {error.strerror}", "choose another folder"
    else:
        return path
    raise InputError(Finding("clinic-file", problem, hint, file=str(path)))
