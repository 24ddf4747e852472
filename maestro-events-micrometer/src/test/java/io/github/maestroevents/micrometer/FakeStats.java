package io.github.maestroevents.micrometer;

import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/** Figures that a test names; all others are those of a publisher that has done nothing. */
final class FakeStats {

  private final Map<String, Object> figures = new HashMap<>();

  private FakeStats() {}

  /** Names and figures in turns, the names as those of the accessors. */
  static DeliveryStats of(Object... namesAndFigures) {
    FakeStats stats = new FakeStats();
    for (int i = 0; i < namesAndFigures.length; i += 2) {
      Object figure = namesAndFigures[i + 1];
      stats.figures.put(
          (String) namesAndFigures[i],
          figure instanceof Integer number ? number.longValue() : figure);
    }
    return (DeliveryStats)
        Proxy.newProxyInstance(
            FakeStats.class.getClassLoader(),
            new Class<?>[] {DeliveryStats.class},
            (proxy, method, args) -> {
              if (stats.figures.containsKey(method.getName())) {
                return stats.figures.get(method.getName());
              }
              if (method.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, method, args);
              }
              return method.getReturnType() == long.class
                  ? (Object) 0L
                  : method.getReturnType() == boolean.class
                      ? (Object) false
                      : method.getReturnType() == CircuitState.class ? CircuitState.CLOSED : null;
            });
  }
}
