package io.github.maestroevents.spring.observability;

import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.status.StatusAnswer;
import io.github.maestroevents.status.StatusPage;
import io.github.maestroevents.status.StatusRequest;
import io.github.maestroevents.status.StatusUser;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The page, with the publishers that the application has as beans at the time of a request: one may
 * be made late, or take the place of another. Any thread.
 */
final class ShownPublishers {

  private final StatusPage page;
  private final ObjectProvider<DeliveringPublisher> publishers;

  /** Kept no longer than the application keeps them. */
  private final Set<DeliveringPublisher> known =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  ShownPublishers(StatusPage page, ObjectProvider<DeliveringPublisher> publishers) {
    this.page = page;
    this.publishers = publishers;
  }

  /** Blocks for a flush, as {@link StatusPage#answer} does. */
  StatusAnswer answer(StatusRequest request, StatusUser user) {
    publishers
        .orderedStream()
        .forEach(
            publisher -> {
              if (known.add(publisher)) {
                page.operate(publisher);
              }
            });
    return page.answer(request, user);
  }
}
