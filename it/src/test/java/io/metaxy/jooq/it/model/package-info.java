/**
 * Random graphs and histories, and the naive model that every engine is held against; enter by
 * {@link io.metaxy.jooq.it.model.ModelTest}. The worked examples of {@code docs/semantics.md} too.
 */
package io.metaxy.jooq.it.model;
