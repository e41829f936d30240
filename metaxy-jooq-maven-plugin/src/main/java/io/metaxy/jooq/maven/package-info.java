/**
 * Maven goals for migrations; what they do is in {@link io.metaxy.jooq.migration.Migrations}. Start
 * at {@link io.metaxy.jooq.maven.MetaxyMojo}.
 */
@NullMarked
package io.metaxy.jooq.maven;

import org.jspecify.annotations.NullMarked;
