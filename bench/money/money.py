#!/usr/bin/env python3
"""Prints what an idle month and a played hour cost.

    ./hearth bench money            the bills, the alternatives, the prices
    ./hearth bench money --readme   writes the short table into README.md as well
"""

import argparse
import sys
from pathlib import Path

import model
import prices

README = Path(__file__).resolve().parent.parent.parent / "README.md"
BEGIN = "<!-- written by ./hearth bench money --readme -->"
END = "<!-- end -->"
ALTERNATIVES = [(queues, seconds) for queues in (2, 1) for seconds in (2, 5, 10, 20, 30, 60)]


def table(heads, rows):
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(row) + " |" for row in lines)


def bill(lines):
    """Every line of a bill, the dearest first."""
    rows = [
        [line.what, f"{line.count:,.4g}" if line.count < 10 else f"{line.count:,.0f}", line.price,
         f"{line.usd:.6f}", "measured" if line.measured else "not measured"]
        for line in sorted(lines, key=lambda line: -line.usd)
    ]  # fmt: skip
    return table(["line", "count", "price", "USD", "count is"], rows)


def alternatives(counts, known):
    """The idle month with more or fewer trigger queues, looked at more or less often."""
    rows = []
    for queues, seconds in ALTERNATIVES:
        usd = model.idle_with(counts, known, queues, seconds)
        met = "yes" if usd < model.IDLE_GOAL else "no"
        rows.append([str(queues), f"{seconds} s", f"{usd:.2f}", met,
                     f"{model.mean_wait(seconds):.1f} s", f"{seconds} s"])  # fmt: skip
    return table(["trigger queues", "longest interval", "idle month, USD", f"below {model.IDLE_GOAL:.2f}",
                  "a join waits, mean", "at worst"], rows)  # fmt: skip


def price_list(known):
    """Each price with its source."""
    rows = [
        [name, f"{price.usd:g}", f"{price.per:,g}", f"{price.free:,g}" if price.free else "",
         price.date, "ASSUMED" if price.assumed else "", price.source]
        for name, price in known.items()
    ]  # fmt: skip
    return table(["price", "USD", "for", "free a month", "date", "", "source"], rows)


def summary(counts, known):
    """The short table of the README."""
    idle = model.idle_month(counts, known)
    hour = model.played_hour(counts, known)
    bare = model.bare_hour(known)
    polls = sum(line.usd for line in idle.lines if line.what.startswith("queue receive"))
    looks = next(line.usd for line in idle.lines if line.what == "scale controller's looks")
    rows = [
        ["an idle month, not yet from a bill", about(idle.usd), f"about {model.IDLE_GOAL:.2f} USD"],
        ["of it: the loaded host looks at its queues", f"{polls:.1f} USD", ""],
        ["of it: the platform looks at them, too", f"{looks:.1f} USD", ""],
        ["of it: leases, timer, content share, tables", f"{idle.usd - polls - looks:.1f} USD", ""],
        ["a played hour, but for the game's own file operations", f"{hour.usd:.3f} USD", ""],
        ["of it: machine and address, bare", f"{bare:.3f} USD", ""],
        ["what Hearth adds to it", f"{model.overhead(hour, known):.0%}", f"at most {model.PLAYED_GOAL:.0%}"],
    ]
    return table(["", "costs", "goal"], rows)


def about(usd):
    """A figure whose prices are mostly assumed, without digits that nobody knows."""
    return "about half a dollar" if 0.4 <= usd <= 0.6 else f"about {usd:.1f} USD"


def block(counts, known):
    """The part of the README between its two marks."""
    return f"{BEGIN}\n{summary(counts, known)}\n{END}"


def with_block(text, new):
    """The text with the new block in place of the old."""
    begin, end = text.index(BEGIN), text.index(END) + len(END)
    return text[:begin] + new + text[end:]


def main():
    """Prints; exits 1 where a goal is missed."""
    options = argparse.ArgumentParser(prog="./hearth bench money", description="Prints what an idle month and a played hour cost.")
    options.add_argument("--readme", action="store_true", help="writes the short table into README.md, too")
    given = options.parse_args()
    counts, known = model.load(), prices.load()
    idle, hour = model.idle_month(counts, known), model.played_hour(counts, known)
    print(f"Counted on {counts['date']} on {counts['machine']}; {counts['servers']} servers.\n")
    print(f"Idle month (30 days), without stored worlds and backups: {idle.usd:.4f} USD\n")
    print(bill(idle.lines) + "\n")
    print(f"Played hour, its share of start and stop in a session of {model.SESSION_HOURS} h in it: "
          f"{hour.usd:.6f} USD\n")  # fmt: skip
    print(bill(hour.lines) + "\n")
    for name, hours in model.grant_hours(counts, known).items():
        print(f"What is free of {name} lasts for {hours:,.0f} played hours a month.")
    print("\nOther choices\n")
    print(alternatives(counts, known) + "\n")
    print("Prices\n")
    print(price_list(known) + "\n")
    print(summary(counts, known))
    if given.readme:
        README.write_text(with_block(README.read_text("utf-8"), block(counts, known)), "utf-8")
    met = idle.usd < model.IDLE_GOAL and model.overhead(hour, known) <= model.PLAYED_GOAL
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
