package io.slipway.enrollment;

/**
 * What a change would do.
 *
 * @param replacesKeys whether it brings other keys than those in force
 * @param registered how many devices registered already, which learn of it when they register next
 */
record ChangePreview<T>(T before, T after, boolean replacesKeys, int registered) {}
