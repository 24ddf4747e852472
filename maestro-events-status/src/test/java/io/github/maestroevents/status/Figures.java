package io.github.maestroevents.status;

import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Stats that a test makes up; a figure that is not set is 0, and a time is null. */
final class Figures {

  private final Map<String, Object> values = new HashMap<>();

  static Figures quiet() {
    return new Figures()
        .with("circuit", CircuitState.CLOSED)
        .with("paused", false)
        .with("ended", false);
  }

  Figures with(String name, Object value) {
    values.put(name, value instanceof Integer number ? Long.valueOf(number) : value);
    return this;
  }

  DeliveryStats stats() {
    Map<String, Object> copy = new HashMap<>(values);
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method);
          }
          Object value = copy.get(method.getName());
          return value == null && method.getReturnType() == long.class ? (Object) 0L : value;
        };
    return (DeliveryStats)
        Proxy.newProxyInstance(
            DeliveryStats.class.getClassLoader(), new Class<?>[] {DeliveryStats.class}, handler);
  }

  static Instant at(String time) {
    return Instant.parse("2026-01-01T" + time + "Z");
  }
}
