/** Tests of users with {@link io.metaxy.jooq.test.MetaxyExtension}. */
@NullMarked
package io.metaxy.jooq.it.testing;

import org.jspecify.annotations.NullMarked;
