package io.metaxy.jooq.architecture.nested.inner;

import io.metaxy.jooq.architecture.nested.Outer;

/** Depends on the package above. */
public record Inner(Outer outer) {}
