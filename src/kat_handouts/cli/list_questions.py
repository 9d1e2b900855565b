"""``kat-handouts list questions``: what a reader of one packet is asked, with the right answers."""

from __future__ import annotations

from kat_handouts.cli.report import print_json, say
from kat_handouts.content.library import load_library
from kat_handouts.content.questions import Question
from kat_handouts.files.project import Project
from kat_handouts.model.sheet import DEFAULT_REGION, routes_of


def print_questions(
    project: Project, route: str | None, region: str | None, *, as_json: bool
) -> None:
    """Print the questions that hold for the packet of a route and a region, in their order."""
    library = load_library(project)
    code = region or project.clinic.region or DEFAULT_REGION
    library.region(code)
    asked = {
        key: question
        for key, question in library.questions.questions.items()
        if question.when.holds(routes_of(route, project.clinic.routes), code)
    }
    if as_json:
        print_json({"questions": [_data(*one) for one in asked.items()]})
        return
    for number, question in enumerate(asked.values(), start=1):
        say(f"{number}. {question.question}" + (" (safety)" if question.safety else ""))
        say(f"    {question.answer}")
        say(f"    on: {', '.join(_handouts(question))}")
    of_safety = sum(question.safety for question in asked.values())
    say(f"{len(asked)} questions, {of_safety} of them of safety: {route or 'all routes'} in {code}")


def _data(key: str, question: Question) -> dict[str, object]:
    return {
        "key": key,
        "question": question.question,
        "answer": question.answer,
        "safety": question.safety,
        "handout_at_hand": question.handout_at_hand,
        "handouts": _handouts(question),
    }


def _handouts(question: Question) -> list[str]:
    """Return the handouts that answer it, the one at hand first."""
    return sorted(question.answered_by, key=lambda id_: id_ != question.handout_at_hand)
