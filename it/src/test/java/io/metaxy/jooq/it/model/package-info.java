/**
 * Random graphs and histories with the naive model that every engine must agree with, and the
 * worked examples of {@code docs/semantics.md}. Start at {@link io.metaxy.jooq.it.model.ModelTest}.
 */
package io.metaxy.jooq.it.model;
