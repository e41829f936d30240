/** Tests of pipelines with JUnit. Start at {@link io.metaxy.jooq.test.MetaxyExtension}. */
@NullMarked
package io.metaxy.jooq.test;

import org.jspecify.annotations.NullMarked;
