"""Starting the game: at the machine's boot, again on order, and after a killed agent."""

from dataclasses import replace

from . import answers, backups, effects, shutdown
from .events import BackupEnded

AGAIN = 10.0  # seconds until a game that could not be started is tried again


def recall(turn, event):
    """Comes back to what was going on before this process was started."""
    before = turn.state
    same_boot = before.machine.boot == event.boot
    turn.set(notice=None, busy=None)
    turn.change("run", attached=False, may_begin=False, again_at=None)
    turn.change("machine", boot=event.boot, ending=False)
    if before.stop:
        turn.set(stop=replace(before.stop, forced=False))
    if before.machine.halted == "notice" and before.machine.halted_in != event.boot:
        turn.change("machine", halted=None)
    if event.running:
        attach(turn)
        if before.run.phase == "booting":  # killed just after it had begun the game
            loading(turn)
    elif before.stop or same_boot and before.run.phase in ("loading", "running", "saving"):
        attach(turn)  # it ended meanwhile: its last lines are still to be read
    if turn.state.run.attached:
        prepare(turn)
    elif not turn.state.machine.halted:
        turn.enter("booting")
        prepare(turn)


def prepare(turn):
    """Takes the way from the boot to a started game (again)."""
    run = turn.state.run
    turn.change("run", boot=run.boot + 1, may_begin=False, chosen=False, again_at=None)
    turn.do(effects.Prepare(run.boot + 1, run.attached))


def start_anew(turn):
    """A machine whose game was stopped for good starts it after all."""
    turn.change("machine", halted=None)
    turn.enter("booting")
    prepare(turn)


def reached(turn, event):
    """A step of the boot."""
    turn.no_trouble("retrying")
    _at_step(turn, event.step)
    turn.tell("phase", event.at, progress=event.amount if turn.state.run.phase == "booting" else None)


def failed(turn, event):
    """A step of the boot that failed and is tried again; how long, is the function app's to say."""
    _at_step(turn, event.step)
    if event.for_good:
        if not (turn.state.stop or turn.state.machine.halted):
            shutdown.over(turn, event.detail)
        return
    turn.trouble("retrying", event.detail)
    turn.tell("phase", event.at, detail=event.detail)


def _at_step(turn, step):
    if step and turn.state.run.phase == "booting":
        turn.change("run", step=step)


def prepared(turn, event):
    """The machine has all that the game needs."""
    if event.boot == turn.state.run.boot and not turn.state.machine.halted:
        turn.no_trouble("retrying")
        turn.change("run", may_begin=True)
        turn.begin()


def begin(turn, event):
    """Starts the game, a wanted restore first."""
    run, order = turn.state.run, event.order
    if run.attached or not run.may_begin:
        return
    restores = order and order.type == "restore" and not event.begun
    if restores and turn.state.setup.able.backups and order.expires >= turn.now:
        answers.take(turn, order)
        turn.change("run", step="restore")
        turn.tell("phase")
        turn.do(effects.Restore(order.message, order.backup))
        return
    if not run.chosen:
        turn.do(effects.Choose())
        return
    turn.change("run", step="game")
    turn.tell("phase")
    turn.change("log", resume=turn.state.setup.beginning)
    turn.do(effects.StartGame())


def chosen(turn, event):
    """Which version starts is decided, and the world is backed up where that had to come first."""
    run = turn.state.run
    if run.attached or not run.may_begin:
        return  # it was given up meanwhile
    if event.why is not None:
        _not_started(turn, event)
        return
    turn.no_trouble("retrying")
    if event.name:
        backups.ended(turn, BackupEnded(None, event.name, event.size, event.faults))
    news = event.newer and event.newer != turn.state.reports.newer
    turn.change("reports", newer=event.newer)
    if event.note:
        turn.trouble("noticed", event.note)
        turn.tell("phase", detail=event.note)
    elif news:
        turn.tell("phase")
    turn.change("run", chosen=True)
    turn.begin()


def published(turn, event):
    """What a later start would bring; what this one brought is told to its end where nothing newer is there."""
    if turn.state.run.phase == "running" and (event.newer or (turn.state.reports.newer or {}).get("when") != "now"):
        turn.change("reports", newer=event.newer)


def started(turn, event):
    """The game is there, or could not be started and is tried again."""
    busy = turn.state.busy
    if event.why is not None:
        _not_started(turn, event)
        return
    attach(turn)
    loading(turn)
    if busy and busy.type == "restart":
        answers.answer(turn, busy.message, "done")


def _not_started(turn, event):
    busy, why = turn.state.busy, f"game: {event.why}"
    turn.change("run", chosen=False)
    if event.for_good:
        if busy and busy.type == "restart":
            answers.refuse(turn, busy.message, event.why)
        shutdown.over(turn, why)
        return
    turn.change("run", again_at=turn.now + AGAIN)
    turn.trouble("retrying", why)
    turn.tell("phase", detail=why)


def watch(turn):
    """Tries again to start a game."""
    again_at = turn.state.run.again_at
    if again_at is not None and turn.now >= again_at:
        turn.change("run", again_at=None)
        turn.begin()


def loading(turn):
    """The game has begun to start."""
    turn.enter("loading")
    turn.tell("phase")


def attach(turn):
    """A game runs (or ran until now): reads on where it was left."""
    turn.change("run", attached=True, chosen=False, again_at=None, began=turn.now)
    turn.change("log", last=(), unknown=(), recognised=turn.now, failures=0, failure=None)
