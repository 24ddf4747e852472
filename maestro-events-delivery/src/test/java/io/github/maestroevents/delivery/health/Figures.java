package io.github.maestroevents.delivery.health;

import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/** Statistics of a destination that is well, but for the figures that a test sets. */
final class Figures {

  private final Map<String, Object> figures = new HashMap<>();

  static Figures healthy() {
    return new Figures().with("circuit", CircuitState.CLOSED).with("queueCapacity", 100L);
  }

  Figures with(String figure, Object value) {
    figures.put(figure, value);
    return this;
  }

  DeliveryStats stats() {
    Map<String, Object> copy = Map.copyOf(figures);
    return (DeliveryStats)
        Proxy.newProxyInstance(
            DeliveryStats.class.getClassLoader(),
            new Class<?>[] {DeliveryStats.class},
            (proxy, method, arguments) -> {
              if (copy.containsKey(method.getName())) {
                return copy.get(method.getName());
              }
              if (method.isDefault()) {
                return java.lang.reflect.InvocationHandler.invokeDefault(proxy, method, arguments);
              }
              Class<?> type = method.getReturnType();
              return type == long.class ? (Object) 0L : type == boolean.class ? false : null;
            });
  }
}
