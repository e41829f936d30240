package io.metaxy.jooq.dialect.nested;

/** A document that its live column cannot hold. */
public final class MisfitException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String place;
  private final String reason;

  MisfitException(Place place, String reason) {
    super(place + " " + reason);
    this.place = place.toString();
    this.reason = reason;
  }

  /** The place within the document, such as {@code .tags[1]}; empty for the whole of it. */
  public String place() {
    return place;
  }

  /** What is wrong, as in "its extent.width " + reason. */
  public String reason() {
    return reason;
  }
}
