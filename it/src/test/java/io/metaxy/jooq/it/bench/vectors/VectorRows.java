package io.metaxy.jooq.it.bench.vectors;

import static io.metaxy.jooq.it.bench.db.tables.BenchVectors.BENCH_VECTORS;

import io.metaxy.jooq.it.bench.db.tables.records.BenchVectorsRecord;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The rows to write; the ids count from 0.
 *
 * @param vectors the vector of each row
 */
record VectorRows(List<float[]> vectors) {

  static final int DIMENSIONS = 512;
  static final String FIELD = "embedding";

  /** Vectors of length 1 in random directions, as models produce them. */
  static VectorRows of(int rows) {
    Random random = new Random(1);
    return new VectorRows(IntStream.range(0, rows).mapToObj(row -> vector(random)).toList());
  }

  private static float[] vector(Random random) {
    float[] vector = new float[DIMENSIONS];
    double squares = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) random.nextGaussian();
      squares += (double) vector[i] * vector[i];
    }
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  int size() {
    return vectors.size();
  }

  /** Returns the size of the vectors in MB of a million bytes. */
  double megabytes() {
    return (double) size() * DIMENSIONS * Float.BYTES / 1e6;
  }

  String path(int row) {
    return "/out/" + row;
  }

  String hash(int row) {
    return String.valueOf(10_000_000 + row);
  }

  /** Returns the rows as records, without vectors if these are computed. */
  List<BenchVectorsRecord> records(boolean withVectors) {
    return IntStream.range(0, size())
        .mapToObj(
            row -> {
              BenchVectorsRecord record =
                  BENCH_VECTORS
                      .newRecord()
                      .setSampleId((long) row)
                      .setMetaxyProvenanceByField(Map.of(FIELD, hash(row)));
              return withVectors
                  ? record.setPath(path(row)).setEmbedding(vectors.get(row))
                  : record;
            })
        .toList();
  }
}
