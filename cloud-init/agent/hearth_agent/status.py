"""The status that an operator on the machine is shown; no secrets."""

import contextlib
import json
import sqlite3


def describe(config):
    """Lines about the agent's memory, readable while it runs. Raises sqlite3.Error."""
    path = config.state / "agent.db"
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        meta = {name: json.loads(value) for name, value in db.execute("SELECT * FROM meta")}
        waiting = db.execute("SELECT count(*), min(seq) FROM spool").fetchone()
        orders = db.execute("SELECT message, state FROM inbox ORDER BY arrived").fetchall()
    run, roster = meta.get("state.run") or {}, meta.get("state.roster") or {}
    reports, stop = meta.get("state.reports") or {}, meta.get("state.stop")
    machine, hello = meta.get("state.machine") or {}, meta.get("hello")
    players = (roster.get("players") or {}).get("players", [])
    yield f"server      {config.server}"
    yield f"generation  {hello['generation'] if hello else 'none: no hello yet'}"
    yield f"phase       {run.get('phase', 'booting')} {run.get('step') or ''}".rstrip()
    yield f"players     {', '.join(repr(p['name']) for p in players) or 'nobody that the log names'}"
    yield f"join code   {roster.get('code') or 'none'}"
    yield f"events      {reports.get('seq', 0)} in epoch {meta['epoch']}, {meta.get('dropped', 0)} dropped"
    yield f"spool       {waiting[0]} waiting" + (f", the oldest is {waiting[1]}" if waiting[0] else "")
    yield f"stop        {json.dumps(stop) if stop else 'none'}"
    yield f"halted      {machine.get('halted') or 'no'}"
    for message, state in orders:
        yield f"order       {message} {state}"
