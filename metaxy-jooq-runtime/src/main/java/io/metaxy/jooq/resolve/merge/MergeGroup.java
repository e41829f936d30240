package io.metaxy.jooq.resolve.merge;

import io.metaxy.jooq.graph.ParentField;
import io.metaxy.jooq.resolve.ResolveRequest;
import io.metaxy.jooq.resolve.Status;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sides of a merge at one input, with its status and hashes. */
final class MergeGroup {

  private static final byte[][] NONE = new byte[1][];

  private final ResolveRequest request;
  private final MergeSide.Current current;
  private final MergeSide.Input[] inputs;
  private final boolean aggregates;
  private final SampleHasher hasher;
  private final byte[] @Nullable [][] versions;

  private @Nullable Object[] key;
  private byte[][] hashes = NONE;
  private @Nullable String missing;
  private boolean decided;
  private @Nullable Status status;

  MergeGroup(MergeStatement statement) {
    this.request = statement.request();
    this.current = new MergeSide.Current(request.plan());
    this.inputs =
        request.upstreams().stream()
            .map(upstream -> new MergeSide.Input(upstream, statement.isJson()))
            .toArray(MergeSide.Input[]::new);
    this.aggregates = request.aggregates();
    this.hasher = new SampleHasher(request);
    this.versions = new byte[inputs.length][][];
    this.key = new @Nullable Object[request.plan().inputIdColumns().size()];
  }

  MergeSide.Current current() {
    return current;
  }

  List<MergeSide.Input> inputs() {
    return List.of(inputs);
  }

  /** The side with this number; see {@link MergeStatement#CURRENT}. */
  MergeSide side(int number) {
    return number == MergeStatement.CURRENT ? current : inputs[number];
  }

  /** Begins an input. */
  void begin(@Nullable Object[] next) {
    key = next;
    for (MergeSide.Input input : inputs) {
      input.clear();
    }
    current.clear();
    decided = false;
  }

  @Nullable Object[] key() {
    return key;
  }

  /**
   * Keeps the columns passed downstream of the row just taken, unless its input is not requested.
   */
  void keep(MergeSide side, Set<Status> asked) {
    if (side.carries() && (side.isRanked() || !isPassedOver(side, asked))) {
      side.keep();
    }
  }

  /** Whether the input is known not to be among the requested rows. */
  private boolean isPassedOver(MergeSide side, Set<Status> asked) {
    if (aggregates || side != inputs[inputs.length - 1]) {
      return false;
    }
    status = decide();
    decided = true;
    return status == null || !asked.contains(status);
  }

  /** The status of the input, or null if there is nothing to do for it. */
  @Nullable Status status() {
    return decided ? status : decide();
  }

  /** Whether the upstreams have the rows that a sample depends on. */
  boolean isExpected() {
    boolean any = false;
    for (MergeSide.Input input : inputs) {
      if (!input.isThere() && !input.isOptional()) {
        return false;
      }
      any |= input.isThere();
    }
    return any;
  }

  private @Nullable Status decide() {
    if (!isExpected()) {
      return current.isThere() ? Status.ORPHANED : null;
    }
    if (!hash()) {
      return Status.BROKEN;
    }
    if (!request.compare() || !current.isThere()) {
      return Status.NEW;
    }
    return current.isStale(hashes[hashes.length - 1]) ? Status.STALE : null;
  }

  /** Computes the hashes; false if something is missing. */
  private boolean hash() {
    for (int i = 0; i < key.length; i++) {
      if (key[i] == null) {
        missing = request.plan().inputIdColumns().get(i);
        return false;
      }
    }
    for (int i = 0; i < inputs.length; i++) {
      versions[i] = inputs[i].versions();
      ParentField lost = inputs[i].missing();
      if (lost != null) {
        missing = lost.toString();
        return false;
      }
    }
    hashes = hasher.hash(versions);
    return true;
  }

  /** The hash of each field, then that of the sample; only if the input is not broken. */
  byte[][] hashes() {
    return hashes;
  }

  /** The first field or id that a broken input lacks. */
  @Nullable String missing() {
    return missing;
  }
}
