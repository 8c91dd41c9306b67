"""Lines that real servers printed, kept beside a profile with the events that a person reads in them.

    games/recorded/PROFILE/WHAT.log      what the server printed
    games/recorded/PROFILE/WHAT.events   a line for each event, as replay says it; # begins a remark
"""

from .replay import replay


def recordings(profile_path):
    """The log files beside a profile."""
    return sorted((profile_path.parent / "recorded" / profile_path.stem).glob("*.log"))


def expected(log):
    """The events that a person reads in a recorded log."""
    lines = log.with_suffix(".events").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def events(profile, log):
    """The events that the profile reads in it."""
    with open(log, encoding="utf-8", errors="replace", newline="\n") as lines:
        return list(replay(profile, lines))


def kinds(profile, logs):
    """The kinds of lines that the profile recognises in recorded logs."""
    found = set()
    for log in logs:
        with open(log, encoding="utf-8", errors="replace", newline="\n") as lines:
            found |= {match.kind for line in lines for match in profile.matcher.match(line.rstrip("\n"))}
    return found
