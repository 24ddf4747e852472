package io.github.maestroevents.sqs.internal.call;

import java.util.ArrayList;
import java.util.List;

/** Packs messages into as few requests as the limits allow, in their order. */
final class Requests {

  private Requests() {}

  /**
   * Positions of the messages of each request. Only the bytes of a request are looked at, besides
   * their number: a message that is too large by itself does not come this far.
   */
  static List<List<Integer>> pack(
      List<Integer> positions, long[] sizes, int maxEntries, int maxBytes) {
    List<List<Integer>> requests = new ArrayList<>();
    List<Integer> request = new ArrayList<>();
    long bytes = 0;
    for (int position : positions) {
      long size = sizes[position];
      boolean full = request.size() == maxEntries;
      if (full || (bytes + size > maxBytes && !request.isEmpty())) {
        requests.add(request);
        request = new ArrayList<>();
        bytes = 0;
      }
      request.add(position);
      bytes += size;
    }
    if (!request.isEmpty()) {
      requests.add(request);
    }
    return requests;
  }

  /** Two requests in place of one of at least two messages. */
  static List<List<Integer>> halves(List<Integer> request) {
    int middle = request.size() / 2;
    return List.of(request.subList(0, middle), request.subList(middle, request.size()));
  }
}
