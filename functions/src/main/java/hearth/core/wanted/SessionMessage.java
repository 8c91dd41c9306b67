package hearth.core.wanted;

import hearth.core.WithBuilder;
import java.time.Instant;

/**
 * The delivery target 'session message': one message a session, owned by the bot and edited in
 * place.
 *
 * @param session whose it is
 * @param messageId Discord's id, or null until it was posted
 * @param posts how many times a post was begun: the nonce is made of it
 * @param firstAttempt when the present post was tried first, or null
 * @param progress how far it got; its revision grows with every change of what it shows
 */
@WithBuilder
public record SessionMessage(
    long session, String messageId, int posts, Instant firstAttempt, Progress progress)
    implements Tracked {

  public SessionMessage changed() {
    return but().progress(progress.changed()).build();
  }

  /** Begins a post, or goes on with one whose nonce still holds. */
  public SessionMessage attempted(Instant now) {
    if (messageId != null) {
      return this;
    }
    boolean fresh =
        firstAttempt == null || firstAttempt.plus(Announcement.NONCE_WINDOW).isBefore(now);
    return fresh ? but().posts(posts + 1).firstAttempt(now).build() : this;
  }

  public SessionMessage delivered(String id, long accepted) {
    return afresh(id, Math.max(done(), accepted));
  }

  public SessionMessage later(Instant when) {
    return but().progress(progress.later(when)).build();
  }

  /** A person deleted it, or its channel refuses it: nothing more is tried in this session. */
  public SessionMessage givenUp() {
    return afresh(null, Long.MAX_VALUE);
  }

  /** A person deleted it: it is posted once more. */
  public SessionMessage lost() {
    return posts > 1 ? givenUp() : afresh(null, 0);
  }

  private SessionMessage afresh(String id, long accepted) {
    return new SessionMessage(session, id, posts, null, progress.at(accepted));
  }

  private SessionMessageBuilder but() {
    return SessionMessageBuilder.builder(this);
  }
}
