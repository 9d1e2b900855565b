"""A practical handout of a clinic, to lay into a folder."""

BUS = """\
code: BUS-1
kind: practical
revision: 1
reviewed: 2026-11-22
next_review: 2027-11-22
title: How to get here
sections:
  bus:
    heading: By bus
    blocks:
      stop:
        type: paragraph
        text: Bus 14 stops at the clinic every 20 minutes.
"""
NAME = "content/bus.yaml"
SPANISH = {
    "bus.title": "Cómo llegar",
    "bus.bus.heading": "En autobús",
    "bus.bus.stop": "El autobús 14 para en la clínica cada 20 minutos.",
    "bus.bus.map.alt": "La clínica está detrás de la estación.",
    "bus.bus.map.caption": "1: la estación. 2: la clínica.",
}

PICTURE = """\
      map:
        type: picture
        file: map.svg
        alt: The clinic is behind the station.
        caption: "1: the station. 2: the clinic."
"""
MAP = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200">
<path d="M10 20h380v160h-380z" fill="none" stroke="#000" stroke-width="4"/>
<text x="60" y="100" font-size="30">1</text><text x="300" y="100" font-size="30">2</text>
</svg>
"""
