/**
 * Configuration: {@code metaxy.toml}, {@code pyproject.toml} and the environment, read as the
 * Python original reads them, and every option as data. Start at {@link
 * io.metaxy.jooq.config.MetaxyConfig}.
 */
@NullMarked
package io.metaxy.jooq.config;

import org.jspecify.annotations.NullMarked;
