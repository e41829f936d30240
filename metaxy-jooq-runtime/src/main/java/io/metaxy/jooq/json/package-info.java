/** JSON as it is hashed and stored. Start at {@link io.metaxy.jooq.json.JsonText}. */
@NullMarked
package io.metaxy.jooq.json;

import org.jspecify.annotations.NullMarked;
