package hearth.core.delivery;

import hearth.core.Lists;
import hearth.core.fleet.Server;
import hearth.core.note.Note;
import hearth.core.port.Ports;
import hearth.core.port.Result;
import hearth.core.state.Draft;
import hearth.core.state.State;
import hearth.core.wanted.Reply;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The answers to interactions, each an edit of its deferred response. */
final class ReplyTarget implements Target {
  record Edit(Reply reply) implements Action<Result.Edited> {
    @Override
    public Result.Edited perform(Ports ports, Server server, Instant now) {
      return ports.chat().edit(server, reply);
    }

    @Override
    public void record(Draft d, Result.Edited result) {
      UnaryOperator<Reply> change =
          switch (result) {
            case Result.Done done -> r -> r.delivered(reply.revision());
            case Result.Gone gone -> r -> r.delivered(reply.revision());
            case Result.Refused refused -> {
              tell(d, refused);
              // What it says next may be taken; its last word goes to the channel instead.
              yield reply.last() ? Reply::died : r -> r.delivered(reply.revision());
            }
            case Result.TokenDead dead -> Reply::died;
            case Result.NotYet notYet ->
                r ->
                    r.attempts() >= Retry.MOST_RACES
                        ? r.died()
                        : r.later(d.now.plus(Retry.backOff(r.attempts())));
            case Result.Later later ->
                r -> r.later(d.now.plus(Retry.wait(later, Retry.backOff(r.attempts()))));
          };
      d.discord.replies(
          Lists.mapped(
              d.discord.replies(),
              r -> r.interaction().equals(reply.interaction()) ? change.apply(r) : r));
    }

    private void tell(Draft d, Result.Refused refused) {
      d.tellOperatorOnce("reply", new Note.AnswerRefused(reply.to().user(), refused.said()));
    }

    @Override
    public Result.Edited unsure(Result.Later later) {
      return later;
    }

    @Override
    public String toString() {
      return "reply " + reply.interaction();
    }
  }

  @Override
  public @Nullable Action<?> due(Server server, State state, Findings findings, Instant now) {
    for (Reply reply : state.discord().replies()) {
      if (!reply.isDone() && Target.isDue(reply.notBefore(), now)) {
        return new Edit(reply);
      }
    }
    return null;
  }

  @Override
  public @Nullable Instant retryAt(Draft d) {
    Instant next = null;
    for (Reply reply : d.discord.replies()) {
      next = d.sooner(next, reply.isDone() ? null : reply.notBefore());
    }
    return next;
  }

  @Override
  public boolean isSettled(Draft d) {
    return d.discord.replies().isEmpty();
  }
}
