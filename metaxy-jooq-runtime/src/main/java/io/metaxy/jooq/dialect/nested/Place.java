package io.metaxy.jooq.dialect.nested;

import org.jspecify.annotations.Nullable;

/**
 * A place within a document, whose text is made only for messages: {@code .tags[1]}.
 *
 * @param outer the place that contains it; null for the whole document
 * @param name the key of a value in an object; null for an element of a list
 * @param index the index of an element of a list
 */
record Place(@Nullable Place outer, @Nullable String name, int index) {

  static final Place DOCUMENT = new Place(null, null, 0);

  Place at(String key) {
    return new Place(this, key, 0);
  }

  Place at(int element) {
    return new Place(this, null, element);
  }

  @Override
  public String toString() {
    if (outer == null) {
      return "";
    }
    return outer + (name == null ? "[" + index + "]" : "." + name);
  }
}
