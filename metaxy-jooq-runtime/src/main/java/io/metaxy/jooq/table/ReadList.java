package io.metaxy.jooq.table;

import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** A list that was read, and cannot be changed. */
final class ReadList extends AbstractList<@Nullable Object> implements RandomAccess, Serializable {

  private static final long serialVersionUID = 1L;

  private final ArrayList<@Nullable Object> elements;

  ReadList(List<? extends @Nullable Object> elements) {
    this.elements = new ArrayList<>(elements);
  }

  @Override
  public @Nullable Object get(int index) {
    return elements.get(index);
  }

  @Override
  public int size() {
    return elements.size();
  }
}
