package io.metaxy.jooq.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The project of a feature or, in {@code package-info.java}, of all features of that package, not
 * of its subpackages. An annotated record overrides its package. Features without it belong to the
 * option {@code project} of the build.
 *
 * <pre>{@code
 * @Project("speech")
 * package com.acme.speech;
 *
 * import io.metaxy.jooq.spec.Project;
 * }</pre>
 *
 * <p>The definition and feature versions do not depend on it; each project has a version of its own
 * ({@code docs/semantics.md} 3).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.PACKAGE})
public @interface Project {

  /** The name: letters, digits, {@code _} and {@code -}, without {@code __}. */
  String value();
}
