package io.github.maestroevents.webhook.internal.call;

import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.webhook.internal.client.Answer;
import io.github.maestroevents.webhook.internal.client.OutgoingRequest;
import io.github.maestroevents.webhook.internal.message.RequestBody;
import io.github.maestroevents.webhook.internal.message.UnsendableEventException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Requests that go one after the other. After one that is to be retried, none of the rest goes. A
 * request of many events that is too large, or refused for its contents, goes again in halves, so
 * that none but the guilty event suffers.
 *
 * <p>One thread at a time: each step begins the next. Nothing blocks but what resolves names.
 */
final class Chain {

  private final BatchDelivery batch;
  private final Route route;
  private final Deque<List<Integer>> requests;

  Chain(BatchDelivery batch, Route route, List<List<Integer>> requests) {
    this.batch = batch;
    this.route = route;
    this.requests = new ArrayDeque<>(requests);
  }

  /** Takes the next request to the line for a slot. */
  void next() {
    List<Integer> request = requests.poll();
    if (request == null) {
      return;
    }
    try {
      route.slots().take(() -> send(request));
    } catch (RejectedExecutionException closed) {
      end(request, route.verdicts().closed().notDelivered());
    }
  }

  private void send(List<Integer> request) {
    try {
      begin(request);
    } catch (Throwable e) { // of the host's supplier, of the JVM: nothing has been sent
      route.slots().release();
      end(request, route.verdicts().ofHostsCode(e));
    }
  }

  private void begin(List<Integer> request) {
    List<EncodedEvent> events = batch.open(request);
    if (events.size() < request.size()) { // given up meanwhile, with the whole batch
      route.slots().release();
      return;
    }
    if (batch.isEnding()) {
      route.slots().release();
      end(request, route.verdicts().unsent());
      return;
    }
    Duration pause = route.gone().left(route.now());
    if (!pause.isZero()) {
      route.slots().release();
      end(request, route.verdicts().paused(pause));
      return;
    }
    RequestBody body;
    try {
      body = route.form().of(events);
    } catch (UnsendableEventException e) {
      route.slots().release();
      settled(request, route.verdicts().rejected(events.get(0), e));
      return;
    }
    if (body.content().length > route.maxBodyBytes()) {
      route.slots().release();
      tooLarge(request, events, body.content().length);
      return;
    }
    OutgoingRequest outgoing = route.request(body);
    if (batch.isEnding()) { // the host's code for the authorization took long
      route.slots().release();
      end(request, route.verdicts().lateAuthorization());
      return;
    }
    if (!batch.claim(request)) {
      route.slots().release();
      return;
    }
    route.exchanges().post(outgoing, (answer, failure) -> done(request, events, answer, failure));
  }

  private void done(
      List<Integer> request,
      List<EncodedEvent> events,
      @Nullable Answer answer,
      @Nullable Throwable failure) {
    route.slots().release();
    if (answer == null) {
      end(request, route.verdicts().ofFailure(failure == null ? new Exception() : failure));
    } else if (Verdicts.isDelivered(answer)) {
      settled(request, DeliveryOutcome.delivered());
    } else if (Verdicts.isForContents(answer)) {
      refused(request, events, answer);
    } else {
      Instant now = route.now();
      RetryLater retry = route.verdicts().ofAnswer(answer, now);
      end(request, answer.status() == 410 ? retry.withAfter(route.gone().begin(now)) : retry);
    }
  }

  private void refused(List<Integer> request, List<EncodedEvent> events, Answer answer) {
    if (request.size() == 1) {
      settled(request, route.verdicts().rejected(events.get(0), answer));
    } else {
      halve(request);
    }
  }

  private void tooLarge(List<Integer> request, List<EncodedEvent> events, int bytes) {
    if (request.size() == 1) {
      settled(request, route.verdicts().tooLarge(events.get(0), bytes, route.maxBodyBytes()));
    } else {
      halve(request);
    }
  }

  private void halve(List<Integer> request) {
    int middle = request.size() / 2;
    requests.push(request.subList(middle, request.size()));
    requests.push(request.subList(0, middle));
    next();
  }

  private void settled(List<Integer> request, DeliveryOutcome outcome) {
    batch.report(request, outcome);
    next();
  }

  /** Nothing more of this chain goes. */
  private void end(List<Integer> request, RetryLater outcome) {
    batch.report(request, outcome);
    RetryLater behind = route.verdicts().behind(outcome);
    requests.forEach(rest -> batch.report(rest, behind));
    requests.clear();
  }
}
