package io.metaxy.jooq.architecture.nested;

import io.metaxy.jooq.architecture.nested.inner.Inner;

/** Depends on the package below. */
public record Outer(Inner inner) {}
