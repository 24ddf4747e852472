package io.github.maestroevents.delivery.internal.wait;

import io.github.maestroevents.delivery.internal.travel.Envelope;
import io.github.maestroevents.delivery.internal.travel.SharedEncoding;
import io.github.maestroevents.event.MaestroEvent;
import org.jspecify.annotations.Nullable;

/** What a sender waits for, where a returning {@code send} proves more than memory. Stateless. */
public sealed interface SenderWait permits Confirmation, JournalWait {

  /** An event with what its sender waits for. */
  Envelope envelope(MaestroEvent event, @Nullable SharedEncoding encoding);

  /** Refuses at once what could only time out; the caller still owns the event. */
  void refuseIfHopeless(SenderGate gate, boolean onOwnThread);

  /**
   * Returns when the event is accepted; throws in every other case, and the caller owns it. Called
   * once for every sender that was not refused.
   */
  void await(Envelope envelope, SenderGate gate, long nanos);

  /** A sender that was not refused did not come to wait. */
  void forgo(SenderGate gate);

  /** How long a sender waits at most. */
  long timeoutNanos();
}
