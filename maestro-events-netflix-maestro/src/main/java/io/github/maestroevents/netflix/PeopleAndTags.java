package io.github.maestroevents.netflix;

import io.github.maestroevents.event.Tag;
import io.github.maestroevents.event.User;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of {@link EventModels} for authors and tags. */
final class PeopleAndTags {

  private PeopleAndTags() {}

  static @Nullable User user(com.netflix.maestro.models.definition.@Nullable User user) {
    return user == null ? null : new User(user.getName(), user.getExtraInfo());
  }

  static @Nullable List<@Nullable Tag> tags(
      com.netflix.maestro.models.definition.@Nullable TagList list) {
    if (list == null || list.getTags() == null) {
      return null;
    }
    List<@Nullable Tag> tags = new ArrayList<>(list.getTags().size());
    for (com.netflix.maestro.models.definition.@Nullable Tag tag : list.getTags()) {
      tags.add(tag == null ? null : tag(tag));
    }
    return tags;
  }

  private static Tag tag(com.netflix.maestro.models.definition.Tag tag) {
    Enum<?> namespace = tag.getNamespace();
    return Tag.builder()
        .name(tag.getName())
        .namespace(namespace == null ? null : Tag.Namespace.valueOf(namespace.name()))
        .permit(tag.getPermit())
        .attributes(tag.getAttributes())
        .build();
  }
}
