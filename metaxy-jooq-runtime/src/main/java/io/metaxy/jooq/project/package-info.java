/**
 * A configured project: its configuration, graph and stores. Start at {@link
 * io.metaxy.jooq.project.Metaxy}.
 */
@NullMarked
package io.metaxy.jooq.project;

import org.jspecify.annotations.NullMarked;
