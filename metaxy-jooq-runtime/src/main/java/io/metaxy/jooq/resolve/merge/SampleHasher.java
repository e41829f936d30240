package io.metaxy.jooq.resolve.merge;

import io.metaxy.jooq.graph.FieldPlan;
import io.metaxy.jooq.graph.ParentField;
import io.metaxy.jooq.graph.TextHasher;
import io.metaxy.jooq.resolve.Provenance;
import io.metaxy.jooq.resolve.ResolveRequest;
import io.metaxy.jooq.resolve.Upstream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes in the JVM, on bytes, the same hashes that {@link Provenance} computes in the database.
 */
final class SampleHasher {

  private static final byte[] EMPTY = new byte[0];

  private final TextHasher hasher;
  private final List<Hashed> fields = new ArrayList<>();
  private final int[] order;

  /** A field's text: literals, and the version that follows each of them. */
  private record Hashed(List<byte[]> literals, List<Version> versions) {}

  /** The position of a version. */
  private record Version(int dep, int position) {}

  SampleHasher(ResolveRequest request) {
    this.hasher = request.hash().hasher();
    this.order =
        Provenance.hashOrder(request.plan()).stream().mapToInt(Integer::intValue).toArray();
    List<List<ParentField>> needed = request.upstreams().stream().map(Upstream::needed).toList();
    request.plan().fields().forEach(field -> fields.add(hashed(field, needed)));
  }

  private static Hashed hashed(FieldPlan field, List<List<ParentField>> needed) {
    Hashed made = new Hashed(new ArrayList<>(), new ArrayList<>());
    String literal = field.key() + "|" + field.codeVersion();
    for (ParentField parent : field.parents()) {
      made.literals().add((literal + "|" + parent + "|").getBytes(StandardCharsets.UTF_8));
      literal = "";
      for (int dep = 0; dep < needed.size(); dep++) {
        int position = needed.get(dep).indexOf(parent);
        if (position >= 0) {
          made.versions().add(new Version(dep, position));
        }
      }
    }
    if (made.literals().isEmpty()) {
      made.literals().add(literal.getBytes(StandardCharsets.UTF_8));
    }
    return made;
  }

  /**
   * The hash of each field, then that of the sample.
   *
   * @param versions for each dependency, the versions of its {@link Upstream#needed} fields; null
   *     counts as empty text
   */
  byte[][] hash(byte[] @Nullable [][] versions) {
    byte[][] hashes = new byte[fields.size() + 1][];
    for (int i = 0; i < fields.size(); i++) {
      Hashed field = fields.get(i);
      for (int part = 0; part < field.literals().size(); part++) {
        hasher.add(field.literals().get(part));
        if (part < field.versions().size()) {
          Version at = field.versions().get(part);
          byte[] version = versions[at.dep()][at.position()];
          hasher.add(version == null ? EMPTY : version);
        }
      }
      hashes[i] = hasher.finishBytes();
    }
    for (int i = 0; i < order.length; i++) {
      if (i > 0) {
        hasher.add('|');
      }
      hasher.add(hashes[order[i]]);
    }
    hashes[order.length] = hasher.finishBytes();
    return hashes;
  }
}
