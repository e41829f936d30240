package io.metaxy.jooq.dialect.connect;

/** A parameter that a driver does not have. Its name may be a part of a text that is a secret. */
public final class UnknownParameterException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String parameter;
  private final String remedy;

  /** Names the parameter. */
  public UnknownParameterException(String parameter, String remedy) {
    super(sentence(parameter, remedy));
    this.parameter = parameter;
    this.remedy = remedy;
  }

  /** The name of the parameter. */
  public String parameter() {
    return parameter;
  }

  /** The sentence with another text in place of the name. */
  public String with(String name) {
    return sentence(name, remedy);
  }

  private static String sentence(String parameter, String remedy) {
    return "Java's driver has no parameter " + parameter + " " + remedy;
  }
}
