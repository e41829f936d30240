/**
 * Proves the example and the store on real databases. Enter by {@link
 * io.metaxy.jooq.it.story.StoryTest}.
 */
package io.metaxy.jooq.it;
