package io.github.maestroevents.spring.internal.beans;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

/** Which beans of the host a configuration gets to see. */
class HostObjectsTest {

  private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
  private final Map<String, String> settings = new LinkedHashMap<>();

  @Test
  void onlyDataSource_isNamed_whereNoNameStands() {
    dataSource("mine", false);
    settings.put("maestro.events.defaults.journal", "datasource");

    HostObjects.of(beans, settings);

    assertThat(settings).containsEntry("maestro.events.defaults.journal", "datasource:mine");
  }

  @Test
  void primaryDataSource_isNamed_whereNoNameStands_besideOneThatIsNamed() {
    dataSource("first", false);
    dataSource("main", true);
    settings.put("maestro.events.destinations.a.journal", "datasource");
    settings.put("maestro.events.destinations.b.journal", "datasource:first");

    HostObjects.of(beans, settings);

    assertThat(settings)
        .containsEntry("maestro.events.destinations.a.journal", "datasource:main")
        .containsEntry("maestro.events.destinations.b.journal", "datasource:first");
  }

  @Test
  void nothingIsChosen_whenNoneOfSeveralIsPrimary() {
    dataSource("first", false);
    dataSource("second", false);
    settings.put("maestro.events.journal", "datasource");

    HostObjects.of(beans, settings);

    assertThat(settings).containsEntry("maestro.events.journal", "datasource");
  }

  @Test
  void dataSource_isNotMade_whenNobodyAsksForIt() {
    dataSource("mine", false);
    settings.put("maestro.events.journal", "file:/tmp/journal");
    settings.put("maestro.events.destinations.a.topic", "datasource");

    HostObjects.of(beans, settings);

    assertThat(beans.containsSingleton("mine")).isFalse();
  }

  @Test
  void beanOfAClient_isMade_whenASettingNamesIt() {
    beans.registerBeanDefinition("client", new RootBeanDefinition(Object.class, Object::new));
    settings.put("maestro.events.destinations.a.client-bean", "client");
    settings.put("maestro.events.destinations.b.client-bean", "no-such-bean");

    HostObjects.of(beans, settings);

    assertThat(beans.containsSingleton("client")).isTrue();
  }

  private void dataSource(String name, boolean isPrimary) {
    RootBeanDefinition definition =
        new RootBeanDefinition(DataSource.class, HostObjectsTest::unconnected);
    definition.setPrimary(isPrimary);
    beans.registerBeanDefinition(name, definition);
  }

  private static DataSource unconnected() {
    return (DataSource)
        Proxy.newProxyInstance(
            HostObjectsTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
