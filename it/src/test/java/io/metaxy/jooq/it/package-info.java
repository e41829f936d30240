/**
 * Tests the example and the store on real databases. Start at {@link
 * io.metaxy.jooq.it.story.StoryTest}.
 */
package io.metaxy.jooq.it;
