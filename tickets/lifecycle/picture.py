"""The life of a ticket as a Mermaid diagram, made from the table of facts."""

from tickets.lifecycle.choices import State
from tickets.lifecycle.facts import MOVES, STATES, Group


def mermaid() -> str:
    """Return a Mermaid ``stateDiagram-v2``; every arrow is a move, none is drawn by hand."""
    lines = ["stateDiagram-v2", "    direction LR", f"    [*] --> {State.NEW.value}: file"]
    lines += [
        f"    {source.value} --> {facts.target.value}: {move.value}"
        for move, facts in MOVES.items()
        for source in facts.sources
    ]
    lines += [
        f"    {state.value} --> [*]"
        for state, facts in STATES.items()
        if facts.group is Group.DONE and not any(state in facts.sources for facts in MOVES.values())
    ]
    return "\n".join(lines)
