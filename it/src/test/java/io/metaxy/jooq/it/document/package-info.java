/**
 * Columns of documents: JSON, structs and maps. Start at {@link
 * io.metaxy.jooq.it.document.NestedColumnsTest}.
 */
package io.metaxy.jooq.it.document;
