/** The worked example and its migrations. Start at {@link io.metaxy.jooq.it.story.StoryTest}. */
package io.metaxy.jooq.it.story;
