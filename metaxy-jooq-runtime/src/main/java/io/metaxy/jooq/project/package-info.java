/**
 * A configured project: its configuration, graph and stores. Start with {@link
 * io.metaxy.jooq.project.Metaxy}.
 */
@NullMarked
package io.metaxy.jooq.project;

import org.jspecify.annotations.NullMarked;
