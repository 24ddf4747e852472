package io.github.maestroevents.spring.observability;

import io.github.maestroevents.spring.internal.keys.ObservabilityKeys;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * Serves the status page where the endpoints are: on the application's own port, or on that of the
 * management server.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(
    name = {
      "jakarta.servlet.http.HttpServletRequest",
      "org.springframework.web.servlet.DispatcherServlet",
      "io.github.maestroevents.status.StatusPage"
    })
@ConditionalOnProperty(
    prefix = ObservabilityKeys.PREFIX,
    name = ObservabilityKeys.STATUS_PAGE,
    havingValue = "true")
public final class StatusPageManagementConfiguration {

  /** Before those of the endpoints, which are at -100. */
  private static final int ORDER = -200;

  private static final EndpointId ID = EndpointId.of(StatusPageEndpoint.ID);

  /** For Spring. */
  public StatusPageManagementConfiguration() {}

  /** Maps nothing where the endpoint is not exposed. */
  @Bean
  HandlerMapping maestroEventsStatusPageMapping(
      ObjectProvider<ShownPublishers> publishers,
      ObjectProvider<StatusPageUsers> users,
      ObjectProvider<PathMappedEndpoints> endpoints,
      ObjectProvider<EndpointAccessResolver> access,
      Environment environment) {
    ShownPublishers shown = publishers.getIfAvailable();
    PathMappedEndpoints known = endpoints.getIfAvailable();
    String path = known == null ? null : known.getPath(ID);
    if (shown == null || path == null) {
      return new SimpleUrlHandlerMapping(Map.of(), ORDER);
    }
    StatusPageHandler handler =
        new StatusPageHandler(
            shown,
            users.getIfAvailable(() -> new ServletUsers(operatorRole(environment))),
            isReadOnly(access.getIfAvailable()),
            path);
    return new SimpleUrlHandlerMapping(Map.of(path + "/**", handler), ORDER);
  }

  private static @Nullable String operatorRole(Environment environment) {
    String role =
        environment.getProperty(
            ObservabilityKeys.PREFIX + "." + ObservabilityKeys.STATUS_PAGE_OPERATOR_ROLE);
    return StringUtils.hasText(role) ? role.trim() : null;
  }

  private static boolean isReadOnly(@Nullable EndpointAccessResolver access) {
    return access != null && access.accessFor(ID, Access.UNRESTRICTED) != Access.UNRESTRICTED;
  }
}
