"""Starting the game: at the machine's boot, again on order, and after a killed agent."""

from dataclasses import replace

from . import answers, effects


def recall(turn, event):
    """Comes back to what was going on before this process was started."""
    before = turn.state
    same_boot = before.machine.boot == event.boot
    turn.set(notice=None, busy=None)
    turn.change("run", attached=False, cancelled=False)
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
    turn.change("run", cancelled=False)
    turn.do(effects.Prepare(turn.state.run.attached))


def start_anew(turn):
    """A machine whose game was stopped for good starts it after all."""
    turn.change("machine", halted=None)
    turn.enter("booting")
    prepare(turn)


def reached(turn, event):
    """A step of the boot."""
    _at_step(turn, event.step)
    turn.tell("phase", event.at)


def failed(turn, event):
    """A step of the boot that failed."""
    _at_step(turn, event.step)
    turn.tell("failed", event.at, detail=event.detail)


def _at_step(turn, step):
    if step and turn.state.run.phase == "booting":
        turn.change("run", step=step)


def prepared(turn, _event=None):
    """The machine is ready; a restore that waits comes before the game."""
    turn.do(effects.NextOrder())


def begin(turn, event):
    """Starts the game, a wanted restore first."""
    run, order = turn.state.run, event.order
    if run.cancelled or run.attached:
        return
    restores = order and order.type == "restore" and not event.begun
    if restores and turn.state.setup.backups and order.expires >= turn.now:
        answers.take(turn, order)
        turn.change("run", step="restore")
        turn.tell("phase")
        turn.do(effects.Restore(order.message, order.backup))
        return
    turn.change("run", step="game")
    turn.tell("phase")
    turn.change("log", resume=turn.state.setup.beginning)
    turn.do(effects.StartGame())


def started(turn, event):
    """The game is there, or could not be started."""
    busy = turn.state.busy
    if event.why is not None:
        turn.tell("failed", detail=f"game: {event.why}")
        turn.stay_stopped("failed")
    else:
        loading(turn)
        attach(turn)
    if busy and busy.type == "restart":
        answers.answer_or_refuse(turn, busy.message, event.why)


def loading(turn):
    """The game has begun to start."""
    turn.enter("loading")
    turn.tell("phase")


def attach(turn):
    """A game runs (or ran until now): reads on where it was left."""
    turn.change("run", attached=True, began=turn.now, recognised=turn.now, failures=0)
    turn.change("log", last=())
