package io.github.maestroevents.webhook.internal.client;

import io.github.maestroevents.spi.WithheldText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which hosts may be asked, by their names. Immutable; any thread. */
public final class HostRules implements Predicate<String> {

  /** Every host. */
  public static final HostRules ALL = new HostRules(List.of("*"));

  private static final Pattern RULE = Pattern.compile("(\\*\\.)?[A-Za-z0-9._:-]{1,253}");
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

  private final List<String> rules;

  private HostRules(List<String> rules) {
    this.rules = List.copyOf(rules);
  }

  /** These hosts, and those below {@code *.}. */
  public static HostRules of(Collection<String> hosts) {
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException("allowedHosts must name a host");
    }
    List<String> rules = new ArrayList<>();
    for (String host : hosts) {
      if (!RULE.matcher(host).matches()) {
        throw new IllegalArgumentException(
            "allowedHosts holds names such as example.com and *.example.com, but one is "
                + WithheldText.shape(host));
      }
      rules.add(host.toLowerCase(Locale.ROOT));
    }
    return new HostRules(rules);
  }

  /** Whether a host, which is known without asking anybody, is of no public address. */
  public static boolean isPlainlyPrivate(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.equals("localhost") || name.endsWith(".localhost")) {
      return true;
    }
    try {
      return ADDRESS.matcher(name).matches() && AddressGuard.isRefused(InetAddress.getByName(name));
    } catch (UnknownHostException noAddress) {
      return false;
    }
  }

  @Override
  public boolean test(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    for (String rule : rules) {
      boolean isBelow = rule.startsWith("*.") && name.endsWith(rule.substring(1));
      if (rule.equals("*") || rule.equals(name) || isBelow) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return rules.toString();
  }
}
