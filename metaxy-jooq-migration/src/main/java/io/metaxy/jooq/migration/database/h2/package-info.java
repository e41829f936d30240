/** H2 for migrations; start at {@link io.metaxy.jooq.migration.database.h2.H2Support}. */
@NullMarked
package io.metaxy.jooq.migration.database.h2;

import org.jspecify.annotations.NullMarked;
