/** JSON in the form that is hashed. Start at {@link io.metaxy.jooq.json.JsonText}. */
@NullMarked
package io.metaxy.jooq.json;

import org.jspecify.annotations.NullMarked;
