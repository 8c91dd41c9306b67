"""Whether anyone is on: one verdict from every source, each believed as far as its profile lets it."""

from dataclasses import replace

PRESENT, ABSENT, UNKNOWN = "present", "absent", "unknown"
OLD = 300.0  # seconds after which what a source said is not known any more


def verdict(sources):
    """The verdict and the names of the sources that it rests on; where they disagree, unknown."""
    seen = [one["source"] for one in sources if one["presence"] and one["count"]]
    empty = [one["source"] for one in sources if one["absence"] and one["count"] == 0]
    if seen and empty:
        return UNKNOWN, tuple(seen + empty)
    if seen:
        return PRESENT, tuple(seen)
    return (ABSENT, tuple(empty)) if empty else (UNKNOWN, ())


def sources(state, players, now):
    """Each source's present word: the log's always, the others' while it is younger than the log's
    last change, since a join or leave is in the log before anything else tells of it."""
    log, seen = state.setup.tells, state.presence
    found = []
    if log.presence or log.absence:
        absence = log.absence and not getattr(players, "arriving", False)
        found.append({"source": "log", "count": players.count, "presence": log.presence, "absence": absence})
    fresh = seen.changed <= seen.at and now - seen.at <= OLD
    return found + [dict(one) if fresh else one | {"count": None} for one in seen.sources]


def gathered(presence, evidence, asked):
    """Takes in what each source beside the log said."""
    others = tuple(one for one in evidence if one["source"] != "log")
    return replace(presence, sources=others, at=asked)


def judged(presence, found, now):
    """The presence with the verdict that these sources lead to; since when it is so."""
    said, by = verdict(found)
    since = presence.since if said == presence.verdict and presence.since else now
    return replace(presence, verdict=said, by=by, since=since)
