/**
 * Discord's side, by direction: interactions that come in, calls that go out, the wording of both.
 */
package hearth.discord;
