/**
 * Random graphs and histories, and the naive model that every engine is held against; enter by
 * {@link io.metaxy.jooq.it.model.ModelTest}.
 */
package io.metaxy.jooq.it.model;
