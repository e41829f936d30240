/** Stores by name. Start at {@link io.metaxy.jooq.it.project.StoresByNameTest}. */
package io.metaxy.jooq.it.project;
