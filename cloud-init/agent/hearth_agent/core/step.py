"""The agent as a pure function.

    booting ──begin──▶ loading ──ready──▶ running ──stop──▶ saving ──ended──▶ stopped
                          ▲                                    │
                          └────────── restart, restore ────────┘
"""

from . import backups, events, ordering, reading, shutdown, starting, stopping
from .turn import Turn


def step(state, event, now):
    """The next state, and what is to be done, in order; now is the Unix time."""
    turn = Turn(state, now)
    RULES[type(event)](turn, event)
    return turn.finish()


def _tick(turn, _event):
    stopping.watch(turn)
    starting.watch(turn)
    reading.watch(turn)


RULES = {
    events.Recalled: starting.recall,
    events.Tick: _tick,
    events.Terminated: stopping.terminated,
    events.Greeted: ordering.greet,
    events.Offered: ordering.offered,
    events.BootReached: starting.reached,
    events.BootFailed: starting.failed,
    events.Prepared: starting.prepared,
    events.MayBegin: starting.begin,
    events.Chosen: starting.chosen,
    events.Published: starting.published,
    events.GameStarted: starting.started,
    events.Printed: reading.printed,
    events.GameRestarted: reading.restarted,
    events.GameEnded: shutdown.game_ended,
    events.Typed: stopping.typed,
    events.Signalled: stopping.signalled,
    events.Looked: ordering.looked,
    events.Said: ordering.said,
    events.Beat: reading.beat,
    events.BackupDue: backups.due,
    events.BackupEnded: backups.ended,
    events.NotLetGo: backups.not_let_go,
    events.SnapshotFailed: backups.no_snapshot,
    events.LastBackupOver: shutdown.stopped,
    events.Restored: backups.restored,
    events.Noticed: stopping.noticed,
    events.WorldLost: stopping.world_lost,
}
