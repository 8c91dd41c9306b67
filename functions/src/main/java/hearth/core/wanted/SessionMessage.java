package hearth.core.wanted;

import hearth.core.WithBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The delivery target 'session message': one message a session, owned by the bot and edited in
 * place.
 *
 * @param session whose it is
 * @param messageId Discord's id, or null until it was posted
 * @param posts how many times a post was begun: the nonce is made of it
 * @param firstAttempt when the present post was tried first, or null
 * @param refusals how often in a row Discord refused it
 * @param progress the progress of posting and editing it; its revision grows with every change of
 *     what it shows
 */
@WithBuilder
public record SessionMessage(
    long session,
    @Nullable String messageId,
    int posts,
    @Nullable Instant firstAttempt,
    int refusals,
    Progress progress)
    implements Tracked {

  /** The message of a session that begins. */
  public static SessionMessage of(long session) {
    return new SessionMessage(session, null, 0, null, 0, Progress.FIRST);
  }

  /** It shows something else: what was refused before may be taken now. */
  public SessionMessage changed() {
    return but()
        .progress(refusals > 0 ? progress.changed().waitingForNothing() : progress.changed())
        .build();
  }

  /**
   * Discord refused that revision: it is tried again then, or with the next change where that is
   * null. A post that was refused was not made.
   */
  public SessionMessage refused(long refused, @Nullable Instant again) {
    boolean posted = messageId != null;
    return but()
        .posts(posted ? posts : Math.max(0, posts - 1))
        .firstAttempt(posted ? firstAttempt : null)
        .refusals(refusals + 1)
        .progress(progress.refused(refused, again))
        .build();
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

  public SessionMessage delivered(@Nullable String id, long accepted) {
    return afresh(id, Math.max(done(), accepted));
  }

  public SessionMessage later(Instant when) {
    return but().progress(progress.later(when)).build();
  }

  /** A person deleted it again: nothing more is tried in this session. */
  public SessionMessage givenUp() {
    return afresh(null, Long.MAX_VALUE);
  }

  /** A person deleted it: it is posted once more. */
  public SessionMessage lost() {
    return posts > 1 ? givenUp() : afresh(null, 0);
  }

  private SessionMessage afresh(@Nullable String id, long accepted) {
    return new SessionMessage(session, id, posts, null, 0, progress.at(accepted));
  }

  private SessionMessageBuilder but() {
    return SessionMessageBuilder.builder(this);
  }
}
