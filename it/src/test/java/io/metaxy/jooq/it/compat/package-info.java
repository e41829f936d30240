/** Code and stores of earlier versions, which still work. */
package io.metaxy.jooq.it.compat;
