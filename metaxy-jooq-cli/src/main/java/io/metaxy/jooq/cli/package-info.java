/**
 * The command {@code metaxy-jooq}; what its subcommands do is in the libraries. Start at {@link
 * io.metaxy.jooq.cli.Main}.
 */
@NullMarked
package io.metaxy.jooq.cli;

import org.jspecify.annotations.NullMarked;
