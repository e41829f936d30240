/** The worked example, told and migrated; enter by {@link io.metaxy.jooq.it.story.StoryTest}. */
package io.metaxy.jooq.it.story;
