/** Compatibility with code and stores of earlier versions. */
package io.metaxy.jooq.it.compat;
