package io.github.maestroevents.spring.observability;

import io.github.maestroevents.spring.MaestroEventsAutoConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.servlet.ServletManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.context.ServerPortInfoApplicationContextInitializer;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;

/** Applications with a web server, on Tomcat, and what a browser does to them. */
final class PageHosts {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private PageHosts() {}

  /** Two destinations, {@code audit} and {@code billing}; all endpoints are exposed. */
  static WebApplicationContextRunner withoutPage() {
    return new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
        .withInitializer(new ServerPortInfoApplicationContextInitializer())
        .withConfiguration(
            AutoConfigurations.of(
                MaestroEventsAutoConfiguration.class,
                StatusPageAutoConfiguration.class,
                ServletWebServerFactoryAutoConfiguration.class,
                DispatcherServletAutoConfiguration.class,
                WebMvcAutoConfiguration.class,
                JacksonAutoConfiguration.class,
                HttpMessageConvertersAutoConfiguration.class,
                EndpointAutoConfiguration.class,
                WebEndpointAutoConfiguration.class,
                ManagementContextAutoConfiguration.class,
                ServletManagementContextAutoConfiguration.class))
        .withPropertyValues(
            "server.port=0",
            "server.address=127.0.0.1",
            "management.endpoints.web.exposure.include=*",
            "maestro.events.destinations.audit.type=kept-bytes",
            "maestro.events.destinations.billing.type=kept-bytes");
  }

  static WebApplicationContextRunner withPage() {
    return withoutPage().withPropertyValues("maestro.events.status-page.enabled=true");
  }

  static HttpResponse<String> get(ApplicationContext host, String path) throws Exception {
    return send(host, "local.server.port", path, HttpRequest.newBuilder());
  }

  static HttpResponse<String> getFromManagement(ApplicationContext host, String path)
      throws Exception {
    return send(host, "local.management.port", path, HttpRequest.newBuilder());
  }

  /** As the page's script does. */
  static HttpResponse<String> act(ApplicationContext host, String secret, String form)
      throws Exception {
    return send(
        host,
        "local.server.port",
        "/actuator/maestroeventspage/action",
        HttpRequest.newBuilder()
            .header("X-Maestro-Status", secret)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private static HttpResponse<String> send(
      ApplicationContext host, String port, String path, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    String address = "http://127.0.0.1:" + host.getEnvironment().getRequiredProperty(port) + path;
    return HTTP.send(
        request.uri(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
  }
}
