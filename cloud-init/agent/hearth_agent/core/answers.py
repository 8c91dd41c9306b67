"""Orders are begun, and answered by one event each."""

from . import effects


def take(turn, order):
    """The order is being carried out from now on."""
    turn.set(busy=order)
    turn.do(effects.Mark(order.message, "begun"))


def answer(turn, message, kind, **more):
    """Answers an order by an event of this kind; it is done."""
    turn.tell(kind, answers=message, **more)
    done(turn, message)


def refuse(turn, message, why):
    """Answers an order that is not carried out."""
    answer(turn, message, "failed", detail=why)


def answer_or_refuse(turn, message, why, **more):
    """By `done`, or by `failed` where it went wrong."""
    if why is None:
        answer(turn, message, "done", **more)
    else:
        refuse(turn, message, why)


def done(turn, message):
    """An order was answered."""
    if message:
        turn.do(effects.Mark(message, "done"))
    busy = turn.state.busy
    if busy and busy.message == message:
        turn.set(busy=None)
