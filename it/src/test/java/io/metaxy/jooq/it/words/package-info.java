/**
 * The wording of messages, comments and pages. Start at {@link
 * io.metaxy.jooq.it.words.ReplacedPhrasesTest}.
 */
package io.metaxy.jooq.it.words;
