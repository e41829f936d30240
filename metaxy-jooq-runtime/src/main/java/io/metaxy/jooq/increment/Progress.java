package io.metaxy.jooq.increment;

import java.util.OptionalLong;

/**
 * The progress of a computation, reported after each written chunk.
 *
 * @param done the number of samples computed and written
 * @param total the number of samples to compute, if they were counted by {@link Increment#counts}
 * @param perSecond the samples computed and written per second since the start
 */
public record Progress(long done, OptionalLong total, double perSecond) {}
