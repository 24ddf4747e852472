package io.github.maestroevents.spring.internal.beans;

import io.github.maestroevents.config.MaestroEventsBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.NamedBeanHolder;

/**
 * The beans that a configuration names: a {@code DataSource} behind {@code journal}, a client
 * behind a setting that ends in {@code -bean}. Only those are made that are named, and they are
 * destroyed after the publisher.
 */
public final class HostObjects {

  private static final String DATA_SOURCE = "datasource";
  private static final String NAMED = DATA_SOURCE + ":";

  private final ConfigurableListableBeanFactory beans;
  private final Map<String, Object> given = new LinkedHashMap<>();

  private HostObjects(ConfigurableListableBeanFactory beans) {
    this.beans = beans;
  }

  /**
   * Looks up the beans that the settings name, and writes the name of the only or primary {@code
   * DataSource} where none stands.
   *
   * @param settings whole keys and values; changed
   */
  public static HostObjects of(
      ConfigurableListableBeanFactory beans, Map<String, String> settings) {
    HostObjects objects = new HostObjects(beans);
    settings.replaceAll(
        (key, value) -> {
          if (key.endsWith(".journal") && value.equals(DATA_SOURCE)) {
            return objects.addTheDataSource().map(name -> NAMED + name).orElse(value);
          }
          if (key.endsWith(".journal") && value.startsWith(NAMED)) {
            objects.add(value.substring(NAMED.length()));
          } else if (key.endsWith("-bean")) {
            objects.add(value);
          }
          return value;
        });
    return objects;
  }

  private Optional<String> addTheDataSource() {
    try {
      NamedBeanHolder<DataSource> one = beans.resolveNamedBean(DataSource.class);
      given.put(one.getBeanName(), one.getBeanInstance());
      return Optional.of(one.getBeanName());
    } catch (NoUniqueBeanDefinitionException several) {
      // All of them: who opens the journal then says which names there are.
      beans.getBeansOfType(DataSource.class).forEach(given::put);
      return Optional.empty();
    } catch (NoSuchBeanDefinitionException none) {
      return Optional.empty();
    }
  }

  private void add(String name) {
    if (beans.containsBean(name)) {
      given.put(name, beans.getBean(name));
    }
  }

  /** Spring destroys what depends on a bean before the bean itself. */
  public void giveTo(MaestroEventsBuilder builder) {
    given.forEach(
        (name, object) -> {
          builder.hostObject(name, object);
          beans.registerDependentBean(name, BeanNames.PUBLISHER);
        });
  }
}
