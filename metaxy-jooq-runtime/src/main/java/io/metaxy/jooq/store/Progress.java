package io.metaxy.jooq.store;

import java.util.OptionalLong;

/**
 * How far a computation is; told after each chunk that is written.
 *
 * @param done the samples that are computed and written
 * @param total the samples that there were to compute, when they had been counted by {@link
 *     Increment#counts}
 * @param perSecond the samples done per second since the start
 */
public record Progress(long done, OptionalLong total, double perSecond) {}
