package io.metaxy.jooq.codegen;

import io.metaxy.jooq.graph.FeaturePlan;
import java.util.List;
import org.jooq.codegen.JavaWriter;

/**
 * A feature's table class that is being written.
 *
 * @param feature the feature
 * @param constants the names of the fields that jOOQ gives the class
 * @param out the class
 */
record TableCode(FeaturePlan feature, List<String> constants, JavaWriter out) {}
