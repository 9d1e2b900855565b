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
}
